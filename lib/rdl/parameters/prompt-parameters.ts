import { RdlError } from '../errors.ts';
import type { ParameterDefinition } from '../model/report.ts';
import { writeTypedJson } from '../values/typed-json.ts';
import type { Value } from '../values/value.ts';
import {
  type Choice,
  type Context,
  check,
  choicesOf,
  convertAll,
  defaultsOf,
  evaluateOne,
  type GivenParameters,
  isSame,
  type ParameterSources,
} from './parameter-values.ts';
import type { ResolvedParameter } from './resolved-parameter.ts';

/** A parameter as a form asks for it. Values are invariant text that can be given back: ISO dates, `true`, `1.5`. */
export type ParameterPrompt = {
  readonly name: string;
  readonly dataType: ParameterDefinition['dataType'];
  /** What to ask, in the report's words; its name where it has none. */
  readonly prompt: string;
  readonly hidden: boolean;
  readonly multiValue: boolean;
  readonly nullable: boolean;
  readonly allowBlank: boolean;
  /** The valid values; undefined where any value of its type is, or while they cannot be told. */
  readonly choices: readonly { readonly value: string | null; readonly label: string }[] | undefined;
  /** The values it has now: the given ones, or its defaults. None where it needs one. */
  readonly values: readonly (string | null)[];
  readonly isGiven: boolean;
  /** Parameters that its choices and defaults are computed from. */
  readonly dependsOn: readonly string[];
  /** Those of them that need a value first. */
  readonly waitsFor: readonly string[];
  /** Why its values cannot be used, or its choices not be told. */
  readonly problem: string | undefined;
};

export type PromptOptions = {
  readonly definitions: readonly ParameterDefinition[];
  /** What somebody has chosen so far; parameters that the report does not have are ignored. */
  readonly given: GivenParameters;
  readonly sources: ParameterSources;
  readonly dependsOn: (definition: ParameterDefinition) => readonly string[];
  /** The sentence of a refusal, to stand beside the parameter; undefined for a failure of another kind, which is thrown. */
  readonly sentenceOf: (error: unknown) => string | undefined;
};

/**
 * What a form shows for every parameter, in the order of the definition. A parameter that cannot be resolved says why
 * and stops only those that depend on it.
 */
export async function promptParameters(options: PromptOptions): Promise<readonly ParameterPrompt[]> {
  const resolved = new Map<string, ResolvedParameter>();
  const prompts: ParameterPrompt[] = [];
  for (const definition of options.definitions) {
    const dependsOn = options.dependsOn(definition);
    const waitsFor = dependsOn.filter((name) => !resolved.has(name));
    const context = { sources: options.sources, resolved };
    const outcome = waitsFor.length > 0 ? NOT_YET : await outcomeOf(definition, { ...options, context });
    const { choices, values, problem } = outcome;
    if (values && problem === undefined)
      resolved.set(definition.name, resolvedOf(definition, values, choices));
    prompts.push({
      ...facts(definition),
      prompt: waitsFor.length > 0 ? definition.name : promptOf(definition, context),
      choices: choices?.map((choice) => shownChoice(choice, options.sources)),
      values: values?.map(valueText) ?? [],
      isGiven: Object.hasOwn(options.given, definition.name),
      dependsOn,
      waitsFor,
      problem,
    });
  }
  return prompts;
}

type Outcome = {
  readonly choices: readonly Choice[] | undefined;
  readonly values: readonly Value[] | undefined;
  readonly problem: string | undefined;
};

const NOT_YET: Outcome = { choices: undefined, values: undefined, problem: undefined };

async function outcomeOf(
  definition: ParameterDefinition,
  options: PromptOptions & { readonly context: Context },
): Promise<Outcome> {
  const { given, context, sentenceOf } = options;
  const { name, validValues } = definition;
  let choices: readonly Choice[] | undefined;
  let values: readonly Value[] | undefined;
  try {
    choices = validValues && (await choicesOf(definition, validValues, context));
    const chosen = Object.hasOwn(given, name) ? given[name] : undefined;
    values =
      chosen === undefined
        ? await defaultsOrNone(definition, choices, context)
        : convertAll(definition, chosen, context.sources);
    if (values) check(definition, values, choices, context.sources);
    return { choices, values, problem: undefined };
  } catch (error) {
    const problem = sentenceOf(error);
    if (problem === undefined) throw error;
    return { choices, values, problem };
  }
}

/** A parameter without a default is no failure: it is what the form is for. */
async function defaultsOrNone(
  definition: ParameterDefinition,
  choices: readonly Choice[] | undefined,
  context: Context,
): Promise<readonly Value[] | undefined> {
  const hasSome = definition.defaults !== undefined || (definition.nullable && !definition.multiValue);
  if (!hasSome) return undefined;
  try {
    return await defaultsOf(definition, choices, context);
  } catch (error) {
    // Its defaults are none of the valid values, or a dataset without rows gives them.
    if (error instanceof RdlError && error.code === 'PARAMETER_INVALID') return undefined;
    throw error;
  }
}

function resolvedOf(
  { name, multiValue }: ParameterDefinition,
  values: readonly Value[],
  choices: readonly Choice[] | undefined,
): ResolvedParameter {
  const labels = values.map((value) => choices?.find((choice) => isSame(choice.value, value))?.label);
  return { name, multiValue, values, labels };
}

function facts({ name, dataType, hidden, multiValue, nullable, allowBlank }: ParameterDefinition) {
  return { name, dataType, hidden, multiValue, nullable, allowBlank };
}

/** An expression that fails has no words; the name says what is meant. */
function promptOf(definition: ParameterDefinition, context: Context): string {
  if (definition.prompt === undefined) return definition.name;
  try {
    const value = evaluateOne(definition, definition.prompt, context);
    return (value.type === 'Nothing' ? '' : context.sources.textOf(value)) || definition.name;
  } catch (error) {
    if (error instanceof RdlError) return definition.name;
    throw error;
  }
}

function shownChoice(
  { value, label }: Choice,
  { textOf }: ParameterSources,
): { readonly value: string | null; readonly label: string } {
  return { value: valueText(value), label: label ?? (value.type === 'Nothing' ? '' : textOf(value)) };
}

/** As it can be given back; a date without a time of day is a date alone. */
function valueText(value: Value): string | null {
  const { value: text } = writeTypedJson(value);
  if (typeof text !== 'string') return null;
  return value.type === 'DateTime' ? text.replace(/\.0+$/, '').replace(/T00:00:00$/, '') : text;
}
