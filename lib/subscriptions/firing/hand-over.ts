import pLimit from 'p-limit';
import { Temporal } from 'temporal-polyfill';
import { instantOfMinuteKey } from '../../storage/keys.ts';
import type { StoredCursor } from './dispatch-cursor.ts';
import type { DispatchDependencies } from './dispatch-due.ts';
import type { StoredDueRow } from './due-index.ts';

const PARALLEL_SENDS = 16;
const AGAIN_AFTER = { minutes: 2 } as const;
/** The newest of a long outage wait for the next tick: a cell of the cursor holds no more names than this. */
const MOST_PARTITIONS = 500;

/**
 * More is due than a tick dispatches: each partition goes to the `dispatch-due` queue, so that instances share the
 * burst. One that was handed over is left alone for two minutes. The cursor stays at the oldest. Crash story: the rows
 * are still there; a partition that was sent and not noted is sent again.
 */
export async function handOver(
  { due, cursor, dispatchQueue, log }: DispatchDependencies,
  tick: {
    readonly present: StoredCursor | undefined;
    readonly firstRows: readonly StoredDueRow[];
    readonly now: Temporal.Instant;
  },
): Promise<void> {
  const { present, now } = tick;
  const partitions = new Set(tick.firstRows.map((row) => row.partition));
  // Each page begins behind the last partition seen: a partition of thousands of rows costs one page.
  for (
    let last = tick.firstRows.at(-1)?.partition;
    last !== undefined && partitions.size < MOST_PARTITIONS;
  ) {
    const page = await due.dueBehind(last, now);
    for (const row of page.rows) partitions.add(row.partition);
    last = page.rows.at(-1)?.partition;
  }
  const handed: Record<string, string> = {};
  const limit = pLimit(PARALLEL_SENDS);
  const hand = async (partition: string): Promise<void> => {
    const before = present?.handedOver[partition];
    const busy = before !== undefined && isRecent(before, now);
    if (!busy) await dispatchQueue.send({ partition });
    handed[partition] = busy ? before : now.toString();
  };
  const oldestFirst = [...partitions].sort().slice(0, MOST_PARTITIONS);
  await Promise.all(oldestFirst.map((partition) => limit(() => hand(partition))));
  const [oldest] = oldestFirst;
  if (oldest !== undefined)
    await cursor.advance(present, { oldest: instantOfMinuteKey(oldest), handedOver: handed });
  log.info('tick.handed-over', { partitions: oldestFirst.length });
}

function isRecent(handedAt: string, now: Temporal.Instant): boolean {
  return Temporal.Instant.compare(now, Temporal.Instant.from(handedAt).add(AGAIN_AFTER)) < 0;
}
