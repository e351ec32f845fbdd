import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { DomainError } from '../../../lib/errors.ts';
import { blobPinPictures } from '../../../lib/pins/pin-pictures.ts';
import { requestPin } from '../../../lib/pins/request-pin.ts';
import { BLOBS } from '../../../lib/storage-names.ts';
import type { SubscriptionId } from '../../../lib/subscriptions/subscription.ts';
import type { ReportServerStandIn } from '../../../sandbox/report-server/start.ts';
import { type Connected, connectStandIn, realPictures } from '../../support/connected-server.ts';
import { MemoryInstallation, OWNER } from '../../support/memory-installation.ts';
import { SERVICE, startTestReportServer } from '../../support/report-server.ts';

const ID = '5c000000-0000-4000-8000-0000000000ab' as SubscriptionId;
const WORKSPACE = 'aaaaaaaa-0000-4000-8000-000000000001';
const DASHBOARD = 'dddddddd-0000-4000-8000-000000000001';
/** What a pin asks of Power BI, and what of the report server while it draws. */
const AT_POWER_BI = ['ensureModel', 'ensureReport', 'pushRow', 'ensureTile', 'tileState'] as const;
const AT_THE_SERVER = ['rest.Report', 'soap.LoadReport2', 'soap.LoadReportDefinition2', 'soap.Render2'];

/** Every call before and after its effect; otherwise each once. */
const WHOLE = process.env.REPORT_TILES_LONG === '1';

let server: ReportServerStandIn;
let installation: MemoryInstallation;
let connected: Connected;
beforeAll(async () => {
  server = await startTestReportServer();
});
afterAll(() => server.close());
beforeEach(async () => {
  await server.control.clearFaults();
  installation = new MemoryInstallation();
  connected = await connectStandIn(installation, server);
  const { app, clock, storage } = installation;
  const pictures = realPictures(installation);
  const dashboard = { id: DASHBOARD, displayName: 'Sales overview', webUrl: 'https://app.powerbi.com/x' };
  Object.assign(app, {
    pictures,
    pinPictures: blobPinPictures({
      blobs: storage.blobs(BLOBS.pictures),
      owners: app.pinOwners,
      ring: app.pictureKeys,
      pictures,
      baseUrl: app.settings.portalUrls[0],
    }),
    users: { get: async () => ({ tokenState: 'valid', expiresAt: clock.now().add({ hours: 1000 }) }) },
    powerBi: { call: async () => ({ ok: true, status: 200, value: dashboard }) },
  });
});

const ask = () =>
  requestPin(installation.app, OWNER, {
    id: ID,
    reportId: connected.idFor('/Warehouse/Stock'),
    itemName: 'StockBySite',
    parameters: {},
    place: { mode: 'template', content: 'picture', workspaceId: WORKSPACE, dashboardId: DASHBOARD },
    when: { frequency: 'daily', timeZone: 'UTC' },
  });

async function expectPinnedOnce(): Promise<void> {
  const { app, gateway } = installation;
  const pin = await app.pins.get(OWNER, ID);
  expect([pin?.state, pin?.text]).toEqual(['pinned', undefined]);
  expect([gateway.models.size, gateway.reports.size, gateway.tiles.size]).toEqual([1, 1, 1]);
  expect(await app.subscriptions.list(OWNER)).toMatchObject([
    { subscription: { id: ID, reportTitle: 'Stock', itemName: 'StockBySite' } },
  ]);
}

describe('a pin from a report server', () => {
  for (const call of AT_POWER_BI)
    for (const when of WHOLE ? (['before', 'after'] as const) : (['after'] as const))
      it(`is one tile where ${call} fails ${when} its effect`, async () => {
        installation.gateway.fault = { call, when, error: new DomainError('POWER_BI_UNAVAILABLE') };
        await ask();
        await installation.pass({ minutes: 3 });
        await expectPinnedOnce();
      });

  for (const operation of AT_THE_SERVER)
    for (const effect of WHOLE ? (['before', 'after'] as const) : (['before'] as const))
      it(`is one tile where the server drops ${operation} ${effect} its effect, and is down for a while`, async () => {
        await ask();
        await server.control.failNext({ operation, effect, drop: true });
        await server.control.failNext({ operation, effect, times: 2 });
        await installation.pass({ minutes: 4 });
        await expectPinnedOnce();
      });

  it('ends and leaves nothing where its report was taken away before it was drawn', async () => {
    const own = await startTestReportServer();
    installation = new MemoryInstallation();
    connected = await connectStandIn(installation, own);
    const { app } = installation;
    const expiresAt = installation.clock.now().add({ hours: 1000 });
    const dashboard = { id: DASHBOARD, displayName: 'Sales overview' };
    Object.assign(app, {
      users: { get: async () => ({ tokenState: 'valid', expiresAt }) },
      powerBi: { call: async () => ({ ok: true, status: 200, value: dashboard }) },
      pictures: realPictures(installation),
    });
    await ask();
    await own.control.putPolicy({ path: '/Warehouse', roles: { [SERVICE.account]: ['Content Manager'] } });
    await installation.pass({ minutes: 1 });
    expect(await app.pins.get(OWNER, ID)).toMatchObject({ state: 'failed', code: 'NOT_FOUND' });
    expect(installation.gateway.models.size).toBe(0);
    expect(await app.subscriptions.list(OWNER)).toEqual([]);
    await own.close();
  });
});
