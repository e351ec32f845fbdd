import { booleanValue, int32, stringValue } from '../../values/make.ts';
import { MIN_SPAN } from '../../values/time-span.ts';
import type { Value } from '../../values/value.ts';
import type { BinaryOperator } from '../ast.ts';
import { convertValue, textOf, toBoolean, zeroOf } from '../conversions/convert.ts';
import type { ConversionContext } from '../conversions/from-text.ts';
import { toDouble } from '../conversions/to-number.ts';
import { invalidCast, noOperator, overflow } from '../faults.ts';
import { runtimeType, visualBasicName } from '../runtime-type.ts';
import type { StaticType } from '../static-type.ts';
import { compareSame, holds } from './compare.ts';
import { complement, compute, negate, shift } from './compute.ts';
import { isLike } from './like.ts';
import { operandType, unaryType, widest } from './operand-type.ts';
import { structureOperator } from './structures.ts';

/**
 * An operator on operands of type Object: the types that the values have when it runs decide, and a result that
 * leaves its type goes on in a wider one (Microsoft.VisualBasic.CompilerServices.Operators).
 * @throws EvaluationFault
 */
export function lateBinary(
  operator: BinaryOperator,
  left: Value,
  right: Value,
  context: ConversionContext,
): Value {
  switch (operator) {
    case '&':
      return concatenate(left, right, context);
    case '=':
    case '<>':
    case '<':
    case '>':
    case '<=':
    case '>=':
      return lateComparison(operator, left, right, context);
    case 'Like':
      return lateLike(left, right, context);
    case '<<':
    case '>>':
      return lateShift(operator, left, right, context);
    case 'AndAlso':
      return booleanValue(toBoolean(left, context) && toBoolean(right, context));
    case 'OrElse':
      return booleanValue(toBoolean(left, context) || toBoolean(right, context));
    default:
      return lateArithmetic(operator, left, right, context);
  }
}

function fail(operator: string, left: Value, right: Value): never {
  throw noOperator(operator, visualBasicName(runtimeType(left)), visualBasicName(runtimeType(right)));
}

/** `&`: Nothing and DBNull are empty texts, but two of the latter stay one. */
export function concatenate(left: Value, right: Value, { culture }: ConversionContext): Value {
  if (left.type === 'DBNull' && right.type === 'DBNull') return left;
  const text = (value: Value) => (value.type === 'DBNull' ? '' : (textOf(value, culture) ?? ''));
  return stringValue(text(left) + text(right));
}

function lateLike(left: Value, right: Value, { culture }: ConversionContext): Value {
  const text = (value: Value) => textOf(value, culture) ?? '';
  return booleanValue(isLike(text(left), text(right)));
}

/** What Nothing counts as beside a value: the zero of its type, a Short beside a Boolean. */
function besides(value: Value, other: Value, operator: BinaryOperator): Value {
  if (value.type !== 'Nothing') return value;
  if (other.type === 'Nothing') return int32(0);
  if (other.type === 'Enum') return int32(0);
  if (other.type === 'String' && operator !== '+') return { type: 'String', value: '0' };
  return zeroOf(runtimeType(other));
}

function lateArithmetic(
  operator: BinaryOperator,
  left: Value,
  right: Value,
  context: ConversionContext,
): Value {
  const special =
    structureOperator(operator, left, right, context) ?? lateText(operator, left, right, context);
  if (special !== undefined) return special;
  let [a, b] = [besides(left, right, operator), besides(right, left, operator)];
  let type = operandType(operator, typeName(a), typeName(b));
  // A product with Nothing is zero, without a scale or sign.
  const hasNothing = (left.type === 'Nothing') !== (right.type === 'Nothing');
  const hasText = left.type === 'String' || right.type === 'String';
  if (operator === '*' && hasNothing && !hasText && type !== undefined) return zeroOf(type);
  if (type === undefined || type === 'String') return fail(operator, left, right);
  for (;;) {
    a = convertValue(a, type, context);
    b = convertValue(b, type, context);
    const result = compute(operator, a, b);
    if (result !== undefined && !isInfiniteSingle(result, left, right)) return result;
    const wider = widened(operator, type);
    if (wider === undefined) throw overflow();
    type = wider;
  }
}

/** A Single that becomes infinite goes on as a Double, also by a division by zero. */
function isInfiniteSingle(result: Value, left: Value, right: Value): boolean {
  const isInfinite = (value: Value) =>
    'value' in value && Math.abs(Number(value.value)) === Number.POSITIVE_INFINITY;
  return result.type === 'Single' && isInfinite(result) && !isInfinite(left) && !isInfinite(right);
}

function typeName(value: Value): StaticType {
  return value.type === 'Enum' ? 'Int32' : runtimeType(value);
}

/** The next type after an overflow. */
const WIDER: Readonly<Record<string, StaticType>> = {
  SByte: 'Int16',
  Byte: 'Int16',
  Int16: 'Int32',
  UInt16: 'Int32',
  Int32: 'Int64',
  UInt32: 'Int64',
  Int64: 'Decimal',
  UInt64: 'Decimal',
  Decimal: 'Double',
  Single: 'Double',
};

function widened(operator: BinaryOperator, type: StaticType): StaticType | undefined {
  return operator === '\\' && type === 'Int64' ? undefined : WIDER[type];
}

/** `+` of texts, characters and dates joins them; DBNull joins a text as an empty one. */
function lateText(
  operator: BinaryOperator,
  left: Value,
  right: Value,
  context: ConversionContext,
): Value | undefined {
  if (operator !== '+') return undefined;
  const isJoined = (value: Value) =>
    value.type === 'String' || value.type === 'Char' || value.type === 'DateTime' || isCharacters(value);
  const joinsText = (value: Value, other: Value) =>
    isJoined(value) || value.type === 'Nothing' || (value.type === 'DBNull' && other.type === 'String');
  // A date joins a text, but no single character.
  const pair = [left.type, right.type];
  if (pair.includes('DateTime') && pair.includes('Char')) return undefined;
  if (!isJoined(left) && !isJoined(right)) return undefined;
  if (!joinsText(left, right) || !joinsText(right, left)) return undefined;
  if (left.type === 'Nothing' || right.type === 'Nothing') return joinNothing(left, right, context);
  return concatenate(left, right, context);
}

/** Nothing beside a date or a character is the zero of that type, and beside a date it comes first on either side. */
function joinNothing(left: Value, right: Value, context: ConversionContext): Value {
  const value = left.type === 'Nothing' ? right : left;
  if (value.type === 'DateTime') return concatenate(zeroOf('DateTime'), value, context);
  const zero: Value = value.type === 'Char' ? zeroOf('Char') : { type: 'Nothing' };
  return left.type === 'Nothing' ? concatenate(zero, value, context) : concatenate(value, zero, context);
}

function isCharacters(value: Value): boolean {
  return value.type === 'Array' && value.element === 'Char';
}

/** A comparison of two Objects. @throws EvaluationFault */
export function lateComparison(
  operator: BinaryOperator,
  left: Value,
  right: Value,
  context: ConversionContext,
): Value {
  const own = structureOperator(operator, left, right, context);
  return own ?? booleanValue(holds(operator, lateCompare(operator, left, right, context)));
}

/** The order of two values; undefined for NaN. @throws EvaluationFault InvalidCastException where they do not compare */
export function lateCompare(
  operator: BinaryOperator,
  left: Value,
  right: Value,
  context: ConversionContext,
): number | undefined {
  if (left.type === 'Nothing' && right.type === 'Nothing') return 0;
  const a = comparable(left, right);
  const b = comparable(right, left);
  const type = operandType(operator, typeName(a), typeName(b));
  if (type === undefined) return fail(operator, left, right);
  return compareSame(convertValue(a, type, context), convertValue(b, type, context));
}

function comparable(value: Value, other: Value): Value {
  if (isCharacters(value) && value.type === 'Array') {
    return stringValue(value.items.map((item) => (item.type === 'Char' ? item.value : '')).join(''));
  }
  if (value.type !== 'Nothing') return value;
  if (other.type === 'String' || isCharacters(other)) return stringValue('');
  return other.type === 'Enum' ? int32(0) : zeroOf(runtimeType(other));
}

function lateShift(operator: '<<' | '>>', left: Value, right: Value, context: ConversionContext): Value {
  const value = besides(left, int32(0), operator);
  const type = operandType(operator, typeName(value), 'Int32');
  if (type === undefined) return fail(operator, left, right);
  // The value is converted, and may fail, before the amount is looked at.
  const converted = convertValue(value, type, context);
  return shift(operator, converted, toDouble(convertValue(right, 'Int32', context), context));
}

/** A unary operator on an operand of type Object. @throws EvaluationFault */
export function lateUnary(operator: '-' | '+' | 'Not', operand: Value, context: ConversionContext): Value {
  if (operand.type === 'Nothing') return operator === 'Not' ? int32(-1) : int32(0);
  if (operand.type === 'TimeSpan' && operator !== 'Not')
    return operator === '-' ? negateSpan(operand) : operand;
  const type = unaryType(operator, runtimeType(operand));
  if (type === undefined) {
    throw invalidCast(visualBasicName(runtimeType(operand)), 'Double');
  }
  const value = convertValue(operand, type, context);
  if (operator === 'Not') return complementOf(value);
  if (operator === '+') return value;
  return negate(value) ?? negateWider(value, type, context);
}

function negateSpan(value: Extract<Value, { type: 'TimeSpan' }>): Value {
  if (value.ticks === MIN_SPAN) throw overflow();
  return { type: 'TimeSpan', ticks: -value.ticks };
}

function complementOf(value: Value): Value {
  if (value.type !== 'Enum') return complement(value);
  return { ...value, value: ~value.value, name: String(~value.value) };
}

function negateWider(value: Value, type: StaticType, context: ConversionContext): Value {
  const wider = widest(WIDER[type] ?? 'Double', type);
  return negate(convertValue(value, wider, context)) ?? value;
}
