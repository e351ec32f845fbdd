import { describe, expect, it } from 'vitest';
import { categoryScale } from '../../../../lib/rdl/charts/scales/category-scale.ts';
import { dateInterval } from '../../../../lib/rdl/charts/scales/date-interval.ts';
import { alignStart } from '../../../../lib/rdl/charts/scales/ole-date.ts';
import { labelSlots, labelSpacing, tickPositions } from '../../../../lib/rdl/charts/scales/ticks.ts';
import {
  dateValueScale,
  numberScale,
  type ScaleSettings,
  scalarScale,
} from '../../../../lib/rdl/charts/scales/value-scale.ts';
import { dayNumber } from '../../../../lib/rdl/values/date-time.ts';
import { oleDateOfTicks, ticksOfOleDate } from '../../../../lib/rdl/values/ole-date.ts';

const AUTOMATIC: ScaleSettings = {
  minimum: undefined,
  maximum: undefined,
  interval: 0,
  intervalType: undefined,
  intervalOffset: 0,
  intervalOffsetType: undefined,
  includeZero: true,
  logBase: undefined,
  reversed: false,
};
const PLAIN = { stacked: false, percent: false };

function scaled(minimum: number, maximum: number, settings: Partial<ScaleSettings> = {}) {
  const scale = numberScale({ minimum, maximum }, { ...AUTOMATIC, ...settings }, PLAIN);
  return [scale.minimum, scale.maximum, scale.interval];
}

describe('the scale of a value axis', () => {
  // Measured on the engine; the same table as in the gallery's notes.
  it.each([
    [0.12, 0.97, 0, 1, 0.2],
    [0, 1, 0, 1.2, 0.2],
    [0, 1.5, 0, 1.6, 0.2],
    [0, 2.4, 0, 2.5, 0.5],
    [0, 3, 0, 3.5, 0.5],
    [0, 5, 0, 6, 1],
    [0, 9.9, 0, 10, 2],
    [0, 10, 0, 12, 2],
    [0, 15, 0, 20, 5],
    [0, 33, 0, 35, 5],
    [0, 35, 0, 40, 10],
    [0, 97, 0, 100, 20],
    [0, 100, 0, 120, 20],
    [0, 171_119, 0, 200_000, 50_000],
    [0, 7.9e9, 0, 8e9, 2e9],
    [-45, 72, -60, 80, 20],
    [-1, 1, -1.5, 1.5, 0.5],
    [-340, -90, -350, 0, 50],
    [42, 42, 0, 50, 10],
    [10_050, 10_200, 0, 12_000, 2000],
  ])('over %d .. %d runs from %3$d to %4$d', (low, high, minimum, maximum, interval) => {
    expect(scaled(low, high)).toEqual([minimum, maximum, interval]);
  });

  it.each([
    [512, 571, 500, 580, 20],
    [95, 100, 94, 101, 1],
    [20, 24, 19, 25, 1],
    [50, 60, 48, 62, 2],
    [3, 97, 0, 100, 20],
  ])('over %d .. %d without zero runs from %3$d to %4$d', (low, high, minimum, maximum, interval) => {
    expect(scaled(low, high, { includeZero: false })).toEqual([minimum, maximum, interval]);
  });

  it('keeps a written end and finds the other one', () => {
    expect(scaled(0, 171_119, { maximum: 200_000 })).toEqual([0, 200_000, 50_000]);
    expect(scaled(3000, 11_638, { minimum: 3000 })).toEqual([3000, 12_000, 2000]);
  });

  it('cuts a range of two written ends in five', () => {
    expect(scaled(300, 1000, { minimum: 0, maximum: 1200 })).toEqual([0, 1200, 240]);
  });

  it('is logarithmic over whole powers', () => {
    const scale = numberScale({ minimum: 12, maximum: 4.7e6 }, { ...AUTOMATIC, logBase: 10 }, PLAIN);
    expect([scale.kind, scale.minimum, scale.maximum, scale.interval]).toEqual(['log', 0, 7, 1]);
  });

  it('counts ticks from the minimum and stops at the maximum', () => {
    const scale = numberScale({ minimum: 0, maximum: 190_000 }, { ...AUTOMATIC, interval: 15_000 }, PLAIN);
    const ticks = tickPositions(scale, labelSpacing(scale));
    expect(ticks.at(0)).toBe(0);
    expect(ticks.at(-1)).toBe(195_000);
  });

  it('gives no marks for an interval that would make too many', () => {
    const scale = numberScale({ minimum: 0, maximum: 1e9 }, { ...AUTOMATIC, interval: 1e-3 }, PLAIN);
    expect(tickPositions(scale, labelSpacing(scale))).toEqual([]);
    expect(labelSlots(scale, true)).toEqual([]);
  });
});

describe('the scale of categories', () => {
  const scaleOf = (count: number, more: Partial<Parameters<typeof categoryScale>[0]> = {}) =>
    categoryScale({
      count,
      margin: true,
      columnWidth: 0,
      minimum: undefined,
      maximum: undefined,
      interval: 0,
      intervalOffset: 0,
      reversed: false,
      ...more,
    });

  it.each([
    [4, 1],
    [9, 1],
    [10, 2],
    [13, 2],
    [14, 5],
    [31, 5],
    [36, 10],
    [50, 20],
    [100, 20],
    [150, 50],
  ])('labels of %d categories stand %d apart', (count, interval) => {
    expect(scaleOf(count).interval).toBe(interval);
  });

  it('keeps half a slot beyond each end, or none, or the halves of columns', () => {
    const ends = (scale: ReturnType<typeof scaleOf>) => [scale.minimum, scale.maximum];
    expect(ends(scaleOf(12))).toEqual([0, 13]);
    expect(ends(scaleOf(12, { margin: false }))).toEqual([1, 12]);
    expect(ends(scaleOf(12, { margin: false, columnWidth: 0.8 }))).toEqual([0.6, 12.4]);
  });
});

describe('dates', () => {
  const day = (year: number, month: number, date: number) =>
    dayNumber(year, month, date) - dayNumber(1899, 12, 30);

  it('are days since 30 December 1899', () => {
    expect(day(1900, 1, 1)).toBe(2);
    expect(oleDateOfTicks(ticksOfOleDate(45_306.5))).toBe(45_306.5);
  });

  it.each([
    [1, 4, 'Hours'],
    [5, 1, 'Days'],
    [14, 2, 'Days'],
    [90, 2, 'Weeks'],
    [200, 1, 'Months'],
    [400, 3, 'Months'],
    [1000, 6, 'Months'],
    [3000, 2, 'Years'],
  ])('over %d days stand %d %s apart', (span, interval, type) => {
    expect(dateInterval(span)).toEqual({ interval, type });
  });

  it('begin on the first of a month, on a Sunday, on the first of January', () => {
    expect(alignStart(day(2024, 5, 17), 1, 'Months')).toBe(day(2024, 5, 1));
    expect(alignStart(day(2024, 5, 17), 1, 'Weeks')).toBe(day(2024, 5, 12));
    expect(alignStart(day(2024, 5, 17), 1, 'Years')).toBe(day(2024, 1, 1));
  });

  it('leave room of the smallest gap at both ends of a scalar axis', () => {
    const scale = scalarScale({ minimum: day(2024, 1, 1), maximum: day(2024, 1, 31) }, AUTOMATIC, {
      date: true,
      gap: 1,
      margin: true,
      rounded: false,
    });
    expect([scale.minimum, scale.maximum]).toEqual([day(2023, 12, 31), day(2024, 2, 1)]);
  });

  it('as values lie between round dates', () => {
    const scale = dateValueScale({ minimum: day(2024, 1, 10), maximum: day(2024, 12, 20) }, AUTOMATIC);
    expect(scale.kind).toBe('date');
    expect(scale.minimum).toBeLessThan(day(2024, 1, 10));
    expect(scale.maximum).toBeGreaterThan(day(2024, 12, 20));
  });
});
