import type { Recurrence, ScheduleForm } from '../../../lib/schedules/schedule.ts';

/**
 * The rules of schedules once more, as simply as they can be said and without Temporal: every day is looked at, and
 * local times are looked up with Intl alone. Slow; the property tests hold the real thing against it.
 */
const DAY_MS = 86_400_000;
const NAMES = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat {
  let format = formats.get(zone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    formats.set(zone, format);
  }
  return format;
}

/** What the clocks of a zone show at an instant, written as if it were UTC. */
export function wallClock(zone: string, instant: number): number {
  const parts = new Map(
    formatOf(zone)
      .formatToParts(instant)
      .map((part) => [part.type, Number(part.value)]),
  );
  const at = (type: Intl.DateTimeFormatPartTypes): number => parts.get(type) ?? Number.NaN;
  return Date.UTC(at('year'), at('month') - 1, at('day'), at('hour'), at('minute'), at('second'));
}

/**
 * The first instant at which the clocks show `wall`; where they never do, that long after the jump as it would have
 * been.
 */
export function firstShowing(zone: string, wall: number): number {
  const before = wallClock(zone, wall - 2 * DAY_MS) - (wall - 2 * DAY_MS);
  const after = wallClock(zone, wall + 2 * DAY_MS) - (wall + 2 * DAY_MS);
  const shown = [wall - before, wall - after].filter((instant) => wallClock(zone, instant) === wall);
  return shown.length > 0 ? Math.min(...shown) : wall - before;
}

/** Every occurrence with a nominal day from `firstDay` to `lastDay` (UTC midnights), in order. Not for minutes. */
export function occurrencesOnDays(form: ScheduleForm, firstDay: number, lastDay: number): number[] {
  const start = Date.parse(`${form.start}Z`);
  const startDay = Math.floor(start / DAY_MS) * DAY_MS;
  const end = form.end === undefined ? Number.POSITIVE_INFINITY : Date.parse(`${form.end}T00:00Z`);
  const found: number[] = [];
  for (let day = firstDay; day <= lastDay; day += DAY_MS) {
    if (day < startDay || day > end || !isOn(form.recurrence, startDay, day)) continue;
    found.push(firstShowing(form.zone, day + (start - startDay)));
  }
  return found;
}

function isOn(recurrence: Recurrence, startDay: number, day: number): boolean {
  const date = new Date(day);
  const weekday = date.getUTCDay();
  switch (recurrence.kind) {
    case 'once':
      return day === startDay;
    case 'minutes':
      throw new Error('Minutes do not recur by days.');
    case 'daily':
      return ((day - startDay) / DAY_MS) % recurrence.every === 0;
    case 'weekly': {
      const sunday = (one: number): number => one - new Date(one).getUTCDay() * DAY_MS;
      const weeks = (sunday(day) - sunday(startDay)) / (7 * DAY_MS);
      return weeks % recurrence.every === 0 && recurrence.days.some((name) => name === NAMES[weekday]);
    }
    case 'monthly': {
      const isLast = new Date(day + DAY_MS).getUTCDate() === 1;
      const isNamed = recurrence.days.some((one) => (one === 'last' ? isLast : one === date.getUTCDate()));
      return isNamed && recurrence.months.includes(date.getUTCMonth() + 1);
    }
    case 'monthlyByWeekday': {
      const isLast = new Date(day + 7 * DAY_MS).getUTCMonth() !== date.getUTCMonth();
      const nth = ['first', 'second', 'third', 'fourth'][Math.ceil(date.getUTCDate() / 7) - 1];
      return (
        recurrence.months.includes(date.getUTCMonth() + 1) &&
        recurrence.days.some((name) => name === NAMES[weekday]) &&
        (recurrence.week === 'last' ? isLast : recurrence.week === nth)
      );
    }
  }
}
