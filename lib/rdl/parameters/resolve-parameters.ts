import { createComparer } from '../data/comparison/comparer.ts';
import { RdlError } from '../errors.ts';
import type { ParameterDefinition, ParameterValues, Source } from '../model/report.ts';
import type { Evaluated, Value } from '../values/value.ts';
import { NOTHING } from '../values/value.ts';
import type { GivenValue } from './convert-parameter.ts';
import { convertGiven, convertValue } from './convert-parameter.ts';
import type { ResolvedParameter, ResolvedParameters } from './resolved-parameter.ts';

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

type Choice = { readonly value: Value; readonly label: string | undefined };

/**
 * Gives every parameter its values, in the order of the definition, so that each may depend on those before it.
 * @param needed the parameters that the rendering uses; the others are resolved where that asks no data and cannot fail
 * @throws RdlError PARAMETER_INVALID naming the parameter and what it allows; what `sources` throws
 */
export async function resolveParameters(options: {
  readonly definitions: readonly ParameterDefinition[];
  readonly given: GivenParameters;
  readonly sources: ParameterSources;
  readonly needed?: ReadonlySet<string>;
}): Promise<ResolvedParameters> {
  const { definitions, given, sources, needed } = options;
  const known = new Set(definitions.map((definition) => definition.name));
  for (const name of Object.keys(given)) {
    if (!known.has(name))
      throw refusal(name, `The report has no such parameter. It has: ${list([...known])}.`);
  }
  const resolved = new Map<string, ResolvedParameter>();
  for (const definition of definitions) {
    const values = Object.hasOwn(given, definition.name) ? given[definition.name] : undefined;
    const isNeeded = needed === undefined || needed.has(definition.name);
    const parameter = isNeeded
      ? await resolveOne(definition, values, { sources, resolved })
      : await resolveUnused(definition, values, { sources, resolved });
    resolved.set(definition.name, parameter);
  }
  return resolved;
}

type Context = { readonly sources: ParameterSources; readonly resolved: ResolvedParameters };
type Given = GivenValue | readonly GivenValue[] | undefined;

/** What stands beside the drawn item must not stop it: an unused parameter without a value is Nothing. */
async function resolveUnused(
  definition: ParameterDefinition,
  given: Given,
  context: Context,
): Promise<ResolvedParameter> {
  const asksData = definition.defaults?.kind === 'dataset' || definition.validValues?.kind === 'dataset';
  if (!asksData) {
    try {
      return await resolveOne(definition, given, context);
    } catch (error) {
      if (!(error instanceof RdlError) || error.code !== 'PARAMETER_INVALID' || given !== undefined)
        throw error;
    }
  }
  const values = given === undefined ? [] : convertAll(definition, given, context.sources);
  return {
    name: definition.name,
    multiValue: definition.multiValue,
    values: values.length === 0 && !definition.multiValue ? [NOTHING] : values,
    labels: [],
  };
}

async function resolveOne(
  definition: ParameterDefinition,
  given: Given,
  context: Context,
): Promise<ResolvedParameter> {
  const choices =
    definition.validValues === undefined
      ? undefined
      : await choicesOf(definition, definition.validValues, context);
  const values =
    given === undefined
      ? await defaultsOf(definition, choices, context)
      : convertAll(definition, given, context.sources);
  check(definition, values, choices, context.sources);
  return {
    name: definition.name,
    multiValue: definition.multiValue,
    values,
    labels: values.map((value) => choices?.find((choice) => isSame(choice.value, value))?.label),
  };
}

function convertAll(
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

async function choicesOf(
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

/** Defaults that are no valid values do not count; without any, Nothing where the parameter may be null. */
async function defaultsOf(
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

function evaluateOne(definition: ParameterDefinition, source: Source, { sources, resolved }: Context): Value {
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

function check(
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

function isSame(left: Value, right: Value): boolean {
  return EXACT.key(left) === EXACT.key(right);
}

const MOST_LISTED = 20;

function allowedText(choices: readonly Choice[] | undefined, sources: ParameterSources): string {
  if (choices === undefined) return '';
  if (choices.length === 0) return ' No value is allowed: its list of valid values is empty.';
  return ` Allowed: ${list(choices.map((choice) => (choice.value.type === 'Nothing' ? 'null' : sources.textOf(choice.value))))}.`;
}

function list(values: readonly string[]): string {
  if (values.length === 0) return 'none';
  const shown = values.slice(0, MOST_LISTED).join(', ');
  return values.length > MOST_LISTED ? `${shown} and ${values.length - MOST_LISTED} more` : shown;
}

function refusal(name: string, reason: string): RdlError {
  return new RdlError('PARAMETER_INVALID', `Parameter '${name}': ${reason}`, { element: name });
}
