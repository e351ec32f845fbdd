import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { pictureReport } from '../../../../sandbox/power-bi/seed/template-kit.ts';
import {
  ADA,
  BOARD_PACK,
  CLOSE,
  EVE,
  FINANCE,
  FREE,
  type Harness,
  MINE,
  MISSING,
  OVERVIEW,
  pinModel,
  row,
  SALES,
  startHarness,
  TEMPLATE_DASHBOARD,
  TEMPLATE_MODEL,
  TEMPLATE_REPORT,
  TEMPLATES,
} from './harness.ts';

let harness: Harness;
let template: string;
beforeAll(async () => {
  harness = await startHarness();
});
afterAll(() => harness.close());
beforeEach(async () => {
  await harness.standIn.control.reset();
  const tiles = await harness.ask(`GET /groups/${TEMPLATES}/dashboards/${TEMPLATE_DASHBOARD}/tiles`);
  template = tiles.body.value[0]?.id ?? '';
});

const AT = '2026-11-01T08:00:00Z';

/** Model and report of a pin in a workspace, as the product makes them. */
async function modelAndReport(as?: string): Promise<{ modelId: string; reportId: string }> {
  const asking = as === undefined ? {} : { as };
  const model = await harness.ask(`POST /groups/${SALES}/datasets`, { ...asking, body: pinModel('Pin') });
  const report = await harness.ask(`POST fabric:/workspaces/${SALES}/reports`, {
    ...asking,
    body: { displayName: 'Pin', definition: { parts: pictureReport(model.body.id) } },
  });
  expect(report.status).toBe(201);
  return { modelId: model.body.id, reportId: report.body.id };
}

function clone(body: unknown, as?: string) {
  const path = `/groups/${TEMPLATES}/dashboards/${TEMPLATE_DASHBOARD}/tiles/${template}/Clone`;
  return harness.ask(`POST ${path}`, { body, ...(as === undefined ? {} : { as }) });
}

const shown = async (dashboardId = OVERVIEW) => harness.standIn.control.tiles({ dashboardId });

describe('dashboards', () => {
  it('are listed with what the caller may do', async () => {
    const bob = await harness.ask(`GET /groups/${SALES}/dashboards`);
    const eve = await harness.ask(`GET /groups/${SALES}/dashboards`, { as: EVE });
    expect(bob.body.value.map((one) => [one.displayName, one.isReadOnly])).toEqual([
      ['Overview', false],
      ['Board pack', true],
    ]);
    expect(eve.body.value.map((one) => one.isReadOnly)).toEqual([true, true]);
  });

  it('are created empty, and found at the address they name', async () => {
    const made = await harness.ask(`POST /groups/${SALES}/dashboards`, { body: { name: 'Pins' } });
    expect(made.body).toMatchObject({ displayName: 'Pins', isReadOnly: false });
    expect(made.body.webUrl).toBe(
      `${harness.standIn.urls.portal}/groups/${SALES}/dashboards/${made.body.id}`,
    );
    const tiles = await harness.ask(`GET /groups/${SALES}/dashboards/${made.body.id}/tiles`);
    expect(tiles.body.value).toEqual([]);
  });

  it('need a name and nothing else', async () => {
    expect((await harness.ask(`POST /groups/${SALES}/dashboards`, { body: { name: ' ' } })).status).toBe(400);
    const extra = { name: 'Pins', isReadOnly: true };
    expect((await harness.ask(`POST /groups/${SALES}/dashboards`, { body: extra })).status).toBe(400);
  });

  it('are 404 when unknown or of another workspace', async () => {
    for (const id of [MISSING, CLOSE]) {
      const { status, body } = await harness.ask(`GET /groups/${SALES}/dashboards/${id}`);
      expect([status, body.error.code]).toEqual([404, 'PowerBIEntityNotFound']);
    }
  });

  it('go with their tiles when deleted, and stay when they are read-only', async () => {
    const path = `/groups/${SALES}/dashboards`;
    expect((await harness.ask(`DELETE ${path}/${BOARD_PACK}`)).status).toBe(403);
    expect((await harness.ask(`DELETE ${path}/${OVERVIEW}`, { as: EVE })).status).toBe(403);
    expect((await harness.ask(`DELETE ${path}/${OVERVIEW}`)).status).toBe(200);
    expect((await harness.ask(`GET ${path}/${OVERVIEW}`)).status).toBe(404);
  });
});

describe('tiles', () => {
  it('can be read, not made, changed or deleted', async () => {
    const tiles = `/groups/${TEMPLATES}/dashboards/${TEMPLATE_DASHBOARD}/tiles`;
    expect((await harness.ask(`GET ${tiles}/${template}`)).body).toMatchObject({
      id: template,
      reportId: TEMPLATE_REPORT,
      datasetId: TEMPLATE_MODEL,
      rowSpan: 2,
      colSpan: 2,
    });
    expect((await harness.ask(`POST ${tiles}`, { as: ADA, body: {} })).status).toBe(405);
    expect((await harness.ask(`PATCH ${tiles}/${template}`, { as: ADA, body: {} })).status).toBe(405);
    expect((await harness.ask(`DELETE ${tiles}/${template}`, { as: ADA })).status).toBe(405);
  });

  it('are 404 once they are deleted on the page', async () => {
    await harness.standIn.control.deleteTile({ tileId: template });
    const path = `/groups/${TEMPLATES}/dashboards/${TEMPLATE_DASHBOARD}/tiles/${template}`;
    expect((await harness.ask(`GET ${path}`)).status).toBe(404);
  });
});

describe('Clone Tile', () => {
  it('puts a bound tile on the dashboard, which shows the newest row', async () => {
    const { modelId, reportId } = await modelAndReport();
    const made = await clone({
      targetDashboardId: OVERVIEW,
      targetWorkspaceId: SALES,
      targetReportId: reportId,
      targetModelId: modelId,
      positionConflictAction: 'Tail',
    });
    expect([made.status, made.body.reportId, made.body.datasetId]).toEqual([200, reportId, modelId]);
    const rows = [
      row('2026-11-01T09:00:00Z', { ImageUrl: 'http://127.0.0.1:1/new.png' }),
      row(AT, { ImageUrl: 'http://127.0.0.1:1/old.png' }),
    ];
    await harness.ask(`POST /groups/${SALES}/datasets/${modelId}/tables/Tile/rows`, { body: { rows } });
    expect(await shown()).toMatchObject([
      { id: made.body.id, broken: false, imageUrl: 'http://127.0.0.1:1/new.png' },
    ]);
  });

  it('needs no more than to view the template, unless the rule says so', async () => {
    expect((await clone({ targetDashboardId: OVERVIEW, targetWorkspaceId: SALES })).status).toBe(200);
    await harness.standIn.control.rules({ cloneTileNeeds: 'Contributor' });
    expect((await clone({ targetDashboardId: OVERVIEW, targetWorkspaceId: SALES })).status).toBe(403);
  });

  it('refuses someone who cannot see the template', async () => {
    const { status } = await clone({ targetDashboardId: OVERVIEW, targetWorkspaceId: SALES }, EVE);
    expect(status).toBe(401);
  });

  it('breaks the tile in another workspace without target ids', async () => {
    const { body } = await clone({ targetDashboardId: OVERVIEW, targetWorkspaceId: SALES });
    expect([body.reportId, body.datasetId]).toEqual([undefined, undefined]);
    expect(await shown()).toMatchObject([{ broken: true }]);
  });

  it('keeps the links within the workspace when no targets are named', async () => {
    const path = `/groups/${TEMPLATES}/dashboards/${TEMPLATE_DASHBOARD}/tiles/${template}/Clone`;
    const { body } = await harness.ask(`POST ${path}`, {
      as: ADA,
      body: { targetDashboardId: TEMPLATE_DASHBOARD },
    });
    expect([body.reportId, body.datasetId]).toEqual([TEMPLATE_REPORT, TEMPLATE_MODEL]);
  });

  it('refuses a read-only or missing dashboard, and one that is not in the named workspace', async () => {
    const target = (targetDashboardId: string) => clone({ targetDashboardId, targetWorkspaceId: SALES });
    expect((await target(BOARD_PACK)).status).toBe(403);
    expect((await target(MISSING)).status).toBe(404);
    expect((await target(CLOSE)).status).toBe(404);
    expect(await shown()).toEqual([]);
  });

  it('refuses a workspace that the caller cannot write or see', async () => {
    expect((await clone({ targetDashboardId: TEMPLATE_DASHBOARD })).status).toBe(403);
    expect((await clone({ targetDashboardId: CLOSE, targetWorkspaceId: FINANCE })).status).toBe(401);
  });

  it('refuses target ids that name nothing, and a report of another model', async () => {
    const { modelId, reportId } = await modelAndReport();
    const base = { targetDashboardId: OVERVIEW, targetWorkspaceId: SALES };
    expect((await clone({ ...base, targetReportId: MISSING })).status).toBe(404);
    expect((await clone({ ...base, targetModelId: MISSING })).status).toBe(404);
    const other = { targetReportId: reportId, targetModelId: TEMPLATE_MODEL };
    expect((await clone({ ...base, ...other })).status).toBe(400);
    expect((await clone({ ...base, targetReportId: reportId, targetModelId: modelId })).status).toBe(200);
  });

  it('refuses malformed requests', async () => {
    expect((await clone({ targetWorkspaceId: SALES })).status).toBe(400);
    expect((await clone({ targetDashboardId: 'overview' })).status).toBe(400);
    expect((await clone({ targetDashboardId: OVERVIEW, title: 'Mine' })).status).toBe(400);
    const unknown = { targetDashboardId: OVERVIEW, targetWorkspaceId: SALES, positionConflictAction: 'Head' };
    expect((await clone(unknown)).status).toBe(400);
  });

  it('takes the position of the source; in a conflict the end, or nothing', async () => {
    const base = { targetDashboardId: OVERVIEW, targetWorkspaceId: SALES };
    for (let n = 0; n < 4; n += 1) await clone(base);
    const aborted = await clone({ ...base, positionConflictAction: 'Abort' });
    expect(aborted.status).toBe(409);
    expect((await shown()).map((tile) => tile.position)).toEqual([
      { x: 0, y: 0, colSpan: 2, rowSpan: 2 },
      { x: 2, y: 0, colSpan: 2, rowSpan: 2 },
      { x: 4, y: 0, colSpan: 2, rowSpan: 2 },
      { x: 0, y: 2, colSpan: 2, rowSpan: 2 },
    ]);
  });

  it('reaches My workspace by the all-zero id', async () => {
    const own = await harness.ask('POST /dashboards', { as: FREE, body: { name: 'Own' } });
    const made = await clone({ targetDashboardId: own.body.id, targetWorkspaceId: MINE }, FREE);
    expect(made.status).toBe(200);
    expect((await harness.ask(`GET /dashboards/${own.body.id}/tiles`, { as: FREE })).body.value).toHaveLength(
      1,
    );
  });

  it('refuses service principals across workspaces, as the service does', async () => {
    const { control } = harness.standIn;
    for (const workspaceId of [SALES, TEMPLATES]) {
      await control.setRole({ workspaceId, principalId: MISSING, principalType: 'App', role: 'Contributor' });
    }
    const path = `/groups/${TEMPLATES}/dashboards/${TEMPLATE_DASHBOARD}/tiles/${template}/Clone`;
    const asApp = (body: unknown) =>
      harness.ask(`POST ${path}`, { as: MISSING, token: { appOnly: true, scp: [] }, body });
    expect((await asApp({ targetDashboardId: OVERVIEW, targetWorkspaceId: SALES })).status).toBe(401);
    expect((await asApp({ targetDashboardId: TEMPLATE_DASHBOARD })).status).toBe(200);
  });
});

describe('what a tile shows', () => {
  async function pinned(): Promise<{ modelId: string; reportId: string; tileId: string }> {
    const ids = await modelAndReport();
    const made = await clone({
      targetDashboardId: OVERVIEW,
      targetWorkspaceId: SALES,
      targetReportId: ids.reportId,
      targetModelId: ids.modelId,
    });
    await harness.ask(`POST /groups/${SALES}/datasets/${ids.modelId}/tables/Tile/rows`, {
      body: { rows: [row(AT)] },
    });
    return { ...ids, tileId: made.body.id };
  }

  it('breaks when the model of the clone lacks a column that the query asks for', async () => {
    const { modelId } = await pinned();
    const columns = [{ name: 'RefreshedAt', dataType: 'DateTime' }];
    await harness.ask(`PUT /groups/${SALES}/datasets/${modelId}/tables/Tile`, {
      body: { name: 'Tile', columns },
    });
    expect(await shown()).toMatchObject([{ broken: true }]);
  });

  it('stays when its report is deleted', async () => {
    const { reportId, tileId } = await pinned();
    expect((await harness.ask(`DELETE /groups/${SALES}/reports/${reportId}`)).status).toBe(200);
    expect(await shown()).toMatchObject([{ id: tileId, broken: false }]);
  });

  it('goes with its model, and the report too', async () => {
    const { modelId, reportId, tileId } = await pinned();
    expect((await harness.ask(`DELETE /groups/${SALES}/datasets/${modelId}`)).status).toBe(200);
    expect((await harness.ask(`GET /groups/${SALES}/reports/${reportId}`)).status).toBe(404);
    expect((await harness.ask(`GET /groups/${SALES}/dashboards/${OVERVIEW}/tiles/${tileId}`)).status).toBe(
      404,
    );
  });

  it('can be left broken instead, by rule', async () => {
    await harness.standIn.control.rules({ deletingModel: 'leaves-them-broken' });
    const { modelId, reportId, tileId } = await pinned();
    await harness.ask(`DELETE /groups/${SALES}/datasets/${modelId}`);
    expect((await harness.ask(`GET /groups/${SALES}/reports/${reportId}`)).status).toBe(200);
    expect(await shown()).toMatchObject([{ id: tileId, broken: true }]);
  });
});
