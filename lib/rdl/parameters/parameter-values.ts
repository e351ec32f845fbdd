import { createComparer } from '../data/comparison/comparer.ts';
import { RdlError } from '../errors.ts';
import type { ParameterDefinition, ParameterValues, Source } from '../model/report.ts';
import type { Evaluated, Value } from '../values/value.ts';
import { NOTHING } from '../values/value.ts';
import type { GivenValue } from './convert-parameter.ts';
import { convertGiven, convertValue } from './convert-parameter.ts';
import type { ResolvedParameters } from './resolved-parameter.ts';

/** Given values by parameter name; a list for a multi-value parameter. */
export type GivenParameters = Readonly<Record<string, GivenValue | readonly GivenValue[]>>;

/** What resolving needs of the rendering: expressions over the parameters resolved so far, and rows of datasets. */
export interface ParameterSources {
  evaluate(source: Source, resolved: ResolvedParameters): Evaluated;
  /**
   * Values and labels of a dataset's rows, queried with the parameters resolved so far.
   * @throws RdlError
   */
  rows(
    query: {
      readonly dataSetName: string;
      readonly valueField: string;
      readonly labelField: string | undefined;
    },
    resolved: ResolvedParameters,
  ): Promise<readonly { readonly value: Value; readonly label: string | undefined }[]>;
  textOf(value: Value): string;
  parseDate(text: string): Value | undefined;
}

/** A valid value of a parameter. */
export type Choice = { readonly value: Value; readonly label: string | undefined };

export type Context = { readonly sources: ParameterSources; readonly resolved: ResolvedParameters };
export type Given = GivenValue | readonly GivenValue[] | undefined;

/** @throws RdlError PARAMETER_INVALID where one is not of the parameter's type, or it takes one value only */
export function convertAll(
  definition: ParameterDefinition,
  given: Exclude<Given, undefined>,
  sources: ParameterSources,
): readonly Value[] {
  const values = isList(given) ? given : [given];
  if (!definition.multiValue && values.length !== 1) {
    throw refusal(definition.name, `It takes one value, not ${values.length}.`);
  }
  return values.map((value) => {
    const converted = convertGiven(value, definition.dataType, sources.parseDate);
    if (converted !== undefined) return converted;
    throw refusal(definition.name, `'${value}' is not of its type, ${definition.dataType}.`);
  });
}

function isList(given: Exclude<Given, undefined>): given is readonly GivenValue[] {
  return Array.isArray(given);
}

/** Valid values, in order. @throws RdlError */
export async function choicesOf(
  definition: ParameterDefinition,
  values: ParameterValues,
  { sources, resolved }: Context,
): Promise<readonly Choice[]> {
  if (values.kind === 'dataset') {
    const rows = await sources.rows(values, resolved);
    return rows.map(({ value, label }) => ({ value: typed(definition, value, sources), label }));
  }
  return values.values.flatMap(({ value, label }) => {
    const text = label === undefined ? undefined : evaluateOne(definition, label, { sources, resolved });
    const labelText = text === undefined || text.type === 'Nothing' ? undefined : sources.textOf(text);
    return evaluateAll(definition, value, { sources, resolved }).map((one) => ({
      value: one,
      label: labelText,
    }));
  });
}

/**
 * Defaults that are no valid values do not count; without any, Nothing where the parameter may be null.
 * @throws RdlError PARAMETER_INVALID where there is none
 */
export async function defaultsOf(
  definition: ParameterDefinition,
  choices: readonly Choice[] | undefined,
  context: Context,
): Promise<readonly Value[]> {
  const all =
    definition.defaults === undefined ? [] : await defaultValues(definition, definition.defaults, context);
  const allowed =
    choices === undefined
      ? all
      : all.filter((value) => choices.some((choice) => isSame(choice.value, value)));
  const values = definition.multiValue ? allowed : allowed.slice(0, 1);
  if (values.length > 0) return values;
  if (definition.nullable && !definition.multiValue) return [NOTHING];
  throw refusal(
    definition.name,
    `It has no default; give it a value.${allowedText(choices, context.sources)}`,
  );
}

async function defaultValues(
  definition: ParameterDefinition,
  defaults: ParameterValues,
  context: Context,
): Promise<readonly Value[]> {
  const { sources, resolved } = context;
  if (defaults.kind === 'list') {
    return defaults.values.flatMap(({ value }) => evaluateAll(definition, value, context));
  }
  const rows = await sources.rows(defaults, resolved);
  const values = rows.map(({ value }) => typed(definition, value, sources));
  return values.filter((value, index) => values.findIndex((other) => isSame(other, value)) === index);
}

/** An expression may give an array: each item is a value. */
function evaluateAll(
  definition: ParameterDefinition,
  source: Source | null,
  context: Context,
): readonly Value[] {
  if (source === null) return [NOTHING];
  const value = evaluateOne(definition, source, context);
  const items = value.type === 'Array' ? value.items : [value];
  return items.map((item) => typed(definition, item, context.sources));
}

export function evaluateOne(
  definition: ParameterDefinition,
  source: Source,
  { sources, resolved }: Context,
): Value {
  const evaluated: Evaluated = source.startsWith('=')
    ? sources.evaluate(source, resolved)
    : { ok: true, value: { type: 'String', value: source } };
  if (evaluated.ok) return evaluated.value;
  throw refusal(definition.name, `Its expression '${source}' fails: ${evaluated.message}`);
}

function typed(definition: ParameterDefinition, value: Value, sources: ParameterSources): Value {
  const converted = convertValue(value, definition.dataType, sources);
  if (converted !== undefined) return converted;
  throw refusal(
    definition.name,
    `The report gives it '${sources.textOf(value)}', which is not of its type, ${definition.dataType}.`,
  );
}

/** @throws RdlError PARAMETER_INVALID where the values are none that the parameter allows */
export function check(
  definition: ParameterDefinition,
  values: readonly Value[],
  choices: readonly Choice[] | undefined,
  sources: ParameterSources,
): void {
  const { name, dataType, multiValue, nullable, allowBlank } = definition;
  if (multiValue && values.length === 0)
    throw refusal(name, `Give it at least one value.${allowedText(choices, sources)}`);
  for (const value of values) {
    const isChoice = choices?.some((choice) => isSame(choice.value, value)) ?? true;
    if (value.type === 'Nothing' && (!nullable || multiValue) && !(choices !== undefined && isChoice)) {
      throw refusal(name, `It cannot be null.${allowedText(choices, sources)}`);
    }
    if (dataType === 'String' && value.type === 'String' && value.value === '' && !allowBlank) {
      throw refusal(name, `It cannot be blank.${allowedText(choices, sources)}`);
    }
    if (!isChoice && value.type !== 'Nothing') {
      throw refusal(name, `'${sources.textOf(value)}' is not allowed.${allowedText(choices, sources)}`);
    }
  }
}

const EXACT = createComparer('', { caseSensitive: true });

export function isSame(left: Value, right: Value): boolean {
  return EXACT.key(left) === EXACT.key(right);
}

const MOST_LISTED = 20;

function allowedText(choices: readonly Choice[] | undefined, sources: ParameterSources): string {
  if (choices === undefined) return '';
  if (choices.length === 0) return ' No value is allowed: its list of valid values is empty.';
  return ` Allowed: ${listText(choices.map((choice) => (choice.value.type === 'Nothing' ? 'null' : sources.textOf(choice.value))))}.`;
}

export function listText(values: readonly string[]): string {
  if (values.length === 0) return 'none';
  const shown = values.slice(0, MOST_LISTED).join(', ');
  return values.length > MOST_LISTED ? `${shown} and ${values.length - MOST_LISTED} more` : shown;
}

export function refusal(name: string, reason: string): RdlError {
  return new RdlError('PARAMETER_INVALID', `Parameter '${name}': ${reason}`, { element: name });
}
