import pLimit from 'p-limit';
import { Temporal } from 'temporal-polyfill';
import { nextOccurrence } from '../../schedules/next-occurrence.ts';
import type { Settings } from '../../settings.ts';
import { shardOf } from '../../storage/keys.ts';
import type { Queue } from '../../storage/queue.ts';
import type { DueIndex, DueRow, StoredDueRow } from './due-index.ts';
import { refreshMessage } from './messages.ts';

const PARALLEL_SENDS = 32;

export type DispatchRowsDependencies = {
  readonly due: DueIndex;
  readonly refreshQueue: Queue;
  readonly settings: Pick<Settings, 'jitterSeconds'>;
};

/**
 * Fires due rows: send the message of each, insert its next row, delete the row. Cut off anywhere, the row is still
 * there and is fired again; a second message for an occurrence finds it accounted for, a second next row meets the
 * first.
 */
export async function dispatchRows(
  { due, refreshQueue, settings }: DispatchRowsDependencies,
  rows: readonly StoredDueRow[],
  now: Temporal.Instant,
): Promise<void> {
  const fired = newestOfEach(rows).map((row) => ({ row, next: nextRow(row, now) }));
  const limit = pLimit(PARALLEL_SENDS);
  const send = ({ row, next }: (typeof fired)[number]) =>
    refreshQueue.send(
      refreshMessage({
        kind: 'scheduled',
        owner: row.owner,
        id: row.id,
        dueAt: row.dueAt,
        stamp: row.stamp,
        nextPartition: next ? due.partitionOf(row.id, next.dueAt) : '',
        looks: 0,
        poisonings: 0,
      }),
      { delaySeconds: delayOf(row, settings, now) },
    );
  await Promise.all(fired.map((each) => limit(() => send(each))));
  await due.insert(fired.map(({ next }) => next).filter((next) => next !== undefined));
  await due.remove(rows);
}

/** A dispatcher that stood still may have left a second row of a subscription: both lead to the same next one. */
function newestOfEach(rows: readonly StoredDueRow[]): readonly StoredDueRow[] {
  const newest = new Map<string, StoredDueRow>();
  for (const row of rows) {
    const key = `${row.id}|${row.stamp}`;
    const other = newest.get(key);
    if (!other || Temporal.Instant.compare(row.dueAt, other.dueAt) > 0) newest.set(key, row);
  }
  return [...newest.values()];
}

/**
 * The next one is strictly after now: what lies between was missed, and the run says so. It is never the row itself,
 * which a clock that is behind would make of it: it would be deleted as fired.
 */
function nextRow(row: StoredDueRow, now: Temporal.Instant): DueRow | undefined {
  const { id, stamp, owner, schedule, group } = row;
  const dueAt = nextOccurrence(schedule, Temporal.Instant.compare(now, row.dueAt) < 0 ? row.dueAt : now);
  return dueAt && { id, stamp, owner, schedule, group, dueAt };
}

/**
 * JITTER_SECONDS spreads the messages of a minute: by so much of it as the row's group makes, counted from the occurrence,
 * so that one that is late already waits no longer. Only the message is delayed: the occurrence, and what follows, stay.
 */
function delayOf(
  { id, dueAt, group = id }: StoredDueRow,
  { jitterSeconds }: Pick<Settings, 'jitterSeconds'>,
  now: Temporal.Instant,
): number {
  if (jitterSeconds === 0) return 0;
  const at = dueAt.add({ seconds: Number(shardOf(group, jitterSeconds + 1)) });
  return Math.max(0, Math.ceil((at.epochMilliseconds - now.epochMilliseconds) / 1000));
}
