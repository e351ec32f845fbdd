import { SCHEMAS, visualContainer } from '../../lib/power-bi/definition-parts.ts';
import { madeItem } from '../../lib/power-bi/made-item.ts';
import { type DefinitionPart, tileReportDefinition } from '../../lib/power-bi/report-definition.ts';
import { createDashboard } from '../../lib/power-bi/workspaces.ts';
import { call, cloneTile, gatewayOf, rowOf, tilesOf } from './actor.ts';
import { Refuted } from './notebook.ts';
import type { Probe } from './probe-tenant.ts';

/** 160 by 120 pixels, white and blue squares. */
const PICTURE =
  'iVBORw0KGgoAAAANSUhEUgAAAKAAAAB4CAMAAABCfAldAAAABlBMVEX///8Qbr6eQ6isAAAAfElEQVR42u3WsQkAAAgDwbj/0jauIAiend3xVVJzmbv2BxAQEHAZqCQgIOB3oHKAgID2oJKAgID2oHKAgID2oJKAgID2oJKAgID2oHKAgID2oJKAgID2oHKAgID2oJKAgID2oHKAgID2oJKAgID2oHKAgIBPgA2yYSWBrueZUwAAAABJRU5ErkJggg==';

const MEASURE = 'Picture';
const EXTENSION = 'extension';

/**
 * S7: a measure of the report may be marked as a picture, which one of a push model may not; so pictures could lie in
 * the model, and need no address that is open to everybody. Looked at on a clone, as pins are.
 */
export async function probePrivatePicture(probe: Probe): Promise<void> {
  const { notebook } = probe;
  const tileId = await notebook.try('S7', async () => {
    const cloned = await cloneOfPinned(probe);
    return { evidence: `tile ${cloned}`, result: cloned };
  });
  if (tileId === undefined) return;
  await notebook.ask('B', 'Does the tile on the dashboard "Private clone" show white and blue squares?');
}

async function cloneOfPinned({ person, pins: workspaceId, pictures, pinVisual }: Probe): Promise<string> {
  const { powerBi, owner } = person;
  const gateway = gatewayOf(person);
  const { modelId } = await gateway.ensureModel(owner, { workspaceId, name: 'Private' });
  await gateway.pushRow(owner, { workspaceId, modelId }, rowOf(pictures.first, 'first'));
  const answer = await call<{ id: string } | undefined>(person, {
    service: 'fabric',
    method: 'POST',
    path: `/workspaces/${workspaceId}/reports`,
    body: { displayName: 'Private', definition: privateDefinition(modelId) },
  });
  const reportId = await madeItem(powerBi, owner, answer);
  const dashboard = (name: string) => createDashboard(powerBi, owner, { workspaceId, name });
  const [{ id: dashboardId }, clones] = [await dashboard('Private'), await dashboard('Private clone')];
  const reportUrl = await gateway.reportAddress(owner, { workspaceId, reportId });
  await pinVisual({ reportId, reportUrl, dashboardId, dashboardName: 'Private' });
  const pinned = (await tilesOf(person, { workspaceId, dashboardId })).find(
    (one) => one.reportId === reportId,
  );
  if (!pinned) throw new Refuted('Get Tiles shows no tile of the report');
  const template = { workspaceId, dashboardId, tileId: pinned.id };
  const target = { workspaceId, dashboardId: clones.id, modelId, reportId, template };
  return (await cloneTile(person, target)).id;
}

/** The definition of a pin's report, with the measure in place of the column. */
function privateDefinition(modelId: string) {
  const { format, parts } = tileReportDefinition(modelId, { visual: 'picture', title: '' });
  const visual = parts.map((part) => (part.path.endsWith('/visual.json') ? partOf(part.path, VISUAL) : part));
  return { format, parts: [...visual, partOf('definition/reportExtensions.json', EXTENSIONS)] };
}

const EXTENSIONS = {
  $schema: `${SCHEMAS}/definition/reportExtension/1.0.0/schema.json`,
  name: EXTENSION,
  entities: [
    {
      name: 'Tile',
      measures: [
        {
          name: MEASURE,
          dataType: 'Text',
          dataCategory: 'ImageUrl',
          expression: `"data:image/png;base64,${PICTURE}"`,
        },
      ],
    },
  ],
};

const VISUAL = visualContainer({
  visualType: 'tableEx',
  query: {
    queryState: {
      Values: {
        projections: [
          {
            field: {
              Measure: {
                Expression: { SourceRef: { Schema: EXTENSION, Entity: 'Tile' } },
                Property: MEASURE,
              },
            },
            queryRef: `Tile.${MEASURE}`,
            nativeQueryRef: MEASURE,
          },
        ],
      },
    },
  },
});

function partOf(path: string, content: unknown): DefinitionPart {
  return {
    path,
    payload: Buffer.from(JSON.stringify(content)).toString('base64'),
    payloadType: 'InlineBase64',
  };
}
