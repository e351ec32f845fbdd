import { dayNumber } from './date-time.ts';

/** Milliseconds in a day. */
const DAY = 86_400_000;
/** DateTime ticks (100 ns) in a day. */
const TICKS_PER_DAY = 864_000_000_000n;
/** Days from 0001-01-01 to the zero of OLE Automation dates, 1899-12-30. */
export const OLE_ZERO = dayNumber(1899, 12, 30);

/** The OLE Automation date of DateTime ticks: days since 1899-12-30, to the millisecond. */
export function oleDateOfTicks(ticks: bigint): number {
  const days = ticks / TICKS_PER_DAY;
  return Number(days) - OLE_ZERO + Number((ticks % TICKS_PER_DAY) / 10_000n) / DAY;
}

/** DateTime ticks of an OLE Automation date, rounded to the millisecond. */
export function ticksOfOleDate(days: number): bigint {
  const milliseconds = Math.round(days * DAY);
  return BigInt(milliseconds) * 10_000n + BigInt(OLE_ZERO) * TICKS_PER_DAY;
}
