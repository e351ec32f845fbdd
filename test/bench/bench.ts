/** One measured value. */
export type Figure = { readonly name: string; readonly value: number; readonly unit: string };

/** What a bench has measured; every ratio holds two things against each other that were measured in the same run. */
export type BenchResult = {
  readonly bench: string;
  readonly figures: readonly Figure[];
  readonly ratios: Readonly<Record<string, number>>;
};

export type Bench = () => Promise<BenchResult>;

/** The table that people read. */
export function tableOf({ bench, figures, ratios }: BenchResult): string {
  const rows = [
    ...figures.map(({ name, value, unit }) => [name, number(value), unit]),
    ...Object.entries(ratios).map(([name, value]) => [name, number(value), 'ratio']),
  ];
  const widthOf = (column: number) => Math.max(...rows.map((row) => row[column]?.length ?? 0));
  const lines = rows.map(
    ([name = '', value = '', unit = '']) =>
      `  ${name.padEnd(widthOf(0))}  ${value.padStart(widthOf(1))}  ${unit}`,
  );
  return [bench, ...lines, ''].join('\n');
}

function number(value: number): string {
  if (Number.isInteger(value)) return String(value);
  return value >= 100 ? value.toFixed(0) : value.toPrecision(3);
}

/** The value below which `part` of them lie (nearest rank). */
export function quantile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const found = sorted[Math.max(0, Math.ceil(part * sorted.length) - 1)];
  if (found === undefined) throw new Error('There is no quantile of nothing.');
  return found;
}

/** Milliseconds of wall time. */
export async function timed<T>(work: () => Promise<T>): Promise<{ readonly ms: number; readonly result: T }> {
  const started = performance.now();
  const result = await work();
  return { ms: performance.now() - started, result };
}
