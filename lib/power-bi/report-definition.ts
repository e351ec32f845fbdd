/** One file of a report definition, as the Fabric API takes it. */
export type DefinitionPart = {
  readonly path: string;
  readonly payload: string;
  readonly payloadType: 'InlineBase64';
};

const SCHEMAS = 'https://developer.microsoft.com/json-schemas/fabric/item/report';
const PAGE = 'picture';
const VISUAL = 'tile';
const [WIDTH, HEIGHT] = [640, 480];

const column = (property: string, source: Readonly<Record<string, string>>) => ({
  Column: { Expression: { SourceRef: source }, Property: property },
});
const literal = (value: string) => ({ expr: { Literal: { Value: value } } });

/**
 * The report behind a tile: one page with one visual, a table of the newest row's picture, in the PBIR format, bound
 * to the semantic model by its id. Checked against Microsoft's JSON Schemas by a test.
 */
export function tileReportDefinition(modelId: string): {
  readonly format: 'PBIR';
  readonly parts: readonly DefinitionPart[];
} {
  const files: Readonly<Record<string, unknown>> = {
    'definition.pbir': {
      $schema: `${SCHEMAS}/definitionProperties/2.0.0/schema.json`,
      version: '4.0',
      datasetReference: { byConnection: { connectionString: `semanticmodelid=${modelId}` } },
    },
    'definition/version.json': {
      $schema: `${SCHEMAS}/definition/versionMetadata/1.0.0/schema.json`,
      version: '2.0.0',
    },
    'definition/report.json': {
      $schema: `${SCHEMAS}/definition/report/3.3.0/schema.json`,
      themeCollection: {},
    },
    'definition/pages/pages.json': {
      $schema: `${SCHEMAS}/definition/pagesMetadata/1.1.0/schema.json`,
      pageOrder: [PAGE],
      activePageName: PAGE,
    },
    [`definition/pages/${PAGE}/page.json`]: {
      $schema: `${SCHEMAS}/definition/page/2.1.0/schema.json`,
      name: PAGE,
      displayName: 'Picture',
      displayOption: 'FitToPage',
      width: WIDTH,
      height: HEIGHT,
    },
    [`definition/pages/${PAGE}/visuals/${VISUAL}/visual.json`]: pictureVisual(),
  };
  return {
    format: 'PBIR',
    parts: Object.entries(files).map(([path, content]) => ({
      path,
      payload: Buffer.from(JSON.stringify(content)).toString('base64'),
      payloadType: 'InlineBase64',
    })),
  };
}

function pictureVisual() {
  return {
    $schema: `${SCHEMAS}/definition/visualContainer/2.9.0/schema.json`,
    name: VISUAL,
    position: { x: 0, y: 0, z: 0, width: WIDTH, height: HEIGHT },
    visual: {
      visualType: 'tableEx',
      query: {
        queryState: {
          Values: {
            projections: [
              {
                field: column('ImageUrl', { Entity: 'Tile' }),
                queryRef: 'Tile.ImageUrl',
                nativeQueryRef: 'ImageUrl',
              },
            ],
          },
        },
      },
      objects: {
        columnHeaders: [{ properties: { show: literal('false') } }],
        total: [{ properties: { totals: literal('false') } }],
        grid: [{ properties: { imageHeight: literal(`${HEIGHT}D`), gridHorizontal: literal('false') } }],
      },
    },
    filterConfig: { filters: [newestRowFilter()] },
  };
}

/** Top 1 by the latest RefreshedAt: rows are appended, never cleared, so that the tile is never blank in between. */
function newestRowFilter() {
  const tile = { Source: 't' };
  return {
    name: 'newest',
    field: column('ImageUrl', { Entity: 'Tile' }),
    type: 'TopN',
    filter: {
      Version: 2,
      From: [
        {
          Name: 'newestRow',
          Type: 2,
          Expression: {
            Subquery: {
              Query: {
                Version: 2,
                From: [{ Name: 't', Entity: 'Tile', Type: 0 }],
                Select: [{ ...column('ImageUrl', tile), Name: 'field' }],
                OrderBy: [
                  {
                    Direction: 2,
                    Expression: { Aggregation: { Expression: column('RefreshedAt', tile), Function: 4 } },
                  },
                ],
                Top: 1,
              },
            },
          },
        },
        { Name: 't', Entity: 'Tile', Type: 0 },
      ],
      Where: [
        {
          Condition: {
            In: { Expressions: [column('ImageUrl', tile)], Table: { SourceRef: { Source: 'newestRow' } } },
          },
        },
      ],
    },
  };
}
