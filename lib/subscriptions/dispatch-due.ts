import pLimit from 'p-limit';
import { Temporal } from 'temporal-polyfill';
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import { nextOccurrence } from '../schedules/next-occurrence.ts';
import { instantOfMinuteKey } from '../storage/keys.ts';
import type { Queue } from '../storage/queue.ts';
import type { DispatchCursor } from './dispatch-cursor.ts';
import type { DueIndex, DueRow, StoredDueRow } from './due-index.ts';
import { refreshMessage } from './messages.ts';

export type DispatchDependencies = {
  readonly due: DueIndex;
  readonly cursor: DispatchCursor;
  readonly refreshQueue: Queue;
  readonly dispatchQueue: Queue;
  readonly clock: Clock;
  readonly log: Log;
};

const PARALLEL_SENDS = 16;
/** How far the cursor stays behind: a late insert or a skewed clock is still seen. */
const CURSOR_LAG = { minutes: 10 } as const;
const HAND_OVER_AGAIN_AFTER = { minutes: 2 } as const;

/**
 * The tick. Reads the cursor and one range of the due index, whatever number of subscriptions there is; no
 * subscription itself. Each row: send its message, insert the next row, delete this one. Cut off anywhere, the row is
 * still there for the next tick, and a second message for an occurrence finds it claimed.
 */
export async function dispatchDue(dependencies: DispatchDependencies): Promise<{ readonly fired: number }> {
  const { due, cursor, clock, log } = dependencies;
  const now = clock.now();
  const from = await cursor.read();
  const first = await due.due({ from: from?.oldest, until: now });
  if (first.next !== undefined) {
    await handOver(dependencies, from?.handedOver ?? {}, first.rows, first.next);
    return { fired: 0 };
  }
  const overdue = first.rows.filter((row) => Temporal.Instant.compare(row.dueAt, now) <= 0);
  await dispatchRows(dependencies, overdue, now);
  await cursor.advance(now.subtract(CURSOR_LAG), {});
  const oldest = overdue[0]?.dueAt;
  log.info('tick.done', {
    due: overdue.length,
    lateMs: oldest ? now.epochMilliseconds - oldest.epochMilliseconds : 0,
  });
  return { fired: overdue.length };
}

/** One partition that a tick handed over, page by page. Repeatable: what was dispatched is gone from it. */
export async function dispatchPartition(
  dependencies: DispatchDependencies,
  partition: string,
): Promise<{ readonly fired: number }> {
  const now = dependencies.clock.now();
  let fired = 0;
  for (;;) {
    // Always the first page: dispatching deletes it, so that what is read next is what was behind it.
    const { rows } = await dependencies.due.duePartition(partition);
    if (rows.length === 0) break;
    await dispatchRows(dependencies, rows, now);
    fired += rows.length;
  }
  dependencies.log.info('dispatch.done', { partition, due: fired });
  return { fired };
}

async function dispatchRows(
  { due, refreshQueue }: DispatchDependencies,
  rows: readonly StoredDueRow[],
  now: Temporal.Instant,
): Promise<void> {
  const next = rows.map((row) => nextRow(row, now));
  const limit = pLimit(PARALLEL_SENDS);
  await Promise.all(
    rows.map((row, index) =>
      limit(() => {
        const following = next[index];
        const message = refreshMessage({
          kind: 'scheduled',
          owner: row.owner,
          id: row.id,
          dueAt: row.dueAt,
          stamp: row.stamp,
          nextPartition: following ? due.partitionOf(row.id, following.dueAt) : '',
          looks: 0,
        });
        return refreshQueue.send(message);
      }),
    ),
  );
  await due.insert(next.filter((row) => row !== undefined));
  await due.remove(rows);
}

/** The next one is strictly after now: what lies between was missed, and the run says so. */
function nextRow(row: StoredDueRow, now: Temporal.Instant): DueRow | undefined {
  const dueAt = nextOccurrence(row.schedule, now);
  return dueAt && { id: row.id, stamp: row.stamp, owner: row.owner, schedule: row.schedule, dueAt };
}

/**
 * More than a page is due: every partition goes to the `dispatch-due` queue, so that instances share the burst. One
 * that was handed over is left alone for two minutes. The cursor stays at the oldest.
 */
async function handOver(
  { due, cursor, dispatchQueue, clock, log }: DispatchDependencies,
  handedOver: Readonly<Record<string, string>>,
  firstRows: readonly StoredDueRow[],
  firstNext: string,
): Promise<void> {
  const now = clock.now();
  const from = (await cursor.read())?.oldest;
  const partitions = new Set(firstRows.map((row) => row.partition));
  for (let after: string | undefined = firstNext; after !== undefined; ) {
    const page = await due.due({ from, until: now, after });
    for (const row of page.rows) partitions.add(row.partition);
    after = page.next;
  }
  const recent: Record<string, string> = {};
  const limit = pLimit(PARALLEL_SENDS);
  const sends = [...partitions].map((partition) =>
    limit(async () => {
      const before = handedOver[partition];
      const busy =
        before !== undefined &&
        Temporal.Instant.compare(now, Temporal.Instant.from(before).add(HAND_OVER_AGAIN_AFTER)) < 0;
      if (!busy) await dispatchQueue.send({ partition });
      recent[partition] = busy ? before : now.toString();
    }),
  );
  await Promise.all(sends);
  const oldest = [...partitions].sort()[0];
  if (oldest !== undefined) await cursor.advance(instantOfMinuteKey(oldest), recent);
  log.info('tick.handed-over', { partitions: partitions.size });
}
