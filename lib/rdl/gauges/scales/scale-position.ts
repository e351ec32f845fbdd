import type { ScaleAxis } from '../model/gauge-model.ts';

/** Where a value lies on a scale: 0 at its start, 1 at its end; values beyond lie at the end. */
export function fractionOf(axis: ScaleAxis, value: number): number {
  const share = Math.min(1, Math.max(0, rawShare(axis, value)));
  return axis.reversed ? 1 - share : share;
}

function rawShare({ minimum, maximum, logarithmic, logarithmicBase }: ScaleAxis, value: number): number {
  if (!logarithmic) return maximum === minimum ? 0 : (value - minimum) / (maximum - minimum);
  const log = (number: number) => Math.log(Math.max(number, Number.MIN_VALUE)) / Math.log(logarithmicBase);
  const from = log(minimum);
  const span = log(maximum) - from;
  return span === 0 ? 0 : (log(value) - from) / span;
}
