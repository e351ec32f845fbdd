import type { CaseFile } from './cases/case-file.ts';
import type { CaseResult } from './cases/run-case.ts';
import { runCase } from './cases/run-case.ts';

/** Whether a parsed file is a table of report function cases: `{"dataSets": …, "cases": […]}`. */
export function isReportFunctionCases(json: unknown): json is CaseFile {
  return (
    typeof json === 'object' &&
    json !== null &&
    'dataSets' in json &&
    typeof json.dataSets === 'object' &&
    'cases' in json &&
    Array.isArray(json.cases)
  );
}

/** Evaluates a table of report function cases, each in a report of its own, in order. */
export function evaluateReportFunctionCases(file: CaseFile): readonly CaseResult[] {
  return file.cases.map((one) => runCase(one, file));
}
