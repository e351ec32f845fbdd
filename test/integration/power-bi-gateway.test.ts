import { Temporal } from 'temporal-polyfill';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { PowerBiTokens } from '../../lib/identity/power-bi-tokens.ts';
import { fetchPowerBi, type PowerBi } from '../../lib/power-bi/client.ts';
import { pushPace } from '../../lib/power-bi/push-pace.ts';
import { createTemplateKits } from '../../lib/power-bi/template-kit.ts';
import { templateTileGateway } from '../../lib/power-bi/template-tile-gateway.ts';
import type { TemplateTile } from '../../lib/power-bi/tile-gateway.ts';
import {
  createDashboard,
  getDashboard,
  listDashboards,
  listWorkspaces,
} from '../../lib/power-bi/workspaces.ts';
import { MemoryTable } from '../../lib/storage/memory/memory-table.ts';
import { loadPowerBiContract } from '../../sandbox/power-bi/contract/swagger.ts';
import { sampleTenant } from '../../sandbox/power-bi/seed/sample-tenant.ts';
import { type PowerBiStandIn, startPowerBi } from '../../sandbox/power-bi/start.ts';
import { OWNER, ownerOf, TENANT } from '../support/memory-installation.ts';
import { TestClock } from '../support/test-clock.ts';

const ADMIN = ownerOf('a0000000-0000-4000-8000-00000000000a');
const SCOPES = [
  'Workspace.ReadWrite.All',
  'Dashboard.ReadWrite.All',
  'Dataset.ReadWrite.All',
  'Report.ReadWrite.All',
  'Content.Create',
];
const contract = loadPowerBiContract();
const faults: string[] = [];
const renewals: string[] = [];
let powerBiService: PowerBiStandIn;
let template: TemplateTile;

/** A token names its owner; renewing gives another one. */
const tokens: PowerBiTokens = {
  async tokenFor(owner, options) {
    if (options?.renew) renewals.push(owner);
    return `${owner}|${options?.renew ? 'renewed' : 'first'}`;
  },
  forget: () => undefined,
};

const CLOCK = new TestClock('2026-11-23T07:00:00Z');

function gatewayOf(powerBi: PowerBi) {
  return templateTileGateway(powerBi, pushPace({ clock: CLOCK }));
}

function client() {
  return fetchPowerBi({
    baseUrl: powerBiService.urls.api,
    fabricUrl: powerBiService.urls.fabric,
    tokens,
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
  });
}

/** Holds every request we send and every answer we read against the published contract. */
function watchContract(): void {
  const send = globalThis.fetch;
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    const answer = await send(url, init);
    const { pathname, search } = new URL(url);
    if (contract && pathname.startsWith('/v1.0/')) {
      const text = await answer.clone().text();
      const exchange = {
        method: init.method ?? 'GET',
        path: pathname + search,
        requestBody: typeof init.body === 'string' ? JSON.parse(init.body) : undefined,
      };
      faults.push(...contract.requestFaultsOf(exchange).map(String));
      if (answer.ok)
        faults.push(
          ...contract
            .responseFaultsOf({
              ...exchange,
              status: answer.status,
              responseBody: text === '' ? undefined : JSON.parse(text),
            })
            .map(String),
        );
    }
    return answer;
  });
}

beforeAll(async () => {
  const person = (oid: string, name: string) => ({ oid, name, email: `${name}@contoso.example` });
  powerBiService = await startPowerBi({
    seed: sampleTenant({
      tenantId: TENANT,
      administrator: person('a0000000-0000-4000-8000-00000000000a', 'ada'),
      users: [
        person('b0000000-0000-4000-8000-00000000000b', 'bob'),
        person('c0000000-0000-4000-8000-00000000000c', 'cleo'),
        person('e0000000-0000-4000-8000-00000000000e', 'eve'),
      ],
      templateReadersGroupId: '9a000000-0000-4000-8000-0000000000e1',
      template: 'none',
    }),
    verifyToken: (bearer) => {
      const [tid, oid, kind] = bearer.split('|');
      return tid && oid ? { tid, oid, scp: SCOPES, expired: kind === 'expired' } : undefined;
    },
  });
  watchContract();
  const powerBi = client();
  const gateway = gatewayOf(powerBi);
  const kits = createTemplateKits({
    table: new MemoryTable(),
    powerBi,
    gateway,
    installation: 'Report Tiles',
    clock: new TestClock('2026-11-23T07:00:00Z'),
  });
  await expect(kits.verify(ADMIN)).rejects.toMatchObject({ code: 'TEMPLATE_NOT_READY' });
  const kit = await kits.install(ADMIN, '9a000000-0000-4000-8000-0000000000e1');
  await expect(kits.verify(ADMIN)).rejects.toMatchObject({ code: 'TEMPLATE_NOT_READY' });
  const again = await kits.install(ADMIN, '9a000000-0000-4000-8000-0000000000e1');
  expect(again).toEqual(kit);
  await powerBiService.control.pinVisual({
    reportId: kit.reportId ?? '',
    dashboardId: kit.dashboardId ?? '',
  });
  await kits.verify(ADMIN);
  template = await kits.requireTile();
});

afterEach(async () => {
  await powerBiService.control.clearFaults();
  renewals.length = 0;
  expect(faults.splice(0)).toEqual([]);
});

afterAll(async () => {
  vi.unstubAllGlobals();
  await powerBiService.close();
});

async function place(): Promise<{ workspaceId: string; dashboardId: string }> {
  const powerBi = client();
  const workspace = (await listWorkspaces(powerBi, OWNER)).find(({ name }) => name === 'Sales');
  const dashboards = await listDashboards(powerBi, OWNER, workspace?.id ?? '');
  expect(dashboards.map(({ name }) => name)).toEqual(['Sales overview']);
  return { workspaceId: workspace?.id ?? '', dashboardId: dashboards[0]?.id ?? '' };
}

describe('the tile gateway on the Power BI stand-in', () => {
  it('makes a tile once, however often it is asked, feeds it by one call, and takes it away', async () => {
    const gateway = gatewayOf(client());
    const { workspaceId, dashboardId } = await place();
    const name = 'Sales - Chart1 (5c000000)';
    const make = async () => {
      const { modelId } = await gateway.ensureModel(OWNER, { workspaceId, name });
      const { reportId } = await gateway.ensureReport(OWNER, {
        workspaceId,
        modelId,
        name,
        visual: 'picture',
        title: 'Sales',
      });
      const { tileId } = await gateway.ensureTile(OWNER, {
        workspaceId,
        modelId,
        dashboardId,
        reportId,
        template,
      });
      return { modelId, reportId, tileId };
    };
    const made = await make();
    expect(await make()).toEqual(made);
    await powerBiService.control.resetCounts();
    const row = {
      title: 'Sales',
      subtitle: 's',
      imageUrl: 'http://127.0.0.1/x.png',
      reportUrl: 'http://127.0.0.1/r',
      status: 'ok',
    } as const;
    await gateway.pushRow(
      OWNER,
      { workspaceId, modelId: made.modelId },
      { ...row, refreshedAt: Temporal.Instant.from('2026-11-23T07:00:00Z') },
    );
    expect(await powerBiService.control.counts()).toEqual({ Datasets_PostRowsInGroup: 1 });
    expect(await gateway.tileState(OWNER, { workspaceId, dashboardId, ...made })).toBe('there');
    await gateway.removeReport(OWNER, { workspaceId, ...made });
    await gateway.removeModel(OWNER, { workspaceId, ...made });
    await gateway.removeModel(OWNER, { workspaceId, ...made });
    expect(await gateway.tileState(OWNER, { workspaceId, dashboardId, ...made })).toBe('gone');
    await expect(
      gateway.pushRow(
        OWNER,
        { workspaceId, modelId: made.modelId },
        { ...row, refreshedAt: Temporal.Now.instant() },
      ),
    ).rejects.toMatchObject({ code: 'MODEL_NOT_FOUND' });
  });

  it('shows the data of the newest run in a visual that fits, fed by two calls', async () => {
    const gateway = gatewayOf(client());
    const { workspaceId, dashboardId } = await place();
    const name = 'Sales - Chart1 (5c0000da)';
    const { modelId } = await gateway.ensureModel(OWNER, { workspaceId, name });
    const { reportId } = await gateway.ensureReport(OWNER, {
      workspaceId,
      modelId,
      name,
      visual: 'clusteredColumnChart',
      title: "Sales of O'Hara",
    });
    const { tileId } = await powerBiService.control.pinVisual({ reportId, dashboardId });
    expect(await gateway.findTile(OWNER, { workspaceId, dashboardId, reportId })).toBe(tileId);
    const base = {
      title: 'Sales',
      subtitle: 's',
      imageUrl: '',
      reportUrl: 'http://127.0.0.1/r',
      status: 'ok',
    } as const;
    const dataOf = (value: number) => [
      { category: 'North', categoryOrder: 1, series: '2026', value },
      { category: 'East', categoryOrder: 0, series: '2026', value: value + 1 },
    ];
    const model = { workspaceId, modelId };
    await gateway.pushRow(OWNER, model, { ...base, refreshedAt: CLOCK.now(), data: dataOf(1) });
    await powerBiService.control.resetCounts();
    const later = CLOCK.now().add({ hours: 1 });
    await gateway.pushRow(OWNER, model, { ...base, refreshedAt: later, data: dataOf(10) });
    expect(await powerBiService.control.counts()).toEqual({ Datasets_PostRowsInGroup: 2 });

    const [tile] = (await powerBiService.control.tiles({ dashboardId })).filter(({ id }) => id === tileId);
    expect(tile).toMatchObject({ broken: false, title: "Sales of O'Hara" });
    const rows = await powerBiService.control.rows({ modelId, table: 'Data' });
    expect(rows).toHaveLength(4);
    // Category, series, value and order, in the order of the chart; of the earlier run nothing.
    expect(tile?.rows).toEqual([
      ['East', '2026', 11, 0],
      ['North', '2026', 10, 1],
    ]);
  });

  it('T1, T5 makes an ordinary tile: the picture of the last refresh alone, also where it is pinned on', async () => {
    const gateway = gatewayOf(client());
    const { workspaceId, dashboardId } = await place();
    const name = 'Sales - Chart1 (5c0000f5)';
    const { modelId } = await gateway.ensureModel(OWNER, { workspaceId, name });
    const report = { workspaceId, modelId, name, visual: 'picture', title: 'Sales' } as const;
    const { reportId } = await gateway.ensureReport(OWNER, report);
    const made = { workspaceId, modelId, reportId };
    await gateway.ensureTile(OWNER, { ...made, dashboardId, template });
    const other = await createDashboard(client(), OWNER, { workspaceId, name: 'Pinned on' });
    await powerBiService.control.pinVisual({ reportId, dashboardId: other.id });
    for (const hour of [7, 8]) {
      const refreshedAt = Temporal.Instant.from(`2026-11-23T0${hour}:00:00Z`);
      const imageUrl = `http://127.0.0.1/${hour}.png`;
      const row = { title: 'Sales', subtitle: 's', imageUrl, reportUrl: imageUrl, status: 'ok' } as const;
      await gateway.pushRow(OWNER, made, { ...row, refreshedAt });
    }
    const shown = (await powerBiService.control.tiles()).filter(
      ({ content }) => content.kind === 'visual' && content.modelId === modelId,
    );
    expect(shown.map((tile) => tile.dashboardId).sort()).toEqual([dashboardId, other.id].sort());
    for (const tile of shown)
      expect(tile).toMatchObject({
        title: '',
        subtitle: '',
        broken: false,
        imageUrl: 'http://127.0.0.1/8.png',
        rows: [['http://127.0.0.1/8.png']],
      });
    await gateway.removeModel(OWNER, made);
    await powerBiService.control.deleteDashboard({ dashboardId: other.id });
  });

  it('finds what a create made whose answer was lost', async () => {
    const gateway = gatewayOf(client());
    const { workspaceId } = await place();
    const target = { workspaceId, name: 'Lost (5c000001)' };
    await powerBiService.control.failNext({
      operation: 'Datasets_PostDatasetInGroup',
      effect: 'after',
      status: 500,
    });
    await expect(gateway.ensureModel(OWNER, target)).rejects.toMatchObject({ code: 'POWER_BI_UNAVAILABLE' });
    const { modelId } = await gateway.ensureModel(OWNER, target);
    expect(
      (await powerBiService.control.models()).filter(({ name }) => name === target.name).map(({ id }) => id),
    ).toEqual([modelId]);
  });

  it('renews an expired token once and repeats the call', async () => {
    await powerBiService.control.failNext({
      operation: 'Groups_GetGroups',
      effect: 'before',
      status: 403,
      code: 'TokenExpired',
    });
    expect((await listWorkspaces(client(), OWNER)).length).toBeGreaterThan(0);
    expect(renewals).toEqual([OWNER]);
  });

  it('does not renew for a workspace that the person cannot see', async () => {
    const workspaceId = '11000000-0000-4000-8000-000000000001';
    await expect(listDashboards(client(), OWNER, workspaceId)).rejects.toMatchObject({
      code: 'WORKSPACE_NOT_FOUND',
    });
    expect(renewals).toEqual([]);
  });

  it('honours Retry-After, and calls an outage an outage, with or without a body', async () => {
    await powerBiService.control.failNext({
      operation: 'Groups_GetGroups',
      effect: 'before',
      status: 429,
      retryAfterSeconds: 17,
    });
    await expect(listWorkspaces(client(), OWNER)).rejects.toMatchObject({
      code: 'POWER_BI_THROTTLED',
      retryAfterSeconds: 17,
    });
    await powerBiService.control.failNext({
      operation: 'Groups_GetGroups',
      effect: 'before',
      status: 503,
      body: '',
    });
    await expect(listWorkspaces(client(), OWNER)).rejects.toMatchObject({ code: 'POWER_BI_UNAVAILABLE' });
    await powerBiService.control.failNext({ operation: 'Groups_GetGroups', effect: 'before', drop: true });
    await expect(listWorkspaces(client(), OWNER)).rejects.toMatchObject({ code: 'POWER_BI_UNAVAILABLE' });
  });

  it('P14 says that a dashboard is read-only, or gone', async () => {
    const { workspaceId } = await place();
    const readOnly = (await powerBiService.control.dashboards()).find(({ name }) => name === 'Board pack');
    await expect(
      getDashboard(client(), OWNER, { workspaceId, dashboardId: readOnly?.id ?? '' }),
    ).rejects.toMatchObject({ code: 'DASHBOARD_READ_ONLY' });
    await expect(
      getDashboard(client(), OWNER, { workspaceId, dashboardId: workspaceId }),
    ).rejects.toMatchObject({ code: 'DASHBOARD_NOT_FOUND' });
  });

  it('is refused where the person may only view', async () => {
    const eve = ownerOf('e0000000-0000-4000-8000-00000000000e');
    const { workspaceId } = await place();
    await expect(gatewayOf(client()).ensureModel(eve, { workspaceId, name: 'x (1)' })).rejects.toMatchObject({
      code: 'POWER_BI_REFUSED',
    });
  });
});
