import { alignStart, intervalLength } from './ole-date.ts';
import type { IntervalType, Scale } from './scale.ts';

/** No axis has more marks than this; a definition that asks for more gets none. */
export const MAX_MARKS = 10_000;

export type TickSpacing = {
  readonly interval: number;
  readonly type: IntervalType;
  readonly offset: number;
  readonly offsetType: IntervalType;
};

export function labelSpacing(scale: Scale): TickSpacing {
  return {
    interval: scale.interval,
    type: scale.intervalType,
    offset: scale.intervalOffset,
    offsetType: scale.intervalOffsetType,
  };
}

/** A position on the scale and the stretch that belongs to it: half an interval to both sides. */
export type Slot = { readonly position: number; readonly from: number; readonly to: number };

/**
 * The slots of labels from the aligned start to the end of the scale. On number and category scales the one before
 * the start is left out unless `endLabels` shows it; on date scales it lies on the round date before the start.
 */
export function labelSlots(scale: Scale, endLabels: boolean): readonly Slot[] {
  const spacing = labelSpacing(scale);
  if (!(spacing.interval > 0) || scale.minimum === scale.maximum) return [];
  return scale.kind === 'date' || spacing.type !== 'Number'
    ? dateSlots(scale, spacing, endLabels)
    : numberSlots(scale, spacing, endLabels);
}

function dateSlots(scale: Scale, spacing: TickSpacing, endLabels: boolean): readonly Slot[] {
  const { interval, type } = spacing;
  const start = alignedStart(scale, spacing);
  if ((scale.maximum - start) / intervalLength(start, interval, type) > MAX_MARKS) return [];
  const lastEnd = scale.maximum - intervalLength(scale.maximum, interval, type) / 2;
  const firstEnd = scale.minimum + intervalLength(scale.minimum, interval, type) / 2;
  const slots: Slot[] = [];
  for (let position = start; position <= scale.maximum + 1e-9; ) {
    const length = intervalLength(position, interval, type);
    if (!endLabels && position >= lastEnd) break;
    if (endLabels || position > firstEnd) {
      slots.push({ position, from: position - length / 2, to: position + length / 2 });
    }
    position += length;
  }
  return slots;
}

function numberSlots(scale: Scale, spacing: TickSpacing, endLabels: boolean): readonly Slot[] {
  const { interval } = spacing;
  const start = alignedStart(scale, spacing);
  if ((scale.maximum - start) / interval > MAX_MARKS) return [];
  const withEnds = endLabels || start !== scale.minimum;
  const slots: Slot[] = [];
  const last = withEnds ? scale.maximum : scale.maximum - interval / 2;
  for (let index = withEnds ? 0 : 1; index <= MAX_MARKS; index += 1) {
    const position = clean(start + index * interval, interval);
    if (withEnds ? position > last * (1 + Math.sign(last) * 1e-12) + 1e-300 : position >= last) break;
    slots.push({ position, from: position - interval / 2, to: position + interval / 2 });
  }
  return slots;
}

/** The positions of gridlines and ticks inside the scale. */
export function tickPositions(scale: Scale, spacing: TickSpacing): readonly number[] {
  const { interval, type } = spacing;
  if (!(interval > 0)) return [];
  const start = alignedStart(scale, spacing);
  if ((scale.maximum - start) / intervalLength(start, interval, type) > MAX_MARKS) return [];
  const tolerance = Math.abs(scale.maximum - scale.minimum) * 1e-9;
  const positions: number[] = [];
  for (
    let index = 0, position = start;
    position <= scale.maximum + tolerance && index <= MAX_MARKS;
    index += 1
  ) {
    if (position >= scale.minimum - tolerance) positions.push(position);
    position =
      type === 'Number'
        ? clean(start + (index + 1) * interval, interval)
        : position + intervalLength(position, interval, type);
  }
  return positions;
}

function alignedStart(scale: Scale, spacing: TickSpacing): number {
  const start = alignStart(scale.minimum, spacing.interval, spacing.type);
  if (spacing.offset === 0) return start;
  const length = intervalLength(start, Math.abs(spacing.offset), spacing.offsetType);
  return start + Math.sign(spacing.offset) * length;
}

/** Takes the noise of binary fractions off a sum of intervals: what lies near zero is zero. */
function clean(position: number, interval: number): number {
  if (Math.abs(position) < interval * 1e-9) return 0;
  return Number(position.toPrecision(14));
}
