import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { ResultJson } from '../../../../lib/rdl/data/cases/result-json.ts';
import {
  evaluateReportFunctionCases,
  isReportFunctionCases,
} from '../../../../lib/rdl/data/evaluate-cases.ts';

/** What the Reporting Services engine answered for text boxes in all kinds of places. */
const TABLE = '../shared/golden/report-functions.json';

/** The share reached; it only ever rises. */
const REACHED = 1;

type Expected = {
  readonly id: string;
  readonly expression: string;
  readonly scope: string;
  readonly results: readonly ResultJson[];
  readonly formatted?: readonly string[];
  readonly windows?: readonly string[];
};

test.skipIf(!existsSync(TABLE))('report functions answer what the Reporting Services engine answers', () => {
  const file: unknown = JSON.parse(readFileSync(TABLE, 'utf8'));
  if (!isReportFunctionCases(file)) throw new Error(`${TABLE} is no table of cases.`);
  const expected: readonly Expected[] = JSON.parse(readFileSync(TABLE, 'utf8')).cases;
  const actual = evaluateReportFunctionCases(file);
  const wrong = expected.filter((one, index) => {
    const answer = actual[index];
    const shown = one.windows ?? one.formatted;
    return (
      answer === undefined ||
      answer.results.length !== one.results.length ||
      one.results.some((result, place) => !isSame(result, answer.results[place])) ||
      (shown !== undefined && JSON.stringify(shown) !== JSON.stringify(answer.formatted))
    );
  });
  const share = 1 - wrong.length / expected.length;
  const list = wrong.map(({ id, scope, expression }) => `${id} (${scope}) ${expression}`).join('\n');
  expect(share, `${wrong.length} of ${expected.length} cases differ:\n${list}`).toBeGreaterThanOrEqual(
    REACHED,
  );
});

function isSame(left: ResultJson, right: ResultJson | undefined): boolean {
  if (right === undefined) return false;
  if ('error' in left || 'error' in right) {
    return 'error' in left && 'error' in right && left.error === right.error && left.code === right.code;
  }
  if (left.type !== right.type) return false;
  if (left.type !== 'Double') return JSON.stringify(left.value) === JSON.stringify(right.value);
  const [a, b] = [Number(left.value), Number(right.value)];
  return Object.is(a, b) || Math.abs(a - b) <= 1e-12 * Math.abs(b);
}
