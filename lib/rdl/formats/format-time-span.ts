import { TICKS_PER_DAY, TICKS_PER_SECOND } from '../values/date-time.ts';
import { timeSpanText } from '../values/time-span.ts';
import type { Culture } from './culture.ts';
import { closingQuote } from './quotes.ts';
import { invalidFormat } from './standard-number.ts';

/** A time span in a .NET format: `c`, `g`, `G` or a pattern of `d h m s f F`. @throws EvaluationFault FormatException */
export function formatTimeSpan(ticks: bigint, format: string, culture: Culture): string {
  if (format === '' || format === 'c' || format === 't' || format === 'T') return timeSpanText(ticks);
  const parts = partsOf(ticks);
  if (format === 'g' || format === 'G') return general(parts, format, culture);
  if (format.length === 1) throw invalidFormat();
  return custom(parts, format);
}

type Parts = {
  readonly negative: boolean;
  readonly days: number;
  readonly hours: number;
  readonly minutes: number;
  readonly seconds: number;
  readonly fraction: string;
};

function partsOf(ticks: bigint): Parts {
  const size = ticks < 0n ? -ticks : ticks;
  const inDay = Number((size % TICKS_PER_DAY) / TICKS_PER_SECOND);
  return {
    negative: ticks < 0n,
    days: Number(size / TICKS_PER_DAY),
    hours: Math.floor(inDay / 3600),
    minutes: Math.floor(inDay / 60) % 60,
    seconds: inDay % 60,
    fraction: String(size % TICKS_PER_SECOND).padStart(7, '0'),
  };
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}

function general(parts: Parts, format: 'g' | 'G', { numbers }: Culture): string {
  const sign = parts.negative ? '-' : '';
  const clock = `${two(parts.minutes)}:${two(parts.seconds)}`;
  if (format === 'G')
    return `${sign}${parts.days}:${two(parts.hours)}:${clock}${numbers.decimal}${parts.fraction}`;
  const fraction = parts.fraction.replace(/0+$/, '');
  const days = parts.days > 0 ? `${parts.days}:` : '';
  return `${sign}${days}${parts.hours}:${clock}${fraction === '' ? '' : `${numbers.decimal}${fraction}`}`;
}

function custom(parts: Parts, format: string): string {
  let text = '';
  for (let at = 0; at < format.length; ) {
    const char = format.charAt(at);
    if (char === "'" || char === '"') {
      const end = closingQuote(format, at);
      if (end === undefined) throw invalidFormat();
      text += format.slice(at + 1, end);
      at = end + 1;
    } else if (char === '\\') {
      if (at + 1 >= format.length) throw invalidFormat();
      text += format.charAt(at + 1);
      at += 2;
    } else {
      const start = char === '%' ? at + 1 : at;
      const letter = format.charAt(start);
      let end = start + 1;
      while (char !== '%' && format.charAt(end) === letter) end++;
      text += partText(parts, letter, end - start);
      at = end;
    }
  }
  return text;
}

const LONGEST: Readonly<Record<string, number>> = { d: 8, h: 2, m: 2, s: 2, f: 7, F: 7 };

function partText(parts: Parts, letter: string, length: number): string {
  if (length > (LONGEST[letter] ?? 0)) throw invalidFormat();
  switch (letter) {
    case 'd':
      return String(parts.days).padStart(length, '0');
    case 'h':
      return String(parts.hours).padStart(length, '0');
    case 'm':
      return String(parts.minutes).padStart(length, '0');
    case 's':
      return String(parts.seconds).padStart(length, '0');
    case 'f':
      return parts.fraction.slice(0, length);
    default:
      return parts.fraction.slice(0, length).replace(/0+$/, '');
  }
}
