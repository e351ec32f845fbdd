import type { TemplateTile } from '../../lib/power-bi/tile-gateway.ts';
import { createDashboard } from '../../lib/power-bi/workspaces.ts';
import {
  admit,
  cloneTile,
  gatewayOf,
  type Made,
  makeReport,
  modelAndReport,
  rowOf,
  type Tile,
  tilesOf,
} from './actor.ts';
import { Refuted } from './notebook.ts';
import type { Probe } from './probe-tenant.ts';

/** A pin of a picture as the product makes it: template tile, clone, two rows, and unpinned. */
export async function probePicturePin(probe: Probe): Promise<TemplateTile | undefined> {
  const { person, templates, notebook } = probe;
  const kit = await makeKit(probe);
  if (!kit) return undefined;
  const { id: dashboardId } = await createDashboard(person.powerBi, person.owner, {
    workspaceId: templates,
    name: 'Template',
  });
  const source = await pinByHand(probe, kit, dashboardId);
  if (!source) return undefined;
  const template = { workspaceId: templates, dashboardId, tileId: source.id };
  const cloned = await clone(probe, template, source);
  if (cloned) {
    await watch(probe, cloned);
    await notebook.try('U', () => unpin(probe, cloned));
  }
  await probeReader(probe, template);
  return template;
}

async function makeKit({ person, templates, pictures, notebook }: Probe): Promise<Made | undefined> {
  const name = 'Template';
  const gateway = gatewayOf(person);
  const place = { workspaceId: templates, name };
  const modelId = await notebook.try('M', async () => {
    const made = await gateway.ensureModel(person.owner, place);
    const data = [{ category: 'North', categoryOrder: 0, series: 'Sales', value: 1 }];
    await gateway.pushRow(
      person.owner,
      { workspaceId: templates, ...made },
      rowOf(pictures.first, 'first', data),
    );
    return { evidence: `model ${made.modelId}`, result: made.modelId };
  });
  if (modelId === undefined) return undefined;
  const reportId = await notebook.try('S6', async () => {
    const id = await makeReport(person, { ...place, modelId, visual: 'picture' });
    return { evidence: `report ${id}`, result: id };
  });
  if (reportId === undefined) return undefined;
  await notebook.try('N', async () => {
    const found = [
      await gateway.findModel(person.owner, place),
      await gateway.findReport(person.owner, place),
    ];
    if (found[0] !== modelId || found[1] !== reportId) throw new Refuted(`listed: ${found.join(', ')}`);
    return { evidence: 'model and report', result: undefined };
  });
  return { modelId, reportId };
}

function pinByHand(probe: Probe, { reportId }: Made, dashboardId: string): Promise<Tile | undefined> {
  const { person, templates: workspaceId, notebook, pinVisual } = probe;
  return notebook.try('P', async () => {
    const reportUrl = await gatewayOf(person).reportAddress(person.owner, { workspaceId, reportId });
    const then =
      'Then open Tile details: clear the title, tick "Display last refresh time", and set a custom link.';
    await pinVisual({ reportId, reportUrl, dashboardId, dashboardName: 'Template', then });
    const tile = (await tilesOf(person, { workspaceId, dashboardId })).find(
      (one) => one.reportId === reportId,
    );
    if (!tile) throw new Refuted('Get Tiles shows no tile of the report');
    return { evidence: `tile ${tile.id}, title "${tile.title ?? ''}"`, result: tile };
  });
}

type Cloned = Made & { readonly dashboardId: string; readonly tileId: string };

/** S1, S5: bound to our report and model, and what it keeps of its title. */
async function clone(probe: Probe, template: TemplateTile, source: Tile): Promise<Cloned | undefined> {
  const { person, pins: workspaceId, pictures, notebook } = probe;
  return notebook.try('S1', async () => {
    const row = rowOf(pictures.first, 'first');
    const made = await modelAndReport(person, { workspaceId, name: 'Pin', row });
    const { id: dashboardId } = await createDashboard(person.powerBi, person.owner, {
      workspaceId,
      name: 'Target',
    });
    const tile = await cloneTile(person, { ...made, workspaceId, dashboardId, template });
    const titles = `"${source.title ?? ''}" -> "${tile.title ?? ''}"`;
    notebook.note('S5', (tile.title ?? '') === (source.title ?? '') ? 'proven' : 'refuted', titles);
    return { evidence: `tile ${tile.id}`, result: { ...made, dashboardId, tileId: tile.id } };
  });
}

/** L, S2, R, S3: what only a person sees. */
async function watch({ person, pins, pictures, notebook }: Probe, { modelId }: Cloned): Promise<void> {
  const where = 'the tile on the dashboard "Target"';
  await notebook.ask(
    'L',
    `Has ${where} the link and the time of the last refresh that you set for the template?`,
  );
  await notebook.ask('S2', `Does ${where} show ${pictures.first}, as large as the tile?`);
  await gatewayOf(person).pushRow(
    person.owner,
    { workspaceId: pins, modelId },
    rowOf(pictures.second, 'second'),
  );
  await notebook.ask(
    'R',
    `Leave the dashboard open: does ${where} change to ${pictures.second} within a minute?`,
  );
  await notebook.ask('S3', `Does ${where} show one picture only, although two rows were pushed?`);
}

/** As the product unpins: the report, then the model. */
async function unpin({ person, pins: workspaceId }: Probe, cloned: Cloned) {
  const { modelId, reportId, dashboardId, tileId } = cloned;
  const isThere = async () =>
    (await tilesOf(person, { workspaceId, dashboardId })).some(({ id }) => id === tileId);
  await gatewayOf(person).removeReport(person.owner, { workspaceId, reportId });
  const afterReport = (await isThere()) ? 'there after the report' : 'gone with the report';
  await gatewayOf(person).removeModel(person.owner, { workspaceId, modelId });
  if (await isThere()) throw new Refuted(`${afterReport}, and still listed after the model`);
  return { evidence: `${afterReport}, gone after the model`, result: undefined };
}

/** S4: the rights that a user of the template kit has: Viewer of the templates, Contributor where they pin. */
async function probeReader(probe: Probe, template: TemplateTile): Promise<void> {
  const { person, reader, templates, pins: workspaceId, pictures, notebook } = probe;
  if (!reader) return notebook.note('S4', 'skipped', 'needs a second account: run with --reader');
  await notebook.try('S4', async () => {
    await admit(person, reader, [
      { workspaceId: templates, role: 'Viewer' },
      { workspaceId, role: 'Contributor' },
    ]);
    const row = rowOf(pictures.first, 'reader');
    const made = await modelAndReport(reader, { workspaceId, name: 'Pin of the reader', row });
    const { id: dashboardId } = await createDashboard(reader.powerBi, reader.owner, {
      workspaceId,
      name: 'Target of the reader',
    });
    const tile = await cloneTile(reader, { ...made, workspaceId, dashboardId, template });
    return { evidence: `tile ${tile.id}, as ${reader.principal.identifier}`, result: undefined };
  });
}
