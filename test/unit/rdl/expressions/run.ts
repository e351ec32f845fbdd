import { compileCode } from '../../../../lib/rdl/code/compile.ts';
import { CaseEnvironment } from '../../../../lib/rdl/expressions/cases/case-environment.ts';
import { evaluate } from '../../../../lib/rdl/expressions/evaluate.ts';
import { parseExpression } from '../../../../lib/rdl/expressions/parse.ts';
import { type BudgetLimits, Session } from '../../../../lib/rdl/expressions/session.ts';
import { findCulture } from '../../../../lib/rdl/formats/culture.ts';
import { type TypedJson, writeTypedJson } from '../../../../lib/rdl/values/typed-json.ts';
import type { Evaluated } from '../../../../lib/rdl/values/value.ts';

export type RunOptions = {
  readonly culture?: string;
  readonly fields?: Readonly<Record<string, TypedJson>>;
  readonly parameters?: ConstructorParameters<typeof CaseEnvironment>[0]['parameters'];
  readonly code?: string;
  readonly session?: Session;
  readonly limits?: Partial<BudgetLimits>;
};

/** Evaluates one expression. */
export function run(source: string, options: RunOptions = {}): Evaluated {
  const { code, limits = {}, fields, parameters } = options;
  const culture = findCulture(options.culture ?? 'en-US');
  if (culture === undefined) throw new RangeError('An unknown culture.');
  const compiled = code === undefined ? undefined : compileCode(code);
  const session = options.session ?? new Session({ code: compiled, limits, hasReportFunctions: false });
  const parsed = parseExpression(source);
  if (!parsed.ok) return { ok: false, kind: 'compile', message: parsed.message };
  return evaluate(parsed.expression, new CaseEnvironment({ session, culture, fields, parameters }));
}

/** A result in short: `Int32 5`, `String abc`, `Nothing`, `!OverflowException`. */
export function shown(outcome: Evaluated): string {
  if (!outcome.ok) return `!${outcome.kind}`;
  return shownJson(writeTypedJson(outcome.value));
}

function shownJson(json: TypedJson): string {
  if (json.type === 'Null') return 'Nothing';
  const { value } = json;
  if (Array.isArray(value)) return `${json.element}(${value.map(shownJson).join(', ')})`;
  return value === undefined ? json.type : `${json.type} ${value}`;
}

/** The result in short of one expression. */
export function result(source: string, options?: RunOptions): string {
  return shown(run(source, options));
}
