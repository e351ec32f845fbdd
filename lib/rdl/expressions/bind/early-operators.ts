import { INVARIANT } from '../../formats/culture.ts';
import { EvaluationFault } from '../../values/fault.ts';
import { booleanValue, stringValue } from '../../values/make.ts';
import type { Value } from '../../values/value.ts';
import type { BinaryOperator, Span } from '../ast.ts';
import { enumValue, textOf } from '../conversions/convert.ts';
import { overflow } from '../faults.ts';
import { compareSame, holds } from '../operators/compare.ts';
import { compute, shift } from '../operators/compute.ts';
import { isLike } from '../operators/like.ts';
import { operandType } from '../operators/operand-type.ts';
import { visualBasicName } from '../runtime-type.ts';
import { isEnumType, isNumericType, type StaticType } from '../static-type.ts';
import { type Bound, boundConstant, boundValue, isNothing } from './bound.ts';
import { compileError } from './context.ts';
import { convertBound } from './convert-bound.ts';

// Operators whose operands have types that are known before anything runs; constants are computed at once.

export const COMPARISONS: ReadonlySet<BinaryOperator> = new Set(['=', '<>', '<', '>', '<=', '>=']);

export function undefinedOperator(operator: string, left: Bound, right: Bound, span: Span): never {
  const [a, b] = [visualBasicName(left.type), visualBasicName(right.type)];
  return compileError(`Operator '${operator}' is not defined for types '${a}' and '${b}'.`, span);
}

/** Nothing takes the type of the other operand. */
function typed(operator: BinaryOperator, bound: Bound, other: Bound): StaticType {
  if (!isNothing(bound)) return bound.type;
  if (operator === '&' || operator === 'Like') return 'String';
  return isNothing(other) ? 'Int32' : other.type;
}

/** @throws CompileFault where the operator is not defined for the types */
export function early(operator: BinaryOperator, left: Bound, right: Bound, span: Span): Bound {
  const [leftType, rightType] = [typed(operator, left, right), typed(operator, right, left)];
  if (operator === '<<' || operator === '>>') return earlyShift(operator, left, right, span);
  const type = operandType(operator, leftType, rightType);
  if (type === undefined) return undefinedOperator(operator, left, right, span);
  // Nothing becomes the zero of its type first: beside a Date it is the zero date, also as a text.
  const a = convertBound(convertBound(left, leftType), type);
  const b = convertBound(convertBound(right, rightType), type);
  const resultType = resultOf(operator, type, leftType, rightType);
  const { constant: first } = a;
  const { constant: second } = b;
  if (first !== undefined && second !== undefined && isFoldable(operator, type)) {
    return fold(operator, { type, resultType, span }, first, second);
  }
  return boundValue(resultType, span, runOf(operator, a, b, resultType));
}

/** Operators on two values of one enumeration give it back. */
function resultOf(
  operator: BinaryOperator,
  type: StaticType,
  left: StaticType,
  right: StaticType,
): StaticType {
  if (COMPARISONS.has(operator) || operator === 'Like') return 'Boolean';
  const isBitwise = operator === 'And' || operator === 'Or' || operator === 'Xor';
  return isBitwise && left === right && isEnumType(left) ? left : type;
}

function runOf(operator: BinaryOperator, a: Bound, b: Bound, resultType: StaticType): Bound['run'] {
  const { run: left } = a;
  const { run: right } = b;
  if (COMPARISONS.has(operator)) {
    return (frame) => booleanValue(holds(operator, compareValues(left(frame), right(frame))));
  }
  if (operator === '&' || (operator === '+' && a.type === 'String')) {
    return (frame) => joined(left(frame), right(frame));
  }
  if (operator === 'Like')
    return (frame) => booleanValue(isLike(plainText(left(frame)), plainText(right(frame))));
  const isEnum = isEnumType(resultType);
  return (frame) => {
    const result = compute(operator, left(frame), right(frame));
    if (result === undefined) throw overflow();
    return isEnum && result.type === 'Int32' ? enumValue(resultType, result.value) : result;
  };
}

function plainText(value: Value): string {
  return textOf(value, INVARIANT) ?? '';
}

function joined(left: Value, right: Value): Value {
  return stringValue(plainText(left) + plainText(right));
}

/** Both have one type; Nothing among texts is the empty one. */
function compareValues(left: Value, right: Value): number | undefined {
  if (left.type === right.type && left.type !== 'Nothing') return compareSame(left, right);
  return compareSame(stringValue(plainText(left)), stringValue(plainText(right)));
}

function isFoldable(operator: BinaryOperator, type: StaticType): boolean {
  return (
    operator !== 'Like' && (isNumericType(type) || type === 'Boolean' || type === 'String' || type === 'Char')
  );
}

type Folding = { readonly type: StaticType; readonly resultType: StaticType; readonly span: Span };

function fold(
  operator: BinaryOperator,
  { type, resultType, span }: Folding,
  left: Value,
  right: Value,
): Bound {
  if (COMPARISONS.has(operator)) {
    return boundConstant(booleanValue(holds(operator, compareValues(left, right))), 'Boolean', span);
  }
  if (type === 'String') return boundConstant(joined(left, right), 'String', span);
  try {
    const result = compute(operator, left, right);
    if (result === undefined) {
      return compileError(`Constant expression not representable in type '${visualBasicName(type)}'.`, span);
    }
    return boundConstant(result, resultType, span);
  } catch (error) {
    if (error instanceof EvaluationFault)
      return compileError('Division by zero occurred while evaluating this expression.', span);
    throw error;
  }
}

function earlyShift(operator: '<<' | '>>', left: Bound, right: Bound, span: Span): Bound {
  const operand = isNothing(left) ? 'Int32' : left.type;
  const type = operandType(operator, operand, isNothing(right) ? 'Int32' : right.type);
  if (type === undefined) return undefinedOperator(operator, left, right, span);
  const [value, amount] = [convertBound(left, type), convertBound(right, 'Int32')];
  const apply = (first: Value, second: Value): Value =>
    shift(operator, first, second.type === 'Int32' ? second.value : 0);
  if (value.constant !== undefined && amount.constant !== undefined) {
    return boundConstant(apply(value.constant, amount.constant), type, span);
  }
  return boundValue(type, span, (frame) => apply(value.run(frame), amount.run(frame)));
}
