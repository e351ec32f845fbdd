import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { blobPinPictures } from '../../../lib/pins/pin-pictures.ts';
import { requestSlots } from '../../../lib/report-server/access/request-slots.ts';
import { serverAccess } from '../../../lib/report-server/access/server-clients.ts';
import { BLOBS } from '../../../lib/storage-names.ts';
import { runNow } from '../../../lib/subscriptions/running/run-now.ts';
import type { SubscriptionId } from '../../../lib/subscriptions/subscription.ts';
import { sampleServer } from '../../../sandbox/report-server/seed.ts';
import type { ReportServerControl, ReportServerStandIn } from '../../../sandbox/report-server/start.ts';
import { type Connected, connectStandIn, realPictures } from '../../support/connected-server.ts';
import { MemoryInstallation, OWNER } from '../../support/memory-installation.ts';
import { BOB_THERE, SERVICE, startTestReportServer } from '../../support/report-server.ts';
import { addTestSubscription, finalRuns } from '../../support/subscriptions.ts';

let server: ReportServerStandIn;
let installation: MemoryInstallation;
let connected: Connected;

beforeEach(async () => {
  server = await startTestReportServer();
  installation = new MemoryInstallation();
  connected = await connectStandIn(installation, server);
  const pictures = realPictures(installation);
  const { pinOwners, pictureKeys, settings } = installation.app;
  Object.assign(installation.app, {
    pictures,
    pinPictures: blobPinPictures({
      blobs: installation.storage.blobs(BLOBS.pictures),
      owners: pinOwners,
      ring: pictureKeys,
      pictures,
      baseUrl: settings.portalUrls[0],
    }),
  });
});
afterEach(() => server.close());

/** A tile at Power BI whose item lies on the report server. */
async function subscribe(path: string, itemName: string): Promise<SubscriptionId> {
  const id = await addTestSubscription(installation);
  const present = await installation.app.subscriptions.get(OWNER, id);
  if (!present) throw new Error('No subscription.');
  const { etag, ...subscription } = present;
  const changed = { ...subscription, reportId: connected.idFor(path), reportTitle: 'Stock', itemName };
  await installation.app.subscriptions.replace(changed, etag);
  return id;
}

/** What goes wrong while one occurrence runs. */
const TROUBLE: readonly (readonly [string, (control: ReportServerControl) => Promise<unknown>])[] = [
  ['nothing', async () => undefined],
  ['the connection is cut before the picture', (c) => c.failNext({ operation: 'soap.Render2', drop: true })],
  [
    'the connection is cut after the picture was drawn',
    (c) => c.failNext({ operation: 'soap.Render2', drop: true, effect: 'after' }),
  ],
  ['the server has forgotten every sign-in', (c) => c.forgetSignIns()],
  ['a sign-in is asked for in the middle', (c) => c.failNext({ operation: 'soap.Render2', status: 401 })],
  [
    'the execution expires in the middle',
    (c) => c.failNext({ operation: 'soap.Render2', code: 'rsExecutionNotFound' }),
  ],
  ['answers are slow', (c) => c.failNext({ delayMs: 150, times: 6 })],
  [
    'the server starts anew in the middle',
    async (c) => {
      await c.failNext({ operation: 'soap.Render2', delayMs: 300 });
      void sleep(400).then(() => c.restart());
    },
  ],
  ['the account has too many requests in hand', (c) => c.failNext({ status: 503, times: 2 })],
  ['its database does not answer for a while', (c) => c.failNext({ times: 3 })],
];

describe('a pin and its refreshes from a report server', () => {
  it('end in one delivered run for each occurrence, whatever happens on the way', async () => {
    const id = await subscribe('/Warehouse/Stock', 'StockBySite');
    // From half past to half past: an occurrence and all its retries.
    await installation.pass({ minutes: 30 });
    for (const [, trouble] of TROUBLE) {
      await trouble(server.control);
      await installation.pass({ hours: 1 });
      await server.control.clearFaults();
    }
    const runs = await finalRuns(installation, id);
    expect(runs.filter(({ state }) => state !== 'succeeded')).toEqual([]);
    expect(runs.map(({ state, dueAt }) => [state, dueAt.slice(11, 16)])).toEqual(
      ['17', '16', '15', '14', '13', '12', '11', '10', '09', '08'].map((hour) => ['succeeded', `${hour}:00`]),
    );
    const [model] = installation.gateway.models.values();
    expect(model?.rows).toHaveLength(10);
    // T4: the way back is to the report on its own server.
    expect(
      model?.rows.every(({ reportUrl }) => reportUrl === `${server.portalUrl}/report/Warehouse/Stock`),
    ).toBe(true);
    const { peak, refused } = await server.control.load();
    expect(peak).toBeLessThanOrEqual(20);
    expect(refused).toBe(0);
  }, 120_000);

  it('S6 S7 end in the words of the original, and heal', async () => {
    const byHand = await subscribe('/Warehouse/Stock by hand', 'StockBySite');
    const renamed = await subscribe('/Warehouse/Stock', 'Chart1');
    await installation.pass({ hours: 1 });
    const text = async (id: SubscriptionId) => (await installation.app.subscriptions.status(OWNER, id)).text;
    expect(await text(byHand)).toContain('(rsInvalidDataSourceCredentialSetting)');
    expect(await text(renamed)).toBe(
      "PowerBI Delivery error: dashboard: Sales overview, visual: Chart1, error: Error: Report item 'Chart1' cannot be found.",
    );
    const stock = sampleServer().items.find(({ path }) => path === '/Warehouse/Stock');
    if (stock?.type !== 'Report') throw new Error('No such report.');
    const definition = stock.definition.replaceAll('"StockBySite"', '"Chart1"');
    await server.control.putItem({ ...stock, definition, modifiedAt: '2026-11-23T08:30:00Z' });
    await installation.pass({ hours: 1 });
    expect(await text(renamed)).toMatch(/^Done/);
  }, 60_000);

  it('S5 S8 a tile that was deleted in Power BI retires its subscription, in the words of the original', async () => {
    const id = await subscribe('/Warehouse/Stock', 'StockBySite');
    const [tileId] = installation.gateway.tiles.keys();
    installation.gateway.tiles.clear();
    await runNow(installation.app, { owner: OWNER, id, runId: randomUUID() });
    await installation.pass({ minutes: 3 });
    const { text, code } = await installation.app.subscriptions.status(OWNER, id);
    expect([code, text]).toEqual([
      'TILE_NOT_FOUND',
      `PowerBI Delivery error: dashboard: Sales overview, visual: StockBySite, error: The item 'Tile deleted ${tileId}' cannot be found.`,
    ]);
    expect((await installation.app.subscriptions.get(OWNER, id))?.state).toBe('retired');
  });

  it('tell of a server that was removed, and of an account that may not see the report any more', async () => {
    const id = await subscribe('/Sales/Sales Overview', 'OrdersToday');
    await server.control.putPolicy({ path: '/Sales', roles: { [SERVICE.account]: ['Content Manager'] } });
    await installation.pass({ hours: 1 });
    expect((await installation.app.subscriptions.status(OWNER, id)).code).toBe('NOT_FOUND');
    await connected.admin.send('DELETE', `/api/report-servers/${connected.serverId}`);
    await installation.pass({ hours: 1 });
    expect((await installation.app.subscriptions.status(OWNER, id)).text).toContain(
      'There is no such report server, or it was removed.',
    );
  }, 60_000);

  it('leave no password in the log, in a row or in a message', async () => {
    await subscribe('/Warehouse/Stock', 'StockBySite');
    await server.control.failNext({ times: 2 });
    await installation.pass({ hours: 1, minutes: 10 });
    const rows = [];
    for (const table of ['ReportServers', 'Subscriptions', 'Runs', 'Notifications', 'Pins'])
      rows.push(await installation.storage.table(table).page({ partition: { from: ' ', to: '~' } }));
    const everything = JSON.stringify([installation.events, rows, installation.queue('refreshTile').peek()]);
    expect(everything.includes('report-server.drawn')).toBe(true);
    for (const { password } of [SERVICE, BOB_THERE]) expect(everything.includes(password)).toBe(false);
  }, 60_000);
});

describe('all instances together', () => {
  it('have no more than twenty requests of one account in hand', async () => {
    const {
      allowed,
      clock,
      limiter,
      proxyTokens,
      serverPasswords: passwords,
      reportServers,
    } = installation.app;
    const [added] = await reportServers.list();
    if (!added) throw new Error('No server.');
    // An instance has its own connections and shares the rows.
    const instance = () => {
      const slots = requestSlots(limiter);
      return serverAccess({ passwords, proxyTokens, slots, allowed, clock });
    };
    const [one, other] = [instance(), instance()];
    await server.control.failNext({ operation: 'rest.Me', delayMs: 60, times: 80 });
    const ask = (access: typeof one) => access.speak(added, { kind: 'service' }, ({ rest }) => rest.me());
    await Promise.all(Array.from({ length: 80 }, (_, index) => ask(index % 2 === 0 ? one : other)));
    const { peak, refused } = await server.control.load();
    expect(peak).toBeGreaterThan(1);
    expect(peak).toBeLessThanOrEqual(20);
    expect(refused).toBe(0);
  }, 60_000);
});
