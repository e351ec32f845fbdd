import { compileCode } from '../../code/compile.ts';
import { type Culture, findCulture } from '../../formats/culture.ts';
import { writeTypedJson } from '../../values/typed-json.ts';
import type { Evaluated } from '../../values/value.ts';
import type { Environment } from '../environment.ts';
import { evaluate } from '../evaluate.ts';
import { parseExpression } from '../parse.ts';
import { Session } from '../session.ts';
import { CaseEnvironment } from './case-environment.ts';
import {
  type CaseResult,
  type CodeCase,
  type ErrorJson,
  type ExpressionCase,
  isCodeCase,
} from './case-file.ts';

/** Report servers speak the language of .NET Framework 4's compiler. */
const LANGUAGE_VERSION = 11;

/** Evaluates a table of expressions and of custom code, in order. @throws RangeError for an unknown language */
export function runExpressionCases(cases: readonly (ExpressionCase | CodeCase)[]): readonly CaseResult[] {
  const session = new Session({ hasReportFunctions: false });
  return cases.map((one) => (isCodeCase(one) ? runCode(one) : runExpression(one, session)));
}

function cultureNamed(name = 'en-US'): Culture {
  const culture = findCulture(name);
  if (culture === undefined) throw new RangeError(`Unknown culture '${name}'.`);
  return culture;
}

function runExpression(one: ExpressionCase, session: Session): CaseResult {
  const { fields, parameters } = one;
  const environment = new CaseEnvironment({
    session,
    culture: cultureNamed(one.culture),
    fields,
    parameters,
  });
  return { id: one.id, result: resultOf(run(one.expression, environment)) };
}

function runCode(one: CodeCase): CaseResult {
  const session = new Session({ code: compileCode(one.code), hasReportFunctions: false });
  const culture = cultureNamed(one.culture);
  const results = one.calls.map(({ expression, fields }) =>
    resultOf(run(expression, new CaseEnvironment({ session, culture, fields }))),
  );
  return { id: one.id, results };
}

function run(source: string, environment: Environment): Evaluated {
  const parsed = parseExpression(source, LANGUAGE_VERSION);
  if (!parsed.ok) return { ok: false, kind: 'compile', message: parsed.message };
  return evaluate(parsed.expression, environment);
}

function resultOf(outcome: Evaluated): ReturnType<typeof writeTypedJson> | ErrorJson {
  return outcome.ok ? writeTypedJson(outcome.value) : { error: outcome.kind };
}
