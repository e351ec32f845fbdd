import { NOTHING, type Value } from '../../values/value.ts';
import type { Argument, CallNode, Span } from '../ast.ts';
import { convertValue } from '../conversions/convert.ts';
import { nullReference } from '../faults.ts';
import {
  invokeLate,
  type LateArgument,
  lateAssign,
  lateCall,
  lateIndex,
  lateIndexAssign,
} from '../late-binding.ts';
import { membersOf } from '../library/registry.ts';
import type { Overload, Parameter } from '../library/signature.ts';
import { type ArgumentShape, type ParameterSource, resolveOverload } from '../overloads.ts';
import { visualBasicName } from '../runtime-type.ts';
import { elementOf, isArrayType, isValueType } from '../static-type.ts';
import { type Bound, boundConstant, boundValue, type Frame, type Place } from './bound.ts';
import { type BindContext, compileError, type Meaning } from './context.ts';
import { convertBound } from './convert-bound.ts';
import { elementPlace } from './elements.ts';
import { bindLambdaCall } from './lambda.ts';

/** An argument with its value bound; undefined where it is left out. */
export type BoundArgument = { readonly name: string | undefined; readonly bound: Bound | undefined };

export function bindArguments(list: readonly Argument[], context: BindContext): readonly BoundArgument[] {
  return list.map((argument) => ({
    name: argument.name,
    bound: argument.value === undefined ? undefined : context.bind(argument.value),
  }));
}

/** `target(arguments)`. @throws CompileFault */
export function bindCall(node: CallNode, context: BindContext): Bound {
  const { target } = node;
  const called = target.kind === 'name' ? context.scope.lookupCall?.(target.name, target) : undefined;
  const meaning = called ?? context.meaning(target);
  return callMeaning(meaning, bindArguments(node.arguments, context), node, context);
}

/** @throws CompileFault */
export function callMeaning(
  meaning: Meaning,
  list: readonly BoundArgument[],
  span: Span,
  context: BindContext,
): Bound {
  switch (meaning.kind) {
    case 'group':
      return callGroup(meaning, list, span, context);
    case 'late':
      return callLate(meaning.target, meaning.name, list, span);
    case 'value':
      return list.length === 0 && meaning.value.type !== 'Delegate'
        ? compileErrorUnlessCallable(meaning.value, span)
        : indexBound(meaning.value, list, span, context);
    case 'type':
      return compileError(
        `'${visualBasicName(meaning.type)}' is a type and cannot be used as an expression.`,
        span,
      );
    default:
      return compileError('The name cannot be called.', span);
  }
}

/** `x()` of a value that is no call: an Object is let through, as its default property may take no arguments. */
function compileErrorUnlessCallable(bound: Bound, span: Span): Bound {
  if (bound.type === 'Object')
    return boundValue('Object', span, (frame) => lateIndex(bound.run(frame), [], frame.environment));
  return compileError(`'${visualBasicName(bound.type)}' cannot be indexed.`, span);
}

type Group = Extract<Meaning, { kind: 'group' }>;

/** A call of methods or properties of one name; the arguments choose the overload. @throws CompileFault */
export function callGroup(
  group: Group,
  list: readonly BoundArgument[],
  span: Span,
  context: BindContext,
): Bound {
  const takesNothing = group.overloads.every((overload) => overload.parameters.length === 0);
  if (takesNothing && list.length > 0) {
    // Without parameters the arguments index the result: `x.ToString("N2")` is `x.ToString()("N2")`.
    return indexBound(callGroup(group, [], span, context), list, span, context);
  }
  const resolution = resolveOverload(group.overloads, list.map(shapeOf));
  switch (resolution.kind) {
    case 'match':
      return buildCall(resolution.overload, resolution.sources, { list, target: group.target, span });
    case 'late':
      return buildLateCall(group, list, span);
    default:
      return compileError(`'${group.name}': ${resolution.message}`, span);
  }
}

function shapeOf({ name, bound }: BoundArgument): ArgumentShape {
  return { type: bound?.type ?? 'Nothing', name, constant: bound?.constant, isOmitted: bound === undefined };
}

type CallParts = {
  readonly list: readonly BoundArgument[];
  readonly target: Bound | undefined;
  readonly span: Span;
};

function buildCall(overload: Overload, sources: readonly ParameterSource[], parts: CallParts): Bound {
  const { list, target, span } = parts;
  const { returns } = overload;
  if (overload.constant !== undefined) return boundConstant(overload.constant, returns, span);
  const [argument] = list;
  if (
    argument?.bound?.constant !== undefined &&
    overload.refusesConstant?.(argument.bound.constant) === true
  ) {
    return compileError(`The constant cannot be converted by '${overload.name}'.`, span);
  }
  const feeds = sources.map((source, position) => feedOf(source, overload.parameters[position], list));
  const writesBack = feeds.some((feed) => feed.place !== undefined);
  const targetOf = instanceOf(target);
  const type = returns === 'Void' ? 'Nothing' : returns;
  const run = (frame: Frame): Value => {
    const self = targetOf(frame);
    frame.environment.session.charge(1);
    if (writesBack) return callByReference(overload, feeds, self, frame);
    const values: Value[] = [];
    for (const feed of feeds) values.push(feed.run(frame));
    return overload.invoke(self, values, frame.environment);
  };
  const { assign } = overload;
  if (assign === undefined) return { type, constant: undefined, span, run };
  const place = (frame: Frame): Place => {
    const self = targetOf(frame);
    const values = feeds.map((feed) => feed.run(frame));
    return {
      get: () => overload.invoke(self, [...values], frame.environment),
      set: (value) => assign(self, values, value, frame.environment),
    };
  };
  return { type, constant: undefined, span, run, place };
}

/** The instance of a call; Nothing has no members. */
function instanceOf(target: Bound | undefined): (frame: Frame) => Value {
  if (target === undefined) return () => NOTHING;
  const { run } = target;
  if (isValueType(target.type)) return run;
  return (frame) => {
    const value = run(frame);
    if (value.type === 'Nothing') throw nullReference();
    return value;
  };
}

/** What brings a parameter its value. */
type Feed = {
  readonly run: (frame: Frame) => Value;
  /** Set where the argument is passed by reference. */
  readonly place: ((frame: Frame) => Place) | undefined;
  readonly parameterType: string;
  readonly argumentType: string;
};

function feedOf(
  source: ParameterSource,
  parameter: Parameter | undefined,
  list: readonly BoundArgument[],
): Feed {
  const parameterType = parameter?.type ?? 'Object';
  const plain = { place: undefined, parameterType, argumentType: parameterType };
  if (source.kind === 'default') return { ...plain, run: () => source.value };
  if (source.kind === 'rest')
    return { ...plain, run: restOf(list.slice(source.first), elementOf(parameterType)) };
  const bound = list[source.index]?.bound;
  if (bound === undefined) return { ...plain, run: () => NOTHING };
  const converted = convertBound(bound, parameterType);
  const place = parameter?.isByRef === true ? bound.place : undefined;
  return { run: converted.run, place, parameterType, argumentType: bound.type };
}

function restOf(list: readonly BoundArgument[], element: string): (frame: Frame) => Value {
  const runs = list.map(({ bound }) =>
    bound === undefined ? () => NOTHING : convertBound(bound, element).run,
  );
  return (frame) => ({ type: 'Array', element, items: runs.map((run) => run(frame)) });
}

/** Evaluates the places once, and writes back what the call leaves in its arguments. */
function callByReference(overload: Overload, feeds: readonly Feed[], self: Value, frame: Frame): Value {
  const { environment } = frame;
  const places = feeds.map((feed) => feed.place?.(frame));
  const values = feeds.map((feed, index) => {
    const place = places[index];
    return place === undefined ? feed.run(frame) : convertValue(place.get(), feed.parameterType, environment);
  });
  try {
    return overload.invoke(self, values, environment);
  } finally {
    for (const [index, place] of places.entries()) {
      const value = values[index];
      const feed = feeds[index];
      if (place === undefined || value === undefined || feed === undefined) continue;
      place.set(convertValue(value, feed.argumentType, environment));
    }
  }
}

function lateArguments(list: readonly BoundArgument[]): (frame: Frame) => readonly LateArgument[] {
  return (frame) =>
    list.map(({ name, bound }) => {
      if (bound === undefined) return { name, value: undefined };
      const place = bound.place?.(frame);
      if (place === undefined) return { name, value: bound.run(frame) };
      return { name, value: place.get(), store: (value) => place.set(value) };
    });
}

function buildLateCall(group: Group, list: readonly BoundArgument[], span: Span): Bound {
  const targetOf = instanceOf(group.target);
  const argumentsOf = lateArguments(list);
  return boundValue('Object', span, (frame) =>
    invokeLate(group.overloads, targetOf(frame), argumentsOf(frame), frame.environment),
  );
}

/** `target.name(arguments)` on an Object. */
export function callLate(target: Bound, name: string, list: readonly BoundArgument[], span: Span): Bound {
  const argumentsOf = lateArguments(list);
  return {
    ...boundValue('Object', span, (frame) =>
      lateCall(target.run(frame), name, argumentsOf(frame), frame.environment),
    ),
    place: (frame) => {
      const self = target.run(frame);
      const values = argumentsOf(frame);
      return {
        get: () => lateCall(self, name, values, frame.environment),
        set: (value) => lateAssign(self, name, values, value, frame.environment),
      };
    },
  };
}

/** `value(arguments)`: an element of an array, a default property, the call of a lambda. @throws CompileFault */
export function indexBound(
  value: Bound,
  list: readonly BoundArgument[],
  span: Span,
  context: BindContext,
): Bound {
  if (value.type === 'Delegate') return bindLambdaCall(value, list, span);
  if (isArrayType(value.type)) return elementPlace(value, list, span);
  if (value.type === 'Object') return indexLate(value, list, span);
  const members = context.types.members(value.type) ?? membersOf(value.type);
  const overloads = members?.instance.get(members.defaultMember?.toLowerCase() ?? '');
  if (overloads === undefined) {
    return compileError(
      `'${visualBasicName(value.type)}' cannot be indexed because it has no default property.`,
      span,
    );
  }
  return callGroup(
    { kind: 'group', name: members?.defaultMember ?? '', overloads, target: value },
    list,
    span,
    context,
  );
}

function indexLate(value: Bound, list: readonly BoundArgument[], span: Span): Bound {
  const argumentsOf = lateArguments(list);
  return {
    ...boundValue('Object', span, (frame) =>
      lateIndex(value.run(frame), argumentsOf(frame), frame.environment),
    ),
    place: (frame) => {
      const self = value.run(frame);
      const values = argumentsOf(frame);
      return {
        get: () => lateIndex(self, values, frame.environment),
        set: (assigned) => lateIndexAssign(self, values, assigned, frame.environment),
      };
    },
  };
}
