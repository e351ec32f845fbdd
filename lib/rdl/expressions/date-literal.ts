import { ticksOfCivil } from '../values/date-time.ts';
import type { Value } from '../values/value.ts';

const LITERAL =
  /#[ \t]*(?:(\d{1,2})([/-])(\d{1,2})\2(\d{1,4}))?[ \t]*(?:(\d{1,2})(?:[ \t]*:[ \t]*(\d{1,2})(?:[ \t]*:[ \t]*(\d{1,2}))?)?[ \t]*([aApP][mM])?)?[ \t]*#/y;

const YEAR_FIRST = /#[ \t]*(\d{4})([/-])(\d{1,2})\2(\d{1,2})/y;

export type DateLiteral = { readonly value: Value; readonly end: number };

/**
 * The dialect: 11 is what report servers speak (the compiler of .NET Framework 4); 14 is Report Viewer's of the 15.1
 * generation, which also reads `#2020-01-31#`.
 */
export type LanguageVersion = 11 | 14;

/** Reads `#1/31/2020 3:04 PM#` at `at`: month, day, year, in any culture. Undefined where it is no date. */
export function readDate(source: string, at: number, version: LanguageVersion): DateLiteral | undefined {
  YEAR_FIRST.lastIndex = at;
  const [whole, year, mark, month, day] = YEAR_FIRST.exec(source) ?? [];
  if (whole === undefined) return readMonthFirst(source, at);
  if (version === 11) return undefined;
  // Month first, padded to the same length, so that the end stays right.
  const date = `#${month}${mark}${day}${mark}${year}`.padEnd(whole.length);
  return readMonthFirst(`${source.slice(0, at)}${date}${source.slice(at + whole.length)}`, at);
}

function readMonthFirst(source: string, at: number): DateLiteral | undefined {
  LITERAL.lastIndex = at;
  const match = LITERAL.exec(source);
  if (match === null) return undefined;
  const [, month, , day, year, hour, minute, second, half] = match;
  if (month === undefined && hour === undefined) return undefined;
  // A time of hours alone needs AM or PM: `#3#` is no date.
  if (hour !== undefined && minute === undefined && half === undefined) return undefined;
  const hours = hour === undefined ? 0 : clockHour(Number(hour), half);
  if (hours === undefined) return undefined;
  const ticks = ticksOfCivil({
    year: year === undefined ? 1 : Number(year),
    month: month === undefined ? 1 : Number(month),
    day: day === undefined ? 1 : Number(day),
    hour: hours,
    minute: Number(minute ?? 0),
    second: Number(second ?? 0),
  });
  return ticks === undefined ? undefined : { value: { type: 'DateTime', ticks }, end: LITERAL.lastIndex };
}

function clockHour(hour: number, half: string | undefined): number | undefined {
  if (half === undefined) return hour;
  if (hour < 1 || hour > 12) return undefined;
  return (hour % 12) + (half.toLowerCase() === 'pm' ? 12 : 0);
}
