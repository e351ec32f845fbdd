import { Temporal } from 'temporal-polyfill';
import type { Clock } from '../../clock.ts';
import type { Log } from '../../log.ts';
import type { Queue } from '../../storage/queue.ts';
import type { DispatchCursor } from './dispatch-cursor.ts';
import { type DispatchRowsDependencies, dispatchRows } from './dispatch-rows.ts';
import type { StoredDueRow } from './due-index.ts';
import { handOver } from './hand-over.ts';

export type DispatchDependencies = DispatchRowsDependencies & {
  readonly cursor: DispatchCursor;
  readonly dispatchQueue: Queue;
  readonly clock: Clock;
  readonly log: Log;
};

/** How many rows a tick dispatches itself; a larger burst is handed over, partition by partition. */
const MOST_AT_ONCE = 1000;
/** How far the cursor stays behind: a late insert or a skewed clock is still seen. */
const CURSOR_LAG = { minutes: 10 } as const;
const BATCH = 500;

/**
 * The tick. Reads the cursor and one range of the due index, whatever number of subscriptions there is; no
 * subscription itself. Cut off anywhere, what was not dispatched is still there for the next tick.
 */
export async function dispatchDue(dependencies: DispatchDependencies): Promise<{ readonly fired: number }> {
  const { cursor, clock, log } = dependencies;
  const now = clock.now();
  const present = await cursor.read();
  const { rows, more } = await readDue(dependencies, present?.oldest, now);
  if (more) {
    await handOver(dependencies, { present, firstRows: rows, now });
    return { fired: 0 };
  }
  const overdue = rows.filter((row) => Temporal.Instant.compare(row.dueAt, now) <= 0);
  await dispatchRows(dependencies, overdue, now);
  const oldest = minuteOf(now.subtract(CURSOR_LAG));
  const moved = !present || Temporal.Instant.compare(oldest, present.oldest) > 0;
  const cleared = present && Object.keys(present.handedOver).length > 0;
  if (moved || cleared) await cursor.advance(present, { oldest, handedOver: {} });
  const first = overdue[0]?.dueAt;
  log.info('tick.done', {
    due: overdue.length,
    lateMs: first ? now.epochMilliseconds - first.epochMilliseconds : 0,
  });
  return { fired: overdue.length };
}

/** Page by page, since the service may end a page early; `more` when there is more than a tick dispatches. */
async function readDue(
  { due }: DispatchDependencies,
  from: Temporal.Instant | undefined,
  until: Temporal.Instant,
): Promise<{ readonly rows: readonly StoredDueRow[]; readonly more: boolean }> {
  const rows: StoredDueRow[] = [];
  let after: string | undefined;
  do {
    const page = await due.due({ from, until, ...(after !== undefined && { after }) });
    rows.push(...page.rows);
    after = page.next;
  } while (after !== undefined && rows.length < MOST_AT_ONCE);
  return { rows, more: after !== undefined };
}

/**
 * One partition that a tick handed over. Always its first rows: dispatching deletes them, so that what is read next is
 * what was behind. Repeatable: what was dispatched is gone.
 */
export async function dispatchPartition(
  dependencies: DispatchDependencies,
  partition: string,
): Promise<{ readonly fired: number }> {
  const { due, clock, log } = dependencies;
  let fired = 0;
  for (;;) {
    const now = clock.now();
    const rows = await due.duePartition(partition, BATCH);
    if (rows.length === 0) break;
    await dispatchRows(dependencies, rows, now);
    fired += rows.length;
  }
  log.info('dispatch.done', { partition, due: fired });
  return { fired };
}

function minuteOf(instant: Temporal.Instant): Temporal.Instant {
  return instant.round({ smallestUnit: 'minute', roundingMode: 'floor' });
}
