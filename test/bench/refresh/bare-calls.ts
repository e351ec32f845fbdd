import pLimit from 'p-limit';
import type { AzureStorage } from '../../../lib/storage/azure/azure-storage.ts';
import type { Message } from '../../../lib/storage/queue.ts';
import type { Row } from '../../../lib/storage/table.ts';
import { BLOBS, QUEUES, TABLES } from '../../../lib/storage-names.ts';
import { timed } from '../bench.ts';
import { workQueue } from './host-worker.ts';

const BATCH = 100;
const PARALLEL = 32;
/** About what a tile's picture weighs. */
const PICTURE_BYTES = 30_000;
const CELLS = { state: 'running', text: 'x'.repeat(60), at: '2026-11-23T07:00:00Z', token: 'x'.repeat(36) };

/**
 * The storage calls that `count` refreshes can't do without, and nothing around them: a message sent, received and
 * deleted; the due row exchanged, a hundred in a transaction; the subscription read; the run claimed together with its
 * ledger, ended together with it; the picture put; the status written. Milliseconds of wall time, on the same queue
 * worker as the refreshes.
 */
export async function measureBareCalls(
  storage: AzureStorage,
  connectionString: string,
  count: number,
): Promise<number> {
  const rows = Array.from({ length: count }, (_, n) => ({
    subscription: row('bare', `${n}`),
    ledger: row(`bare-${n}`, 'ledger'),
    run: row(`bare-${n}`, 'run'),
    due: row(`bare-${Math.floor(n / BATCH)}`, `${n}`),
  }));
  const runs = storage.table(TABLES.runs);
  const subscriptions = storage.table(TABLES.subscriptions);
  const due = storage.table(TABLES.dueIndex);
  const pictures = storage.blobs(BLOBS.pictures);
  const queue = storage.queue(QUEUES.pinTile);
  const picture = new Uint8Array(PICTURE_BYTES);
  const limit = pLimit(PARALLEL);
  const batches = [...Map.groupBy(rows, ({ due: { partitionKey } }) => partitionKey).values()];
  await Promise.all(
    rows.map(({ subscription, ledger }) =>
      limit(async () => {
        await subscriptions.write({ kind: 'upsert', row: subscription });
        await runs.write({ kind: 'upsert', row: ledger });
      }),
    ),
  );
  const { ms } = await timed(async () => {
    const messages = rows.map((_, n): Message => ({ n, stamp: 'x'.repeat(20), owner: 'x'.repeat(73) }));
    await Promise.all(messages.map((message) => limit(() => queue.send(message))));
    for (const batch of batches) {
      await due.batch(batch.map(({ due: inserted }) => ({ kind: 'insert', row: inserted })));
      await due.batch(batch.map(({ due: key }) => ({ kind: 'delete', key, etag: '*' })));
    }
    let ended = 0;
    const refresh = async (message: unknown): Promise<void> => {
      const mine = rows[(message as { n: number }).n];
      if (!mine) throw new Error('A message of another bench.');
      const { subscription, ledger, run } = mine;
      await subscriptions.get(subscription);
      await runs.batch([
        { kind: 'upsert', row: ledger },
        { kind: 'insert', row: run },
      ]);
      await pictures.put(`pins/${run.partitionKey}`, picture, { contentType: 'image/png' });
      await subscriptions.write({ kind: 'upsert', row: subscription });
      await runs.batch([
        { kind: 'upsert', row: ledger },
        { kind: 'upsert', row: run },
      ]);
      ended += 1;
    };
    await workQueue({ connectionString, name: QUEUES.pinTile }, refresh, () => ended >= count);
  });
  return ms;
}

function row(partitionKey: string, rowKey: string): Row {
  return { partitionKey, rowKey, cells: CELLS };
}
