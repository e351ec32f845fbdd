import { RdlError } from '../errors.ts';
import type { ParameterDefinition } from '../model/report.ts';
import { NOTHING } from '../values/value.ts';
import {
  type Context,
  check,
  choicesOf,
  convertAll,
  defaultsOf,
  type Given,
  type GivenParameters,
  isSame,
  listText,
  type ParameterSources,
  refusal,
} from './parameter-values.ts';
import type { ResolvedParameter, ResolvedParameters } from './resolved-parameter.ts';

export type { GivenParameters, ParameterSources } from './parameter-values.ts';

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
      throw refusal(name, `The report has no such parameter. It has: ${listText([...known])}.`);
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
