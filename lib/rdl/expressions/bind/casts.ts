import { booleanValue } from '../../values/make.ts';
import { NOTHING, type Value } from '../../values/value.ts';
import type { ArrayLiteralNode, CastNode, GetTypeNode, IfNode, Span, TypeOfNode } from '../ast.ts';
import { classifyConversion } from '../classify.ts';
import { invalidCast } from '../faults.ts';
import { derives } from '../library/hierarchy.ts';
import { typeObject } from '../library/type-object.ts';
import { widest } from '../operators/operand-type.ts';
import { runtimeType, visualBasicName } from '../runtime-type.ts';
import { isNumericType, isValueType, type StaticType } from '../static-type.ts';
import { type Bound, boundValue, isNothing } from './bound.ts';
import { type BindContext, compileError } from './context.ts';
import { convertBound } from './convert-bound.ts';
import { conditionOf } from './operators.ts';

/** `CInt(x)`, `CType(x, T)`, `DirectCast`, `TryCast`. @throws CompileFault */
export function bindCast(node: CastNode, context: BindContext): Bound {
  const operand = context.bind(node.operand);
  const type = context.resolveType(node.type, node);
  if (node.operation === 'Conversion' || node.operation === 'CType') {
    return { ...convertBound(operand, type), span: node };
  }
  return node.operation === 'DirectCast' ? directCast(operand, type, node) : tryCast(operand, type, node);
}

/** No conversion, only a look at the type. */
function directCast(operand: Bound, type: StaticType, span: Span): Bound {
  const isReference = operand.type === 'Object' || isNothing(operand) || type === 'Object';
  if (!isReference && operand.type !== type && !related(operand.type, type)) {
    return compileError(
      `Value of type '${visualBasicName(operand.type)}' cannot be converted to '${visualBasicName(type)}'.`,
      span,
    );
  }
  if (isNothing(operand)) return convertBound(operand, type);
  return boundValue(type, span, (frame) => {
    const value = operand.run(frame);
    if (fits(value, type)) return value;
    if (value.type === 'Nothing' && !isValueType(type)) return value;
    throw value.type === 'Nothing' ? invalidCast('Nothing', type) : invalidCast(runtimeType(value), type);
  });
}

function related(from: StaticType, to: StaticType): boolean {
  return derives(from, to) || derives(to, from);
}

function fits(value: Value, type: StaticType): boolean {
  return value.type !== 'Nothing' && derives(runtimeType(value), type);
}

function tryCast(operand: Bound, type: StaticType, span: Span): Bound {
  if (isValueType(type)) {
    return compileError(
      `'TryCast' operand must be reference type, but '${visualBasicName(type)}' is a value type.`,
      span,
    );
  }
  return boundValue(type, span, (frame) => {
    const value = operand.run(frame);
    return fits(value, type) ? value : NOTHING;
  });
}

/** @throws CompileFault */
export function bindTypeOf(node: TypeOfNode, context: BindContext): Bound {
  const operand = context.bind(node.operand);
  const type = context.resolveType(node.type, node);
  if (isValueType(operand.type))
    return compileError("'TypeOf … Is' requires its left operand to have a reference type.", node);
  return boundValue('Boolean', node, (frame) =>
    booleanValue(fits(operand.run(frame), type) !== node.negated),
  );
}

export function bindGetType(node: GetTypeNode, context: BindContext): Bound {
  const type = context.resolveType(node.type, node);
  return boundValue('Type', node, () => typeObject(type));
}

/** The `If` operator: only what is returned is evaluated. @throws CompileFault */
export function bindIf(node: IfNode, context: BindContext): Bound {
  const [first, second, third] = node.operands.map((operand) => context.bind(operand));
  if (first === undefined || second === undefined)
    return compileError("'If' needs two or three operands.", node);
  if (third === undefined) return coalesce(first, second, node);
  const type = dominantType([second, third]);
  const [a, b] = [convertBound(second, type), convertBound(third, type)];
  const test = conditionOf(first);
  return boundValue(type, node, (frame) => (test(frame) ? a.run(frame) : b.run(frame)));
}

function coalesce(first: Bound, second: Bound, span: Span): Bound {
  if (isValueType(first.type)) {
    return compileError(
      "First operand in a binary 'If' expression must be a nullable value type or a reference type.",
      span,
    );
  }
  const type = dominantType([first, second]);
  const [a, b] = [convertBound(first, type), convertBound(second, type)];
  return boundValue(type, span, (frame) => {
    const value = first.run(frame);
    if (value.type === 'Nothing') return b.run(frame);
    return a.run === first.run ? value : a.run(frame);
  });
}

/**
 * The type of which all others are special cases (language specification, dominant type): the one that the others
 * widen to, else Object. Numbers of different types take the wider one.
 */
export function dominantType(operands: readonly Bound[]): StaticType {
  const types = [...new Set(operands.filter((each) => !isNothing(each)).map((each) => each.type))];
  if (types.length === 0) return 'Object';
  const found = types.find((type) => types.every((other) => widensTo(other, type)));
  if (found !== undefined) return found;
  return types.every(isNumericType) ? types.reduce(widest) : 'Object';
}

function widensTo(from: StaticType, to: StaticType): boolean {
  const conversion = classifyConversion(from, to);
  return conversion === 'identity' || conversion === 'widening';
}

/** `{1, 2}`. @throws CompileFault */
export function bindArrayLiteral(node: ArrayLiteralNode, context: BindContext): Bound {
  const items = node.items.map((item) => context.bind(item));
  return arrayOfItems(items, items.length === 0 ? 'Object' : dominantType(items), node);
}

export function arrayOfItems(items: readonly Bound[], element: StaticType, span: Span): Bound {
  const runs = items.map((item) => convertBound(item, element).run);
  return boundValue(`${element}()`, span, (frame) => {
    frame.environment.session.charge(runs.length);
    return { type: 'Array', element, items: runs.map((run) => run(frame)) };
  });
}
