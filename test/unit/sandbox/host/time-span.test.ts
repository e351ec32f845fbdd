import { describe, expect, it } from 'vitest';
import { parseTimeSpan } from '../../../../sandbox/host/time-span.ts';

/** What .NET's TimeSpan.TryParse gives, in milliseconds. */
const ANSWERS: readonly (readonly [string, number | undefined])[] = [
  ['00:00:15', 15_000],
  ['0:0:15', 15_000],
  ['15', 1_296_000_000],
  ['1.00:00:00', 86_400_000],
  ['24:00:00', 2_073_600_000],
  ['23:59:59', 86_399_000],
  ['00:60:00', undefined],
  ['00:00:60', undefined],
  ['1.24:00:00', undefined],
  ['00:00:00.5', 500],
  ['00:00:00.1234567', 123.4567],
  ['00:00:00.12345678', undefined],
  ['-00:00:01', -1000],
  [' 00:00:15 ', 15_000],
  ['00:15', 900_000],
  ['1:2:3:4', 93_784_000],
  ['1:2:3:4.5', 93_784_500],
  ['1.5', undefined],
  ['1.2:3', 93_780_000],
  ['', undefined],
  ['5.', undefined],
  ['00:00', 0],
  ['10675200', undefined],
  ['00:00:15.', undefined],
  ['7.00:00', 604_800_000],
  ['1:00:00:00', 86_400_000],
  ['0 * * * * *', undefined],
];

describe('a TimeSpan', () => {
  it.each(ANSWERS)('reads %j as .NET does', (text, expected) => {
    const found = parseTimeSpan(text);
    if (expected === undefined) expect(found).toBeUndefined();
    else expect(found).toBeCloseTo(expected, 6);
  });
});
