import type { RdlElement } from '../reader/element.ts';

/** A property as written: a constant, or an expression's source when it begins with `=`. */
export type Source = string;

/** Points (1/72 inch) from the left and top of what holds the item (body, header or footer). */
export type Box = {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
};

export type ReportGrammar = '2003' | '2005' | '2008' | '2010' | '2016';

/** A definition in one model, whatever its grammar was. */
export type Report = {
  readonly grammar: ReportGrammar;
  /** What stands for the report's title: the file's or catalog item's name is the caller's. */
  readonly description: string | undefined;
  readonly language: Source | undefined;
  readonly code: string | undefined;
  readonly variables: readonly VariableDefinition[];
  readonly dataSources: readonly DataSourceDefinition[];
  readonly dataSets: readonly DataSetDefinition[];
  readonly parameters: readonly ParameterDefinition[];
  readonly embeddedImages: readonly EmbeddedImage[];
  /** One a report section: the size of its body in points, grown to hold its items. */
  readonly pages: readonly { readonly width: number; readonly height: number }[];
  /** Every report item of bodies, page headers and footers, nested ones included, in document order a section. */
  readonly items: readonly ReportItem[];
};

export type ReportItemKind =
  | 'chart'
  | 'gauge'
  | 'map'
  | 'image'
  | 'rectangle'
  | 'tablix'
  | 'textbox'
  | 'subreport'
  | 'line'
  | 'custom';

export type NotPinnableReason = 'nested-in-data-region' | 'page-header' | 'page-footer';

export type ReportItem = {
  readonly kind: ReportItemKind;
  readonly name: string;
  /** Relative to the section's body, header or footer; nested rectangles are added up. */
  readonly box: Box;
  readonly section: number;
  readonly place: 'body' | 'page-header' | 'page-footer';
  /** Names of the rectangles and data regions around it, from the outside. */
  readonly ancestors: readonly string[];
  readonly inDataRegion: boolean;
  /** The element in the 2016 shape; chart, gauge, map and image readers take it from here. */
  readonly element: RdlElement;
};

export type DataSourceDefinition = {
  readonly name: string;
  /** Name or path of a shared data source; then provider and connectString are absent. */
  readonly reference: string | undefined;
  readonly provider: string | undefined;
  readonly connectString: Source | undefined;
  readonly integratedSecurity: boolean;
};

export type FieldDefinition =
  | { readonly name: string; readonly dataField: string; readonly typeName: string | undefined }
  | { readonly name: string; readonly expression: Source; readonly typeName: string | undefined };

export type FilterDefinition = {
  readonly expression: Source;
  readonly operator: string;
  readonly values: readonly { readonly text: Source; readonly dataType: string | undefined }[];
};

export type SortDefinition = { readonly expression: Source; readonly direction: 'Ascending' | 'Descending' };

export type DataSetDefinition = {
  readonly name: string;
  readonly dataSourceName: string | undefined;
  /** Name or path of a shared dataset; then the query is the shared one's. */
  readonly reference: string | undefined;
  readonly commandType: 'Text' | 'StoredProcedure' | 'TableDirect';
  readonly commandText: Source | undefined;
  readonly queryParameters: readonly { readonly name: string; readonly value: Source }[];
  readonly fields: readonly FieldDefinition[];
  readonly filters: readonly FilterDefinition[];
  readonly caseSensitivity: string | undefined;
};

export type ParameterDefinition = {
  readonly name: string;
  readonly dataType: 'String' | 'Boolean' | 'DateTime' | 'Integer' | 'Float';
  readonly prompt: Source | undefined;
  readonly hidden: boolean;
  readonly nullable: boolean;
  readonly allowBlank: boolean;
  readonly multiValue: boolean;
  readonly defaults: ParameterValues | undefined;
  readonly validValues: ParameterValues | undefined;
};

export type ParameterValues =
  | {
      readonly kind: 'list';
      readonly values: readonly { readonly value: Source | null; readonly label?: Source }[];
    }
  | {
      readonly kind: 'dataset';
      readonly dataSetName: string;
      readonly valueField: string;
      readonly labelField: string | undefined;
    };

export type VariableDefinition = {
  readonly name: string;
  readonly value: Source;
  readonly writable: boolean;
};

export type EmbeddedImage = { readonly name: string; readonly mimeType: string; readonly base64: string };
