import type {
  DataSetDefinition,
  ParameterDefinition,
  Report,
  ReportItem,
} from '../../../../lib/rdl/model/report.ts';
import type { RdlElement } from '../../../../lib/rdl/reader/element.ts';

/** An element of a definition: text, or elements inside. */
export function element(
  name: string,
  content: string | readonly RdlElement[] = '',
  attributes: Readonly<Record<string, string>> = {},
): RdlElement {
  const isText = typeof content === 'string';
  return { name, attributes, children: isText ? [] : content, text: isText ? content : '', line: 1 };
}

export function item(name: string, kind: ReportItem['kind'], children: readonly RdlElement[]): ReportItem {
  return {
    kind,
    name,
    box: { left: 0, top: 0, width: 100, height: 100 },
    section: 0,
    place: 'body',
    ancestors: [],
    inDataRegion: false,
    element: element(kind, children, { Name: name }),
  };
}

/** Fields are `Name` or `Name:System.Type`; a calculated one is `Name==expression`. */
export function dataSet(
  name: string,
  fields: readonly string[],
  more: Partial<DataSetDefinition> = {},
): DataSetDefinition {
  return {
    name,
    dataSourceName: 'Source',
    reference: undefined,
    commandType: 'Text',
    commandText: 'SELECT',
    queryParameters: [],
    fields: fields.map((field) => {
      const [own = '', expression] = field.split(/=(?==)/);
      if (expression !== undefined) return { name: own, expression, typeName: undefined };
      const [fieldName = '', typeName] = own.split(':');
      return { name: fieldName, dataField: fieldName, typeName };
    }),
    filters: [],
    caseSensitivity: undefined,
    ...more,
  };
}

export function parameter(name: string, more: Partial<ParameterDefinition> = {}): ParameterDefinition {
  return {
    name,
    dataType: 'String',
    prompt: undefined,
    hidden: false,
    nullable: false,
    allowBlank: false,
    multiValue: false,
    defaults: undefined,
    validValues: undefined,
    ...more,
  };
}

export function report(more: Partial<Report>): Report {
  return {
    grammar: '2016',
    description: undefined,
    language: undefined,
    code: undefined,
    variables: [],
    dataSources: [
      {
        name: 'Source',
        reference: undefined,
        provider: 'ENTERDATA',
        connectString: '',
        integratedSecurity: false,
      },
    ],
    dataSets: [],
    parameters: [],
    embeddedImages: [],
    pages: [],
    items: [],
    ...more,
  };
}
