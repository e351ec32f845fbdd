import { dateOfDay, dayNumber, daysInMonth } from '../../values/date-time.ts';
import { OLE_ZERO } from '../../values/ole-date.ts';
import type { IntervalType } from './scale.ts';

const DAY = 86_400_000;

export type CalendarDate = {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly millisecond: number;
  /** 0 = Sunday. */
  readonly weekday: number;
};

/** The calendar fields of an OLE Automation date, rounded to the millisecond; proleptic Gregorian, no zone. */
export function fromOleDate(days: number): CalendarDate {
  const milliseconds = Math.round(days * DAY);
  const whole = Math.floor(milliseconds / DAY);
  const rest = milliseconds - whole * DAY;
  const number = whole + OLE_ZERO;
  return {
    ...dateOfDay(number),
    hour: Math.floor(rest / 3_600_000),
    minute: Math.floor(rest / 60_000) % 60,
    second: Math.floor(rest / 1000) % 60,
    millisecond: rest % 1000,
    weekday: (number + 1) % 7,
  };
}

/** The OLE Automation date of calendar fields; month 1–12, fields of the time may be left out. */
export function toOleDate(
  year: number,
  month: number,
  day: number,
  hour = 0,
  minute = 0,
  second = 0,
  millisecond = 0,
): number {
  const time = ((hour * 60 + minute) * 60 + second) * 1000 + millisecond;
  return dayNumber(year, month, day) - OLE_ZERO + time / DAY;
}

/** Adds whole months and keeps the time of day; a day that the month lacks becomes its last one. */
export function addMonths(days: number, months: number): number {
  const date = fromOleDate(days);
  const index = date.year * 12 + date.month - 1 + months;
  const year = Math.floor(index / 12);
  const month = index - year * 12 + 1;
  const day = Math.min(date.day, daysInMonth(year, month));
  return toOleDate(year, month, day, date.hour, date.minute, date.second, date.millisecond);
}

/** Days that one interval takes when it starts at `from`; months and years have no fixed length. */
export function intervalLength(from: number, interval: number, type: IntervalType): number {
  switch (type) {
    case 'Years':
      return addMonths(from, Math.floor(interval) * 12) + 365 * fraction(interval) - from;
    case 'Months':
      return monthsLength(from, interval);
    case 'Weeks':
      return interval * 7;
    case 'Hours':
      return interval / 24;
    case 'Minutes':
      return interval / 1440;
    case 'Seconds':
      return interval / 86_400;
    case 'Milliseconds':
      return interval / DAY;
    default:
      return interval;
  }
}

function monthsLength(from: number, interval: number): number {
  const date = fromOleDate(from);
  const whole = Math.floor(interval);
  let end = addMonths(from, whole);
  if (date.day === daysInMonth(date.year, date.month) && interval === whole) {
    const last = fromOleDate(end);
    end += daysInMonth(last.year, last.month) - last.day;
  }
  return end + 30 * fraction(interval) - from;
}

function fraction(value: number): number {
  return value - Math.floor(value);
}

/**
 * The round date at or before `start` from which intervals are counted: the first of the year, the month or the
 * quarter, midnight, the full hour; weeks begin on Sunday.
 */
export function alignStart(start: number, interval: number, type: IntervalType): number {
  if (type === 'Number') return start;
  const { year, month, day, hour, minute, second, weekday } = fromOleDate(start);
  const floor = (value: number) => Math.trunc(Math.trunc(value / interval) * interval);
  switch (type) {
    case 'Years':
      return toOleDate(Math.max(1, floor(year)), 1, 1);
    case 'Months':
      if (interval > 1 && interval <= 12) return alignMonths(start, year, Math.trunc(interval));
      return toOleDate(year, Math.max(1, floor(month)), 1);
    case 'Weeks':
      return toOleDate(year, month, day) - weekday;
    case 'Days':
      return toOleDate(year, month, Math.max(1, floor(day)));
    case 'Hours':
      return toOleDate(year, month, day, floor(hour));
    case 'Minutes':
      return toOleDate(year, month, day, hour, floor(minute));
    case 'Seconds':
      return toOleDate(year, month, day, hour, minute, floor(second));
    default:
      return start;
  }
}

/** The last step of `interval` months from the new year that lies before `start` (a quarter, a half year). */
function alignMonths(start: number, year: number, interval: number): number {
  let aligned = start;
  for (let next = toOleDate(year, 1, 1); next < start; next = addMonths(next, interval)) aligned = next;
  return aligned;
}
