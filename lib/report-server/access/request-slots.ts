import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from '../../clock.ts';
import { DomainError } from '../../errors.ts';
import { foldCase } from '../../storage/keys.ts';
import { rowsOf, type Table } from '../../storage/table.ts';
import { MOST_AT_ONCE } from '../http/node-transport.ts';
import type { ReportServerId } from '../server.ts';

/** Longer than all deadlines of one piece of work together, so that a slot that lapses is a crashed worker's. */
const LEASE_SECONDS = 300;
const PATIENCE_MS = 20_000;
const LOOK_AGAIN_MS = 250;

/** Keeps one account of a report server at no more requests at once than it takes, over all instances of the app. */
export interface RequestSlots {
  /**
   * Does work that sends one request at a time.
   * @throws DomainError REPORT_SERVER_BUSY where no slot got free in 20 seconds
   */
  run<T>(server: ReportServerId, account: string, work: () => Promise<T>): Promise<T>;
}

/**
 * PartitionKey `slot|<server>|<hash of the account>`, RowKey `00` to `19`: a row is a slot in use until its lease ends.
 * Insert-only, or by ETag where the lease is over. Crash story: a slot that nobody gave back is free after five minutes.
 */
export function tableRequestSlots(
  table: Table,
  clock: Clock,
  {
    size = MOST_AT_ONCE,
    patienceMs = PATIENCE_MS,
  }: { readonly size?: number; readonly patienceMs?: number } = {},
): RequestSlots {
  async function take(partitionKey: string) {
    const now = clock.now().epochMilliseconds;
    const held = new Map<string, { readonly etag: string; readonly over: boolean }>();
    for await (const { rowKey, cells, etag } of rowsOf(table, { partition: { is: partitionKey } }))
      held.set(rowKey, { etag, over: Number(cells.until ?? 0) < now });
    const cells = { until: now + LEASE_SECONDS * 1000 };
    const first = Math.floor(Math.random() * size);
    for (let offset = 0; offset < size; offset += 1) {
      const rowKey = String((first + offset) % size).padStart(2, '0');
      const row = { partitionKey, rowKey, cells };
      const present = held.get(rowKey);
      if (present !== undefined && !present.over) continue;
      const outcome = await table.write(
        present === undefined ? { kind: 'insert', row } : { kind: 'replace', row, etag: present.etag },
      );
      if (outcome.ok) return { key: { partitionKey, rowKey }, etag: outcome.etag };
    }
    return undefined;
  }

  return {
    async run(server, account, work) {
      const hash = createHash('sha256').update(foldCase(account)).digest('hex').slice(0, 16);
      const deadline = performance.now() + patienceMs;
      for (;;) {
        const slot = await take(`slot|${server}|${hash}`);
        if (slot !== undefined) {
          try {
            return await work();
          } finally {
            await table.write({ kind: 'delete', ...slot });
          }
        }
        if (performance.now() > deadline) throw new DomainError('REPORT_SERVER_BUSY');
        await sleep(LOOK_AGAIN_MS);
      }
    },
  };
}
