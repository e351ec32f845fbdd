import { compareDecimals } from '../../values/decimal.ts';
import type { Value } from '../../values/value.ts';
import type { BinaryOperator } from '../ast.ts';

/**
 * Compares two values of one type: negative, zero or positive; undefined where neither is less, equal or greater
 * (NaN). True is less than False, as -1 is less than 0. Texts compare by UTF-16 unit (Option Compare Binary).
 */
export function compareSame(left: Value, right: Value): number | undefined {
  if (left.type === 'Decimal' && right.type === 'Decimal') return compareDecimals(left, right);
  if (left.type === 'Boolean' && right.type === 'Boolean') return Number(right.value) - Number(left.value);
  if ('ticks' in left && 'ticks' in right) return order(instantOf(left), instantOf(right));
  if ('value' in left && 'value' in right) return compareScalars(left.value, right.value);
  throw new TypeError(`No comparison of ${left.type} and ${right.type}.`);
}

function instantOf(value: Extract<Value, { ticks: bigint }>): bigint {
  return value.type === 'DateTimeOffset'
    ? value.ticks - BigInt(value.offsetMinutes) * 600_000_000n
    : value.ticks;
}

function compareScalars(left: unknown, right: unknown): number | undefined {
  if (typeof left === 'number' && typeof right === 'number') {
    return Number.isNaN(left) || Number.isNaN(right) ? undefined : order(left, right);
  }
  if (typeof left === 'string' && typeof right === 'string') return order(left, right);
  if (typeof left === 'bigint' && typeof right === 'bigint') return order(left, right);
  throw new TypeError('No comparison of these values.');
}

function order<T extends number | string | bigint>(left: T, right: T): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

/** What a comparison operator says of such a result. */
export function holds(operator: BinaryOperator, comparison: number | undefined): boolean {
  if (comparison === undefined) return operator === '<>';
  switch (operator) {
    case '=':
      return comparison === 0;
    case '<>':
      return comparison !== 0;
    case '<':
      return comparison < 0;
    case '>':
      return comparison > 0;
    case '<=':
      return comparison <= 0;
    case '>=':
      return comparison >= 0;
    default:
      throw new TypeError(`'${operator}' compares nothing.`);
  }
}
