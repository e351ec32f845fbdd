import { randomInt, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { App } from '../../../lib/app.ts';
import { type Clock, systemClock } from '../../../lib/clock.ts';
import { currentApp } from '../../../lib/current-app.ts';
import { scheduleOf } from '../../../lib/schedules/schedule.ts';
import { addSubscription } from '../../../lib/subscriptions/deciding/add-subscription.ts';
import { runNow } from '../../../lib/subscriptions/running/run-now.ts';
import type { StoredSubscription, SubscriptionId } from '../../../lib/subscriptions/subscription.ts';
import { judgeHistory } from '../../support/judge-history.ts';
import { type RunningSandbox, runSandbox } from '../../support/running-sandbox.ts';

const LONG = process.env.REPORT_TILES_LONG === '1';
/** How long the host is killed and started over and over. */
const LOOP_MS = LONG ? 120_000 : 10_000;
const SUBSCRIPTIONS = LONG ? 24 : 8;
const RUNS_A_ROUND = 3;
const SETTLE_MS = 240_000;

let sandbox: RunningSandbox;
let app: App;
let pinned: StoredSubscription;

beforeAll(async () => {
  // Leases of ten seconds: a run that was killed is taken up again within the test.
  sandbox = await runSandbox(18_620, { TIME_DIVISOR: '30' });
  const { subscriptionId = '' } = await sandbox.walk('pin');
  Object.assign(process.env, sandbox.settings);
  app = currentApp();
  const id = subscriptionId as SubscriptionId;
  const owner = await app.subscriptions.ownerOf(id);
  const found = owner && (await app.subscriptions.get(owner, id));
  if (!found) throw new Error('Nothing was pinned.');
  pinned = found;
}, 300_000);
afterAll(() => sandbox.close());

/** Due once a minute, and for some minutes already: the next tick has everything to catch up with. */
async function subscribe(count: number): Promise<readonly SubscriptionId[]> {
  const clock: Clock = { now: () => systemClock.now().subtract({ minutes: 4 }) };
  const start = clock.now().subtract({ minutes: 10 }).toString().slice(0, 16);
  const schedule = scheduleOf({ zone: 'UTC', start, recurrence: { kind: 'minutes', every: 1 } });
  const ids = Array.from({ length: count }, () => randomUUID() as string as SubscriptionId);
  const { owner, reportId, reportTitle, itemName, parameters, target } = pinned;
  const wanted = { owner, reportId, reportTitle, itemName, parameters, target, schedule };
  for (const id of ids) await addSubscription({ ...app, clock }, { ...wanted, id });
  return ids;
}

async function rowsAtPowerBi(): Promise<number> {
  if (pinned.target.kind !== 'tile') throw new Error('No tile.');
  const { modelId } = pinned.target;
  return (await sandbox.standIns.powerBi.rows({ modelId, table: 'Tile' })).length;
}

/** Kills the host at a random moment of its work and starts it again, for the time of the loop. */
async function killLoop(ids: readonly SubscriptionId[]): Promise<{ kills: number; asked: number }> {
  const end = performance.now() + LOOP_MS;
  const count = { kills: 0, asked: 0 };
  while (performance.now() < end) {
    for (let index = 0; index < RUNS_A_ROUND; index++) {
      const id = ids[randomInt(ids.length)];
      if (id) await runNow(app, { owner: pinned.owner, id, runId: randomUUID() });
      count.asked += 1;
    }
    await sleep(randomInt(300, 3000));
    await sandbox.killHost();
    count.kills += 1;
    await sandbox.startHost();
  }
  return count;
}

/** Stops the firing, and waits until every run is closed and no message is left. */
async function settle(ids: readonly SubscriptionId[]): Promise<void> {
  const end = performance.now() + SETTLE_MS;
  for (;;) {
    const ledgers = await Promise.all(ids.map((id) => app.runs.ledger(id)));
    const open = ledgers.filter((ledger) => ledger.lease || ledger.open !== undefined).length;
    const messages = await app.refreshQueue.approximateLength();
    if (open === 0 && messages === 0) return;
    if (performance.now() > end) throw new Error(`${open} runs are open, ${messages} messages left.`);
    await sleep(1000);
  }
}

it(`kill -9 over and over for ${LOOP_MS / 1000} s under load: each occurrence has exactly one final run`, {
  timeout: LOOP_MS + SETTLE_MS + 120_000,
}, async () => {
  const before = await rowsAtPowerBi();
  const ownBefore = (await judgeHistory(app, pinned)).delivered;
  const ids = await subscribe(SUBSCRIPTIONS);
  const { kills, asked } = await killLoop(ids);
  await settle(ids);
  await sandbox.killHost();
  const rows = (await rowsAtPowerBi()) - before;
  const listed = await app.subscriptions.list(pinned.owner);
  const mine = listed.filter(({ subscription }) => ids.includes(subscription.id));
  const verdicts = await Promise.all(mine.map(({ subscription }) => judgeHistory(app, subscription)));
  expect(verdicts.flatMap(({ complaints }) => complaints)).toEqual([]);
  const failed = verdicts.flatMap((verdict) => verdict.failed);
  const sum = (name: 'occurrences' | 'delivered' | 'missed') =>
    verdicts.reduce((total, verdict) => total + verdict[name], 0);
  const own = (await judgeHistory(app, pinned)).delivered - ownBefore;
  const figures = {
    kills,
    occurrences: sum('occurrences'),
    askedFor: asked,
    delivered: sum('delivered'),
    missed: sum('missed'),
    failed: failed.length,
    rowsAtPowerBi: rows,
    duplicates: rows - sum('delivered') - own,
  };
  console.table([figures]);
  for (const why of failed) console.log(`failed: ${why}`);
  expect(mine).toHaveLength(ids.length);
  expect(kills).toBeGreaterThan(0);
  expect(figures.delivered).toBeGreaterThan(0);
  // What was delivered is there; what is there twice was sent by a run that was killed before it could say so.
  expect(figures.duplicates).toBeGreaterThanOrEqual(0);
  expect(figures.duplicates).toBeLessThanOrEqual(kills * 16);
});
