import {
  type CivilDate,
  dateOf,
  dayOfWeek,
  TICKS_PER_DAY,
  type TimeOfDay,
  timeOf,
} from '../values/date-time.ts';
import { EvaluationFault } from '../values/fault.ts';
import { calendarOf } from './calendar.ts';
import { type Culture, type DateSymbols, INVARIANT } from './culture.ts';
import { closingQuote } from './quotes.ts';
import { invalidFormat } from './standard-number.ts';

/** A moment to format; with an offset it is a DateTimeOffset, without one a DateTime of no particular zone. */
export type Moment = { readonly ticks: bigint; readonly offsetMinutes?: number };

/**
 * A date and time in a .NET format: a single letter is a standard format, all else a pattern, and no format at all
 * the short date and long time. @throws EvaluationFault FormatException, ArgumentOutOfRangeException (past the calendar)
 */
export function formatDate(moment: Moment, format: string, culture: Culture): string {
  if (format.length > 1) return formatPattern(moment, format, culture);
  const { pattern, symbols } = standardPattern(format, moment, culture);
  return formatPattern(moment, pattern, symbols);
}

const SORTABLE = "yyyy'-'MM'-'dd'T'HH':'mm':'ss";
const ROUND_TRIP = "yyyy'-'MM'-'dd'T'HH':'mm':'ss'.'fffffffK";

function standardPattern(format: string, moment: Moment, culture: Culture) {
  const { dates } = culture;
  const own = (pattern: string) => ({ pattern, symbols: culture });
  const invariant = (pattern: string) => ({ pattern, symbols: INVARIANT });
  switch (format) {
    case 'd':
      return own(dates.shortDate);
    case 'D':
      return own(dates.longDate);
    case 't':
      return own(dates.shortTime);
    case 'T':
      return own(dates.longTime);
    case 'f':
      return own(`${dates.longDate} ${dates.shortTime}`);
    case 'F':
    case 'U':
      return own(`${dates.longDate} ${dates.longTime}`);
    case 'g':
      return own(`${dates.shortDate} ${dates.shortTime}`);
    case 'G':
      return own(`${dates.shortDate} ${dates.longTime}`);
    case '':
      // A time alone is before the first day of such a calendar.
      if (moment.ticks < TICKS_PER_DAY && dates.calendar === 'umAlQura') return invariant(SORTABLE);
      return own(`${dates.shortDate} ${dates.longTime}${moment.offsetMinutes === undefined ? '' : ' zzz'}`);
    case 'm':
    case 'M':
      return own(dates.monthDay);
    case 'y':
    case 'Y':
      return own(dates.yearMonth);
    case 'o':
    case 'O':
      return invariant(ROUND_TRIP);
    case 'r':
    case 'R':
      return invariant("ddd, dd MMM yyyy HH':'mm':'ss 'GMT'");
    case 's':
      return invariant(SORTABLE);
    case 'u':
      return invariant("yyyy'-'MM'-'dd HH':'mm':'ss'Z'");
    default:
      throw invalidFormat();
  }
}

/** What the letters of a pattern stand for. */
type Fields = {
  readonly date: CivilDate;
  readonly time: TimeOfDay;
  readonly weekday: number;
  readonly dates: DateSymbols;
  readonly offsetMinutes: number | undefined;
};

function formatPattern(moment: Moment, pattern: string, culture: Culture): string {
  const { dates } = culture;
  let known: CivilDate | undefined;
  const fields: Fields = {
    // A pattern of the time alone asks no calendar.
    get date() {
      known ??= dateIn(dates.calendar, moment.ticks);
      return known;
    },
    time: timeOf(moment.ticks),
    weekday: dayOfWeek(moment.ticks),
    dates,
    offsetMinutes: moment.offsetMinutes,
  };
  let text = '';
  for (let at = 0; at < pattern.length; ) {
    const token = readToken(pattern, at);
    const part = writeToken(token, pattern, fields);
    // A fraction that `F` leaves out takes the point before it along.
    if (token.letter === 'F' && part === '' && text.endsWith('.')) text = text.slice(0, -1);
    text += part;
    at = token.end;
  }
  return text;
}

/** @throws EvaluationFault ArgumentOutOfRangeException past the calendar */
function dateIn(calendar: DateSymbols['calendar'], ticks: bigint): CivilDate {
  const date = calendarOf(calendar).dateOf(Number(ticks / TICKS_PER_DAY));
  if (date === undefined) {
    throw new EvaluationFault('ArgumentOutOfRangeException', "The date is outside the culture's calendar.");
  }
  return date;
}

type Token = { readonly letter: string; readonly text: string; readonly at: number; readonly end: number };

/** A run of one letter, a quoted text, an escaped character, or a character by itself. */
function readToken(pattern: string, at: number): Token {
  const char = pattern.charAt(at);
  if (char === "'" || char === '"') return readQuoted(pattern, at);
  if (char === '\\') {
    if (at + 1 >= pattern.length) throw invalidFormat();
    return { letter: '', text: pattern.charAt(at + 1), at, end: at + 2 };
  }
  if (char === '%') {
    const next = pattern.charAt(at + 1);
    if (next === '' || next === '%') throw invalidFormat();
    return { letter: next, text: next, at: at + 1, end: at + 2 };
  }
  if (!'dfFghHKmMstyz:/'.includes(char)) return { letter: '', text: char, at, end: at + 1 };
  let end = at + 1;
  while ('dfFghHmMstyz'.includes(char) && pattern.charAt(end) === char) end++;
  return { letter: char, text: pattern.slice(at, end), at, end };
}

function readQuoted(pattern: string, at: number): Token {
  const end = closingQuote(pattern, at);
  if (end === undefined) throw invalidFormat();
  return { letter: '', text: pattern.slice(at + 1, end).replace(/\\(.)/g, '$1'), at, end: end + 1 };
}

function writeToken(token: Token, pattern: string, fields: Fields): string {
  const { letter, text } = token;
  const { length } = text;
  const { time, dates } = fields;
  switch (letter) {
    case '':
      return text;
    case 'd':
      return dayText(length, fields);
    case 'M':
      return length <= 2 ? pad(fields.date.month, length) : monthName(token, pattern, fields);
    case 'y':
      return length <= 2 ? pad(fields.date.year % 100, length) : pad(fields.date.year, length);
    case 'g':
      return dates.era;
    case 'h':
      return pad(time.hour % 12 === 0 ? 12 : time.hour % 12, Math.min(length, 2));
    case 'H':
      return pad(time.hour, Math.min(length, 2));
    case 'm':
      return pad(time.minute, Math.min(length, 2));
    case 's':
      return pad(time.second, Math.min(length, 2));
    case 'f':
    case 'F':
      return fractionText(letter, length, time.fraction);
    case 't': {
      const half = time.hour < 12 ? dates.am : dates.pm;
      return length === 1 ? half.slice(0, 1) : half;
    }
    case 'z':
      return offsetText(length, fields.offsetMinutes ?? 0);
    case 'K':
      return fields.offsetMinutes === undefined ? '' : offsetText(3, fields.offsetMinutes);
    case ':':
      return dates.timeSeparator;
    default:
      return letter === '/' ? dates.dateSeparator : text;
  }
}

function pad(value: number, width: number): string {
  return String(value).padStart(width, '0');
}

function dayText(length: number, { date, weekday, dates }: Fields): string {
  if (length <= 2) return pad(date.day, length);
  return (length === 3 ? dates.shortDays : dates.days)[weekday] ?? '';
}

function monthName(token: Token, pattern: string, { date, dates }: Fields): string {
  const isShort = token.text.length === 3;
  const index = date.month - 1;
  if (dates.hasGenitive && standsBesideDay(pattern, token)) {
    return (isShort ? dates.shortGenitiveMonths : dates.genitiveMonths)[index] ?? '';
  }
  return (isShort ? dates.shortMonths : dates.months)[index] ?? '';
}

/** A month beside `d` or `dd` takes its genitive; .NET looks at the nearest run of `d` on either side. */
function standsBesideDay(pattern: string, { at, end }: Token): boolean {
  const before = /(d+)[^d]*$/.exec(pattern.slice(0, at))?.[1];
  if (before !== undefined && before.length <= 2) return true;
  const after = /^[^d]*(d+)/.exec(pattern.slice(end))?.[1];
  return after !== undefined && after.length <= 2;
}

function fractionText(letter: 'f' | 'F', length: number, fraction: number): string {
  if (length > 7) throw invalidFormat();
  const digits = pad(fraction, 7).slice(0, length);
  return letter === 'f' ? digits : digits.replace(/0+$/, '');
}

function offsetText(length: number, minutes: number): string {
  const sign = minutes < 0 ? '-' : '+';
  const size = Math.abs(minutes);
  const hours = Math.floor(size / 60);
  if (length <= 2) return `${sign}${pad(hours, length)}`;
  return `${sign}${pad(hours, 2)}:${pad(size % 60, 2)}`;
}

/** What `CStr` and `&` make of a date: no time where it is midnight, no date where it is the zero date. */
export function dateText(ticks: bigint, culture: Culture): string {
  if (ticks < TICKS_PER_DAY) return formatDate({ ticks }, 'T', culture);
  return formatDate({ ticks }, ticks % TICKS_PER_DAY === 0n ? 'd' : 'G', culture);
}

/** `2020-01-31T15:04:05.0000000`, for data and tests. */
export function isoDateText(ticks: bigint): string {
  const { year, month, day } = dateOf(ticks);
  const { hour, minute, second, fraction } = timeOf(ticks);
  const date = `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`;
  return `${date}T${pad(hour, 2)}:${pad(minute, 2)}:${pad(second, 2)}.${pad(fraction, 7)}`;
}
