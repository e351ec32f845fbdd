/** Ticks of 100 ns since 0001-01-01T00:00, in the proleptic Gregorian calendar, as .NET counts them. */

export const TICKS_PER_MILLISECOND = 10_000n;
export const TICKS_PER_SECOND = 10_000_000n;
export const TICKS_PER_MINUTE = 600_000_000n;
export const TICKS_PER_HOUR = 36_000_000_000n;
export const TICKS_PER_DAY = 864_000_000_000n;
/** 9999-12-31T23:59:59.9999999. */
export const MAX_TICKS = 3_155_378_975_999_999_999n;

/** A date and time of day as read off a calendar and a clock; month and day count from 1. */
export type Civil = {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
};

export type CivilDate = Pick<Civil, 'year' | 'month' | 'day'>;

const DAYS_BEFORE_MONTH = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365];

export function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

export function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28;
  return (DAYS_BEFORE_MONTH[month] ?? 0) - (DAYS_BEFORE_MONTH[month - 1] ?? 0);
}

/** Days since 0001-01-01; the date is not checked. */
export function dayNumber(year: number, month: number, day: number): number {
  const before = year - 1;
  const leapDay = month > 2 && isLeapYear(year) ? 1 : 0;
  const years = before * 365 + Math.floor(before / 4) - Math.floor(before / 100) + Math.floor(before / 400);
  return years + (DAYS_BEFORE_MONTH[month - 1] ?? 0) + leapDay + day - 1;
}

/** The date of a day number (days since 0001-01-01). */
export function dateOfDay(days: number): CivilDate {
  // Years of 400, 100, 4 and 1: the last one of a cycle holds the leap day.
  const cycle400 = Math.floor(days / 146_097);
  let rest = days - cycle400 * 146_097;
  const cycle100 = Math.min(3, Math.floor(rest / 36_524));
  rest -= cycle100 * 36_524;
  const cycle4 = Math.floor(rest / 1461);
  rest -= cycle4 * 1461;
  const single = Math.min(3, Math.floor(rest / 365));
  rest -= single * 365;
  const year = cycle400 * 400 + cycle100 * 100 + cycle4 * 4 + single + 1;
  let month = 1;
  while (month < 12 && rest >= (DAYS_BEFORE_MONTH[month] ?? 0) + (month >= 2 && isLeapYear(year) ? 1 : 0))
    month++;
  const start = (DAYS_BEFORE_MONTH[month - 1] ?? 0) + (month > 2 && isLeapYear(year) ? 1 : 0);
  return { year, month, day: rest - start + 1 };
}

/** Ticks of a checked date and time; undefined where there is no such one. */
export function ticksOfCivil(civil: Civil): bigint | undefined {
  const { year, month, day, hour, minute, second } = civil;
  if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month))
    return undefined;
  if (hour > 23 || minute > 59 || second > 59) return undefined;
  const seconds = dayNumber(year, month, day) * 86_400 + hour * 3600 + minute * 60 + second;
  return BigInt(seconds) * TICKS_PER_SECOND;
}

export function dateOf(ticks: bigint): CivilDate {
  return dateOfDay(Number(ticks / TICKS_PER_DAY));
}

export type TimeOfDay = {
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  /** Ticks within the second, 0–9,999,999. */
  readonly fraction: number;
};

export function timeOf(ticks: bigint): TimeOfDay {
  const inDay = Number(ticks % TICKS_PER_DAY);
  const seconds = Math.floor(inDay / 10_000_000);
  return {
    hour: Math.floor(seconds / 3600),
    minute: Math.floor(seconds / 60) % 60,
    second: seconds % 60,
    fraction: inDay - seconds * 10_000_000,
  };
}

/** 0 = Sunday. */
export function dayOfWeek(ticks: bigint): number {
  return (Number(ticks / TICKS_PER_DAY) + 1) % 7;
}

/** 1–366. */
export function dayOfYear(ticks: bigint): number {
  const days = Number(ticks / TICKS_PER_DAY);
  return days - dayNumber(dateOfDay(days).year, 1, 1) + 1;
}

/** The same time of day `months` later; the day stops at the month's end. Undefined past the years 1–9999. */
export function addMonths(ticks: bigint, months: number): bigint | undefined {
  const { year, month, day } = dateOf(ticks);
  const index = year * 12 + month - 1 + months;
  const newYear = Math.floor(index / 12);
  const newMonth = (index % 12) + 1;
  if (newYear < 1 || newYear > 9999) return undefined;
  const newDay = Math.min(day, daysInMonth(newYear, newMonth));
  return BigInt(dayNumber(newYear, newMonth, newDay)) * TICKS_PER_DAY + (ticks % TICKS_PER_DAY);
}
