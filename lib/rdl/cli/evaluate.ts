import { readFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { isExpressionCases } from '../expressions/cases/case-file.ts';
import { runExpressionCases } from '../expressions/cases/run-cases.ts';

const USAGE = 'Usage: npm run evaluate -- CASES.json [--out RESULTS.json]';

/** Evaluates a file of cases; the forms are those of the golden tables. @throws TypeError for another form */
export async function evaluateCases(json: unknown): Promise<readonly unknown[]> {
  if (isExpressionCases(json)) return runExpressionCases(json);
  // The data engine is only needed, and loaded, for cases that bring data.
  const { evaluateReportFunctionCases, isReportFunctionCases } = await import('../data/evaluate-cases.ts');
  if (isReportFunctionCases(json)) return evaluateReportFunctionCases(json);
  throw new TypeError('The file holds neither a list of expressions nor report function cases.');
}

/** One result a line, so that two files can be compared. */
function linesOf(results: readonly unknown[]): string {
  return `[\n${results.map((result) => JSON.stringify(result)).join(',\n')}\n]\n`;
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { out: { type: 'string' } } });
  const [file] = positionals;
  if (file === undefined || positionals.length > 1) {
    console.error(USAGE);
    process.exitCode = 2;
    return;
  }
  const json: unknown = JSON.parse(await readFile(file, 'utf8'));
  const text = linesOf(await evaluateCases(json));
  if (values.out === undefined) process.stdout.write(text);
  else await writeFile(values.out, text);
}

if (import.meta.main) {
  try {
    await main();
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = 2;
  }
}
