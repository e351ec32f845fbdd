import { describe, expect, it } from 'vitest';
import type { ScaleAxis } from '../../../../lib/rdl/gauges/model/gauge-model.ts';
import {
  LINEAR_STEPS,
  majorInterval,
  minorInterval,
  stepsOfSweep,
} from '../../../../lib/rdl/gauges/scales/gauge-interval.ts';
import { markValues } from '../../../../lib/rdl/gauges/scales/mark-values.ts';
import { fractionOf } from '../../../../lib/rdl/gauges/scales/scale-position.ts';

const axis: ScaleAxis = {
  minimum: 0,
  maximum: 100,
  reversed: false,
  logarithmic: false,
  logarithmicBase: 10,
};

describe('automatic intervals of gauges', () => {
  it.each([
    { range: 100, sweep: 320, major: 10, minor: 2 },
    { range: 200, sweep: 320, major: 20, minor: 5 },
    { range: 5, sweep: 320, major: 0.5, minor: 0.1 },
    { range: 100, sweep: 180, major: 20, minor: 5 },
  ])('a range of $range over $sweep degrees goes by $major and $minor', ({ range, sweep, major, minor }) => {
    expect(majorInterval(range, stepsOfSweep(sweep))).toBe(major);
    expect(minorInterval(major)).toBe(minor);
  });

  it('a linear scale of 100 goes by 20, one of 1,817,000 by 500,000', () => {
    expect(majorInterval(100, LINEAR_STEPS)).toBe(20);
    expect(majorInterval(1_817_000, LINEAR_STEPS)).toBe(500_000);
  });

  it('an empty range has an interval all the same', () => {
    expect(majorInterval(0, 10)).toBe(1);
  });
});

describe('marks', () => {
  it('are counted from the minimum and its offset, without the dust of binary fractions', () => {
    expect(markValues({ ...axis, maximum: 0.5 }, { interval: 0.1, offset: 0 })).toEqual([
      0, 0.1, 0.2, 0.3, 0.4, 0.5,
    ]);
    expect(markValues(axis, { interval: 40, offset: 10 })).toEqual([10, 50, 90]);
  });

  it('of a logarithmic scale are powers of its base', () => {
    const logarithmic = { ...axis, minimum: 1, maximum: 1000, logarithmic: true };
    expect(markValues(logarithmic, { interval: 1, offset: 0 })).toEqual([1, 10, 100, 1000]);
  });

  it('are none where there would be more than anyone can see', () => {
    expect(markValues(axis, { interval: 1e-6, offset: 0 })).toEqual([]);
  });
});

describe('the place of a value', () => {
  it('is the share of the way from the start, and the end for values beyond', () => {
    expect([-5, 0, 25, 100, 140].map((value) => fractionOf(axis, value))).toEqual([0, 0, 0.25, 1, 1]);
  });

  it('is turned round on a reversed scale and even between powers on a logarithmic one', () => {
    expect(fractionOf({ ...axis, reversed: true }, 25)).toBe(0.75);
    expect(fractionOf({ ...axis, minimum: 1, logarithmic: true }, 10)).toBeCloseTo(0.5, 12);
  });
});
