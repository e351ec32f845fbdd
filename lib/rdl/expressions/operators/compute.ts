import {
  addDecimals,
  type Decimal,
  divideDecimals,
  multiplyDecimals,
  negateDecimal,
  remainderOfDecimals,
  subtractDecimals,
} from '../../values/decimal.ts';
import { pow } from '../../values/double-double.ts';
import { isSmallInteger, RANGES, SMALL_RANGES } from '../../values/make.ts';
import type { SmallIntegerType, Value } from '../../values/value.ts';
import type { BinaryOperator } from '../ast.ts';
import { divideByZero } from '../faults.ts';

/**
 * Arithmetic on two values of one type, the one that `operandType` names. Undefined where the result leaves the
 * type: early-bound code then overflows, late-bound code goes on in a wider type.
 * @throws EvaluationFault DivideByZeroException
 */
export function compute(operator: BinaryOperator, left: Value, right: Value): Value | undefined {
  if (left.type === 'Double' && right.type === 'Double') {
    return { type: 'Double', value: floating(operator, left.value, right.value) };
  }
  if (left.type === 'Int64' && right.type === 'Int64')
    return wide(operator, 'Int64', left.value, right.value);
  if (left.type === 'UInt64' && right.type === 'UInt64')
    return wide(operator, 'UInt64', left.value, right.value);
  if (left.type === 'Decimal' && right.type === 'Decimal') return decimals(operator, left, right);
  if (left.type === 'Single' && right.type === 'Single') {
    return single(operator, left.value, right.value);
  }
  if (left.type === 'Boolean' && right.type === 'Boolean') {
    return { type: 'Boolean', value: logical(operator, left.value, right.value) };
  }
  if (left.type === right.type && isSmallInteger(left.type) && isSmall(left) && isSmall(right)) {
    return small(operator, left.type, left.value, right.value);
  }
  throw new TypeError(`No arithmetic '${operator}' on ${left.type} and ${right.type}.`);
}

type SmallValue = Extract<Value, { type: SmallIntegerType }>;

function isSmall(value: Value): value is SmallValue {
  return isSmallInteger(value.type);
}

function small(operator: BinaryOperator, type: SmallIntegerType, a: number, b: number): Value | undefined {
  const result = smallResult(operator, a, b);
  const [least, greatest] = SMALL_RANGES[type];
  const value = isBitwise(operator) && type === 'UInt32' ? result >>> 0 : result;
  return value < least || value > greatest ? undefined : { type, value };
}

function isBitwise(operator: BinaryOperator): boolean {
  return operator === 'And' || operator === 'Or' || operator === 'Xor';
}

function smallResult(operator: BinaryOperator, a: number, b: number): number {
  switch (operator) {
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      return a * b;
    case '\\':
      if (b === 0) throw divideByZero();
      return Math.trunc(a / b) + 0;
    case 'Mod':
      if (b === 0) throw divideByZero();
      return (a % b) + 0;
    case 'And':
      return a & b;
    case 'Or':
      return a | b;
    case 'Xor':
      return a ^ b;
    default:
      throw new TypeError(`No integer operator '${operator}'.`);
  }
}

function wide(operator: BinaryOperator, type: 'Int64' | 'UInt64', a: bigint, b: bigint): Value | undefined {
  const value = wideResult(operator, a, b);
  const [least, greatest] = RANGES[type];
  return value < least || value > greatest ? undefined : { type, value };
}

function wideResult(operator: BinaryOperator, a: bigint, b: bigint): bigint {
  switch (operator) {
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      return a * b;
    case '\\':
      if (b === 0n) throw divideByZero();
      return a / b;
    case 'Mod':
      if (b === 0n) throw divideByZero();
      return a % b;
    case 'And':
      return a & b;
    case 'Or':
      return a | b;
    case 'Xor':
      return a ^ b;
    default:
      throw new TypeError(`No integer operator '${operator}'.`);
  }
}

function floating(operator: BinaryOperator, a: number, b: number): number {
  switch (operator) {
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      return a * b;
    case '/':
      return a / b;
    case 'Mod':
      return a % b;
    case '^':
      return pow(a, b);
    default:
      throw new TypeError(`No floating operator '${operator}'.`);
  }
}

function single(operator: BinaryOperator, a: number, b: number): Value {
  return { type: 'Single', value: Math.fround(floating(operator, a, b)) };
}

function decimals(operator: BinaryOperator, a: Decimal, b: Decimal): Value | undefined {
  switch (operator) {
    case '+':
      return addDecimals(a, b);
    case '-':
      return subtractDecimals(a, b);
    case '*':
      return multiplyDecimals(a, b);
    case '/':
      if (b.mantissa === 0n) throw divideByZero();
      return divideDecimals(a, b);
    case 'Mod':
      if (b.mantissa === 0n) throw divideByZero();
      return remainderOfDecimals(a, b);
    default:
      throw new TypeError(`No decimal operator '${operator}'.`);
  }
}

function logical(operator: BinaryOperator, a: boolean, b: boolean): boolean {
  switch (operator) {
    case 'And':
    case 'AndAlso':
      return a && b;
    case 'Or':
    case 'OrElse':
      return a || b;
    case 'Xor':
      return a !== b;
    default:
      throw new TypeError(`No logical operator '${operator}'.`);
  }
}

/** `-value` in the type of the value; undefined where it leaves the type. */
export function negate(value: Value): Value | undefined {
  switch (value.type) {
    case 'Double':
    case 'Single':
      return { type: value.type, value: -value.value };
    case 'Decimal':
      return negateDecimal(value);
    case 'Int64':
      return value.value === RANGES.Int64[0] ? undefined : { type: 'Int64', value: -value.value };
    case 'SByte':
    case 'Int16':
    case 'Int32': {
      const negated = 0 - value.value;
      return negated > SMALL_RANGES[value.type][1] ? undefined : { type: value.type, value: negated };
    }
    default:
      throw new TypeError(`No negation of ${value.type}.`);
  }
}

/** `Not value`, bit by bit in the type of the value. */
export function complement(value: Value): Value {
  switch (value.type) {
    case 'Boolean':
      return { type: 'Boolean', value: !value.value };
    case 'Int64':
      return { type: 'Int64', value: ~value.value };
    case 'UInt64':
      return { type: 'UInt64', value: BigInt.asUintN(64, ~value.value) };
    case 'SByte':
    case 'Int16':
    case 'Int32':
      return { type: value.type, value: ~value.value };
    case 'Byte':
    case 'UInt16':
    case 'UInt32':
      return { type: value.type, value: SMALL_RANGES[value.type][1] - value.value };
    default:
      throw new TypeError(`No complement of ${value.type}.`);
  }
}

const WIDTHS: Readonly<Record<string, number>> = {
  SByte: 8,
  Byte: 8,
  Int16: 16,
  UInt16: 16,
  Int32: 32,
  UInt32: 32,
  Int64: 64,
  UInt64: 64,
};

/** `<<` and `>>`: the amount counts modulo the width of the type. */
export function shift(operator: '<<' | '>>', value: Value, amount: number): Value {
  const width = WIDTHS[value.type];
  if (width === undefined || !('value' in value)) throw new TypeError(`No shift of ${value.type}.`);
  const bits = BigInt(Number(amount) & (width - 1));
  const whole = typeof value.value === 'bigint' ? value.value : BigInt(Number(value.value));
  const moved = operator === '<<' ? whole << bits : whole >> bits;
  const kept =
    value.type.startsWith('U') || value.type === 'Byte'
      ? BigInt.asUintN(width, moved)
      : BigInt.asIntN(width, moved);
  if (value.type === 'Int64' || value.type === 'UInt64') return { type: value.type, value: kept };
  if (isSmall(value)) return { type: value.type, value: Number(kept) };
  throw new TypeError(`No shift of ${value.type}.`);
}
