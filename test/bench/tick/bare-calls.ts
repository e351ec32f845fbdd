import pLimit from 'p-limit';
import type { Storage } from '../../../lib/storage/storage.ts';
import type { Write } from '../../../lib/storage/table.ts';
import { QUEUES, TABLES } from '../../../lib/storage-names.ts';
import { timed } from '../bench.ts';
import { dailyAt } from './seeds.ts';

/** As many sends as the dispatchers of one instance have under way. */
const SENDS_AT_ONCE = 128;
const BATCH = 100;

/**
 * Milliseconds of the storage calls that draining `rows` can't do without, made bare: of each row one message, and its
 * part in two transactions of a hundred, one that inserts and one that deletes.
 */
export async function timeBareCalls(
  storage: Pick<Storage, 'table' | 'queue'>,
  rows: number,
): Promise<number> {
  const { ms } = await timed(() => bareCalls(storage, rows));
  return ms;
}

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
  const cells = { ...message, schedule: JSON.stringify(dailyAt(420)) };
  const inBatches = (write: (key: (typeof keys)[number]) => Write) =>
    Promise.all(partitions.map((partition) => limit(() => table.batch(partition.map(write)))));
  await inBatches((key) => ({ kind: 'insert', row: { ...key, cells } }));
  await inBatches((key) => ({ kind: 'delete', key, etag: '*' }));
}
