import type { TableRequest } from '../tenant/models.ts';
import type { DefinitionPart } from '../tenant/types.ts';

/**
 * The tables of every pin's model. A tile is cloned with its query, so the template's model and each pin's must bear
 * the same names.
 */
export function kitTables(): TableRequest[] {
  return [
    {
      name: 'Tile',
      columns: [
        { name: 'RefreshedAt', dataType: 'DateTime' },
        { name: 'Title', dataType: 'String' },
        { name: 'Subtitle', dataType: 'String' },
        { name: 'ImageUrl', dataType: 'String', dataCategory: 'ImageUrl' },
        { name: 'ReportUrl', dataType: 'String', dataCategory: 'WebUrl' },
        { name: 'Status', dataType: 'String' },
      ],
    },
    {
      name: 'Data',
      columns: [
        { name: 'RunId', dataType: 'Int64' },
        { name: 'Category', dataType: 'String' },
        { name: 'CategoryOrder', dataType: 'Int64' },
        { name: 'Series', dataType: 'String' },
        { name: 'Value', dataType: 'Double' },
        { name: 'Target', dataType: 'Double' },
        { name: 'Latitude', dataType: 'Double' },
        { name: 'Longitude', dataType: 'Double' },
      ],
      measures: [
        {
          name: 'Latest Value',
          expression:
            'VAR r = CALCULATE(MAX(Data[RunId]), ALL(Data)) RETURN CALCULATE(SUM(Data[Value]), Data[RunId] = r)',
        },
      ],
    },
  ];
}

/** A report of one page with the visual `picture`: the newest row's picture. */
export function pictureReport(modelId: string): DefinitionPart[] {
  return reportDefinition(modelId, [
    {
      name: 'picture',
      visualType: 'tableEx',
      title: '',
      fields: [{ role: 'Values', table: 'Tile', column: 'ImageUrl' }],
      newestBy: { table: 'Tile', column: 'RefreshedAt' },
    },
  ]);
}

export type VisualRequest = {
  readonly name: string;
  readonly visualType: string;
  readonly title: string;
  readonly fields: readonly {
    readonly role: string;
    readonly table: string;
    readonly column: string;
    readonly sum?: boolean;
  }[];
  /** Adds the filter Top 1 by the latest of that column. */
  readonly newestBy?: { readonly table: string; readonly column: string };
};

const SCHEMAS = 'https://developer.microsoft.com/json-schemas/fabric/item/report';
const PAGE = 'page1';

/** A definition in PBIR form: one page, its visuals below each other. */
export function reportDefinition(modelId: string, visuals: readonly VisualRequest[]): DefinitionPart[] {
  return [
    part('definition.pbir', {
      $schema: `${SCHEMAS}/definitionProperties/2.0.0/schema.json`,
      version: '4.0',
      datasetReference: { byConnection: { connectionString: `semanticmodelid=${modelId}` } },
    }),
    part('definition/version.json', {
      $schema: `${SCHEMAS}/definition/versionMetadata/1.0.0/schema.json`,
      version: '2.0.0',
    }),
    part('definition/report.json', {
      $schema: `${SCHEMAS}/definition/report/3.3.0/schema.json`,
      themeCollection: {},
    }),
    part('definition/pages/pages.json', {
      $schema: `${SCHEMAS}/definition/pagesMetadata/1.1.0/schema.json`,
      pageOrder: [PAGE],
      activePageName: PAGE,
    }),
    part(`definition/pages/${PAGE}/page.json`, {
      $schema: `${SCHEMAS}/definition/page/2.1.0/schema.json`,
      name: PAGE,
      displayName: 'Page 1',
      displayOption: 'FitToPage',
      width: 1280,
      height: 720,
    }),
    ...visuals.map((visual, index) =>
      part(`definition/pages/${PAGE}/visuals/${visual.name}/visual.json`, visualJson(visual, index)),
    ),
  ];
}

function part(path: string, content: unknown): DefinitionPart {
  const payload = Buffer.from(JSON.stringify(content, null, 2), 'utf8').toString('base64');
  return { path, payload, payloadType: 'InlineBase64' };
}

function column(source: { Entity: string } | { Source: string }, name: string): object {
  return { Column: { Expression: { SourceRef: source }, Property: name } };
}

function visualJson(visual: VisualRequest, index: number): object {
  const roles = [...new Set(visual.fields.map((field) => field.role))];
  const queryState = Object.fromEntries(
    roles.map((role) => [
      role,
      {
        projections: visual.fields
          .filter((field) => field.role === role)
          .map((field) => {
            const plain = column({ Entity: field.table }, field.column);
            return {
              field: field.sum === true ? { Aggregation: { Expression: plain, Function: 0 } } : plain,
              queryRef: `${field.table}.${field.column}`,
            };
          }),
      },
    ]),
  );
  return {
    $schema: `${SCHEMAS}/definition/visualContainer/2.9.0/schema.json`,
    name: visual.name,
    position: { x: 20, y: 20 + 340 * index, z: index, width: 600, height: 320 },
    visual: {
      visualType: visual.visualType,
      query: { queryState },
      ...(visual.title === '' ? {} : { visualContainerObjects: { title: [titled(visual.title)] } }),
    },
    ...(visual.newestBy === undefined ? {} : { filterConfig: { filters: [newest(visual.newestBy)] } }),
  };
}

function titled(title: string): object {
  const literal = `'${title.replaceAll("'", "''")}'`;
  return { properties: { text: { expr: { Literal: { Value: literal } } } } };
}

function newest(by: { readonly table: string; readonly column: string }): object {
  const field = column({ Source: 't' }, by.column);
  const from = { Name: 't', Entity: by.table, Type: 0 };
  const subquery = {
    Version: 2,
    From: [from],
    Select: [{ ...field, Name: 'field' }],
    OrderBy: [{ Direction: 2, Expression: { Aggregation: { Expression: field, Function: 4 } } }],
    Top: 1,
  };
  return {
    name: 'newest',
    type: 'TopN',
    field: column({ Entity: by.table }, by.column),
    filter: {
      Version: 2,
      From: [{ Name: 'subquery', Expression: { Subquery: { Query: subquery } }, Type: 2 }, from],
      Where: [{ Condition: { In: { Expressions: [field], Table: { SourceRef: { Source: 'subquery' } } } } }],
    },
  };
}
