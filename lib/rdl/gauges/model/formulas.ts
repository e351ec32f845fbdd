/** How the values of several instances become one (MS-RDL GaugeInputValue.Formula). */
export const FORMULAS = [
  'None',
  'Average',
  'Linear',
  'Max',
  'Min',
  'Median',
  'OpenClose',
  'Percentile',
  'Variance',
  'RateOfChange',
  'Integral',
] as const;
export type Formula = (typeof FORMULAS)[number];

export type FormulaOptions = {
  readonly formula: Formula;
  /** Percentile alone: the part of the sorted values, 0–100, whose mean counts. */
  readonly minPercent: number;
  readonly maxPercent: number;
};

/** One value out of many in the order of their instances; undefined for none. */
export function applyFormula(values: readonly number[], options: FormulaOptions): number | undefined {
  const first = values[0];
  const last = values.at(-1);
  if (first === undefined || last === undefined) return undefined;
  switch (options.formula) {
    case 'None':
    case 'Linear':
      return last;
    case 'Average':
      return mean(values);
    case 'Max':
      return values.reduce((most, value) => Math.max(most, value), first);
    case 'Min':
      return values.reduce((least, value) => Math.min(least, value), first);
    case 'Median':
      return median(values);
    case 'OpenClose':
      return last - first;
    case 'Percentile':
      return percentile(values, options);
    case 'Variance':
      return mean(values.map((value) => (value - mean(values)) ** 2));
    case 'RateOfChange':
      return values.length < 2 ? 0 : last - (values.at(-2) ?? last);
    case 'Integral':
      return sum(values);
  }
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function mean(values: readonly number[]): number {
  return sum(values) / values.length;
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  const upper = sorted[Math.floor(middle)] ?? 0;
  return Number.isInteger(middle) ? ((sorted[middle - 1] ?? upper) + upper) / 2 : upper;
}

function percentile(values: readonly number[], options: FormulaOptions): number {
  const sorted = values.toSorted((a, b) => a - b);
  const place = (percent: number) => (Math.min(100, Math.max(0, percent)) / 100) * (sorted.length - 1);
  const from = Math.round(place(Math.min(options.minPercent, options.maxPercent)));
  const to = Math.round(place(Math.max(options.minPercent, options.maxPercent)));
  return mean(sorted.slice(from, to + 1));
}
