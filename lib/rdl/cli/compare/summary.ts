import type { CaseResult } from './compare-case.ts';

export type CheckCount = { readonly check: string; readonly passed: number; readonly total: number };

/** How many cases pass each check, in the order in which checks first appear. */
export function countChecks(results: readonly CaseResult[]): readonly CheckCount[] {
  const counts = new Map<string, { passed: number; total: number }>();
  for (const { check, differences } of results.flatMap(({ checks }) => checks)) {
    const count = counts.get(check) ?? { passed: 0, total: 0 };
    counts.set(check, count);
    count.total++;
    if (differences.length === 0) count.passed++;
  }
  return [...counts].map(([check, count]) => ({ check, ...count }));
}

export function passes(result: CaseResult): boolean {
  return result.checks.every(({ differences }) => differences.length === 0);
}

/** The share of passed checks, and each failing case with its differences; for people. */
export function summaryText(results: readonly CaseResult[], options: { readonly details: number }): string {
  const failing = results.filter((result) => !passes(result));
  const lines = failing.flatMap((result) => failureLines(result, options.details));
  const counts = countChecks(results);
  const width = Math.max(...counts.map(({ check }) => check.length));
  const table = counts.map(({ check, passed, total }) => {
    const share = `${((100 * passed) / total).toFixed(1)} %`;
    return `${check.padEnd(width)}  ${share.padStart(7)}  ${String(passed).padStart(4)} of ${total}`;
  });
  const whole = `${results.length - failing.length} of ${results.length} cases are equal in every check.`;
  return [...lines, ...(lines.length > 0 ? [''] : []), ...table, '', whole].join('\n');
}

function failureLines(result: CaseResult, details: number): readonly string[] {
  const failed = result.checks.filter(({ differences }) => differences.length > 0);
  return [
    `${result.name}: ${failed.map(({ check }) => check).join(', ')}`,
    ...failed.flatMap(({ check, differences }) => [
      ...differences.slice(0, details).map((difference) => `    ${check}: ${difference}`),
      ...(differences.length > details ? [`    ${check}: … and ${differences.length - details} more`] : []),
    ]),
  ];
}

/** The same for programs. */
export function summaryJson(results: readonly CaseResult[]): unknown {
  return {
    cases: results.length,
    equal: results.filter(passes).length,
    checks: countChecks(results),
    results: results.map(({ name, kind, refused, checks }) => ({
      name,
      kind,
      drawn: refused === undefined,
      checks: Object.fromEntries(checks.map(({ check, differences }) => [check, differences])),
    })),
  };
}
