import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { DomainError } from '../../../lib/errors.ts';
import { sampleServer } from '../../../sandbox/report-server/seed.ts';
import type { ReportServerStandIn } from '../../../sandbox/report-server/start.ts';
import type { ServerSubscriptionSeed } from '../../../sandbox/report-server/state.ts';
import { type Connected, connectStandIn } from '../../support/connected-server.ts';
import { MemoryInstallation, OWNER } from '../../support/memory-installation.ts';
import { startTestReportServer } from '../../support/report-server.ts';

const WORKSPACE = 'aaaaaaaa-0000-4000-8000-000000000001';
const DASHBOARD = 'dddddddd-0000-4000-8000-000000000001';
const SHARED = '5c5c5c5c-0000-4000-8000-000000000001';

const TILE = {
  GroupId: WORKSPACE,
  DashboardId: DASHBOARD,
  DashboardName: 'Sales overview',
  ReportVisualName: 'StockBySite',
};
const WEEKLY = {
  StartDateTime: '2025-03-03T07:30:00+01:00',
  EndDate: '0001-01-01T00:00:00Z',
  EndDateSpecified: false,
  Recurrence: {
    MinuteRecurrence: null,
    WeeklyRecurrence: {
      WeeksInterval: 1,
      WeeksIntervalSpecified: true,
      DaysOfWeek: {
        Sunday: false,
        Monday: true,
        Tuesday: false,
        Wednesday: true,
        Thursday: false,
        Friday: false,
        Saturday: false,
      },
    },
  },
};
const subscription = (
  number: number,
  change: Partial<ServerSubscriptionSeed> = {},
): ServerSubscriptionSeed => ({
  id: `11111111-0000-4000-8000-00000000000${number}`,
  owner: 'CONTOSO\\bob',
  report: '/Warehouse/Stock',
  extension: 'Report Server PowerBI',
  settings: TILE,
  parameters: {},
  schedule: WEEKLY,
  active: false,
  status: 'Inactive',
  description: '',
  ...change,
});
const { ReportVisualName: _, ...withoutItem } = TILE;
const { GroupId: __, ...inMyWorkspace } = TILE;

const SEED = {
  ...sampleServer(),
  subscriptions: [
    subscription(1),
    subscription(2, {
      schedule: SHARED,
      report: '/Sales/Sales Overview',
      settings: { ...TILE, ReportVisualName: 'OrdersToday' },
    }),
    subscription(3, { owner: 'CONTOSO\\eve' }),
    subscription(4, { settings: inMyWorkspace }),
    subscription(5, { extension: 'Report Server Email', settings: { TO: 'bob@contoso.example' } }),
    subscription(6, { report: '/Warehouse/Gone' }),
    subscription(7, { settings: withoutItem }),
    subscription(8, { schedule: 'ffffffff-0000-4000-8000-000000000000' }),
    subscription(9, { settings: { ...TILE, ReportVisualName: 'Chart99' } }),
  ],
  schedules: [
    {
      id: SHARED,
      name: 'Every working morning',
      definition:
        '<StartDateTime>2025-01-01T06:00:00.000+01:00</StartDateTime><WeeklyRecurrence><WeeksInterval>1</WeeksInterval><DaysOfWeek><Monday>true</Monday><Friday>true</Friday></DaysOfWeek></WeeklyRecurrence>',
      paused: false,
    },
  ],
};

type Entry = {
  readonly id: string;
  readonly scheduleId?: string;
  readonly outcome: string;
  readonly why?: string;
  readonly pinId?: string;
  readonly schedule?: unknown;
};
type Import = { readonly subscriptions: readonly Entry[]; readonly schedules: readonly Entry[] };

let server: ReportServerStandIn;
let installation: MemoryInstallation;
let connected: Connected;
beforeAll(async () => {
  server = await startTestReportServer({ seed: SEED });
});
afterAll(() => server.close());
beforeEach(async () => {
  installation = new MemoryInstallation();
  connected = await connectStandIn(installation, server);
  const expiresAt = installation.clock.now().add({ hours: 1000 });
  const dashboard = { id: DASHBOARD, displayName: 'Sales overview', webUrl: 'https://app.powerbi.com/x' };
  Object.assign(installation.app, {
    users: { get: async () => ({ tokenState: 'valid', expiresAt }) },
    powerBi: { call: async () => ({ ok: true, status: 200, value: dashboard }) },
  });
});

const plan = async () =>
  (await connected.admin.send<Import>('GET', `/api/report-servers/${connected.serverId}/import`)).body;
const run = () =>
  connected.admin.send<Import>('POST', `/api/report-servers/${connected.serverId}/import`, {
    body: { mode: 'guided' },
  });
const pins = async () => installation.app.pins.list(OWNER);
const outcomes = ({ subscriptions }: Import) => subscriptions.map(({ outcome }) => outcome);

describe('importing the Power BI subscriptions of a report server', () => {
  it('is planned first, with a reason for each that cannot be moved', async () => {
    const { subscriptions, schedules } = await plan();
    expect(subscriptions.map(({ id, outcome, why }) => [id.slice(-1), outcome, why])).toEqual([
      ['1', 'ready', undefined],
      ['2', 'ready', undefined],
      ['3', 'cannot', 'CONTOSO\\eve has not linked their account here yet.'],
      ['4', 'cannot', 'Its dashboard is in My workspace: choose a workspace, and pin the item there.'],
      ['6', 'cannot', 'There is no report /Warehouse/Gone.'],
      ['7', 'cannot', 'Its settings name no report item; they are: GroupId, DashboardId, DashboardName.'],
      ['8', 'cannot', 'Its shared schedule cannot be kept: it is gone.'],
      ['9', 'ready', undefined],
    ]);
    expect(subscriptions[0]?.schedule).toEqual({
      zone: 'Europe/Warsaw',
      start: '2025-03-03T07:30',
      recurrence: { kind: 'weekly', every: 1, days: ['monday', 'wednesday'] },
    });
    expect(schedules).toMatchObject([{ name: 'Every working morning', outcome: 'ready' }]);
    expect(await pins()).toEqual([]);
  });

  it('makes each pin once in its owner’s name, however often it is repeated', async () => {
    const first = await run();
    expect(outcomes(first.body)).toEqual([
      'moved',
      'moved',
      'cannot',
      'cannot',
      'cannot',
      'cannot',
      'cannot',
      'cannot',
    ]);
    expect(first.body.subscriptions.at(-1)?.why).toBe("Report item 'Chart99' cannot be found.");
    expect((await installation.app.sharedSchedules.list()).map(({ name }) => name)).toEqual([
      'Every working morning',
    ]);
    const made = await pins();
    expect(made.map(({ request }) => request.itemName).sort()).toEqual(['OrdersToday', 'StockBySite']);
    expect(made.find(({ request }) => request.itemName === 'OrdersToday')?.request.schedule).toMatchObject({
      start: '2025-01-01T06:00',
      recurrence: { kind: 'weekly', days: ['monday', 'friday'] },
    });
    const second = await run();
    expect(outcomes(second.body)).toEqual(outcomes(first.body));
    expect(await installation.app.sharedSchedules.list()).toHaveLength(1);
    expect((await pins()).map(({ id }) => id).sort()).toEqual(made.map(({ id }) => id).sort());
  });

  it('leaves what followed a shared schedule of the server following ours', async () => {
    const { body } = await run();
    const shared = body.schedules[0];
    const [{ id, stamp } = { id: '', stamp: '' }] = await installation.app.sharedSchedules.list();
    expect(shared?.scheduleId).toBe(id);
    await installation.work();
    for (const { id: reportId } of [...installation.gateway.reports.values()])
      installation.gateway.tiles.set(`tile of ${reportId}`, { dashboardId: DASHBOARD, reportId });
    await installation.pass({ minutes: 1 });
    const followed = await installation.app.subscriptions.list(OWNER);
    expect(
      followed.map(({ subscription: { itemName, follows, state } }) => [itemName, follows, state]).sort(),
    ).toEqual([
      ['OrdersToday', { id, stamp }, 'active'],
      ['StockBySite', undefined, 'active'],
    ]);
    const { followers } = await installation.app.sharedSchedules.followers(id, { pageSize: 10 });
    expect(followers.map((one) => one.id)).toEqual([body.subscriptions[1]?.pinId]);
  });

  it('goes on where it was cut off: nothing doubled, nothing lost', async () => {
    const { pins: real } = installation.app;
    let added = 0;
    const cutOff = {
      ...real,
      async add(pin: Parameters<typeof real.add>[0]) {
        added += 1;
        if (added === 2) throw new DomainError('STORAGE_UNAVAILABLE');
        return real.add(pin);
      },
    };
    Object.assign(installation.app, { pins: cutOff });
    expect((await run()).status).toBe(503);
    expect(await pins()).toHaveLength(1);
    Object.assign(installation.app, { pins: real });
    expect(outcomes((await run()).body).slice(0, 2)).toEqual(['moved', 'moved']);
    expect(await pins()).toHaveLength(2);
  });
});
