import pLimit from 'p-limit';
import { Temporal } from 'temporal-polyfill';
import type { Storage } from '../../../lib/storage/storage.ts';
import type { Write } from '../../../lib/storage/table.ts';
import { QUEUES, TABLES } from '../../../lib/storage-names.ts';
import { dispatchDue, dispatchPartition } from '../../../lib/subscriptions/firing/dispatch-due.ts';
import { dispatchMessageSchema } from '../../../lib/subscriptions/firing/messages.ts';
import { TestClock } from '../../support/test-clock.ts';
import { timed } from '../bench.ts';
import { countingStorage } from '../support/counting-storage.ts';
import { seedSubscriptions } from '../support/seed-subscriptions.ts';
import { dailyAt, dispatcher, SEEDED_AT, seedOf } from './measure-ticks.ts';

/** As host.json: so many messages of a queue at once on one instance. */
const PARTITIONS_AT_ONCE = 12;
/** As many sends as the dispatchers of one instance have under way. */
const SENDS_AT_ONCE = 128;
const MOST_DEQUEUES = 5;
const BATCH = 100;
const FLOOR_ROWS = 5000;

export type DrainFigures = {
  readonly milliseconds: number;
  readonly requests: number;
  /** Of the storage calls that each row can't do without, made bare. */
  readonly floorMilliseconds: number;
};

/**
 * `count` due in one minute, on one instance: until all messages are sent and all next rows in place, held against the
 * bare calls.
 */
export async function measureDrain(
  storage: Pick<Storage, 'table' | 'queue'>,
  count: number,
): Promise<DrainFigures> {
  const clock = new TestClock(SEEDED_AT);
  const schedule = dailyAt(7, 0);
  await seedSubscriptions(
    storage,
    Array.from({ length: count }, (_, n) => seedOf(n, schedule)),
    { now: clock.now() },
  );
  const counting = countingStorage(storage);
  const dispatch = dispatcher(counting, clock);
  clock.advance({ seconds: 30 });
  const { ms } = await timed(async () => {
    await dispatchDue(dispatch);
    const limit = pLimit(PARTITIONS_AT_ONCE);
    const handed = counting
      .sent(QUEUES.dispatchDue)
      .map((message) => dispatchMessageSchema.parse(message).partition);
    await Promise.all(
      handed.map((partition) => limit(() => asHost(() => dispatchPartition(dispatch, partition)))),
    );
  });
  const { requests } = counting;
  const sent = counting.sent(QUEUES.refreshTile).length;
  const next = await countDue(counting, Temporal.Instant.from('2026-11-24T07:00:00Z'));
  const left = await countDue(counting, clock.now());
  // A dispatch that was cut off begins again and may send a message a second time, never one less.
  if (sent < count || next !== count || left !== 0)
    throw new Error(`Not drained: ${sent} sent, ${next} next rows, ${left} left of ${count}.`);
  const floorRows = Math.min(FLOOR_ROWS, count);
  const floor = await timed(() => bareCalls(storage, floorRows));
  return { milliseconds: ms, requests, floorMilliseconds: (floor.ms / floorRows) * count };
}

/** As the host does with a message whose function failed: up to five times. */
async function asHost(handle: () => Promise<unknown>): Promise<void> {
  for (let dequeued = 1; ; dequeued++) {
    try {
      await handle();
      return;
    } catch (error) {
      if (dequeued === MOST_DEQUEUES) throw error;
    }
  }
}

async function countDue(storage: ReturnType<typeof countingStorage>, minute: Temporal.Instant) {
  const { due } = dispatcher(storage, new TestClock(SEEDED_AT));
  let count = 0;
  let after: string | undefined;
  do {
    const page = await due.due({ from: minute, until: minute, ...(after !== undefined && { after }) });
    count += page.rows.length;
    after = page.next;
  } while (after !== undefined);
  return count;
}

/** Of each row: one message, and its part in two transactions of a hundred, one that inserts and one that deletes. */
async function bareCalls(storage: Pick<Storage, 'table' | 'queue'>, rows: number): Promise<void> {
  const queue = storage.queue(QUEUES.refreshTilePoison);
  const table = storage.table(TABLES.runs);
  const limit = pLimit(SENDS_AT_ONCE);
  const message = {
    owner: '7a6f2c1e-5b3d-4e8f-9a0b-1c2d3e4f5a6b|00000000-0000-4000-8000-000000000000',
    dueAt: '2026-11-23T07:00:00Z',
    stamp: 'tb0abc-0123456789ab',
  };
  await Promise.all(Array.from({ length: rows }, () => limit(() => queue.send(message))));
  const keys = Array.from({ length: rows }, (_, n) => ({
    partitionKey: `bare ${Math.floor(n / BATCH)}`,
    rowKey: `row ${n}`,
  }));
  const partitions = [...Map.groupBy(keys, ({ partitionKey }) => partitionKey).values()];
  const cells = { ...message, schedule: JSON.stringify(dailyAt(7, 0)) };
  const inBatches = (write: (key: (typeof keys)[number]) => Write) =>
    Promise.all(partitions.map((partition) => limit(() => table.batch(partition.map(write)))));
  await inBatches((key) => ({ kind: 'insert', row: { ...key, cells } }));
  await inBatches((key) => ({ kind: 'delete', key, etag: '*' }));
}
