import { describe, expect, it } from 'vitest';
import { type Color, parseColor, rgbHex } from '../../../../lib/rdl/drawing/color.ts';
import { roundDown } from '../../../../lib/rdl/maps/layout/distance-scale-layout.ts';
import { gridInterval, gridValues } from '../../../../lib/rdl/maps/layout/grid-layout.ts';
import { type BucketSettings, bucketIndex, bucketsOf } from '../../../../lib/rdl/maps/rules/buckets.ts';
import { bucketSizes, cyclicColors, rangeColors } from '../../../../lib/rdl/maps/rules/rule-colors.ts';

const settings = (part: Partial<BucketSettings>): BucketSettings => ({
  distribution: 'Optimal',
  count: 5,
  start: undefined,
  end: undefined,
  custom: [],
  ...part,
});

const VALUES = [120, 340, 210, 90, 455];

const color = (text: string): Color => parseColor(text) ?? { red: 0, green: 0, blue: 0, alpha: 0 };

describe('buckets', () => {
  it('of an optimal distribution part five values in two, as measured', () => {
    for (const count of [4, 5]) {
      expect(bucketsOf(VALUES, settings({ count }))).toEqual([
        { from: 90, to: 272.5 },
        { from: 272.5, to: 455 },
      ]);
    }
  });

  it('of an optimal distribution keep values together that lie together', () => {
    const groups = [1, 2, 3, 50, 51, 52, 99, 100, 101];
    const buckets = bucketsOf(groups, settings({ count: 3 }));
    const indices = groups.map((value) => bucketIndex(buckets, value));
    expect(indices).toEqual([0, 0, 0, 1, 1, 1, 2, 2, 2]);
  });

  it('of equal intervals reach two hundredths beyond the largest value, as measured', () => {
    const buckets = bucketsOf(VALUES, settings({ distribution: 'EqualInterval', count: 3 }));
    expect(buckets.map(({ to }) => Math.round(to))).toEqual([214, 338, 462]);
  });

  it('of equal intervals end where it is written', () => {
    const written = settings({ distribution: 'EqualInterval', count: 4, start: 0, end: 400 });
    expect(bucketsOf(VALUES, written).map(({ from }) => from)).toEqual([0, 100, 200, 300]);
  });

  it('of an equal distribution hold as many values each as go', () => {
    const values = [1, 2, 3, 4, 100, 200, 300, 400];
    const buckets = bucketsOf(values, settings({ distribution: 'EqualDistribution', count: 4 }));
    expect(values.map((value) => bucketIndex(buckets, value))).toEqual([0, 0, 1, 1, 2, 2, 3, 3]);
  });

  it('of a custom distribution are the written ones; a value at an edge belongs to the next', () => {
    const custom = [
      { from: undefined, to: 100 },
      { from: 100, to: 200 },
    ];
    const buckets = bucketsOf(VALUES, settings({ distribution: 'Custom', custom }));
    expect(buckets).toEqual([
      { from: 90, to: 100 },
      { from: 100, to: 200 },
    ]);
    expect([90, 100, 200, 201].map((value) => bucketIndex(buckets, value))).toEqual([0, 1, 1, -1]);
  });

  it('are none for no values and one for one value', () => {
    expect(bucketsOf([], settings({}))).toEqual([]);
    expect(bucketsOf([7, 7], settings({}))).toEqual([{ from: 7, to: 7 }]);
    expect(bucketIndex([{ from: 7, to: 7 }], 7)).toBe(0);
  });
});

describe('what buckets look like', () => {
  it('two colours of a range are those that were measured, more run from the first to the last', () => {
    const stops = { start: color('#FFF5EB'), middle: color('#FD8D3C'), end: color('#7F2704') };
    expect(rangeColors(stops, 2).map(rgbHex)).toEqual(['#FFF5EB', '#FEB782']);
    expect(rangeColors(stops, 3).map(rgbHex)).toEqual(['#FFF5EB', '#FD8D3C', '#7F2704']);
    expect(rangeColors({ ...stops, middle: undefined }, 2).map(rgbHex)).toEqual(['#FFF5EB', '#7F2704']);
  });

  it('colours begin again where there are not enough, and are none where there are none', () => {
    expect(cyclicColors([color('Red'), color('Lime')], 3).map(rgbHex)).toEqual([
      '#FF0000',
      '#00FF00',
      '#FF0000',
    ]);
    expect(cyclicColors([], 3)).toEqual([]);
  });

  it('sizes grow by one part of the way a bucket, as measured', () => {
    expect(bucketSizes(8, 53.33, 5).slice(0, 2)).toEqual([8, 17]);
  });
});

describe('round numbers of a map', () => {
  it('the grid goes by 1, 2 or 5', () => {
    expect([25.2, 13.2, 360].map(gridInterval)).toEqual([2, 1, 20]);
    expect(gridValues(-12.1, 13.1, undefined)).toEqual([-12, -10, -8, -6, -4, -2, 0, 2, 4, 6, 8, 10, 12]);
    expect(gridValues(0, 1e9, 0.001)).toEqual([]);
  });

  it('distances go down to halves of their power of ten', () => {
    expect([319, 419, 399, 197, 260, 7.2].map(roundDown)).toEqual([300, 400, 350, 150, 250, 7]);
  });
});
