import { beforeEach, describe, expect, it } from 'vitest';
import { parseDataSourceId } from '../../../lib/data-sources/data-source.ts';
import { DomainError } from '../../../lib/errors.ts';
import { connectPowerBi, disconnectPowerBi } from '../../../lib/identity/connect-power-bi.ts';
import type { Pin, PinState } from '../../../lib/pins/pin.ts';
import { deleteSubscription } from '../../../lib/subscriptions/deciding/delete-subscription.ts';
import { runNow } from '../../../lib/subscriptions/running/run-now.ts';
import type { SubscriptionId } from '../../../lib/subscriptions/subscription.ts';
import { planLookAfter } from '../../../lib/upkeep/look-after-pin.ts';
import { runUpkeep } from '../../../lib/upkeep/run-upkeep.ts';
import { sweepHours } from '../../../lib/upkeep/sweep-hours.ts';
import { upkeepWork } from '../../../lib/upkeep/upkeep-work.ts';
import { MemoryInstallation, OWNER, TENANT } from '../../support/memory-installation.ts';
import { addTestSubscription, finalRuns, HOURLY } from '../../support/subscriptions.ts';

const BOB = {
  kind: 'user',
  tenantId: TENANT,
  oid: 'b0000000-0000-4000-8000-00000000000b',
  owner: OWNER,
  upn: 'bob@contoso.com',
  name: 'Bob',
  roles: [],
} as const;
const DAILY = { ...HOURLY, recurrence: { kind: 'daily', every: 1 } } as const;

let installation: MemoryInstallation;

beforeEach(() => {
  installation = new MemoryInstallation();
});

const signIn = () => connectPowerBi(installation.app, BOB, { cache: 'cache', appId: 'app' });
const upkeep = () => runUpkeep({ ...installation.app, upkeepWork: upkeepWork(installation.app) });

async function passDays(days: number, each: () => Promise<void> = async () => {}): Promise<void> {
  for (let hour = 0; hour < days * 24; hour++) {
    installation.clock.advance({ hours: 1 });
    await upkeep();
    await each();
  }
}

async function tokenVersion(): Promise<string> {
  return (await installation.app.users.get(OWNER))?.tokenVersion ?? '';
}

describe('a sign-in that will lapse', () => {
  async function warnings(days: number): Promise<readonly string[]> {
    const told: string[] = [];
    await passDays(days, async () => {
      for (const { kind, text, at } of await installation.app.notifications.list(OWNER)) {
        const line = `${at.toString().slice(0, 10)} ${kind}: ${/in \d+ days|within a day/.exec(text)?.[0]}`;
        if (told.at(-1) !== line) told.push(line);
      }
    });
    return told;
  }

  it('is told 14, 7 and 1 days before, and then no more', async () => {
    await signIn();
    expect(await warnings(92)).toEqual([
      '2027-02-07 sign-in-ends: in 14 days',
      '2027-02-14 sign-in-ends: in 7 days',
      '2027-02-20 sign-in-ends: within a day',
    ]);
  });

  it('is not warned of when the person has signed in anew meanwhile', async () => {
    await signIn();
    await passDays(80);
    expect(await installation.app.notifications.list(OWNER)).toHaveLength(1);
    await signIn();
    await installation.app.notifications.heal(OWNER, { kind: 'sign-in' });
    expect(await warnings(70)).toEqual([]);
    expect(await warnings(7)).toEqual(['2027-04-28 sign-in-ends: in 14 days']);
  });

  it('is not warned of after signing out', async () => {
    await signIn();
    await disconnectPowerBi(installation.app, BOB);
    expect(await warnings(91)).toEqual([]);
  });

  it('takes the warning back when it slid on', async () => {
    await signIn();
    await passDays(77);
    expect(await installation.app.notifications.list(OWNER)).toHaveLength(1);
    await installation.app.users.update(OWNER, (user) => ({
      ...user,
      expiresAt: installation.clock.now().add({ hours: 90 * 24 }),
    }));
    await passDays(8);
    expect(await installation.app.notifications.list(OWNER)).toEqual([]);
    expect(await warnings(70)).toHaveLength(1);
  });
});

describe('a token whose sign-in was cut off', () => {
  const readable = (version: string) => installation.app.tokenStore.load(OWNER, version);

  it('is made unreadable where the sign-in before it still counts, which stays', async () => {
    await signIn();
    const counts = await tokenVersion();
    const cut = { ...installation.app, users: { ...installation.app.users, update: () => refuse() } };
    await expect(connectPowerBi(cut, BOB, { cache: 'second', appId: 'app' })).rejects.toThrow();
    const leftOver = '00000000000000000000000000000002';
    expect(await readable(leftOver)).toBe('second');
    await passDays(1);
    expect(await readable(leftOver)).toBeUndefined();
    expect(await readable(counts)).toBe('cache');
  });

  it('is made unreadable where nothing is known of it but that it was to be stored', async () => {
    const cut = { ...installation.app, upkeep: { ...installation.app.upkeep, put: () => refuse() } };
    await expect(connectPowerBi(cut, BOB, { cache: 'cache', appId: 'app' })).rejects.toThrow();
    const leftOver = '00000000000000000000000000000001';
    expect(await readable(leftOver)).toBe('cache');
    await passDays(1);
    expect(await readable(leftOver)).toBeUndefined();
  });

  it('leaves a sign-in that went through', async () => {
    await signIn();
    await passDays(1);
    expect(await readable(await tokenVersion())).toBe('cache');
  });
});

function refuse(): Promise<never> {
  return Promise.reject(new DomainError('STORAGE_UNAVAILABLE'));
}

describe('the history of runs', () => {
  it('is kept for HISTORY_DAYS and at most a tenth longer, with the runs asked for by hand', async () => {
    const id = await addTestSubscription(installation, DAILY);
    const runId = '11110000-0000-4000-8000-000000000001';
    await runNow(installation.app, { owner: OWNER, id, runId });
    for (let day = 0; day < 120; day++) {
      installation.clock.advance({ hours: 24 });
      await installation.tick();
      await installation.work();
      await upkeep();
      const runs = await finalRuns(installation, id);
      const oldest = runs.at(-1);
      const age = oldest ? installation.clock.now().since(oldest.dueAt).total('hours') / 24 : 0;
      expect(age).toBeLessThan(100);
      if (day > 95) expect(runs.length).toBeGreaterThanOrEqual(89);
    }
    expect(await installation.app.runs.requested(id, runId)).toBeUndefined();
  });

  it('goes with its subscription, and what Power BI still holds is removed once it answers', async () => {
    const id = await addTestSubscription(installation, DAILY);
    installation.clock.advance({ hours: 24 });
    await installation.tick();
    await installation.work();
    const { gateway, app } = installation;
    const down = new DomainError('POWER_BI_UNAVAILABLE');
    gateway.fault = { call: 'removeReport', when: 'before', error: down };
    await deleteSubscription(app, OWNER, id);
    expect(gateway.models.size).toBe(1);
    gateway.fault = { call: 'removeReport', when: 'before', error: down };
    await passDays(1);
    expect([gateway.models.size, gateway.reports.size]).toEqual([0, 0]);
    const { rows } = await installation.storage.table('Runs').page({ partition: { is: id } });
    expect(rows).toEqual([]);
  });
});

describe('used sign-in states', () => {
  it('go by whole hours once no sign-in can come back to them', async () => {
    const states = installation.app.usedStates;
    const add = (hour: string) =>
      states.write({ kind: 'insert', row: { partitionKey: hour, rowKey: 'x', cells: {} } });
    for (const hour of ['2026-11-22T09', '2026-11-23T04', '2026-11-23T06', '2026-11-23T07']) await add(hour);
    await sweepHours(installation.app);
    const { rows } = await states.page({ partition: { from: '0', to: '9' } });
    expect(rows.map(({ partitionKey }) => partitionKey)).toEqual(['2026-11-23T06', '2026-11-23T07']);
  });
});

describe('credentials that were stored and never named', () => {
  const source = parseDataSourceId('c0ffee00-0000-4000-8000-000000000001');
  if (!source) throw new Error('No id of a data source.');
  const record = {
    ...source,
    choice: 'stored',
    server: 's',
    changedBy: OWNER,
  } as const;

  it('are made unreadable; those with a row stay', async () => {
    const { app } = installation;
    const changedAt = installation.clock.now();
    const kept = await app.credentials.write({ ...record, changedAt }, { user: 'u', password: 'p' });
    await passDays(1);
    expect(await app.credentials.read(kept)).toEqual({ user: 'u', password: 'p' });
    await app.credentials.write({ ...record, changedAt }, { user: 'u', password: 'q' });
    // As if the row had never been written.
    await installation.storage.table('CatalogItems').write({
      kind: 'delete',
      key: { partitionKey: `credentials|${source.itemId}`, rowKey: source.id },
      etag: '*',
    });
    expect(await app.credentials.read({ ...kept, version: undefined })).toBeDefined();
    await passDays(1);
    expect(await app.credentials.read({ ...kept, version: undefined })).toBeUndefined();
  });
});

describe('a pin that nobody drives on', () => {
  const id = '5c000000-0000-4000-8000-00000000000f' as SubscriptionId;
  const pinOf = (state: PinState): Pin => ({
    id,
    owner: OWNER,
    request: {} as Pin['request'],
    requestHash: '',
    state,
    begun: [],
    done: [],
    pictureUrl: undefined,
    visual: undefined,
    modelId: undefined,
    reportId: undefined,
    tileId: undefined,
    reportUrl: undefined,
    attempt: 1,
    leaseUntil: undefined,
    code: undefined,
    text: undefined,
    warning: undefined,
    createdAt: installation.clock.now(),
  });

  it('gets its message after all', async () => {
    const { app } = installation;
    await planLookAfter(app.upkeep, { owner: OWNER, id }, installation.clock.now());
    await app.pins.add(pinOf('pending'));
    await passDays(1);
    expect(installation.queue('pinTile').peek()).toMatchObject([{ owner: OWNER, pinId: id }]);
  });

  it('is removed two weeks after it failed', async () => {
    const { app } = installation;
    await planLookAfter(app.upkeep, { owner: OWNER, id }, installation.clock.now());
    await app.pins.add(pinOf('failed'));
    await passDays(13);
    expect(await app.pins.get(OWNER, id)).toBeDefined();
    await passDays(2);
    expect(await app.pins.get(OWNER, id)).toBeUndefined();
    expect(installation.queue('pinTile').peek()).toEqual([]);
  });
});
