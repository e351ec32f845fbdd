import { isIntegerType, RANGES } from '../values/make.ts';
import type { Value } from '../values/value.ts';
import { type Conversion, classifyConversion } from './classify.ts';
import type { Overload, Parameter } from './library/signature.ts';
import { elementOf, isEnumType, isIntegralType, type StaticType } from './static-type.ts';

/** An argument as far as the choice of an overload goes. */
export type ArgumentShape = {
  readonly type: StaticType;
  /** Set by `name:=`. */
  readonly name: string | undefined;
  /** The value of a constant expression, which must fit. */
  readonly constant: Value | undefined;
  readonly isOmitted: boolean;
};

/** Where a parameter's value comes from. */
export type ParameterSource =
  | { readonly kind: 'argument'; readonly index: number }
  | { readonly kind: 'default'; readonly value: Value }
  /** The arguments from `first` on, as one array. */
  | { readonly kind: 'rest'; readonly first: number };

export type Resolution =
  | { readonly kind: 'match'; readonly overload: Overload; readonly sources: readonly ParameterSource[] }
  /** The types at run time decide. */
  | { readonly kind: 'late' }
  | { readonly kind: 'none'; readonly message: string }
  | { readonly kind: 'ambiguous'; readonly message: string };

/** Whether the types are those of the source or of the values at run time. */
export type BindingTime = 'early' | 'late';

type Candidate = {
  readonly overload: Overload;
  readonly sources: readonly ParameterSource[];
  /** The parameter type that each argument meets, and how it gets there. */
  readonly types: readonly StaticType[];
  readonly conversions: readonly Conversion[];
  readonly isExpanded: boolean;
};

/**
 * Chooses the overload that a call means (language specification, section 11.8): first those that need no narrowing,
 * of them the most specific; else the only one, or the ones that narrow from Object, which run time decides.
 */
export function resolveOverload(
  overloads: readonly Overload[],
  list: readonly ArgumentShape[],
  time: BindingTime = 'early',
): Resolution {
  const candidates = overloads
    .flatMap((overload) => candidatesOf(overload, list))
    .map((each) => (time === 'late' ? asLate(each, list) : each));
  const applicable = candidates.filter((candidate) => !candidate.conversions.includes('none'));
  if (applicable.length === 0) {
    return {
      kind: 'none',
      message: candidates.length === 0 ? WRONG_COUNT : 'No overload takes these arguments.',
    };
  }
  const widening = applicable.filter((candidate) => !candidate.conversions.includes('narrowing'));
  if (widening.length > 0) return mostSpecific(widening, list);
  if (applicable.length === 1) return matched(applicable[0]);
  const fromObject = applicable.filter((each) => narrowsOnlyFromObject(each, list));
  if (fromObject.length === 1) return matched(fromObject[0]);
  if (fromObject.length > 1) return { kind: 'late' };
  return { kind: 'ambiguous', message: 'No overload can be called without a narrowing conversion.' };
}

/** At run time a text is made into characters only where nothing else will do. */
function asLate(candidate: Candidate, list: readonly ArgumentShape[]): Candidate {
  const conversions = candidate.conversions.map((conversion, index) =>
    list[index]?.type === 'String' && candidate.types[index] === 'Char()' ? 'narrowing' : conversion,
  );
  return { ...candidate, conversions };
}

const WRONG_COUNT = 'No overload accepts this number of arguments.';

function matched(candidate: Candidate | undefined): Resolution {
  return candidate === undefined
    ? { kind: 'none', message: WRONG_COUNT }
    : { kind: 'match', overload: candidate.overload, sources: candidate.sources };
}

function narrowsOnlyFromObject(candidate: Candidate, list: readonly ArgumentShape[]): boolean {
  return list.every(
    (argument, index) => candidate.conversions[index] !== 'narrowing' || argument.type === 'Object',
  );
}

/** The conversion of an argument; an integer constant does not become an integer type that cannot hold it. */
function conversionOf({ type, constant, isOmitted }: ArgumentShape, parameter: StaticType): Conversion {
  if (isOmitted) return 'identity';
  const conversion = classifyConversion(type, parameter);
  if (conversion !== 'narrowing' || constant === undefined || !isIntegralType(type)) return conversion;
  const target = isEnumType(parameter) ? 'Int32' : parameter;
  if (!isIntegerType(target) || !('value' in constant)) return conversion;
  const { value } = constant;
  if (typeof value !== 'number' && typeof value !== 'bigint') return conversion;
  const [least, greatest] = RANGES[target];
  return value >= least && value <= greatest ? conversion : 'none';
}

/** An overload in its plain form and, where it takes any number of arguments, in its expanded one. */
function candidatesOf(overload: Overload, list: readonly ArgumentShape[]): readonly Candidate[] {
  const plain = candidateOf(overload, list, false);
  const takesRest = overload.parameters.at(-1)?.isParamArray === true;
  const expanded = takesRest ? candidateOf(overload, list, true) : undefined;
  return [plain, expanded].filter((each) => each !== undefined);
}

function candidateOf(
  overload: Overload,
  list: readonly ArgumentShape[],
  isExpanded: boolean,
): Candidate | undefined {
  const sources = sourcesOf(overload.parameters, list, isExpanded);
  if (sources === undefined) return undefined;
  const types: StaticType[] = list.map(() => 'Object');
  for (const [position, source] of sources.entries()) {
    const parameter = overload.parameters[position];
    if (parameter === undefined) continue;
    if (source.kind === 'argument') types[source.index] = parameter.type;
    if (source.kind === 'rest') types.fill(elementOf(parameter.type), source.first);
  }
  const conversions = list.map((argument, index) => conversionOf(argument, types[index] ?? 'Object'));
  return { overload, sources, types, conversions, isExpanded };
}

function sourcesOf(
  parameters: readonly Parameter[],
  list: readonly ArgumentShape[],
  isExpanded: boolean,
): readonly ParameterSource[] | undefined {
  const fixed = isExpanded ? parameters.length - 1 : parameters.length;
  const positional = list.findIndex((argument) => argument.name !== undefined);
  const count = positional < 0 ? list.length : positional;
  if (count > fixed && !isExpanded) return undefined;
  const sources: (ParameterSource | undefined)[] = parameters.map(() => undefined);
  for (let index = 0; index < Math.min(count, fixed); index++) sources[index] = { kind: 'argument', index };
  for (let index = count; index < list.length; index++) {
    const name = list[index]?.name?.toLowerCase();
    const position = parameters.findIndex((parameter) => parameter.name.toLowerCase() === name);
    if (position < 0 || sources[position] !== undefined) return undefined;
    sources[position] = { kind: 'argument', index };
  }
  if (isExpanded) sources[fixed] = { kind: 'rest', first: Math.min(fixed, count) };
  return completed(sources, parameters, list);
}

/** Fills what is not given with defaults; undefined where a parameter has none. */
function completed(
  sources: readonly (ParameterSource | undefined)[],
  parameters: readonly Parameter[],
  list: readonly ArgumentShape[],
): readonly ParameterSource[] | undefined {
  const result: ParameterSource[] = [];
  for (const [position, source] of sources.entries()) {
    const isGiven =
      source !== undefined && !(source.kind === 'argument' && list[source.index]?.isOmitted === true);
    const value = parameters[position]?.defaultValue;
    if (isGiven && source !== undefined) result.push(source);
    else if (value !== undefined) result.push({ kind: 'default', value });
    else return undefined;
  }
  return result;
}

function mostSpecific(candidates: readonly Candidate[], list: readonly ArgumentShape[]): Resolution {
  let best = candidates;
  for (const rule of [byTypes, byForm, byDefaults]) {
    if (best.length === 1) break;
    const kept = best.filter((each) => best.every((other) => other === each || !rule(other, each, list)));
    if (kept.length > 0) best = kept;
  }
  if (best.length === 1) return matched(best[0]);
  return { kind: 'ambiguous', message: 'No overload is most specific for these arguments.' };
}

/** True where `left` is more specific than `right` for some argument and less for none; unrelated types tie. */
function byTypes(left: Candidate, right: Candidate, list: readonly ArgumentShape[]): boolean {
  let isBetter = false;
  for (let index = 0; index < list.length; index++) {
    const [a, b] = [left.types[index] ?? 'Object', right.types[index] ?? 'Object'];
    if (a === b || (left.conversions[index] === right.conversions[index] && isMutual(a, b))) continue;
    if (isMutual(a, b)) {
      // A text and its characters widen into each other: what the argument is goes first.
      if (left.conversions[index] !== 'identity') return false;
      isBetter = true;
    } else if (classifyConversion(a, b) === 'widening') isBetter = true;
    else if (classifyConversion(b, a) === 'widening') return false;
  }
  return isBetter;
}

function isMutual(a: StaticType, b: StaticType): boolean {
  return classifyConversion(a, b) === 'widening' && classifyConversion(b, a) === 'widening';
}

function byForm(left: Candidate, right: Candidate): boolean {
  if (left.isExpanded !== right.isExpanded) return !left.isExpanded;
  // Both expanded: the one with more parameters of its own is closer.
  return left.isExpanded && left.overload.parameters.length > right.overload.parameters.length;
}

function byDefaults(left: Candidate, right: Candidate): boolean {
  const defaults = (candidate: Candidate) =>
    candidate.sources.filter((source) => source.kind === 'default').length;
  return defaults(left) < defaults(right);
}
