import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { PowerBiControl } from '../../../../sandbox/power-bi/control/control.ts';
import { remoteControl } from '../../../../sandbox/shared/control.ts';
import {
  ADA,
  BOB,
  EVE,
  type Harness,
  OVERVIEW,
  pinModel,
  SALES,
  startHarness,
  TEMPLATE_DASHBOARD,
  TEMPLATE_MODEL,
  TEMPLATE_REPORT,
} from './harness.ts';

let harness: Harness;
let control: PowerBiControl;
beforeAll(async () => {
  harness = await startHarness();
  control = harness.standIn.control;
});
afterAll(() => harness.close());
beforeEach(() => control.reset());

const create = () => harness.ask(`POST /groups/${SALES}/dashboards`, { body: { name: 'Pins' } });
const names = async () => (await control.dashboards()).map((one) => one.name);

describe('faults', () => {
  it('before the effect: nothing happened', async () => {
    await control.failNext({ operation: 'Dashboards_AddDashboardInGroup', status: 503 });
    expect((await create()).status).toBe(503);
    expect(await names()).not.toContain('Pins');
    expect((await create()).status).toBe(200);
  });

  it('after the effect: the answer alone is lost', async () => {
    await control.failNext({ operation: 'Dashboards_AddDashboardInGroup', effect: 'after', status: 500 });
    expect((await create()).status).toBe(500);
    expect(await names()).toContain('Pins');
  });

  it('cut the connection, before or after the effect', async () => {
    await control.failNext({ method: 'post', path: 'dashboards$', drop: true });
    await expect(create()).rejects.toThrow('fetch failed');
    expect(await names()).not.toContain('Pins');
    await control.failNext({ method: 'post', path: 'dashboards$', effect: 'after', drop: true });
    await expect(create()).rejects.toThrow('fetch failed');
    expect(await names()).toContain('Pins');
  });

  it('meet the calls that fit, as often as asked', async () => {
    await control.failNext({
      oid: ADA,
      path: '/groups$',
      times: 2,
      status: 404,
      code: 'Odd',
      message: 'Odd.',
    });
    expect((await harness.ask('GET /groups')).status).toBe(200);
    const first = await harness.ask('GET /groups', { as: ADA });
    expect([first.status, first.body.error]).toEqual([404, { code: 'Odd', message: 'Odd.' }]);
    expect((await harness.ask('GET /groups', { as: ADA })).status).toBe(404);
    expect((await harness.ask('GET /groups', { as: ADA })).status).toBe(200);
  });

  it('answer with the body that the test gives', async () => {
    await control.failNext({ status: 200, body: { value: 'odd' } });
    const response = await fetch(`${harness.standIn.urls.api}/v1.0/myorg/groups`);
    expect([response.status, await response.json()]).toEqual([200, { value: 'odd' }]);
  });

  it('throttle with Retry-After and without effect', async () => {
    await control.throttle({ operation: 'Dashboards_AddDashboardInGroup', times: 2, retryAfterSeconds: 30 });
    const refused = await create();
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '30']);
    expect((await create()).status).toBe(429);
    expect((await create()).status).toBe(200);
  });

  it('word themselves as the Fabric API does', async () => {
    await control.throttle({ operation: 'Fabric_ListReports', retryAfterSeconds: 5 });
    const { status, body } = await harness.ask(`GET fabric:/workspaces/${SALES}/reports`);
    expect([status, body.errorCode]).toEqual([429, 'RequestBlocked']);
  });

  it('slow a call down', async () => {
    await control.failNext({ operation: 'Groups_GetGroups', delayMs: 200 });
    const began = performance.now();
    expect((await harness.ask('GET /groups')).status).toBe(200);
    expect(performance.now() - began).toBeGreaterThan(190);
  });

  it('are forgotten when cleared', async () => {
    await control.failNext({ status: 500 });
    await control.clearFaults();
    expect((await harness.ask('GET /groups')).status).toBe(200);
  });
});

describe('counts', () => {
  it('tell how often each operation was called, refused calls included', async () => {
    await harness.ask('GET /groups');
    await harness.ask('GET /groups', { token: { scp: [] } });
    await create();
    expect(await control.counts()).toEqual({ Dashboards_AddDashboardInGroup: 1, Groups_GetGroups: 2 });
    expect(await control.calls()).toMatchObject([
      { method: 'GET', path: '/v1.0/myorg/groups', operation: 'Groups_GetGroups', oid: BOB, status: 200 },
      { status: 401 },
      { method: 'POST', status: 200 },
    ]);
    await control.resetCounts();
    expect(await control.counts()).toEqual({});
  });
});

describe('what people do on the page', () => {
  it('pins a visual: a tile bound to report and model', async () => {
    const { tileId } = await control.pinVisual({
      reportId: TEMPLATE_REPORT,
      visual: 'picture',
      dashboardId: TEMPLATE_DASHBOARD,
    });
    const tiles = await control.tiles({ dashboardId: TEMPLATE_DASHBOARD });
    expect(tiles.find((tile) => tile.id === tileId)?.content).toMatchObject({
      kind: 'visual',
      reportId: TEMPLATE_REPORT,
      modelId: TEMPLATE_MODEL,
    });
    expect(tiles.map((tile) => tile.position.x)).toEqual([0, 2]);
  });

  it('deletes tiles, dashboards, reports and models', async () => {
    const [tile] = await control.tiles();
    await control.deleteTile({ tileId: tile?.id ?? '' });
    expect(await control.tiles()).toEqual([]);
    await control.deleteDashboard({ dashboardId: OVERVIEW });
    expect(await names()).not.toContain('Overview');
    await control.deleteReport({ reportId: TEMPLATE_REPORT });
    expect(await control.reports()).toEqual([]);
    await control.deleteModel({ modelId: TEMPLATE_MODEL });
    expect(await control.models()).toEqual([]);
  });

  it('makes a dashboard read-only and renames it', async () => {
    await control.setDashboard({ dashboardId: OVERVIEW, readOnly: true, name: 'Frozen' });
    const { body } = await harness.ask(`GET /groups/${SALES}/dashboards/${OVERVIEW}`);
    expect([body.displayName, body.isReadOnly]).toEqual(['Frozen', true]);
  });

  it('says what is not there', async () => {
    await expect(control.deleteTile({ tileId: 'nothing' })).rejects.toThrow("the id 'nothing'");
  });
});

describe('the control over HTTP', () => {
  it('does the same', async () => {
    const remote = remoteControl<PowerBiControl>(harness.standIn.url);
    await harness.ask(`POST /groups/${SALES}/datasets`, { body: pinModel('Pin') });
    expect((await remote.models()).map((model) => model.name)).toContain('Pin');
    expect(await remote.counts()).toEqual({ Datasets_PostDatasetInGroup: 1 });
    await remote.setRole({ workspaceId: SALES, principalId: EVE, role: 'Contributor' });
    expect(
      (await harness.ask(`POST /groups/${SALES}/dashboards`, { as: EVE, body: { name: 'X' } })).status,
    ).toBe(200);
    await remote.reset();
    expect((await remote.models()).map((model) => model.name)).toEqual(['Template']);
    await expect(remote.deleteTile({ tileId: 'nothing' })).rejects.toThrow("the id 'nothing'");
  });

  it('is closed to web pages', async () => {
    const response = await fetch(`${harness.standIn.url}/__control/reset`, {
      method: 'POST',
      headers: { origin: 'https://elsewhere.example' },
      body: '{}',
    });
    expect(response.status).toBe(403);
  });

  it('resets to another tenant', async () => {
    await control.reset({ seed: { users: [{ oid: ADA, name: 'Ada', email: 'ada@x.example' }] } });
    expect((await harness.ask('GET /groups', { as: ADA })).body.value).toEqual([]);
    await control.reset();
    expect((await harness.ask('GET /groups', { as: ADA })).body.value).toHaveLength(3);
  });
});
