import { DATA_VISUALS, type DataVisual } from '../../lib/power-bi/tile-visual.ts';
import { createDashboard } from '../../lib/power-bi/workspaces.ts';
import { wordsOf } from '../finding.ts';
import { gatewayOf, makeReport, rowOf, tilesOf } from './actor.ts';
import { Refuted } from './notebook.ts';
import type { Probe } from './probe-tenant.ts';

/** The one that is pinned and looked at. */
const LOOKED_AT: DataVisual = 'clusteredColumnChart';

const values = (north: number, south: number) => [
  { category: 'North', categoryOrder: 0, series: 'Sales', value: north },
  { category: 'South', categoryOrder: 1, series: 'Sales', value: south },
];

/** D1–D4: Power BI's own visuals over a push model, whose measures leave out all but the newest run. */
export async function probeDataVisuals(probe: Probe): Promise<void> {
  const { person, pins: workspaceId, pictures, notebook } = probe;
  const model = await notebook.try('D1', () => makeVisuals(probe));
  if (!model) return;
  const { modelId, reportId } = model;
  const pinned = await notebook.try('D2', () => pinLookedAt(probe, reportId));
  if (!pinned) return;
  const where = 'the columns on the dashboard "Data"';
  await notebook.ask('D3', `Are ${where} North 1 and South 2, in this order?`);
  await gatewayOf(person).pushRow(
    person.owner,
    { workspaceId, modelId },
    rowOf(pictures.second, 'second', values(5, 3)),
  );
  await notebook.ask('D4', `Do ${where} become North 5 and South 3 within a minute, and not 6 and 5?`);
}

/** A report for each visual; all are tried, whatever one is refused for. */
async function makeVisuals({ person, pins: workspaceId, pictures }: Probe) {
  const { owner } = person;
  const { modelId } = await gatewayOf(person).ensureModel(owner, { workspaceId, name: 'Data' });
  await gatewayOf(person).pushRow(
    owner,
    { workspaceId, modelId },
    rowOf(pictures.first, 'first', values(1, 2)),
  );
  const made = new Map<DataVisual, string>();
  const refused: string[] = [];
  for (const visual of DATA_VISUALS) {
    try {
      made.set(visual, await makeReport(person, { workspaceId, modelId, name: `Data ${visual}`, visual }));
    } catch (error) {
      refused.push(`${visual}: ${wordsOf(error)}`);
    }
  }
  const reportId = made.get(LOOKED_AT);
  if (refused.length > 0 || reportId === undefined) throw new Refuted(refused.join('; '));
  return { evidence: [...made.keys()].join(', '), result: { modelId, reportId } };
}

async function pinLookedAt({ person, pins: workspaceId, pinVisual }: Probe, reportId: string) {
  const { powerBi, owner } = person;
  const { id: dashboardId } = await createDashboard(powerBi, owner, { workspaceId, name: 'Data' });
  const reportUrl = await gatewayOf(person).reportAddress(owner, { workspaceId, reportId });
  await pinVisual({ reportId, reportUrl, dashboardId, dashboardName: 'Data' });
  const tile = (await tilesOf(person, { workspaceId, dashboardId })).find((one) => one.reportId === reportId);
  if (!tile) throw new Refuted('Get Tiles shows no tile of the report');
  return { evidence: `tile ${tile.id}`, result: tile };
}
