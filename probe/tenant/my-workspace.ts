import { must } from '../../lib/power-bi/client.ts';
import { createReport } from '../../lib/power-bi/create-report.ts';
import { pushModel } from '../../lib/power-bi/push-model.ts';
import type { TemplateTile } from '../../lib/power-bi/tile-gateway.ts';
import { type Actor, call } from './actor.ts';
import { Refuted } from './notebook.ts';
import type { Probe } from './probe-tenant.ts';

const NAME = 'Report Tiles probe';
/** Clone Tile's word for My workspace. */
const MINE = '00000000-0000-0000-0000-000000000000';

/** What was made there, newest last: My workspace cannot be removed as a whole. */
type Left = string[];

/** Y: My workspace is not offered to pin to until this is proven. */
export async function probeMyWorkspace(probe: Probe, template: TemplateTile | undefined): Promise<void> {
  const { person, notebook } = probe;
  if (!template) return;
  const left: Left = [];
  await notebook.try('Y', async () => {
    try {
      return { evidence: await pinThere(person, template, left), result: undefined };
    } finally {
      await removeFrom(person, left);
    }
  });
}

async function pinThere(person: Actor, template: TemplateTile, left: Left): Promise<string> {
  const { powerBi, owner } = person;
  const workspaceId = await personalWorkspace(person);
  async function make(path: string, body: unknown): Promise<string> {
    return must(await call<{ id: string }>(person, { method: 'POST', path, body }), 'POWER_BI_REFUSED').id;
  }
  const modelId = await make('/datasets?defaultRetentionPolicy=basicFIFO', pushModel(NAME));
  left.push(`/datasets/${modelId}`);
  const reportId = await createReport(powerBi, owner, {
    workspaceId,
    modelId,
    name: NAME,
    visual: 'picture',
    title: NAME,
  });
  left.push(`/reports/${reportId}`);
  const dashboardId = await make('/dashboards', { name: NAME });
  left.push(`/dashboards/${dashboardId}`);
  const path = `/groups/${template.workspaceId}/dashboards/${template.dashboardId}/tiles/${template.tileId}/Clone`;
  const tileId = await make(path, {
    targetDashboardId: dashboardId,
    targetWorkspaceId: MINE,
    targetReportId: reportId,
    targetModelId: modelId,
  });
  return `workspace ${workspaceId}, tile ${tileId}`;
}

async function personalWorkspace(person: Actor): Promise<string> {
  const answer = await call<{ value: readonly { id: string; type: string }[] }>(person, {
    service: 'fabric',
    method: 'GET',
    path: '/workspaces',
  });
  const mine = must(answer, 'POWER_BI_REFUSED').value.find((one) => one.type === 'Personal');
  if (!mine) throw new Refuted('Fabric lists no workspace of the type Personal');
  return mine.id;
}

async function removeFrom(person: Actor, left: Left): Promise<void> {
  const stuck: string[] = [];
  for (const path of left.toReversed()) {
    const removed = await call(person, { method: 'DELETE', path });
    if (!removed.ok && removed.status !== 404) stuck.push(`${path} (${removed.status})`);
  }
  if (stuck.length > 0) throw new Error(`remove from My workspace by hand: ${stuck.join(', ')}`);
}
