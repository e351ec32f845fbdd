import { EvaluationFault } from '../../values/fault.ts';
import type { Value } from '../../values/value.ts';
import type { NewNode, Node, Span } from '../ast.ts';
import { zeroOf } from '../conversions/convert.ts';
import { lateCall } from '../late-binding.ts';
import { membersOf } from '../library/registry.ts';
import { visualBasicName } from '../runtime-type.ts';
import { isValueType, type StaticType } from '../static-type.ts';
import { type Bound, boundConstant, boundValue, type Frame } from './bound.ts';
import { bindArguments, callGroup } from './calls.ts';
import { arrayOfItems } from './casts.ts';
import { type BindContext, compileError } from './context.ts';
import { convertBound } from './convert-bound.ts';
import { memberOfValue, valueOfMeaning } from './names.ts';
import { integerOf } from './operators.ts';

/** @throws CompileFault */
export function bindNew(node: NewNode, context: BindContext): Bound {
  const type = context.resolveType(
    { ...node.type, ranks: node.isArray ? node.type.ranks.slice(1) : [] },
    node,
  );
  if (node.isArray) return bindNewArray(node, type, context);
  const made = construct(type, node, context);
  if (node.items !== undefined) return filled(made, node, context);
  return node.members === undefined ? made : initialized(made, node, context);
}

/** `New T(size) {}` and `New T() {items}`. */
function bindNewArray(node: NewNode, element: StaticType, context: BindContext): Bound {
  const rank = node.type.ranks[0] ?? 1;
  const items = rank > 1 ? [] : (node.items ?? []).map((item) => context.bind(item));
  const sizes = node.arguments.map((argument) => {
    if (argument.value === undefined) return compileError('An array size is missing.', node);
    return integerOf(context.bind(argument.value));
  });
  if (sizes.length === 0 && rank === 1) return arrayOfItems(items, element, node);
  if (sizes.length === 0) return nestedArray(node, element, rank, context);
  if (items.length > 0) return compileError('An array of given sizes takes no items here.', node);
  return boundValue(`${element}(${','.repeat(rank - 1)})`, node, (frame) =>
    newArray(
      () => context.types.zero(element),
      element,
      sizes.map((size) => size(frame)),
      frame,
    ),
  );
}

/** `New T(,) {{a, b}, {c, d}}`: the braces are as deep as the array has dimensions. */
function nestedArray(node: NewNode, element: StaticType, rank: number, context: BindContext): Bound {
  const lengths: number[] = [];
  const leaves: Bound['run'][] = [];
  const collect = (items: readonly Node[], depth: number): void => {
    lengths[depth] ??= items.length;
    if (lengths[depth] !== items.length)
      compileError('The array initializer has rows of different lengths.', node);
    for (const item of items) {
      if (depth === rank - 1) leaves.push(convertBound(context.bind(item), element).run);
      else if (item.kind === 'arrayLiteral') collect(item.items, depth + 1);
      else compileError('The array initializer has too few dimensions.', node);
    }
  };
  collect(node.items ?? [], 0);
  return boundValue(`${element}(${','.repeat(rank - 1)})`, node, (frame) => {
    frame.environment.session.charge(leaves.length);
    return { type: 'Array', element, items: leaves.map((run) => run(frame)), lengths };
  });
}

/** An array by its upper bounds, filled with the zero of its type. @throws EvaluationFault OverflowException */
export function newArray(
  zero: () => Value,
  element: StaticType,
  bounds: readonly number[],
  frame: Frame,
): Value {
  const lengths = bounds.map((bound) => bound + 1);
  if (lengths.some((length) => length < 0)) {
    throw new EvaluationFault('OverflowException', 'Arithmetic operation resulted in an overflow.');
  }
  const count = lengths.reduce((product, length) => product * length, 1);
  frame.environment.session.checkSize(count);
  const items = Array.from({ length: count }, zero);
  return lengths.length === 1
    ? { type: 'Array', element, items }
    : { type: 'Array', element, items, lengths };
}

function construct(type: StaticType, node: NewNode, context: BindContext): Bound {
  const list = bindArguments(node.arguments, context);
  if (list.length === 0 && isValueType(type)) return boundConstant(zeroOf(type), type, node);
  const members = context.types.members(type) ?? membersOf(type);
  const overloads = members?.constructors ?? [];
  if (overloads.length === 0)
    return compileError(`Type '${visualBasicName(type)}' has no constructor here.`, node);
  const made = callGroup({ kind: 'group', name: 'New', overloads, target: undefined }, list, node, context);
  return { ...made, type };
}

/** `From {…}`: each item is added. */
function filled(made: Bound, node: NewNode, context: BindContext): Bound {
  const rows = (node.items ?? []).map((item) => {
    const parts = item.kind === 'arrayLiteral' ? item.items : [item];
    return parts.map((part) => context.bind(part));
  });
  return boundValue(made.type, node, (frame) => {
    const target = made.run(frame);
    for (const row of rows) {
      const list = row.map((part) => ({ name: undefined, value: part.run(frame) }));
      lateCall(target, 'Add', list, frame.environment);
    }
    return target;
  });
}

/** `With {.A = 1}`. */
function initialized(made: Bound, node: NewNode, context: BindContext): Bound {
  const cell: { current: Value } = { current: { type: 'Nothing' } };
  const self = boundValue(made.type, node, () => cell.current);
  const setters = (node.members ?? []).map(({ name, value }) => {
    const member = valueOfMeaning(memberOfValue(self, name, node, context), node, context);
    return setterOf(member, convertBound(context.bind(value), member.type), node);
  });
  return boundValue(made.type, node, (frame) => {
    const outer = cell.current;
    const target = made.run(frame);
    cell.current = target;
    for (const set of setters) set(frame);
    cell.current = outer;
    return target;
  });
}

function setterOf(member: Bound, value: Bound, span: Span): (frame: Frame) => void {
  const { place } = member;
  if (place === undefined) return compileError('The member cannot be assigned to.', span);
  return (frame) => place(frame).set(value.run(frame));
}
