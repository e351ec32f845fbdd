import { Cron } from 'croner';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { afterAll, describe, expect, it } from 'vitest';
import { nextOccurrence, occurrences } from '../../../lib/schedules/next-occurrence.ts';
import { type Schedule, scheduleOf, WEEKDAYS, type Weekday } from '../../../lib/schedules/schedule.ts';
import { parseSchedule } from '../../../lib/schedules/schema.ts';
import { asked, dayRecurrence, minuteRecurrence, transitionsOf, ZONES } from './arbitraries.ts';
import { firstShowing, occurrencesOnDays } from './naive-calendar.ts';

const isLong = process.env.REPORT_TILES_LONG !== undefined;
/** Schedules a zone. */
const RUNS = isLong ? 100 : 3;
const DAY_MS = 86_400_000;
const counts = { zones: ZONES.length, schedules: 0, occurrences: 0, heldAgainstCroner: 0 };

afterAll(() => {
  if (isLong) console.log(`next occurrence: ${JSON.stringify(counts)}`);
});

const millis = (instants: readonly Temporal.Instant[]): number[] =>
  instants.map((one) => one.epochMilliseconds);

function forEachZone(
  recurrence: Parameters<typeof asked>[1],
  runs: number,
  check: (schedule: Schedule, after: Temporal.Instant) => void,
): void {
  for (const zone of ZONES) {
    fc.assert(
      fc.property(asked(zone, recurrence), ({ schedule, after }) => {
        counts.schedules += 1;
        check(schedule, after);
      }),
      { numRuns: runs },
    );
  }
}

describe('nextOccurrence, in every IANA zone from 2011 to 2040', {
  timeout: isLong ? 900_000 : 60_000,
}, () => {
  it('gives whole minutes, later than asked, not before the start, strictly increasing', () => {
    forEachZone(fc.oneof(dayRecurrence, minuteRecurrence), RUNS, (schedule, after) => {
      const found = millis(occurrences(schedule, after, 8));
      counts.occurrences += found.length;
      const start = firstShowing(schedule.zone, Date.parse(`${schedule.start}Z`));
      let previous = after.epochMilliseconds;
      for (const instant of found) {
        expect(instant).toBeGreaterThan(previous);
        expect(instant).toBeGreaterThanOrEqual(start);
        expect(instant % 60_000).toBe(0);
        previous = instant;
      }
    });
  });

  it('knows of changes by 30 minutes, at midnight, for a Ramadan, and by a whole day', () => {
    const at = (zone: string, day: string): string | undefined =>
      transitionsOf(zone)
        .map((ms) => new Date(ms).toISOString())
        .find((instant) => instant.startsWith(day));
    expect(at('Australia/Lord_Howe', '2027-10-02')).toBe('2027-10-02T15:30:00.000Z');
    expect(at('America/Santiago', '2027-09-05')).toBe('2027-09-05T04:00:00.000Z');
    expect(at('Africa/Cairo', '2027-04-29')).toBe('2027-04-29T22:00:00.000Z');
    expect(at('Asia/Beirut', '2027-03-27')).toBe('2027-03-27T22:00:00.000Z');
    expect(at('Africa/Casablanca', '2024-03-10')).toBe('2024-03-10T02:00:00.000Z');
    expect(at('Africa/Casablanca', '2024-04-14')).toBe('2024-04-14T02:00:00.000Z');
    expect(at('Pacific/Apia', '2011-12-30')).toBe('2011-12-30T10:00:00.000Z');
  });

  it('is what looking at every day gives', () => {
    forEachZone(dayRecurrence, RUNS, (schedule, after) => {
      const today = Math.floor(after.epochMilliseconds / DAY_MS) * DAY_MS;
      const last = today + 70 * DAY_MS;
      const expected = [...new Set(occurrencesOnDays(schedule, today - 3 * DAY_MS, last))].filter(
        (instant) => instant > after.epochMilliseconds,
      );
      const found = millis(occurrences(schedule, after, 80)).filter(
        // The window ends with a nominal day, not with an instant.
        (instant) => instant <= firstShowing(schedule.zone, last + timeOfDay(schedule)),
      );
      expect(found).toEqual(expected);
    });
  });

  it('fires once a nominal day for "daily", and once for two of which one was skipped', () => {
    forEachZone(fc.constant({ kind: 'daily', every: 1 }), RUNS, (schedule, after) => {
      const found = millis(occurrences({ ...schedule, end: undefined }, after, 12));
      const first = found[0] ?? 0;
      const firstDay = nominalDay(schedule, first);
      const days = Array.from({ length: 13 }, (_, day) =>
        firstShowing(schedule.zone, firstDay + day * DAY_MS),
      );
      // Of a day that a zone skips, the time falls on that of the next.
      expect(found).toEqual([...new Set(days)].slice(0, found.length));
      expect(found).toHaveLength(12);
    });
  });

  it('counts minutes on the UTC line from the start', () => {
    forEachZone(minuteRecurrence, RUNS, (schedule, after) => {
      if (schedule.recurrence.kind !== 'minutes') throw new Error('Another kind was drawn.');
      const step = schedule.recurrence.every * 60_000;
      const start = firstShowing(schedule.zone, Date.parse(`${schedule.start}Z`));
      const [next] = millis(occurrences({ ...schedule, end: undefined }, after, 1));
      expect(next).toBe(start + Math.max(0, Math.floor((after.epochMilliseconds - start) / step) + 1) * step);
    });
  });

  it('gives the same when it is asked again from anywhere in between', () => {
    forEachZone(fc.oneof(dayRecurrence, minuteRecurrence), RUNS, (schedule, after) => {
      const found = occurrences(schedule, after, 5);
      let previous = after;
      for (const instant of found) {
        const gap = instant.epochMilliseconds - previous.epochMilliseconds;
        for (const part of [0.001, 0.5, 0.999]) {
          const between = previous.add({ milliseconds: Math.floor(gap * part) });
          expect(nextOccurrence(schedule, between)?.equals(instant)).toBe(true);
        }
        expect(nextOccurrence(schedule, instant.subtract({ nanoseconds: 1 }))?.equals(instant)).toBe(true);
        previous = instant;
      }
    });
  });

  it('goes on after a pause with what would have come anyway, also when it was stored meanwhile', () => {
    forEachZone(fc.oneof(dayRecurrence, minuteRecurrence), isLong ? 30 : 1, (schedule, after) => {
      const whole = millis(occurrences(schedule, after, 8));
      const stored: unknown = JSON.parse(JSON.stringify(schedule));
      const [pausedAt, last] = [whole[2], whole.at(-1)];
      if (pausedAt === undefined || last === undefined) return;
      for (const part of [0, 0.3, 0.999]) {
        const resumedAt = Math.floor(pausedAt + (last - pausedAt) * part);
        const rest = whole.filter((instant) => instant > resumedAt);
        const resumed = occurrences(
          parseSchedule(stored),
          Temporal.Instant.fromEpochMilliseconds(resumedAt),
          rest.length,
        );
        expect(millis(resumed)).toEqual(rest);
      }
    });
  });

  it('agrees with croner away from changes of the clock', () => {
    const crons = fc.oneof(
      fc.record({ kind: fc.constant('daily' as const), every: fc.constant(1) }),
      dayRecurrence.filter((one) => one.kind === 'weekly' && one.every === 1),
      dayRecurrence.filter((one) => one.kind === 'monthly' || one.kind === 'monthlyByWeekday'),
    );
    forEachZone(crons, isLong ? 30 : 1, (drawn, after) => {
      // Cron knows no start: ours is long over, at the time of day that was drawn.
      const schedule = scheduleOf({ ...drawn, start: `2009-01-01T${drawn.start.slice(11)}`, end: undefined });
      const ours = nextOccurrence(schedule, after)?.epochMilliseconds;
      const theirs = cronOf(schedule).nextRun(new Date(after.epochMilliseconds))?.getTime();
      const looked = [after.epochMilliseconds, ours ?? 0, theirs ?? 0];
      const isNearChange = transitionsOf(schedule.zone).some((change) =>
        looked.some((instant) => Math.abs(instant - change) < 2 * DAY_MS),
      );
      if (isNearChange) return;
      counts.heldAgainstCroner += 1;
      expect(ours).toBe(theirs);
    });
    expect(counts.heldAgainstCroner).toBeGreaterThan(ZONES.length / 4);
  });
});

function timeOfDay(schedule: Schedule): number {
  return Date.parse(`${schedule.start}Z`) % DAY_MS;
}

/** The local day, as UTC, whose time of day an occurrence is, shifted or not. */
function nominalDay(schedule: Schedule, instant: number): number {
  const guess = Math.floor(instant / DAY_MS) * DAY_MS + timeOfDay(schedule);
  const found = [-2, -1, 0, 1, 2].find(
    (days) => firstShowing(schedule.zone, guess + days * DAY_MS) === instant,
  );
  if (found === undefined) throw new Error(`${instant} is the time of day of ${schedule.start} on no day.`);
  return guess + found * DAY_MS;
}

function cronOf(schedule: Schedule): Cron {
  const { recurrence, start, zone } = schedule;
  const [hour = '', minute = ''] = start.slice(11).split(':');
  const weekday = (name: Weekday): number => WEEKDAYS.indexOf(name);
  const fields = (): string => {
    switch (recurrence.kind) {
      case 'weekly':
        return `* * ${recurrence.days.map(weekday).join(',')}`;
      case 'monthly':
        return `${recurrence.days.map((day) => (day === 'last' ? 'L' : day)).join(',')} ${recurrence.months.join(',')} *`;
      case 'monthlyByWeekday': {
        const nth = { first: '#1', second: '#2', third: '#3', fourth: '#4', last: '#L' }[recurrence.week];
        return `* ${recurrence.months.join(',')} ${recurrence.days.map((day) => `${weekday(day)}${nth}`).join(',')}`;
      }
      default:
        return '* * *';
    }
  };
  return new Cron(`${minute} ${hour} ${fields()}`, { timezone: zone, paused: true });
}
