import { EvaluationFault } from '../values/fault.ts';
import { NOTHING, type Value } from '../values/value.ts';
import { elementAt, setElement } from './array-elements.ts';
import { convertValue } from './conversions/convert.ts';
import { toDouble } from './conversions/to-number.ts';
import { missingMember, nullReference } from './faults.ts';
import type { CallContext } from './library/call-context.ts';
import { membersOf } from './library/registry.ts';
import type { Overload, Parameter } from './library/signature.ts';
import type { TypeMembers } from './library/type-members.ts';
import { type ArgumentShape, type ParameterSource, resolveOverload } from './overloads.ts';
import { runtimeType, visualBasicName } from './runtime-type.ts';
import { elementOf, isValueType } from './static-type.ts';

/** An argument of a call that is resolved when it runs. */
export type LateArgument = {
  readonly name: string | undefined;
  /** Undefined where the argument is left out. */
  readonly value: Value | undefined;
  /** Writes a ByRef argument back. */
  readonly store?: (value: Value) => void;
};

/** The members of a value's type, of the library or of custom code. */
export function membersOfValue(value: Value, context: CallContext): TypeMembers | undefined {
  const type = runtimeType(value);
  return context.session.code?.members(type) ?? membersOf(type);
}

/** `target.name(arguments)` where the target is an Object. @throws EvaluationFault MissingMemberException and others */
export function lateCall(
  target: Value,
  name: string,
  list: readonly LateArgument[],
  context: CallContext,
): Value {
  const key = name.toLowerCase();
  const nullable = nullableMember(target, key, list);
  if (nullable !== undefined) return nullable;
  if (target.type === 'Nothing') throw nullReference();
  const members = membersOfValue(target, context);
  const overloads = members?.instance.get(key) ?? members?.shared.get(key);
  if (overloads === undefined) throw missingMember(name, visualBasicName(runtimeType(target)));
  return invokeLate(overloads, target, list, context);
}

/** Members of a nullable value (`Integer?`), which is held as an Object: Nothing, or the value. */
function nullableMember(target: Value, key: string, list: readonly LateArgument[]): Value | undefined {
  const isNothing = target.type === 'Nothing';
  if (!isNothing && !isValueType(runtimeType(target))) return undefined;
  if (key === 'hasvalue') return { type: 'Boolean', value: !isNothing };
  if (key === 'getvalueordefault') return isNothing ? (list[0]?.value ?? NOTHING) : target;
  return key === 'value' && !isNothing ? target : undefined;
}

/** Sets a property of an Object. @throws EvaluationFault */
export function lateAssign(
  target: Value,
  name: string,
  list: readonly LateArgument[],
  value: Value,
  context: CallContext,
): void {
  if (target.type === 'Nothing') throw nullReference();
  const overloads = membersOfValue(target, context)?.instance.get(name.toLowerCase()) ?? [];
  const settable = overloads.filter((overload) => overload.assign !== undefined);
  if (settable.length === 0) throw missingMember(name, visualBasicName(runtimeType(target)));
  const { overload, sources } = choose(settable, list);
  const values = valuesOf(overload.parameters, sources, list, context);
  overload.assign?.(target, values, convertValue(value, overload.returns, context), context);
}

/** Calls the overload that the types of the values choose. @throws EvaluationFault AmbiguousMatchException and others */
export function invokeLate(
  overloads: readonly Overload[],
  target: Value,
  list: readonly LateArgument[],
  context: CallContext,
): Value {
  context.session.charge(1);
  const { overload, sources } = choose(overloads, list);
  const values = valuesOf(overload.parameters, sources, list, context);
  const result = overload.invoke(target, values, context);
  storeBack(overload.parameters, sources, values, list);
  return result;
}

type Choice = { readonly overload: Overload; readonly sources: readonly ParameterSource[] };

function choose(overloads: readonly Overload[], list: readonly LateArgument[]): Choice {
  const resolution = resolveOverload(overloads, list.map(shapeOf), 'late');
  if (resolution.kind === 'match') return resolution;
  const name = overloads[0]?.name ?? '';
  const counted = overloads.filter((overload) => accepts(overload.parameters, list.length));
  if (counted.length === 0) {
    throw new EvaluationFault(
      'MissingMemberException',
      `No accessible '${name}' accepts this number of arguments.`,
    );
  }
  if (counted.length === 1) {
    throw new EvaluationFault('InvalidCastException', `'${name}' cannot be called with these arguments.`);
  }
  throw new EvaluationFault('AmbiguousMatchException', `Overload resolution failed for '${name}'.`);
}

function accepts(parameters: readonly Parameter[], count: number): boolean {
  const required = parameters.filter((each) => each.defaultValue === undefined && !each.isParamArray).length;
  const isOpen = parameters.at(-1)?.isParamArray === true;
  return count >= required && (isOpen || count <= parameters.length);
}

function shapeOf(argument: LateArgument): ArgumentShape {
  return {
    type: argument.value === undefined ? 'Nothing' : runtimeType(argument.value),
    name: argument.name,
    constant: undefined,
    isOmitted: argument.value === undefined,
  };
}

function valuesOf(
  parameters: readonly Parameter[],
  sources: readonly ParameterSource[],
  list: readonly LateArgument[],
  context: CallContext,
): Value[] {
  return sources.map((source, position) => {
    const type = parameters[position]?.type ?? 'Object';
    if (source.kind === 'default') return source.value;
    if (source.kind === 'argument') return convertValue(list[source.index]?.value ?? NOTHING, type, context);
    const element = elementOf(type);
    const items = list
      .slice(source.first)
      .map((each) => convertValue(each.value ?? NOTHING, element, context));
    return { type: 'Array', element, items };
  });
}

function storeBack(
  parameters: readonly Parameter[],
  sources: readonly ParameterSource[],
  values: readonly Value[],
  list: readonly LateArgument[],
): void {
  for (const [position, source] of sources.entries()) {
    const value = values[position];
    if (source.kind !== 'argument' || parameters[position]?.isByRef !== true || value === undefined) continue;
    list[source.index]?.store?.(value);
  }
}

/** `target(arguments)` where the target is an Object: an element, a character, a default property. */
export function lateIndex(target: Value, list: readonly LateArgument[], context: CallContext): Value {
  if (target.type === 'Nothing') throw nullReference();
  if (target.type === 'Array') return elementAt(target, indicesOf(list, context));
  const members = membersOfValue(target, context);
  const overloads = members?.instance.get(members.defaultMember?.toLowerCase() ?? '');
  if (overloads === undefined) {
    throw new EvaluationFault(
      'MissingMemberException',
      `No default member found for type '${visualBasicName(runtimeType(target))}'.`,
    );
  }
  return invokeLate(overloads, target, list, context);
}

/** Assigns `target(arguments) = value` where the target is an Object. */
export function lateIndexAssign(
  target: Value,
  list: readonly LateArgument[],
  value: Value,
  context: CallContext,
): void {
  if (target.type === 'Nothing') throw nullReference();
  if (target.type === 'Array') {
    setElement(target, indicesOf(list, context), convertValue(value, target.element, context));
    return;
  }
  const name = membersOfValue(target, context)?.defaultMember;
  if (name === undefined) throw missingMember('Item', visualBasicName(runtimeType(target)));
  lateAssign(target, name, list, value, context);
}

function indicesOf(list: readonly LateArgument[], context: CallContext): readonly number[] {
  return list.map((argument) => toDouble(convertValue(argument.value ?? NOTHING, 'Int32', context), context));
}
