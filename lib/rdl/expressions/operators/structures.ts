import { TICKS_PER_DAY, TICKS_PER_MINUTE } from '../../values/date-time.ts';
import { EvaluationFault } from '../../values/fault.ts';
import { booleanValue, double } from '../../values/make.ts';
import { MAX_SPAN, MIN_SPAN } from '../../values/time-span.ts';
import type { Value } from '../../values/value.ts';
import type { BinaryOperator } from '../ast.ts';
import type { ConversionContext } from '../conversions/from-text.ts';
import { textToDate } from '../conversions/from-text.ts';
import { toDouble } from '../conversions/to-number.ts';
import { argumentFault, noOperator, outOfRange, overflow } from '../faults.ts';
import { runtimeType, visualBasicName } from '../runtime-type.ts';
import { isNumericType } from '../static-type.ts';
import { compareSame, holds } from './compare.ts';

/**
 * Operators that DateTime, TimeSpan, DateTimeOffset and Guid define themselves. Undefined where no operand is of these
 * types, or both are dates and the operator is Visual Basic's own.
 * @throws EvaluationFault AmbiguousMatchException, InvalidCastException
 */
export function structureOperator(
  operator: BinaryOperator,
  left: Value,
  right: Value,
  context: ConversionContext,
): Value | undefined {
  const difference = dateDifference(operator, left, right);
  if (difference !== undefined) return difference;
  if (!isStructure(left) && !isStructure(right)) return undefined;
  switch (operator) {
    case '+':
    case '-':
      return sum(operator, left, right, context) ?? refuse(operator, left, right);
    case '*':
      return product(left, right, context);
    case '/':
      return quotient(left, right, context);
    case '=':
    case '<>':
    case '<':
    case '>':
    case '<=':
    case '>=':
      return comparison(operator, left, right, context);
    default:
      return undefined;
  }
}

function isStructure(value: Value): boolean {
  return value.type === 'TimeSpan' || value.type === 'DateTimeOffset' || value.type === 'Guid';
}

/** Date - Date is a TimeSpan, also where one of them is Nothing. */
function dateDifference(operator: BinaryOperator, left: Value, right: Value): Value | undefined {
  if (operator !== '-') return undefined;
  const [a, b] = [dateTicks(left), dateTicks(right)];
  const isDated = left.type === 'DateTime' || right.type === 'DateTime';
  return a === undefined || b === undefined || !isDated ? undefined : span(a - b);
}

function dateTicks(value: Value): bigint | undefined {
  return value.type === 'DateTime' ? value.ticks : value.type === 'Nothing' ? 0n : undefined;
}

function span(ticks: bigint): Value {
  if (ticks > MAX_SPAN || ticks < MIN_SPAN) throw overflow();
  return { type: 'TimeSpan', ticks };
}

const MAX_DAYS = 3_652_059n;

function moment(value: Extract<Value, { type: 'DateTime' | 'DateTimeOffset' }>): Value {
  if (value.ticks < 0n || value.ticks >= TICKS_PER_DAY * MAX_DAYS) throw outOfRange('value');
  return value;
}

function sum(operator: '+' | '-', left: Value, right: Value, context: ConversionContext): Value | undefined {
  const sign = operator === '+' ? 1n : -1n;
  if (right.type === 'TimeSpan') {
    if (left.type === 'TimeSpan') return span(left.ticks + sign * right.ticks);
    if (left.type === 'Nothing') return span(sign * right.ticks);
    if (left.type === 'DateTime' || left.type === 'DateTimeOffset') {
      return moment({ ...left, ticks: left.ticks + sign * right.ticks });
    }
  }
  if (left.type === 'TimeSpan' && right.type === 'Nothing') return left;
  if (operator === '+') return undefined;
  const [a, b] = [instant(left, context), instant(right, context)];
  return a === undefined || b === undefined ? undefined : span(a - b);
}

/** Universal ticks of what a DateTimeOffset can be made of. */
function instant(value: Value, context: ConversionContext): bigint | undefined {
  const local = (ticks: bigint) => ticks - BigInt(context.utcOffsetMinutes) * TICKS_PER_MINUTE;
  switch (value.type) {
    case 'DateTimeOffset':
      return value.ticks - BigInt(value.offsetMinutes) * TICKS_PER_MINUTE;
    case 'DateTime':
      return local(value.ticks);
    case 'Nothing':
      return 0n;
    case 'String': {
      const ticks = textToDate(value.value, context);
      return ticks === undefined ? undefined : local(ticks);
    }
    default:
      return undefined;
  }
}

function isFactor(value: Value): boolean {
  return isNumericType(value.type) || value.type === 'Boolean' || value.type === 'String';
}

function scaled(ticks: bigint, factor: number): Value {
  if (Number.isNaN(factor))
    throw argumentFault('TimeSpan does not accept floating point Not-a-Number values.');
  const ticksOfProduct = Math.round(Number(ticks) * factor);
  if (!(Math.abs(ticksOfProduct) < 2 ** 63)) throw overflow();
  return span(BigInt(ticksOfProduct));
}

function product(left: Value, right: Value, context: ConversionContext): Value {
  if (left.type === 'TimeSpan' && isFactor(right)) return scaled(left.ticks, toDouble(right, context));
  if (right.type === 'TimeSpan' && isFactor(left)) return scaled(right.ticks, toDouble(left, context));
  return refuse('*', left, right);
}

function quotient(left: Value, right: Value, context: ConversionContext): Value {
  if (left.type === 'TimeSpan' && isFactor(right)) {
    const divisor = toDouble(right, context);
    if (Number.isNaN(divisor))
      throw argumentFault('TimeSpan does not accept floating point Not-a-Number values.');
    return scaled(left.ticks, 1 / divisor);
  }
  const [a, b] = [spanTicks(left), spanTicks(right)];
  if (a !== undefined && b !== undefined) return double(Number(a) / Number(b));
  return refuse('/', left, right);
}

function spanTicks(value: Value): bigint | undefined {
  return value.type === 'TimeSpan' ? value.ticks : value.type === 'Nothing' ? 0n : undefined;
}

function comparison(operator: BinaryOperator, left: Value, right: Value, context: ConversionContext): Value {
  const order = structureOrder(left, right, context);
  return order === undefined ? refuse(operator, left, right) : booleanValue(holds(operator, order));
}

function structureOrder(left: Value, right: Value, context: ConversionContext): number | undefined {
  const type = isStructure(left) ? left.type : right.type;
  if (type === 'TimeSpan') {
    const [a, b] = [spanTicks(left), spanTicks(right)];
    return a === undefined || b === undefined ? undefined : orderOf(a, b);
  }
  if (left.type === 'DateTimeOffset' || right.type === 'DateTimeOffset') {
    const [a, b] = [instant(left, context), instant(right, context)];
    return a === undefined || b === undefined ? undefined : orderOf(a, b);
  }
  const [a, b] = [guidOf(left), guidOf(right)];
  return a === undefined || b === undefined ? undefined : compareSame(a, b);
}

function orderOf(left: bigint, right: bigint): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

function guidOf(value: Value): Value | undefined {
  if (value.type === 'Guid') return value;
  return value.type === 'Nothing'
    ? { type: 'Guid', value: '00000000-0000-0000-0000-000000000000' }
    : undefined;
}

/** Types that bring operators of their own, so that more than one overload is in question. */
const HAS_COMPARISONS = new Set([
  'Decimal',
  'Single',
  'Double',
  'DateTime',
  'TimeSpan',
  'DateTimeOffset',
  'Guid',
]);
const HAS_SUMS = new Set(['Decimal', 'DateTime', 'TimeSpan', 'DateTimeOffset']);

function refuse(operator: BinaryOperator, left: Value, right: Value): never {
  if (isAmbiguous(operator, left, right)) {
    throw new EvaluationFault(
      'AmbiguousMatchException',
      `Overload resolution failed for operator '${operator}'.`,
    );
  }
  throw noOperator(operator, visualBasicName(runtimeType(left)), visualBasicName(runtimeType(right)));
}

function isAmbiguous(operator: BinaryOperator, left: Value, right: Value): boolean {
  switch (operator) {
    case '*':
      return left.type === 'TimeSpan' || right.type === 'TimeSpan';
    case '/':
      return left.type === 'TimeSpan' || right.type === 'TimeSpan';
    case '+':
      return HAS_SUMS.has(left.type) && HAS_SUMS.has(right.type);
    case '-':
      if (left.type === 'DateTimeOffset' || right.type === 'DateTimeOffset') return true;
      return HAS_SUMS.has(left.type) && HAS_SUMS.has(right.type);
    case '=':
    case '<>':
      return isComparedTwice(left, right) || left.type === 'String' || right.type === 'String';
    default:
      return isComparedTwice(left, right);
  }
}

function isComparedTwice(left: Value, right: Value): boolean {
  return HAS_COMPARISONS.has(left.type) && HAS_COMPARISONS.has(right.type);
}
