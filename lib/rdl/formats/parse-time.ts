import { TICKS_PER_HOUR, TICKS_PER_MINUTE, TICKS_PER_SECOND } from '../values/date-time.ts';
import type { DateSymbols } from './culture.ts';

/** A time of day in ticks, and the zone that the text names. */
export type ClockTime = { readonly ticks: bigint; readonly offsetMinutes: number | undefined };

export type SplitTime = { readonly time: ClockTime | undefined; readonly rest: string };

const CLOCK = /(?<![\d:])(\d{1,2})\s*:\s*(\d{1,2})(?:\s*:\s*(\d{1,2})(?:[.,](\d{1,9}))?)?(?![\d:])/;
const ZONE = /^\s*(?:(Z|GMT|UTC)(?![\p{L}\d])|([+-])(\d{1,2}):?(\d{2})?(?!\d))/iu;

/**
 * Takes the time out of a text and gives what is left, the date; undefined where the time is none.
 * A time has a colon, or AM or PM after its hour.
 */
export function splitTime(text: string, dates: DateSymbols): SplitTime | undefined {
  const halves = halfPattern(dates);
  const clock = CLOCK.exec(text);
  if (clock === null) return splitHour(text, halves);
  const [whole, hour, minute, second = '0', fraction = ''] = clock;
  let after = text.slice(clock.index + whole.length);
  let before = text.slice(0, clock.index);
  const half = readHalf(before, after, halves);
  before = half.before;
  after = half.after;
  const zone = ZONE.exec(after);
  if (zone !== null) after = after.slice(zone[0].length);
  const ticks = ticksOfClock(
    { hour: Number(hour), minute: Number(minute), second: Number(second) },
    fraction,
    half.isPm,
  );
  if (ticks === undefined) return undefined;
  return { time: { ticks, offsetMinutes: zoneMinutes(zone) }, rest: joinDate(before, after) };
}

type Halves = { readonly am: ReadonlySet<string>; readonly pm: ReadonlySet<string>; readonly all: string };

function halfPattern(dates: DateSymbols): Halves {
  const am = new Set([dates.am.toLowerCase(), 'am']);
  const pm = new Set([dates.pm.toLowerCase(), 'pm']);
  const all = [...am, ...pm]
    .filter((name) => name !== '')
    .sort((left, right) => right.length - left.length)
    .map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .join('|');
  return { am, pm, all };
}

/** `3pm` and `3 PM`: an hour alone. */
function splitHour(text: string, halves: Halves): SplitTime | undefined {
  const match = new RegExp(`(?<!\\d)(\\d{1,2})\\s*(${halves.all})(?![\\p{L}\\d])`, 'iu').exec(text);
  if (match === null) return { time: undefined, rest: text };
  const [whole, hour, half = ''] = match;
  const time = { hour: Number(hour), minute: 0, second: 0 };
  const ticks = ticksOfClock(time, '', halves.pm.has(half.toLowerCase()));
  if (ticks === undefined) return undefined;
  const rest = joinDate(text.slice(0, match.index), text.slice(match.index + whole.length));
  return { time: { ticks, offsetMinutes: undefined }, rest };
}

function readHalf(before: string, after: string, halves: Halves) {
  const behind = new RegExp(`^\\s*(${halves.all})(?![\\p{L}\\d])`, 'iu').exec(after);
  if (behind !== null) {
    const isPm = halves.pm.has((behind[1] ?? '').toLowerCase());
    return { isPm, before, after: after.slice(behind[0].length) };
  }
  const ahead = new RegExp(`(?<![\\p{L}\\d])(${halves.all})\\s*$`, 'iu').exec(before);
  if (ahead === null) return { isPm: undefined, before, after };
  const isPm = halves.pm.has((ahead[1] ?? '').toLowerCase());
  return { isPm, before: before.slice(0, ahead.index), after };
}

type Clock = { readonly hour: number; readonly minute: number; readonly second: number };

function ticksOfClock(clock: Clock, fraction: string, isPm: boolean | undefined): bigint | undefined {
  let { hour } = clock;
  if (hour > 23 || clock.minute > 59 || clock.second > 59) return undefined;
  if (isPm === true && hour < 12) hour += 12;
  if (isPm === false && hour > 12) return undefined;
  if (isPm === false && hour === 12) hour = 0;
  const ticks =
    BigInt(hour) * TICKS_PER_HOUR +
    BigInt(clock.minute) * TICKS_PER_MINUTE +
    BigInt(clock.second) * TICKS_PER_SECOND;
  return ticks + BigInt(Math.round(Number(`0.${fraction || '0'}`) * 1e7));
}

function zoneMinutes(zone: RegExpExecArray | null): number | undefined {
  if (zone === null) return undefined;
  if (zone[1] !== undefined) return 0;
  const minutes = Number(zone[3]) * 60 + Number(zone[4] ?? 0);
  return zone[2] === '-' ? -minutes : minutes;
}

/** What is left around a time; the `T` of ISO texts and a comma join date and time. */
function joinDate(before: string, after: string): string {
  const start = before.replace(/[\s,]+$/, '').replace(/(?<=\d)T$/i, '');
  const end = after.replace(/^[\s,]+/, '').trim();
  return start === '' ? end : end === '' ? start : `${start} ${end}`;
}
