import { type Calendar, calendarOf } from '../../formats/calendar.ts';
import type { Culture } from '../../formats/culture.ts';
import { formatDate } from '../../formats/format-date.ts';
import { fullYear } from '../../formats/parse-date.ts';
import {
  type CivilDate,
  dayOfWeek,
  MAX_TICKS,
  TICKS_PER_DAY,
  TICKS_PER_HOUR,
  TICKS_PER_MINUTE,
  TICKS_PER_SECOND,
  timeOf,
} from '../../values/date-time.ts';
import { EvaluationFault } from '../../values/fault.ts';
import type { Value } from '../../values/value.ts';
import { textToDate } from '../conversions/from-text.ts';
import { argumentFault, invalidText, outOfRange, overflow } from '../faults.ts';
import type { CallContext } from './call-context.ts';
import { attempt } from './parse.ts';
import { type Overload, shared } from './signature.ts';
import { weekOfYear } from './weeks.ts';

/** Module Microsoft.VisualBasic.DateAndTime; years, months and days are those of the culture's calendar. */

const INTERVALS: Readonly<Record<string, number>> = {
  yyyy: 0,
  q: 1,
  m: 2,
  y: 3,
  d: 4,
  ww: 5,
  w: 6,
  h: 7,
  n: 8,
  s: 9,
};
const [YEAR, QUARTER, MONTH, DAY_OF_YEAR, DAY, WEEK_OF_YEAR, WEEKDAY, HOUR, MINUTE, SECOND] = [
  0, 1, 2, 3, 4, 5, 6, 7, 8, 9,
];

function intervalOf(text: string | undefined): number {
  const found = INTERVALS[(text ?? '').toLowerCase()];
  if (found === undefined) throw argumentFault("Argument 'Interval' is not a valid value.");
  return found;
}

/** @throws EvaluationFault InvalidCastException */
function dateArgument(value: Value, name: string, context: CallContext): bigint {
  if (value.type === 'DateTime') return value.ticks;
  if (value.type === 'Nothing') return 0n;
  const ticks = value.type === 'String' ? textToDate(value.value, context) : undefined;
  if (ticks === undefined) {
    throw new EvaluationFault(
      'InvalidCastException',
      `Argument '${name}' cannot be converted to type 'Date'.`,
    );
  }
  return ticks;
}

function calendarIn(culture: Culture): Calendar {
  return calendarOf(culture.dates.calendar);
}

/** @throws EvaluationFault ArgumentOutOfRangeException past the calendar */
function dateIn(ticks: bigint, culture: Culture): CivilDate {
  const date = calendarIn(culture).dateOf(Number(ticks / TICKS_PER_DAY));
  if (date === undefined) throw outOfRange('time');
  return date;
}

function moment(ticks: bigint): bigint {
  if (ticks < 0n || ticks > MAX_TICKS) throw outOfRange('value');
  return ticks;
}

const MOST_MONTHS = 120_000;

/** Months later in the calendar; the day stops at the month's end. */
function addCalendarMonths(ticks: bigint, months: number, culture: Culture): bigint {
  if (Math.abs(months) > MOST_MONTHS) throw outOfRange('months');
  const calendar = calendarIn(culture);
  const date = dateIn(ticks, culture);
  const index = date.year * 12 + date.month - 1 + months;
  const year = Math.floor(index / 12);
  const month = index - year * 12 + 1;
  const length = calendar.daysInMonth(year, month);
  const day =
    length === undefined ? undefined : calendar.dayOf({ year, month, day: Math.min(date.day, length) });
  if (day === undefined) throw outOfRange('months');
  return BigInt(day) * TICKS_PER_DAY + (ticks % TICKS_PER_DAY);
}

const LEAST_INTEGER = -2_147_483_648;

/** A fraction is dropped, and the number must be an Integer. */
function dateAdd(interval: number, number: number, ticks: bigint, { culture }: CallContext): bigint {
  const whole = Math.trunc(number);
  if (!(whole >= LEAST_INTEGER && whole <= -LEAST_INTEGER - 1)) throw overflow();
  switch (interval) {
    case YEAR:
      return addCalendarMonths(ticks, whole * 12, culture);
    case QUARTER:
      return addCalendarMonths(ticks, whole * 3, culture);
    case MONTH:
      return addCalendarMonths(ticks, whole, culture);
    case DAY_OF_YEAR:
    case DAY:
    case WEEKDAY:
      return moment(ticks + BigInt(whole) * TICKS_PER_DAY);
    case WEEK_OF_YEAR:
      return moment(ticks + BigInt(whole) * 7n * TICKS_PER_DAY);
    case HOUR:
      return moment(ticks + BigInt(whole) * TICKS_PER_HOUR);
    case MINUTE:
      return moment(ticks + BigInt(whole) * TICKS_PER_MINUTE);
    case SECOND:
      return moment(ticks + BigInt(whole) * TICKS_PER_SECOND);
    default:
      throw argumentFault("Argument 'Interval' is not a valid value.");
  }
}

type WeekSettings = { readonly firstDay: number; readonly firstWeek: number };

/** Boundaries crossed for years, quarters, months and weeks; whole units of elapsed time for the rest. */
function dateDiff(
  interval: number,
  from: bigint,
  to: bigint,
  week: WeekSettings,
  { culture }: CallContext,
): bigint {
  switch (interval) {
    case YEAR:
      return BigInt(dateIn(to, culture).year - dateIn(from, culture).year);
    case QUARTER:
      return BigInt(quarters(to, culture) - quarters(from, culture));
    case MONTH: {
      const [a, b] = [dateIn(from, culture), dateIn(to, culture)];
      return BigInt((b.year - a.year) * 12 + b.month - a.month);
    }
    case DAY_OF_YEAR:
    case DAY:
      return (to - from) / TICKS_PER_DAY;
    case WEEKDAY:
      return (to - from) / TICKS_PER_DAY / 7n;
    case WEEK_OF_YEAR: {
      const start = (ticks: bigint) =>
        moment(ticks - BigInt(weekday(ticks, week.firstDay, culture)) * TICKS_PER_DAY);
      return (start(to) - start(from)) / TICKS_PER_DAY / 7n;
    }
    case HOUR:
      return (to - from) / TICKS_PER_HOUR;
    case MINUTE:
      return (to - from) / TICKS_PER_MINUTE;
    case SECOND:
      return (to - from) / TICKS_PER_SECOND;
    default:
      throw argumentFault("Argument 'Interval' is not a valid value.");
  }
}

function quarters(ticks: bigint, culture: Culture): number {
  const { year, month } = dateIn(ticks, culture);
  return year * 4 + Math.floor((month - 1) / 3);
}

function datePart(interval: number, ticks: bigint, week: WeekSettings, { culture }: CallContext): number {
  const date = () => dateIn(ticks, culture);
  const time = timeOf(ticks);
  switch (interval) {
    case YEAR:
      return date().year;
    case QUARTER:
      return Math.floor((date().month - 1) / 3) + 1;
    case MONTH:
      return date().month;
    case DAY_OF_YEAR:
      return dayInYear(ticks, culture);
    case DAY:
      return date().day;
    case WEEK_OF_YEAR:
      return weekIn(ticks, week, culture);
    case WEEKDAY:
      return weekday(ticks, week.firstDay, culture);
    case HOUR:
      return time.hour;
    case MINUTE:
      return time.minute;
    case SECOND:
      return time.second;
    default:
      throw argumentFault("Argument 'Interval' is not a valid value.");
  }
}

function dayInYear(ticks: bigint, culture: Culture): number {
  const { year } = dateIn(ticks, culture);
  const start = calendarIn(culture).dayOf({ year, month: 1, day: 1 });
  if (start === undefined) throw outOfRange('time');
  return Number(ticks / TICKS_PER_DAY) - start + 1;
}

/** Rules of the first week: 0 the culture's, 1 the week of January 1, 2 four days, 3 the first full week. */
function weekIn(ticks: bigint, { firstDay, firstWeek }: WeekSettings, culture: Culture): number {
  const rules = [culture.dates.weekRule, 0, 2, 1] as const;
  const rule = rules[firstWeek];
  if (rule === undefined) throw argumentFault("Argument 'WeekOfYear' is not a valid value.");
  const days = (each: bigint) => dayInYear(each, culture);
  return weekOfYear(ticks, { firstDay: firstDayOf(firstDay, culture), rule, dayInYear: days });
}

/** 0 = Sunday; the argument is 0 for the culture's, else 1 = Sunday. */
function firstDayOf(argument: number, culture: Culture): number {
  if (argument < 0 || argument > 7) throw argumentFault("Argument 'DayOfWeek' is not a valid value.");
  return argument === 0 ? culture.dates.firstDay : argument - 1;
}

/** 1 is the first day of the week. */
function weekday(ticks: bigint, firstDay: number, culture: Culture): number {
  return ((dayOfWeek(ticks) - firstDayOf(firstDay, culture) + 7) % 7) + 1;
}

/** Months and days may be out of range, as days and months before or after. */
function dateSerial(year: number, month: number, day: number, context: CallContext): bigint {
  const { culture, now } = context;
  const calendar = calendarIn(culture);
  const years = year < 0 ? dateIn(now, culture).year + year : fullYear(year, calendar);
  const start = calendar.dayOf({ year: years, month: 1, day: 1 });
  if (start === undefined) {
    if (culture.dates.calendar === 'gregorian') throw outOfRange('Year');
    throw argumentFault("Argument 'Year' is not a valid value.");
  }
  const first = attempt(() => addCalendarMonths(BigInt(start) * TICKS_PER_DAY, month - 1, culture));
  if (first === undefined) throw argumentFault("Argument 'Month' is not a valid value.");
  const ticks = first + BigInt(day - 1) * TICKS_PER_DAY;
  if (ticks < 0n || ticks > MAX_TICKS) throw argumentFault("Argument 'Day' is not a valid value.");
  return ticks;
}

/** Seconds before midnight count back from the day's end. They are an Integer, as is each part of their sum. */
function timeSerial(hour: number, minute: number, second: number): bigint {
  const total = [hour * 3600, minute * 60, second].reduce((sum, part) =>
    wholeSeconds(wholeSeconds(part) + sum),
  );
  return moment(BigInt(total < 0 ? total + 86_400 : total) * TICKS_PER_SECOND);
}

function wholeSeconds(seconds: number): number {
  if (seconds !== (seconds | 0)) throw overflow();
  return seconds;
}

function textDate(text: string | undefined, context: CallContext): bigint {
  const ticks = text === undefined ? undefined : textToDate(text, context);
  if (ticks === undefined) throw invalidText(text ?? '', 'Date');
  return ticks;
}

function weekdayName(number: number, isShort: boolean, first: number, { culture }: CallContext): string {
  if (number < 1 || number > 7) throw argumentFault("Argument 'Weekday' is not a valid value.");
  if (first < 0 || first > 7) throw argumentFault("Argument 'FirstDayOfWeekValue' is not a valid value.");
  const { dates } = culture;
  const index = (number - 1 + firstDayOf(first, culture)) % 7;
  return (isShort ? dates.shortDays : dates.days)[index] ?? '';
}

function monthName(month: number, isShort: boolean, { culture }: CallContext): string {
  const name = (isShort ? culture.dates.shortMonths : culture.dates.months)[month - 1];
  if (name === undefined) throw argumentFault("Argument 'Month' is not a valid value.");
  return name;
}

export const DATE_AND_TIME: readonly Overload[] = [
  shared('DateAdd(Interval As DateInterval, Number As Double, DateValue As DateTime) As DateTime', dateAdd),
  shared(
    'DateAdd(Interval As String, Number As Double, DateValue As Object) As DateTime',
    (text, number, value, context) => {
      const ticks = dateArgument(value, 'DateValue', context);
      return dateAdd(intervalOf(text), number, ticks, context);
    },
  ),
  shared(
    'DateDiff(Interval As DateInterval, Date1 As DateTime, Date2 As DateTime, DayOfWeek As FirstDayOfWeek = 1, WeekOfYear As FirstWeekOfYear = 1) As Int64',
    (interval, from, to, firstDay, firstWeek, context) =>
      dateDiff(interval, from, to, { firstDay, firstWeek }, context),
  ),
  shared(
    'DateDiff(Interval As String, Date1 As Object, Date2 As Object, DayOfWeek As FirstDayOfWeek = 1, WeekOfYear As FirstWeekOfYear = 1) As Int64',
    (text, first, second, firstDay, firstWeek, context) => {
      const from = dateArgument(first, 'Date1', context);
      const to = dateArgument(second, 'Date2', context);
      return dateDiff(intervalOf(text), from, to, { firstDay, firstWeek }, context);
    },
  ),
  shared(
    'DatePart(Interval As DateInterval, DateValue As DateTime, FirstDayOfWeekValue As FirstDayOfWeek = 1, FirstWeekOfYearValue As FirstWeekOfYear = 1) As Int32',
    (interval, ticks, firstDay, firstWeek, context) =>
      datePart(interval, ticks, { firstDay, firstWeek }, context),
  ),
  shared(
    'DatePart(Interval As String, DateValue As Object, DayOfWeek As FirstDayOfWeek = 1, WeekOfYear As FirstWeekOfYear = 1) As Int32',
    (text, value, firstDay, firstWeek, context) => {
      const ticks = dateArgument(value, 'DateValue', context);
      return datePart(intervalOf(text), ticks, { firstDay, firstWeek }, context);
    },
  ),
  shared('DateSerial(Year As Int32, Month As Int32, Day As Int32) As DateTime', dateSerial),
  shared('DateString As String', (context) =>
    formatDate({ ticks: context.now }, 'MM-dd-yyyy', context.culture),
  ),
  shared('DateValue(StringDate As String) As DateTime', (text, context) => {
    const ticks = textDate(text, context);
    return ticks - (ticks % TICKS_PER_DAY);
  }),
  shared('Day(DateValue As DateTime) As Int32', (ticks, { culture }) => dateIn(ticks, culture).day),
  shared('Hour(TimeValue As DateTime) As Int32', (ticks) => timeOf(ticks).hour),
  shared('Minute(TimeValue As DateTime) As Int32', (ticks) => timeOf(ticks).minute),
  shared('Month(DateValue As DateTime) As Int32', (ticks, { culture }) => dateIn(ticks, culture).month),
  shared('MonthName(Month As Int32, Abbreviate As Boolean = False) As String', monthName),
  shared('Now As DateTime', ({ now }) => now),
  shared('Second(TimeValue As DateTime) As Int32', (ticks) => timeOf(ticks).second),
  shared('TimeOfDay As DateTime', ({ now }) => now % TICKS_PER_DAY),
  shared('TimeSerial(Hour As Int32, Minute As Int32, Second As Int32) As DateTime', timeSerial),
  shared('TimeString As String', (context) =>
    formatDate({ ticks: context.now }, 'HH:mm:ss', context.culture),
  ),
  shared(
    'TimeValue(StringTime As String) As DateTime',
    (text, context) => textDate(text, context) % TICKS_PER_DAY,
  ),
  shared('Timer As Double', ({ now }) => Number(now % TICKS_PER_DAY) / Number(TICKS_PER_SECOND)),
  shared('Today As DateTime', ({ now }) => now - (now % TICKS_PER_DAY)),
  shared(
    'Weekday(DateValue As DateTime, DayOfWeek As FirstDayOfWeek = 1) As Int32',
    (ticks, first, { culture }) => weekday(ticks, first, culture),
  ),
  shared(
    'WeekdayName(Weekday As Int32, Abbreviate As Boolean = False, FirstDayOfWeekValue As FirstDayOfWeek = 0) As String',
    weekdayName,
  ),
  shared('Year(DateValue As DateTime) As Int32', (ticks, { culture }) => dateIn(ticks, culture).year),
];
