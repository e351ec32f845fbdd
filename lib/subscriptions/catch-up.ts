import { Temporal } from 'temporal-polyfill';
import { nextOccurrence } from '../schedules/next-occurrence.ts';
import type { Schedule } from '../schedules/schedule.ts';
import type { Run, Runs, StoredRun } from './runs.ts';
import type { SubscriptionId } from './subscription.ts';
import { scheduledKey } from './table-runs.ts';

/** An outage of years on a schedule of minutes must not keep a worker busy: beyond this, the oldest are not named one by one. */
const MAX_OCCURRENCES = 5000;

/** The occurrences from `dueAt` to now, oldest first; `dueAt` itself is always among them. */
export function occurrencesDue(
  schedule: Schedule,
  dueAt: Temporal.Instant,
  now: Temporal.Instant,
): readonly [Temporal.Instant, ...Temporal.Instant[]] {
  const found: [Temporal.Instant, ...Temporal.Instant[]] = [dueAt];
  for (
    let next = nextOccurrence(schedule, dueAt);
    next && Temporal.Instant.compare(next, now) <= 0;
    next = nextOccurrence(schedule, next)
  ) {
    found.push(next);
    if (found.length > MAX_OCCURRENCES) found.splice(1, 1);
  }
  return found;
}

/**
 * Ends every occurrence before `newest` that nobody ran: unclaimed ones in a row become one `missed` row, a run that
 * waits for its retry becomes `missed` itself. Repeatable: what has a final run already is left.
 */
export async function writeMissed(
  runs: Runs,
  id: SubscriptionId,
  skipped: readonly Temporal.Instant[],
  now: Temporal.Instant,
): Promise<void> {
  const [oldest, newest] = [skipped[0], skipped.at(-1)];
  if (!oldest || !newest) return;
  const present = await runs.scheduledBetween(id, oldest, newest);
  const later = await runs.scheduledBetween(id, newest, newest.add({ hours: 24 * 366 }));
  for (const waiting of present.filter(({ state }) => state === 'waiting'))
    await runs.writeMissed(missedRun(id, [waiting.dueAt], now, waiting), waiting);
  const unclaimed = skipped.filter((dueAt) => ![...present, ...later].some((run) => covers(run, dueAt)));
  for (const stretch of stretches(skipped, unclaimed))
    await runs.writeMissed(missedRun(id, stretch, now), undefined);
}

function covers(run: StoredRun, dueAt: Temporal.Instant): boolean {
  const from = run.missedFrom ?? run.dueAt;
  return Temporal.Instant.compare(from, dueAt) <= 0 && Temporal.Instant.compare(dueAt, run.dueAt) <= 0;
}

/** Splits what is unclaimed where a claimed occurrence lies between. */
function stretches(
  all: readonly Temporal.Instant[],
  unclaimed: readonly Temporal.Instant[],
): readonly Temporal.Instant[][] {
  const wanted = new Set(unclaimed);
  const found: Temporal.Instant[][] = [];
  let open: Temporal.Instant[] | undefined;
  for (const dueAt of all) {
    if (!wanted.has(dueAt)) open = undefined;
    else if (open) open.push(dueAt);
    else {
      open = [dueAt];
      found.push(open);
    }
  }
  return found;
}

function missedRun(
  id: SubscriptionId,
  stretch: readonly Temporal.Instant[],
  now: Temporal.Instant,
  waiting?: StoredRun,
): Run {
  const newest = stretch.at(-1) ?? now;
  return {
    subscriptionId: id,
    key: scheduledKey(newest),
    kind: 'scheduled',
    dueAt: newest,
    state: 'missed',
    attempt: waiting?.attempt ?? 0,
    notBefore: undefined,
    code: waiting?.code,
    text:
      stretch.length === 1
        ? 'Missed: a newer occurrence took its place.'
        : `Missed: ${stretch.length} occurrences; the newest one took their place.`,
    startedAt: waiting?.startedAt,
    finishedAt: now,
    missedFrom: stretch[0],
    missedCount: stretch.length,
  };
}
