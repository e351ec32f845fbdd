import type { IntervalModel, ScaleAxis } from '../model/gauge-model.ts';
import { clean } from './gauge-interval.ts';

/** More marks than any picture has room for; a definition that asks for more gets none. */
const MAX_MARKS = 1000;

/** The values of a row of marks, from the minimum (or its offset) to the maximum. */
export function markValues(
  axis: ScaleAxis,
  { interval, offset }: { interval: number; offset: number },
): readonly number[] {
  return axis.logarithmic ? logarithmicValues(axis, interval) : linearValues(axis, interval, offset);
}

function linearValues({ minimum, maximum }: ScaleAxis, interval: number, offset: number): readonly number[] {
  const start = minimum + offset;
  const count = Math.floor((maximum - start) / interval + 1e-9) + 1;
  if (!(interval > 0) || !(count <= MAX_MARKS)) return [];
  return Array.from({ length: Math.max(0, count) }, (_, index) => clean(start + index * interval));
}

/** Powers of the base, `interval` of them a step. */
function logarithmicValues(axis: ScaleAxis, interval: number): readonly number[] {
  const { minimum, maximum, logarithmicBase: base } = axis;
  const power = (value: number) => Math.log(value) / Math.log(base);
  const from = Math.ceil(power(minimum) - 1e-9);
  const step = Math.max(1, Math.round(interval));
  const count = Math.floor((power(maximum) + 1e-9 - from) / step) + 1;
  if (!(count > 0 && count <= MAX_MARKS)) return [];
  return Array.from({ length: count }, (_, index) => clean(base ** (from + index * step)));
}

/** The values between the steps of a logarithmic scale: 2, 3 .. base − 1 times each. */
export function logarithmicMinorValues(axis: ScaleAxis, major: readonly number[]): readonly number[] {
  const between = Math.min(MAX_MARKS, Math.max(0, Math.ceil(axis.logarithmicBase) - 2));
  return major
    .flatMap((value) => Array.from({ length: between }, (_, index) => clean(value * (index + 2))))
    .filter((value) => value <= axis.maximum);
}

/** The interval and offset of a row of marks, where it has its own, else the scale's. */
export function effectiveInterval(
  own: IntervalModel,
  scale: { interval: number; offset: number },
): {
  readonly interval: number;
  readonly offset: number;
} {
  return { interval: own.interval ?? scale.interval, offset: own.offset ?? scale.offset };
}
