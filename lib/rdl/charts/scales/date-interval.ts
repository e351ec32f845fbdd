import type { IntervalType } from './scale.ts';

type Step = { readonly upTo: number; readonly interval: number; readonly type: IntervalType };

const MINUTE = 1 / 1440;
const MONTH = 30.5;

/** The automatic interval by the span of the axis in days, the first row that holds it. */
const STEPS: readonly Step[] = [
  { upTo: 10 / 86_400_000, interval: 1, type: 'Milliseconds' },
  { upTo: 50 / 86_400_000, interval: 4, type: 'Milliseconds' },
  { upTo: 200 / 86_400_000, interval: 20, type: 'Milliseconds' },
  { upTo: 500 / 86_400_000, interval: 50, type: 'Milliseconds' },
  { upTo: 7 / 86_400, interval: 1, type: 'Seconds' },
  { upTo: 15 / 86_400, interval: 2, type: 'Seconds' },
  { upTo: 30 / 86_400, interval: 5, type: 'Seconds' },
  { upTo: 1 * MINUTE, interval: 10, type: 'Seconds' },
  { upTo: 2 * MINUTE, interval: 20, type: 'Seconds' },
  { upTo: 3 * MINUTE, interval: 30, type: 'Seconds' },
  { upTo: 10 * MINUTE, interval: 1, type: 'Minutes' },
  { upTo: 20 * MINUTE, interval: 2, type: 'Minutes' },
  { upTo: 60 * MINUTE, interval: 5, type: 'Minutes' },
  { upTo: 120 * MINUTE, interval: 10, type: 'Minutes' },
  { upTo: 180 * MINUTE, interval: 30, type: 'Minutes' },
  { upTo: 0.5, interval: 1, type: 'Hours' },
  { upTo: 1, interval: 4, type: 'Hours' },
  { upTo: 2, interval: 6, type: 'Hours' },
  { upTo: 3, interval: 12, type: 'Hours' },
  { upTo: 10, interval: 1, type: 'Days' },
  { upTo: 20, interval: 2, type: 'Days' },
  { upTo: 30, interval: 3, type: 'Days' },
  { upTo: 2 * MONTH, interval: 1, type: 'Weeks' },
  { upTo: 5 * MONTH, interval: 2, type: 'Weeks' },
  { upTo: 12 * MONTH, interval: 1, type: 'Months' },
  { upTo: 24 * MONTH, interval: 3, type: 'Months' },
  { upTo: 48 * MONTH, interval: 6, type: 'Months' },
];

/** The automatic interval of a date axis that spans so many days. Measured on the engine. */
export function dateInterval(days: number): { readonly interval: number; readonly type: IntervalType } {
  const step = STEPS.find((candidate) => days <= candidate.upTo + 1e-9);
  if (step) return { interval: step.interval, type: step.type };
  const years = days / 365;
  const interval = years < 5 ? 1 : years < 10 ? 2 : Math.floor(years / 5);
  return { interval, type: 'Years' };
}
