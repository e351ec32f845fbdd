import { TICKS_PER_DAY, TICKS_PER_HOUR, TICKS_PER_MINUTE, TICKS_PER_SECOND } from '../values/date-time.ts';
import { calendarOf } from './calendar.ts';
import { type Culture, INVARIANT } from './culture.ts';
import { fullYear } from './parse-date.ts';
import { closingQuote } from './quotes.ts';

/** What a text says of a moment, read along a pattern. */
type Reading = {
  year?: number;
  month?: number;
  day?: number;
  hour?: number;
  minute?: number;
  second?: number;
  fraction?: bigint;
  isPm?: boolean;
};

/**
 * Reads a text that follows a format exactly (DateTime.ParseExact); ticks, or undefined where it does not. What the
 * format leaves out is today's date and midnight.
 */
export function parseExactDate(
  text: string,
  format: string,
  culture: Culture,
  now: bigint,
): bigint | undefined {
  const symbols = format.length === 1 && 'orsuORU'.includes(format) ? INVARIANT : culture;
  const pattern = format.length === 1 ? expanded(format, culture) : format;
  const reading = pattern === undefined ? undefined : readAlong(text, pattern, symbols);
  return reading === undefined ? undefined : ticksOf(reading, symbols, now);
}

function expanded(letter: string, { dates }: Culture): string | undefined {
  const patterns: Readonly<Record<string, string>> = {
    d: dates.shortDate,
    D: dates.longDate,
    t: dates.shortTime,
    T: dates.longTime,
    g: `${dates.shortDate} ${dates.shortTime}`,
    G: `${dates.shortDate} ${dates.longTime}`,
    s: "yyyy'-'MM'-'dd'T'HH':'mm':'ss",
    u: "yyyy'-'MM'-'dd HH':'mm':'ss'Z'",
    o: "yyyy'-'MM'-'dd'T'HH':'mm':'ss'.'fffffff",
    M: dates.monthDay,
    y: dates.yearMonth,
  };
  return patterns[letter];
}

function readAlong(text: string, pattern: string, culture: Culture): Reading | undefined {
  const reading: Reading = {};
  let at = 0;
  for (let index = 0; index < pattern.length; ) {
    const char = pattern.charAt(index);
    let end = index + 1;
    let literal: string | undefined;
    if (char === "'" || char === '"') {
      const close = closingQuote(pattern, index);
      if (close === undefined) return undefined;
      literal = pattern.slice(index + 1, close);
      end = close + 1;
    } else if (char === '\\') {
      literal = pattern.charAt(index + 1);
      end = index + 2;
    } else if (char === '%') {
      index++;
      continue;
    } else if ('dfFhHmMstyz'.includes(char)) {
      while (pattern.charAt(end) === char) end++;
      const length = readField(text.slice(at), char, end - index, culture, reading);
      if (length === undefined) return undefined;
      at += length;
    } else
      literal =
        char === '/' ? culture.dates.dateSeparator : char === ':' ? culture.dates.timeSeparator : char;
    if (literal !== undefined) {
      if (!text.startsWith(literal, at)) return undefined;
      at += literal.length;
    }
    index = end;
  }
  return at === text.length ? reading : undefined;
}

/** Reads one field and gives its length; undefined where the text has none. */
function readField(
  text: string,
  letter: string,
  count: number,
  { dates }: Culture,
  reading: Reading,
): number | undefined {
  if (letter === 'M' && count > 2) {
    const found = nameIn(
      text,
      count === 3 ? [dates.shortMonths, dates.shortGenitiveMonths] : [dates.months, dates.genitiveMonths],
    );
    if (found !== undefined) reading.month = found.index + 1;
    return found?.length;
  }
  if (letter === 'd' && count > 2) return nameIn(text, [count === 3 ? dates.shortDays : dates.days])?.length;
  if (letter === 't') {
    const found = nameIn(text, [[dates.am, dates.pm].map((name) => (count === 1 ? name.slice(0, 1) : name))]);
    if (found !== undefined) reading.isPm = found.index === 1;
    return found?.length;
  }
  if (letter === 'z') return /^[+-]\d{1,2}(?::?\d{2})?/.exec(text)?.[0].length;
  return readNumber(text, letter, count, reading);
}

function nameIn(
  text: string,
  lists: readonly (readonly string[])[],
): { readonly index: number; readonly length: number } | undefined {
  const lower = text.toLowerCase();
  let best: { index: number; length: number } | undefined;
  for (const list of lists) {
    for (const [index, name] of list.entries()) {
      if (name !== '' && lower.startsWith(name.toLowerCase()) && name.length > (best?.length ?? 0)) {
        best = { index, length: name.length };
      }
    }
  }
  return best;
}

function readNumber(text: string, letter: string, count: number, reading: Reading): number | undefined {
  const digits = digitsOf(text, letter, count);
  if (digits === undefined) return undefined;
  const number = Number(digits);
  switch (letter) {
    case 'y':
      reading.year = count <= 2 ? fullYear(number, calendarOf('gregorian')) : number;
      break;
    case 'M':
      reading.month = number;
      break;
    case 'd':
      reading.day = number;
      break;
    case 'h':
    case 'H':
      reading.hour = number;
      break;
    case 'm':
      reading.minute = number;
      break;
    case 's':
      reading.second = number;
      break;
    default:
      reading.fraction = BigInt(digits.padEnd(7, '0'));
  }
  return digits.length;
}

function digitsOf(text: string, letter: string, count: number): string | undefined {
  if (letter === 'F') return new RegExp(`^\\d{0,${count}}`).exec(text)?.[0];
  if (letter === 'f' || count >= 3) return new RegExp(`^\\d{${count}}`).exec(text)?.[0];
  return new RegExp(`^\\d{${count},2}`).exec(text)?.[0];
}

function ticksOf(reading: Reading, { dates }: Culture, now: bigint): bigint | undefined {
  const calendar = calendarOf(dates.calendar);
  const today = calendar.dateOf(Number(now / TICKS_PER_DAY));
  const hasDate = reading.year !== undefined || reading.month !== undefined || reading.day !== undefined;
  const year = reading.year ?? today?.year ?? 1;
  const month = reading.month ?? (hasDate ? 1 : (today?.month ?? 1));
  const day = calendar.dayOf({ year, month, day: reading.day ?? (hasDate ? 1 : (today?.day ?? 1)) });
  let hour = reading.hour ?? 0;
  if (reading.isPm === true && hour < 12) hour += 12;
  if (reading.isPm === false && hour === 12) hour = 0;
  const [minute, second] = [reading.minute ?? 0, reading.second ?? 0];
  if (day === undefined || hour > 23 || minute > 59 || second > 59) return undefined;
  return (
    BigInt(day) * TICKS_PER_DAY +
    BigInt(hour) * TICKS_PER_HOUR +
    BigInt(minute) * TICKS_PER_MINUTE +
    BigInt(second) * TICKS_PER_SECOND +
    (reading.fraction ?? 0n)
  );
}
