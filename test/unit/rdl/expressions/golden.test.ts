import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { isExpressionCases } from '../../../../lib/rdl/expressions/cases/case-file.ts';
import { runExpressionCases } from '../../../../lib/rdl/expressions/cases/run-cases.ts';

/** Tables of expressions with what Visual Basic itself gives for them. */
const FOLDER = new URL('../../../../../shared/golden/', import.meta.url);

/** The cases that are answered differently, and why so is written in docs/rdl-differences.md. */
const KNOWN: Readonly<Record<string, readonly string[]>> = {
  format: [],
  operators: ['op-3270'],
  strings: [],
  dates: ['date-1181'],
  logic: ['log-0759'],
  math: [],
  fields: [],
  realistic: ['real-0241'],
  code: [],
};

type Answers = Readonly<Record<string, unknown>>;

function read(area: string): unknown {
  return JSON.parse(readFileSync(new URL(`${area}.json`, FOLDER), 'utf8'));
}

function isRecord(value: unknown): value is Answers {
  return typeof value === 'object' && value !== null;
}

/** On Windows with .NET Framework where that differs. */
function expected(answers: unknown): unknown {
  return isRecord(answers) ? (answers.netfx ?? answers.windows ?? answers.result) : undefined;
}

function isSame(given: unknown, wanted: unknown): boolean {
  if (!isRecord(given) || !isRecord(wanted)) return false;
  if ('error' in given || 'error' in wanted) return given.error === wanted.error;
  return ['type', 'value', 'enum', 'name', 'element'].every(
    (key) => JSON.stringify(given[key]) === JSON.stringify(wanted[key]),
  );
}

/** What a case asks for, one result for each expression of it. */
function resultsOf(one: unknown): readonly unknown[] {
  if (!isRecord(one)) return [];
  return Array.isArray(one.results) ? one.results : [one.result];
}

function wantedOf(one: unknown): readonly unknown[] {
  if (!isRecord(one)) return [];
  return Array.isArray(one.calls) ? one.calls.map(expected) : [expected(one)];
}

describe.skipIf(!existsSync(FOLDER))('tables of expressions', () => {
  test.each(Object.entries(KNOWN))('%s: every case has its answer, but for the known ones', (area, known) => {
    const cases = read(area);
    if (!isExpressionCases(cases)) throw new TypeError(`${area} holds no cases.`);
    const results = runExpressionCases(cases);
    const differing = cases.filter((one, index) => {
      const given = resultsOf(results[index]);
      return !wantedOf(one).every((wanted, at) => isSame(given[at], wanted));
    });
    expect(cases.length).toBeGreaterThan(0);
    expect(differing.map((one) => one.id)).toEqual(known);
  });
});
