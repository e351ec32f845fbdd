import type { Decimal } from '../../values/decimal.ts';
import { compareDecimals, decimal, decimalToNumber } from '../../values/decimal.ts';
import type { Value } from '../../values/value.ts';
import { classOf, commonClass } from './value-class.ts';

/** Thrown where two values cannot be compared: a number with text, a Double with a Decimal. */
export class IncomparableValues extends Error {
  readonly left: Value;
  readonly right: Value;

  constructor(left: Value, right: Value) {
    super(`Values of types ${left.type} and ${right.type} cannot be compared.`);
    this.name = 'IncomparableValues';
    this.left = left;
    this.right = right;
  }
}

/** How a dataset compares its values; text in a culture's order, without regard to case unless told otherwise. */
export type Comparer = {
  /**
   * Negative, zero or positive; Nothing comes first, then empty text.
   * @throws IncomparableValues
   */
  compare(left: Value, right: Value): number;
  /** Equal for values that make one group: text without regard to case, numbers of any type by value. */
  key(value: Value): string;
};

export function createComparer(culture: string, options: { readonly caseSensitive: boolean }): Comparer {
  const collator = createCollator(culture, options.caseSensitive ? 'variant' : 'accent');
  const fold = (text: string): string => (options.caseSensitive ? text : text.toUpperCase());
  const compareText = (left: string, right: string): number =>
    left === right ? 0 : collator.compare(left, right);
  return {
    compare: (left, right) => compareValues(left, right, compareText),
    key: (value) => keyOf(value, fold),
  };
}

function createCollator(culture: string, sensitivity: 'variant' | 'accent'): Intl.Collator {
  try {
    return new Intl.Collator(culture === '' ? 'und' : culture, { sensitivity });
  } catch (error) {
    // A culture that no collation knows sorts as the invariant one.
    if (error instanceof RangeError) return new Intl.Collator('und', { sensitivity });
    throw error;
  }
}

function compareValues(
  left: Value,
  right: Value,
  compareText: (left: string, right: string) => number,
): number {
  const leftClass = classOf(left);
  const rightClass = classOf(right);
  if (leftClass === 'nothing' || rightClass === 'nothing') {
    return (leftClass === 'nothing' ? 0 : 1) - (rightClass === 'nothing' ? 0 : 1);
  }
  switch (commonClass(leftClass, rightClass)) {
    case 'integer':
    case 'decimal':
      return compareExact(left, right);
    case 'float':
      return compareFloats(toNumber(left), toNumber(right));
    case 'text':
    case 'char':
    case 'guid':
      return compareText(textOf(left), textOf(right));
    case 'boolean':
      return (
        Number('value' in left && left.value === true) - Number('value' in right && right.value === true)
      );
    case 'date':
    case 'time-span':
      return compareBig(ticksOf(left), ticksOf(right));
    case 'date-offset':
      return compareBig(utcTicksOf(left), utcTicksOf(right));
    default:
      throw new IncomparableValues(left, right);
  }
}

function keyOf(value: Value, fold: (text: string) => string): string {
  switch (classOf(value)) {
    case 'nothing':
      return '';
    case 'integer':
    case 'float':
      return `n${toNumber(value) + 0}`;
    case 'decimal':
      return `n${decimalKey(value)}`;
    case 'text':
    case 'char':
    case 'guid':
      return `s${fold(textOf(value).normalize('NFC'))}`;
    case 'boolean':
      return 'value' in value && value.value === true ? 'b1' : 'b0';
    case 'date':
      return `d${ticksOf(value)}`;
    case 'time-span':
      return `t${ticksOf(value)}`;
    case 'date-offset':
      return `o${utcTicksOf(value)}`;
    case 'bytes':
      return `x${value.type === 'Bytes' ? Buffer.from(value.value).toString('base64') : ''}`;
    default:
      return `?${value.type}`;
  }
}

/** Decimals of up to 15 digits have the key of the Double of the same value; longer ones are exact. */
function decimalKey(value: Value): string {
  let { mantissa, scale } = exactOf(value);
  while (scale > 0 && mantissa % 10n === 0n) {
    mantissa /= 10n;
    scale -= 1;
  }
  const isShort = mantissa < 1_000_000_000_000_000n && mantissa > -1_000_000_000_000_000n;
  return isShort ? String(Number(`${mantissa}e-${scale}`)) : `${mantissa}e-${scale}`;
}

/** The value of a number as a Double; 0 for what is no number. */
export function toNumber(value: Value): number {
  if (value.type === 'Decimal') return decimalToNumber(value);
  return 'value' in value ? Number(value.value) : 0;
}

/** An integer or Decimal as a Decimal. */
function exactOf(value: Value): Decimal {
  if (value.type === 'Decimal') return value;
  if (!('value' in value)) return decimal(0n);
  return decimal(typeof value.value === 'bigint' ? value.value : BigInt(Number(value.value)));
}

function compareExact(left: Value, right: Value): number {
  if ('value' in left && 'value' in right) {
    if (typeof left.value === 'number' && typeof right.value === 'number') return left.value - right.value;
  }
  return compareDecimals(exactOf(left), exactOf(right));
}

/** NaN comes before every number, as .NET orders it. */
function compareFloats(left: number, right: number): number {
  if (left === right) return 0;
  if (Number.isNaN(left)) return Number.isNaN(right) ? 0 : -1;
  if (Number.isNaN(right)) return 1;
  return left < right ? -1 : 1;
}

function compareBig(left: bigint, right: bigint): number {
  return left === right ? 0 : left < right ? -1 : 1;
}

function textOf(value: Value): string {
  return 'value' in value && typeof value.value === 'string' ? value.value : '';
}

function ticksOf(value: Value): bigint {
  return 'ticks' in value ? value.ticks : 0n;
}

function utcTicksOf(value: Value): bigint {
  return value.type === 'DateTimeOffset' ? value.ticks - BigInt(value.offsetMinutes) * 600_000_000n : 0n;
}
