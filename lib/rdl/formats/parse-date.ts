import { dateOf, dayOfWeek, MAX_TICKS, TICKS_PER_DAY, TICKS_PER_MINUTE } from '../values/date-time.ts';
import { type Calendar, calendarOf } from './calendar.ts';
import type { Culture, DateSymbols } from './culture.ts';
import { dateWords, type WordMeaning } from './date-words.ts';
import { splitTime } from './parse-time.ts';

/** What a text without a date, a year or a zone is completed with. */
export type DateDefaults = {
  /** Ticks of the moment that the year, or the whole date, is taken from. */
  readonly now: bigint;
  /** A text with a time alone gives this day, in ticks; Visual Basic takes 0001-01-01. */
  readonly day: bigint;
  /** The zone that a text with an offset is converted to. */
  readonly utcOffsetMinutes: number;
};

/** A moment as read; `offsetMinutes` is the text's own zone, if it names one, and `ticks` the time there. */
export type ParsedDate = { readonly ticks: bigint; readonly offsetMinutes: number | undefined };

/**
 * Reads a date, a time or both as DateTime.Parse does: numbers in the order of the language's short date, month and
 * day names of the language and of English, a zone suffix. Undefined where the text is none.
 */
export function parseDate(text: string, culture: Culture, defaults: DateDefaults): ParsedDate | undefined {
  const split = splitTime(text.trim(), culture.dates);
  if (split === undefined) return undefined;
  const { time, rest } = split;
  const day =
    rest === ''
      ? time === undefined
        ? undefined
        : defaults.day
      : readDay(rest, ISO_TIME.test(text) ? withGregorian(culture) : culture, defaults);
  if (day === undefined) return undefined;
  const ticks = day + (time?.ticks ?? 0n);
  return ticks > MAX_TICKS ? undefined : { ticks, offsetMinutes: time?.offsetMinutes };
}

/** A date with `T` before its time is no matter of the culture's calendar. */
const ISO_TIME = /^\s*\d{4}-\d{1,2}-\d{1,2}T\d/;

function withGregorian(culture: Culture): Culture {
  return { ...culture, dates: { ...culture.dates, calendar: 'gregorian' } };
}

/** The same, in local time: what `CDate` and `DateTime.Parse` give. */
export function parseLocalDate(text: string, culture: Culture, defaults: DateDefaults): bigint | undefined {
  const parsed = parseDate(text, culture, defaults);
  if (parsed?.offsetMinutes === undefined) return parsed?.ticks;
  const local = parsed.ticks + BigInt(defaults.utcOffsetMinutes - parsed.offsetMinutes) * TICKS_PER_MINUTE;
  return local < 0n || local > MAX_TICKS ? undefined : local;
}

type DateParts = {
  readonly numbers: readonly { readonly value: number; readonly isYear: boolean }[];
  readonly month: number | undefined;
  /** How many numbers stand before the month's name. */
  readonly monthAt: number;
  readonly weekday: number | undefined;
};

const TOKEN = /\d+|[\p{L}\p{M}][\p{L}\p{M}'\u2019.]*|[\s,/.\-\u200e\u200f\u060c]+/gu;

function readDay(text: string, culture: Culture, defaults: DateDefaults): bigint | undefined {
  const parts = readParts(text, culture.dates);
  if (parts === undefined) return undefined;
  const calendar = calendarOf(culture.dates.calendar);
  const date = arrange(parts, culture.dates, { calendar, now: defaults.now });
  if (date === undefined) return undefined;
  const day = calendar.dayOf(date);
  if (day === undefined) return undefined;
  const ticks = BigInt(day) * TICKS_PER_DAY;
  return parts.weekday !== undefined && parts.weekday !== dayOfWeek(ticks) ? undefined : ticks;
}

function readParts(text: string, dates: DateSymbols): DateParts | undefined {
  const tokens = text.match(TOKEN) ?? [];
  if (tokens.join('') !== text || /^[/.,-]/.test(text) || /[/.,-]$/.test(text.replace(/\p{L}\.$/u, '')))
    return undefined;
  const numbers: { value: number; isYear: boolean }[] = [];
  let month: number | undefined;
  let monthAt = 0;
  let weekday: number | undefined;
  for (const token of tokens) {
    if (/^\d/.test(token)) {
      if (token.length > 8) return undefined;
      numbers.push({ value: Number(token), isYear: token.length > 2 });
    } else if (/^\p{L}/u.test(token)) {
      const meaning = meaningOf(token, dates);
      if (meaning === undefined) return undefined;
      if (meaning.kind === 'month') {
        if (month !== undefined) return undefined;
        month = meaning.index;
        monthAt = numbers.length;
      } else if (meaning.kind === 'weekday') weekday = meaning.index;
      else if (meaning.kind === 'year') markYear(numbers);
    }
  }
  return { numbers, month, monthAt, weekday };
}

function meaningOf(word: string, dates: DateSymbols): WordMeaning | undefined {
  const words = dateWords(dates);
  const key = word.toLowerCase();
  return words.get(key) ?? words.get(key.replace(/\.$/, ''));
}

function markYear(numbers: { isYear: boolean }[]): void {
  const last = numbers.at(-1);
  if (last !== undefined) last.isYear = true;
}

type Arranged = { readonly year: number; readonly month: number; readonly day: number };
type Frame = { readonly calendar: Calendar; readonly now: bigint };

function arrange(parts: DateParts, dates: DateSymbols, frame: Frame): Arranged | undefined {
  const years = parts.numbers.filter((number) => number.isYear);
  const others = parts.numbers.filter((number) => !number.isYear).map((number) => number.value);
  if (years.length > 1) return undefined;
  const year = years[0]?.value;
  if (parts.month !== undefined) return arrangeNamedMonth(parts, { dates, frame, year, others });
  const [first, second, third] = others;
  const order = orderOf(dates.shortDate);
  if (year !== undefined) return arrangeYear(parts, order, year, others);
  if (first === undefined || second === undefined || others.length > 3) return undefined;
  if (third === undefined) {
    const monthFirst = orderOf(dates.monthDay).startsWith('M');
    const current = currentYear(frame);
    return monthFirst ? made(current, first, second) : made(current, second, first);
  }
  const values = { [order[0] ?? 'M']: first, [order[1] ?? 'D']: second, [order[2] ?? 'Y']: third };
  return made(fullYear(values.Y ?? 0, frame.calendar), values.M ?? 0, values.D ?? 0);
}

/** After a year of three digits or more, month and day follow as in its short date; before it, as the language has them. */
function arrangeYear(
  parts: DateParts,
  order: string,
  year: number,
  others: readonly number[],
): Arranged | undefined {
  const [first, second] = others;
  if (first === undefined || others.length > 2) return undefined;
  if (second === undefined) return made(year, first, 1);
  const yearFirst = parts.numbers.at(-1)?.isYear !== true;
  const monthFirst = yearFirst ? order !== 'YDM' : order === 'MDY' || order === 'YMD';
  return monthFirst ? made(year, first, second) : made(year, second, first);
}

type NamedMonth = {
  readonly dates: DateSymbols;
  readonly frame: Frame;
  readonly year: number | undefined;
  readonly others: readonly number[];
};

function arrangeNamedMonth(
  parts: DateParts,
  { dates, frame, year, others }: NamedMonth,
): Arranged | undefined {
  const month = parts.month ?? 0;
  const [first, second] = others;
  if (others.length > 2) return undefined;
  if (year !== undefined) return second === undefined ? made(year, month, first ?? 1) : undefined;
  if (first === undefined) return undefined;
  if (second === undefined) return arrangeOneNumber(parts, dates, frame, first);
  const yearFirst = orderOf(dates.shortDate).startsWith('Y');
  const [day, short] = yearFirst ? [second, first] : [first, second];
  const years = fullYear(short, frame.calendar);
  if (isDay(years, month, day, frame)) return made(years, month, day);
  return made(fullYear(day, frame.calendar), month, short);
}

/** One short number beside a month's name is its day, unless the language writes such a place for the year. */
function arrangeOneNumber(parts: DateParts, dates: DateSymbols, frame: Frame, number: number): Arranged {
  const month = parts.month ?? 0;
  const dayFirst = orderOf(dates.monthDay).startsWith('D');
  const yearFirst = orderOf(dates.yearMonth).startsWith('Y');
  const isYear = parts.monthAt === 0 ? dayFirst && !yearFirst : !dayFirst && yearFirst;
  return isYear ? made(fullYear(number, frame.calendar), month, 1) : made(currentYear(frame), month, number);
}

function made(year: number, month: number, day: number): Arranged {
  return { year, month, day };
}

function isDay(year: number, month: number, day: number, { calendar }: Frame): boolean {
  return day >= 1 && day <= (calendar.daysInMonth(year, month) ?? 0);
}

function currentYear({ calendar, now }: Frame): number {
  return (calendar.dateOf(Number(now / TICKS_PER_DAY)) ?? dateOf(now)).year;
}

/** Two digits stand for the hundred years that end with the calendar's last two-digit year. */
export function fullYear(year: number, calendar: Calendar): number {
  if (year > 99) return year;
  const last = calendar.lastTwoDigitYear;
  const century = Math.floor(last / 100) * 100;
  return year > last % 100 ? century - 100 + year : century + year;
}

const orders = /d+|M+|y+/g;

/** The order of day, month and year in a pattern, as `MDY`. */
function orderOf(pattern: string): string {
  const letters = (pattern.replace(/'[^']*'/g, '').match(orders) ?? [])
    .filter((run) => !(run.startsWith('d') && run.length > 2))
    .map((run) => (run.startsWith('y') ? 'Y' : run.startsWith('M') ? 'M' : 'D'));
  return letters.join('');
}
