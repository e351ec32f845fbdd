import { describe, expect, test } from 'vitest';
import {
  addMonths,
  dateOf,
  dayOfWeek,
  dayOfYear,
  daysInMonth,
  MAX_TICKS,
  ticksOfCivil,
  timeOf,
} from '../../../../lib/rdl/values/date-time.ts';
import { parseTimeSpan, timeSpanText } from '../../../../lib/rdl/values/time-span.ts';

function at(year: number, month: number, day: number, hour = 0, minute = 0, second = 0): bigint {
  const ticks = ticksOfCivil({ year, month, day, hour, minute, second });
  if (ticks === undefined) throw new RangeError('No date.');
  return ticks;
}

describe('dates', () => {
  test('are ticks since the first of January of the year 1', () => {
    expect(at(1, 1, 1)).toBe(0n);
    expect(at(1970, 1, 1)).toBe(621355968000000000n);
    expect(at(9999, 12, 31, 23, 59, 59)).toBe(MAX_TICKS - 9_999_999n);
    expect(ticksOfCivil({ year: 2021, month: 2, day: 29, hour: 0, minute: 0, second: 0 })).toBeUndefined();
  });

  test('give their parts back', () => {
    for (const [year, month, day] of [
      [1, 1, 1],
      [1900, 2, 28],
      [2000, 2, 29],
      [2020, 12, 31],
      [9999, 12, 31],
    ] as const) {
      expect(dateOf(at(year, month, day))).toEqual({ year, month, day });
    }
    expect(timeOf(at(2020, 1, 1, 15, 4, 5))).toEqual({ hour: 15, minute: 4, second: 5, fraction: 0 });
    expect(dayOfWeek(at(2020, 1, 31))).toBe(5);
    expect(dayOfYear(at(2020, 12, 31))).toBe(366);
    expect(daysInMonth(1900, 2)).toBe(28);
  });

  test('a month later stops at the end of the month', () => {
    expect(addMonths(at(2020, 1, 31), 1)).toBe(at(2020, 2, 29));
    expect(addMonths(at(2020, 3, 31), -13)).toBe(at(2019, 2, 28));
    expect(addMonths(at(9999, 12, 1), 1)).toBeUndefined();
  });
});

describe('time spans', () => {
  test.each([
    ['00:00:00', 0n],
    ['1.02:03:04', 937_840_000_000n],
    ['-00:00:01', -10_000_000n],
    ['00:00:00.0000001', 1n],
  ])('%s is %d ticks, both ways', (text, ticks) => {
    expect(timeSpanText(ticks)).toBe(text);
    expect(parseTimeSpan(text)).toBe(ticks);
  });

  test('a number alone is days; a part out of range is an overflow', () => {
    expect(parseTimeSpan('2')).toBe(1_728_000_000_000n);
    expect(parseTimeSpan('24:00:00')).toBe('overflow');
    expect(parseTimeSpan('00:60:00')).toBe('overflow');
    expect(parseTimeSpan('99999999')).toBe('overflow');
    expect(parseTimeSpan('x')).toBeUndefined();
  });
});
