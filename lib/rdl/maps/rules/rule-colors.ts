import { blend, type Color } from '../../drawing/color.ts';

export type ColorStops = {
  readonly start: Color;
  readonly middle: Color | undefined;
  readonly end: Color;
};

/** Of two colours with a middle the second one stands this far from the first to the middle: measured. */
const SECOND_OF_TWO = 0.6;

/** The colours of a range rule for as many buckets. */
export function rangeColors({ start, middle, end }: ColorStops, count: number): readonly Color[] {
  if (count === 2 && middle) return [start, blend(start, middle, SECOND_OF_TWO)];
  return Array.from({ length: count }, (_, index) => {
    const share = count === 1 ? 0 : index / (count - 1);
    if (!middle) return blend(start, end, share);
    return share <= 0.5 ? blend(start, middle, share * 2) : blend(middle, end, share * 2 - 1);
  });
}

/** Colours in order, from the start again. */
export function cyclicColors(colors: readonly Color[], count: number): readonly Color[] {
  return Array.from({ length: count }, (_, index) => colors[index % Math.max(1, colors.length)]).filter(
    (color): color is Color => color !== undefined,
  );
}

/** Sizes of buckets: from the start in steps of one part of the way to the end, whole pixels. Measured. */
export function bucketSizes(start: number, end: number, count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => Math.round(start + ((end - start) * index) / count));
}
