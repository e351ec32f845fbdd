import { dataVisual } from './data-visual.ts';
import { SCHEMAS, VISUAL_NAME, VISUAL_SIZE } from './definition-parts.ts';
import { pictureVisual } from './picture-visual.ts';
import type { TileVisual } from './tile-visual.ts';

/** One file of a report definition, as the Fabric API takes it. */
export type DefinitionPart = {
  readonly path: string;
  readonly payload: string;
  readonly payloadType: 'InlineBase64';
};

const PAGE = 'picture';

/**
 * The report behind a tile: one page with one visual, in the PBIR format, bound to the semantic model by its id. Checked
 * against Microsoft's JSON Schemas by a test. @param shown.title of a visual of data; a picture has its own in it.
 */
export function tileReportDefinition(
  modelId: string,
  shown: { readonly visual: TileVisual; readonly title: string },
): {
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
      displayName: 'Tile',
      displayOption: 'FitToPage',
      ...VISUAL_SIZE,
    },
    [`definition/pages/${PAGE}/visuals/${VISUAL_NAME}/visual.json`]: visualOf(shown),
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

function visualOf({ visual, title }: { readonly visual: TileVisual; readonly title: string }) {
  return visual === 'picture' ? pictureVisual() : dataVisual(visual, title);
}
