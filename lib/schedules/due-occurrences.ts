import { Temporal } from 'temporal-polyfill';
import { afterLastMinute, nextOccurrence } from './next-occurrence.ts';
import type { Schedule } from './schedule.ts';

/** Occurrences in a row, both ends included. */
export type Stretch = {
  readonly from: Temporal.Instant;
  readonly to: Temporal.Instant;
  readonly count: number;
};

/** What came due in an interval: the newest occurrence, and those before it. */
export type DueOccurrences = {
  readonly newest: Temporal.Instant;
  readonly earlier: Stretch | undefined;
};

const MINUTE_MS = 60_000;

/**
 * The occurrences after `after` up to and including `until`; undefined where there is none. Minute recurrences are
 * counted, not walked: an outage of a year on one of them is half a million occurrences.
 */
export function dueOccurrences(
  schedule: Schedule,
  after: Temporal.Instant,
  until: Temporal.Instant,
): DueOccurrences | undefined {
  const first = nextOccurrence(schedule, after);
  if (!first || Temporal.Instant.compare(first, until) > 0) return undefined;
  const { recurrence } = schedule;
  return recurrence.kind === 'minutes'
    ? onUtcLine(first, recurrence.every * MINUTE_MS, earlierOf(until, lastMinute(schedule)))
    : byWalking(schedule, first, until);
}

function onUtcLine(first: Temporal.Instant, step: number, until: Temporal.Instant): DueOccurrences {
  const start = first.epochMilliseconds;
  const steps = Math.floor((until.epochMilliseconds - start) / step);
  const at = (index: number) => Temporal.Instant.fromEpochMilliseconds(start + index * step);
  return {
    newest: at(steps),
    earlier: steps === 0 ? undefined : { from: first, to: at(steps - 1), count: steps },
  };
}

function byWalking(schedule: Schedule, first: Temporal.Instant, until: Temporal.Instant): DueOccurrences {
  let newest = first;
  let earlier: Stretch | undefined;
  for (
    let next = nextOccurrence(schedule, newest);
    next && Temporal.Instant.compare(next, until) <= 0;
    next = nextOccurrence(schedule, next)
  ) {
    earlier = { from: first, to: newest, count: (earlier?.count ?? 0) + 1 };
    newest = next;
  }
  return { newest, earlier };
}

function lastMinute(schedule: Schedule): Temporal.Instant | undefined {
  return afterLastMinute(schedule)?.subtract({ milliseconds: 1 });
}

function earlierOf(one: Temporal.Instant, other: Temporal.Instant | undefined): Temporal.Instant {
  return other && Temporal.Instant.compare(other, one) < 0 ? other : one;
}
