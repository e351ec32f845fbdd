import { roundInterval } from './number-interval.ts';
import type { Scale } from './scale.ts';

export type CategoryScaleInput = {
  /** Number of categories: points of the longest series on the axis. */
  readonly count: number;
  /** A slot's half before the first and after the last category. */
  readonly margin: boolean;
  /** Width of a column as a share of a slot when columns stand on an axis without margin; 0 for other marks. */
  readonly columnWidth: number;
  readonly minimum: number | undefined;
  readonly maximum: number | undefined;
  /** The interval of the definition; 0 for an automatic one. */
  readonly interval: number;
  readonly intervalOffset: number;
  readonly reversed: boolean;
};

/**
 * The scale of categories without values of their own: they lie at 1, 2, .. n. Measured on the engine.
 */
export function categoryScale(input: CategoryScaleInput): Scale {
  const columnsToEdge = !input.margin && input.columnWidth > 0 && input.minimum === undefined;
  const margin = input.margin ? 1 : columnsToEdge ? input.columnWidth / 2 : 0;
  const single = input.count + margin === 1 - margin;
  const minimum = input.minimum ?? (single ? 0 : 1 - margin);
  const maximum = input.maximum ?? (single ? input.count + 1 : input.count + margin);
  const range = maximum - minimum;
  const automatic = range <= 10 ? 1 : roundInterval(range / 5);
  return {
    kind: 'category',
    minimum,
    maximum,
    interval: input.interval > 0 ? input.interval : automatic,
    intervalType: 'Number',
    intervalOffset: input.intervalOffset + (columnsToEdge ? margin : 0),
    intervalOffsetType: 'Number',
    logBase: 10,
    reversed: input.reversed,
  };
}
