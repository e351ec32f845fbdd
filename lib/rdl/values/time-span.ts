import { TICKS_PER_DAY, TICKS_PER_HOUR, TICKS_PER_MINUTE, TICKS_PER_SECOND } from './date-time.ts';

export const MAX_SPAN = (1n << 63n) - 1n;
export const MIN_SPAN = -(1n << 63n);

/** The constant format, `[-][d.]hh:mm:ss[.fffffff]`. */
export function timeSpanText(ticks: bigint): string {
  const size = ticks < 0n ? -ticks : ticks;
  const days = size / TICKS_PER_DAY;
  const fraction = size % TICKS_PER_SECOND;
  const clock = [
    size / TICKS_PER_HOUR - days * 24n,
    (size / TICKS_PER_MINUTE) % 60n,
    (size / TICKS_PER_SECOND) % 60n,
  ]
    .map((part) => String(part).padStart(2, '0'))
    .join(':');
  const start = `${ticks < 0n ? '-' : ''}${days > 0n ? `${days}.` : ''}`;
  return `${start}${clock}${fraction > 0n ? `.${String(fraction).padStart(7, '0')}` : ''}`;
}

const DAYS_ALONE = /^\s*(-)?(\d+)\s*$/;
const CLOCK = /^\s*(-)?(?:(\d+)\.)?(\d+):(\d+)(?::(\d+)(?:\.(\d{1,7}))?)?\s*$/;
const DAYS_AND_CLOCK = /^\s*(-)?(\d+):(\d+):(\d+):(\d+)(?:\.(\d{1,7}))?\s*$/;

/** Reads the constant format in ticks; undefined where it is none, `overflow` where a part is out of range. */
export function parseTimeSpan(text: string): bigint | 'overflow' | undefined {
  const match = DAYS_ALONE.exec(text) ?? CLOCK.exec(text) ?? DAYS_AND_CLOCK.exec(text);
  if (match === null) return undefined;
  const [, sign, days = '0', hours = '0', minutes = '0', seconds = '0', fraction = ''] = match;
  if (Number(hours) > 23 || Number(minutes) > 59 || Number(seconds) > 59) return 'overflow';
  const size =
    BigInt(days) * TICKS_PER_DAY +
    BigInt(hours) * TICKS_PER_HOUR +
    BigInt(minutes) * TICKS_PER_MINUTE +
    BigInt(seconds) * TICKS_PER_SECOND +
    BigInt(fraction.padEnd(7, '0'));
  const ticks = sign === undefined ? size : -size;
  return ticks > MAX_SPAN || ticks < MIN_SPAN ? 'overflow' : ticks;
}
