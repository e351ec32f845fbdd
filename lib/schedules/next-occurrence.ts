import { Temporal } from 'temporal-polyfill';
import { type DayRecurrence, nominalDayFrom } from './nominal-days.ts';
import type { Schedule } from './schedule.ts';

const MINUTE_MS = 60_000;

/**
 * The first occurrence strictly after `after`, a whole minute; undefined where there is none any more.
 *
 * Days are nominal: recurrence, `start` and `end` are judged on the local date, then the time of day is looked up on
 * the clocks of the zone. A local time that the clock skips is shifted forward by the length of the gap (02:30 to
 * 03:30 where an hour is skipped), also into the next day; one that comes twice is its first. Minute recurrences
 * count on the UTC line from the start, so that neither shortens nor lengthens an interval.
 */
export function nextOccurrence(schedule: Schedule, after: Temporal.Instant): Temporal.Instant | undefined {
  const { recurrence } = schedule;
  return recurrence.kind === 'minutes'
    ? nextOnUtcLine(schedule, recurrence.every, after)
    : nextOnDays(schedule, recurrence, after);
}

/** The next `count` occurrences strictly after `after`, in order; fewer where the schedule ends before. */
export function occurrences(
  schedule: Schedule,
  after: Temporal.Instant,
  count: number,
): readonly Temporal.Instant[] {
  const found: Temporal.Instant[] = [];
  let next = nextOccurrence(schedule, after);
  while (next !== undefined && found.length < count) {
    found.push(next);
    next = found.length < count ? nextOccurrence(schedule, next) : undefined;
  }
  return found;
}

function nextOnDays(
  schedule: Schedule,
  recurrence: DayRecurrence,
  after: Temporal.Instant,
): Temporal.Instant | undefined {
  const start = Temporal.PlainDateTime.from(schedule.start);
  const startDay = start.toPlainDate();
  const time = start.toPlainTime();
  // A time that was shifted over midnight belongs to the day before, which may so still be to come.
  let from = after.toZonedDateTimeISO(schedule.zone).toPlainDate().subtract({ days: 1 });
  for (;;) {
    const day = nominalDayFrom(recurrence, startDay, from);
    if (day === undefined || isPastEnd(schedule, day)) return undefined;
    const instant = instantOf(day.toPlainDateTime(time), schedule.zone);
    if (Temporal.Instant.compare(instant, after) > 0) return instant;
    from = day.add({ days: 1 });
  }
}

function isPastEnd(schedule: Schedule, day: Temporal.PlainDate): boolean {
  return schedule.end !== undefined && Temporal.PlainDate.compare(day, schedule.end) > 0;
}

function nextOnUtcLine(
  schedule: Schedule,
  every: number,
  after: Temporal.Instant,
): Temporal.Instant | undefined {
  const origin = instantOf(Temporal.PlainDateTime.from(schedule.start), schedule.zone);
  if (Temporal.Instant.compare(origin, after) > 0) return origin;
  const step = every * MINUTE_MS;
  const passed = Math.floor((after.epochMilliseconds - origin.epochMilliseconds) / step);
  const next = Temporal.Instant.fromEpochMilliseconds(origin.epochMilliseconds + (passed + 1) * step);
  const end = afterLastMinute(schedule);
  return end === undefined || Temporal.Instant.compare(next, end) < 0 ? next : undefined;
}

/** The first instant after the last local day of a schedule of minutes. */
export function afterLastMinute({ end, zone }: Schedule): Temporal.Instant | undefined {
  if (end === undefined) return undefined;
  return Temporal.PlainDate.from(end).add({ days: 1 }).toZonedDateTime(zone).toInstant();
}

/** `compatible` (RFC 5545 and Temporal): in a gap the offset from before it holds, in an overlap the earlier one. */
function instantOf(local: Temporal.PlainDateTime, zone: string): Temporal.Instant {
  return local.toZonedDateTime(zone, { disambiguation: 'compatible' }).toInstant();
}
