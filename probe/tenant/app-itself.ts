import { DomainError } from '../../lib/errors.ts';
import type { TemplateTile } from '../../lib/power-bi/tile-gateway.ts';
import { createDashboard } from '../../lib/power-bi/workspaces.ts';
import { admit, cloneTile, type Guest, type Made, modelAndReport, rowOf } from './actor.ts';
import { Refuted } from './notebook.ts';
import type { Probe } from './probe-tenant.ts';

/** S4, of the app: what subscriptions of the installation itself need. */
export async function probeAppItself(probe: Probe, template: TemplateTile | undefined): Promise<void> {
  const { person, app, templates, pins, notebook } = probe;
  if (!app) {
    for (const step of ['A1', 'A2', 'A3'] as const)
      notebook.note(step, 'skipped', 'needs an application: run with --app');
    return;
  }
  const made = await notebook.try('A1', async () => {
    await admit(person, app, [
      { workspaceId: templates, role: 'Contributor' },
      { workspaceId: pins, role: 'Contributor' },
    ]);
    const result = await make(probe, app, pins);
    return { evidence: `model ${result.modelId}, report ${result.reportId}`, result };
  });
  if (!made || !template) return;
  await notebook.try('A2', async () => {
    const here = await make(probe, app, templates);
    const { id } = await cloneTo(app, { ...here, workspaceId: templates, template });
    return { evidence: `tile ${id}`, result: undefined };
  });
  await notebook.try('A3', async () => {
    const said = await refusalOf(() => cloneTo(app, { ...made, workspaceId: pins, template }));
    return { evidence: said, result: undefined };
  });
}

function make({ pictures }: Probe, app: Guest, workspaceId: string): Promise<Made> {
  return modelAndReport(app, { workspaceId, name: 'Pin of the app', row: rowOf(pictures.first, 'app') });
}

async function cloneTo(
  app: Guest,
  target: Made & { readonly workspaceId: string; readonly template: TemplateTile },
) {
  const { workspaceId } = target;
  const { id: dashboardId } = await createDashboard(app.powerBi, app.owner, {
    workspaceId,
    name: 'Target of the app',
  });
  return cloneTile(app, { ...target, dashboardId });
}

/** @throws Refuted where nothing is refused. */
async function refusalOf(run: () => Promise<{ readonly id: string }>): Promise<string> {
  let tile: { readonly id: string };
  try {
    tile = await run();
  } catch (error) {
    if (error instanceof DomainError && error.code === 'POWER_BI_REFUSED') return error.message;
    throw error;
  }
  throw new Refuted(`tile ${tile.id} was made: the installation itself can pin with the template kit`);
}
