/**
 * The automatic distance of the labels of a scale: the least of 1, 2 or 5 times a power of ten that gives no more
 * steps than asked for. Measured: 0–100 over 320 degrees by 10, over 180 degrees and on linear scales by 20; 0–5 over
 * 320 degrees by 0.5.
 */
export function majorInterval(range: number, steps: number): number {
  const least = range / steps;
  if (!(least > 0) || !Number.isFinite(least)) return 1;
  const power = 10 ** Math.floor(Math.log10(least));
  const share = least / power;
  const factor = [1, 2, 5, 10].find((candidate) => share <= candidate * (1 + 1e-9)) ?? 10;
  return clean(factor * power);
}

/** Steps of 2 times a power of ten have four minor ones, others five. */
export function minorInterval(major: number): number {
  if (!(major > 0)) return major;
  const mantissa = major / 10 ** Math.floor(Math.log10(major) + 1e-9);
  return clean(Math.abs(mantissa - 2) < 1e-6 ? major / 4 : major / 5);
}

/** One step each 30 degrees of the sweep. */
export function stepsOfSweep(sweepAngle: number): number {
  return Math.max(1, Math.abs(sweepAngle) / 30);
}

/** As many steps as a half circle has. */
export const LINEAR_STEPS = 6;

/** Without the dust of binary fractions. */
export function clean(value: number): number {
  return Number(value.toPrecision(12));
}
