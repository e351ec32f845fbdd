import { Temporal } from 'temporal-polyfill';
import { type DayOfMonth, type Recurrence, WEEKDAYS, type Weekday, type WeekOfMonth } from './schedule.ts';

/** A recurrence that happens on days: all but `minutes`. */
export type DayRecurrence = Exclude<Recurrence, { readonly kind: 'minutes' }>;

/**
 * The rarest day is 29 February: from March 2096 to February 2104 it takes 95 months. What is not found within them
 * never happens (30 February).
 */
const MOST_MONTHS_AHEAD = 95;

/**
 * The first day of a recurrence that is not before `from`, nor before `start`. Days are dates on a calendar: what the
 * clocks of a zone do on them is not looked at. The time it takes does not depend on the distance between `start` and
 * `from`.
 */
export function nominalDayFrom(
  recurrence: DayRecurrence,
  start: Temporal.PlainDate,
  from: Temporal.PlainDate,
): Temporal.PlainDate | undefined {
  const earliest = Temporal.PlainDate.compare(from, start) < 0 ? start : from;
  switch (recurrence.kind) {
    case 'once':
      return earliest.equals(start) ? start : undefined;
    case 'daily':
      return start.add({ days: roundUp(daysBetween(start, earliest), recurrence.every) });
    case 'weekly':
      return weeklyDay(recurrence, start, earliest);
    case 'monthly':
      return dayInMonths(recurrence.months, earliest, (month) => daysOfMonth(month, recurrence.days));
    case 'monthlyByWeekday':
      return dayInMonths(recurrence.months, earliest, (month) =>
        weekdaysOfMonth(month, recurrence.week, recurrence.days),
      );
  }
}

function weeklyDay(
  recurrence: { readonly every: number; readonly days: readonly Weekday[] },
  start: Temporal.PlainDate,
  earliest: Temporal.PlainDate,
): Temporal.PlainDate | undefined {
  const week = Math.floor(daysBetween(sundayOf(start), earliest) / 7);
  const offsets = recurrence.days.map((day) => WEEKDAYS.indexOf(day));
  if (week % recurrence.every === 0) {
    const left = offsets.find((offset) => offset >= weekdayOf(earliest));
    if (left !== undefined) return sundayOf(earliest).add({ days: left });
  }
  const [first] = offsets;
  if (first === undefined) return undefined;
  return sundayOf(start).add({ days: 7 * roundUp(week + 1, recurrence.every) + first });
}

type Month = { readonly year: number; readonly month: number; readonly length: number };

/** The first of the days that `daysIn` gives for a month, in order, that is not before `earliest`. */
function dayInMonths(
  months: readonly number[],
  earliest: Temporal.PlainDate,
  daysIn: (month: Month) => readonly number[],
): Temporal.PlainDate | undefined {
  for (let ahead = 0; ahead <= MOST_MONTHS_AHEAD; ahead += 1) {
    const index = earliest.month - 1 + ahead;
    const month = (index % 12) + 1;
    if (!months.includes(month)) continue;
    const year = earliest.year + Math.floor(index / 12);
    const floor = ahead === 0 ? earliest.day : 1;
    const day = daysIn({ year, month, length: lengthOf(year, month) }).find((one) => one >= floor);
    if (day !== undefined) return Temporal.PlainDate.from({ year, month, day });
  }
  return undefined;
}

/** Days that the month lacks are left out; `last` comes last and may name one that was there already. */
function daysOfMonth(month: Month, days: readonly DayOfMonth[]): readonly number[] {
  return days.map((day) => (day === 'last' ? month.length : day)).filter((day) => day <= month.length);
}

function weekdaysOfMonth(month: Month, week: WeekOfMonth, days: readonly Weekday[]): readonly number[] {
  const firstWeekday = weekdayOf(Temporal.PlainDate.from({ year: month.year, month: month.month, day: 1 }));
  const weeks = ['first', 'second', 'third', 'fourth'].indexOf(week);
  return days
    .map((day) => {
      const first = 1 + ((WEEKDAYS.indexOf(day) - firstWeekday + 7) % 7);
      return weeks >= 0 ? first + 7 * weeks : first + 7 * Math.floor((month.length - first) / 7);
    })
    .sort((a, b) => a - b);
}

function lengthOf(year: number, month: number): number {
  if (month !== 2) return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
}

/** 0 for Sunday. */
function weekdayOf(date: Temporal.PlainDate): number {
  return date.dayOfWeek % 7;
}

function sundayOf(date: Temporal.PlainDate): Temporal.PlainDate {
  return date.subtract({ days: weekdayOf(date) });
}

function daysBetween(from: Temporal.PlainDate, to: Temporal.PlainDate): number {
  return dayNumber(to) - dayNumber(from);
}

/** Days since 1 March of year 0 (Gregorian): what `until` tells too, at a tenth of its time. */
function dayNumber({ year, month, day }: Temporal.PlainDate): number {
  const fromMarch = (month + 9) % 12;
  const years = month > 2 ? year : year - 1;
  const leapDays = Math.floor(years / 4) - Math.floor(years / 100) + Math.floor(years / 400);
  return 365 * years + leapDays + Math.floor((153 * fromMarch + 2) / 5) + day - 1;
}

/** The smallest multiple of `step` that is not below `value`. */
function roundUp(value: number, step: number): number {
  return Math.ceil(value / step) * step;
}
