import { dayOfWeek, TICKS_PER_DAY } from '../../values/date-time.ts';

export type WeekRule = {
  /** 0 = Sunday. */
  readonly firstDay: number;
  /** 0 the week of the first day, 1 the first full week, 2 the first week of four days. */
  readonly rule: 0 | 1 | 2;
  /** The day of the year in the calendar, from 1. */
  readonly dayInYear: (ticks: bigint) => number;
};

/** The number of the week in its year, as Calendar.GetWeekOfYear counts it: a year's last days stay in it. */
export function weekOfYear(ticks: bigint, week: WeekRule): number {
  const day = week.dayInYear(ticks) - 1;
  const january = dayOfWeek(ticks) - (day % 7);
  if (week.rule === 0) return Math.floor((day + ((january - week.firstDay + 14) % 7)) / 7) + 1;
  const offset = offsetOf(january, week);
  if (day - offset >= 0) return Math.floor((day - offset) / 7) + 1;
  // The days belong to the last week of the year before.
  const before = ticks - BigInt(day + 1) * TICKS_PER_DAY;
  return before < 0n ? weekBeforeTime(day, january, week) : weekOfYear(before, week);
}

/** The days before the first week of year 1 belong to a year 0 of 365 days, which no DateTime can hold. */
function weekBeforeTime(day: number, january: number, { firstDay, rule }: WeekRule): number {
  const fullDays = rule === 1 ? 7 : 4;
  const last = 364;
  const first = january - 1 - (last % 7);
  const partial = (((firstDay - first + 14) % 7) + 7) % 7;
  const days = last - partial + (partial >= fullDays ? 7 : 0) + day;
  return Math.floor(days / 7) + 1;
}

/** Days of the year before its first week, negative where that begins in the year before. */
function offsetOf(january: number, { firstDay, rule }: WeekRule): number {
  const fullDays = rule === 1 ? 7 : 4;
  const offset = (firstDay - january + 14) % 7;
  return offset !== 0 && offset >= fullDays ? offset - 7 : offset;
}
