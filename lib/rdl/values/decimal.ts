import type { Value } from './value.ts';

/**
 * Arithmetic of System.Decimal: a 96-bit mantissa and a scale of 0–28 that is part of the value.
 * Operations that leave the range give undefined (.NET: OverflowException).
 */
export type Decimal = Extract<Value, { type: 'Decimal' }>;

export const MAX_SCALE = 28;
const LIMIT = 1n << 96n;

const POWERS: readonly bigint[] = Array.from({ length: 60 }, (_, exponent) => 10n ** BigInt(exponent));

/** The same as Doubles. */
const NUMBER_POWERS: readonly number[] = POWERS.map(Number);

export function powerOfTen(exponent: number): bigint {
  return POWERS[exponent] ?? 10n ** BigInt(exponent);
}

export function decimal(mantissa: bigint, scale = 0): Decimal {
  return { type: 'Decimal', mantissa, scale };
}

export const DECIMAL_ZERO: Decimal = decimal(0n);

function absolute(value: bigint): bigint {
  return value < 0n ? -value : value;
}

/** Integer division that rounds halves to even. */
export function divideToEven(dividend: bigint, divisor: bigint): bigint {
  const quotient = dividend / divisor;
  const twice = absolute(dividend - quotient * divisor) * 2n;
  const size = absolute(divisor);
  if (twice < size || (twice === size && quotient % 2n === 0n)) return quotient;
  return dividend < 0n === divisor < 0n ? quotient + 1n : quotient - 1n;
}

/** Brings an exact result into range: digits that do not fit are rounded half to even. */
export function fitDecimal(mantissa: bigint, scale: number): Decimal | undefined {
  if (scale <= MAX_SCALE && absolute(mantissa) < LIMIT) return decimal(mantissa, scale);
  let drop = Math.max(0, scale - MAX_SCALE);
  while (drop <= scale) {
    const fitted = divideToEven(mantissa, powerOfTen(drop));
    if (absolute(fitted) < LIMIT) return decimal(fitted, scale - drop);
    drop++;
  }
  return undefined;
}

function align(left: Decimal, right: Decimal): readonly [bigint, bigint, number] {
  const scale = Math.max(left.scale, right.scale);
  return [
    left.mantissa * powerOfTen(scale - left.scale),
    right.mantissa * powerOfTen(scale - right.scale),
    scale,
  ];
}

export function addDecimals(left: Decimal, right: Decimal): Decimal | undefined {
  const [a, b, scale] = align(left, right);
  return fitDecimal(a + b, scale);
}

export function subtractDecimals(left: Decimal, right: Decimal): Decimal | undefined {
  const [a, b, scale] = align(left, right);
  return fitDecimal(a - b, scale);
}

export function multiplyDecimals(left: Decimal, right: Decimal): Decimal | undefined {
  return fitDecimal(left.mantissa * right.mantissa, left.scale + right.scale);
}

/**
 * The quotient; the divisor is not zero. The scale is the difference of the scales, with as many digits
 * more as an exact result needs or as fit.
 */
export function divideDecimals(left: Decimal, right: Decimal): Decimal | undefined {
  const preferred = Math.max(0, left.scale - right.scale);
  let scale = MAX_SCALE;
  for (; scale >= 0; scale--) {
    const shift = scale - left.scale + right.scale;
    const dividend = shift >= 0 ? left.mantissa * powerOfTen(shift) : left.mantissa;
    const divisor = shift >= 0 ? right.mantissa : right.mantissa * powerOfTen(-shift);
    const quotient = divideToEven(dividend, divisor);
    if (absolute(quotient) >= LIMIT) continue;
    return trimZeros(quotient, scale, preferred);
  }
  return undefined;
}

function trimZeros(mantissa: bigint, scale: number, least: number): Decimal {
  let value = mantissa;
  let digits = scale;
  while (digits > least && value % 10n === 0n) {
    value /= 10n;
    digits--;
  }
  return decimal(value, digits);
}

/** The remainder with the sign of `left`; `right` is not zero. */
export function remainderOfDecimals(left: Decimal, right: Decimal): Decimal {
  const [a, b, scale] = align(left, right);
  if (absolute(a) < absolute(b)) return left;
  return decimal(a % b, scale);
}

/** Negative, zero or positive, as `left` is less than, equal to or greater than `right`. */
export function compareDecimals(left: Decimal, right: Decimal): number {
  const [a, b] = align(left, right);
  return a < b ? -1 : a > b ? 1 : 0;
}

export function negateDecimal(value: Decimal): Decimal {
  return decimal(-value.mantissa, value.scale);
}

export type DecimalRounding = 'toEven' | 'awayFromZero' | 'down' | 'up' | 'toZero';

/** Rounds to `digits` after the point; a smaller scale stays as it is. */
export function roundDecimal(value: Decimal, digits: number, rounding: DecimalRounding): Decimal {
  if (value.scale <= digits) return value;
  const unit = powerOfTen(value.scale - digits);
  return decimal(divide(value.mantissa, unit, rounding), digits);
}

function divide(dividend: bigint, unit: bigint, rounding: DecimalRounding): bigint {
  if (rounding === 'toEven') return divideToEven(dividend, unit);
  const quotient = dividend / unit;
  const rest = dividend - quotient * unit;
  if (rounding === 'down') return rest < 0n ? quotient - 1n : quotient;
  if (rounding === 'up') return rest > 0n ? quotient + 1n : quotient;
  if (rounding === 'toZero' || absolute(rest) * 2n < unit) return quotient;
  return dividend < 0n ? quotient - 1n : quotient + 1n;
}

/** `12.30`; invariant, all digits of the scale. */
export function decimalText(value: Decimal): string {
  const digits = absolute(value.mantissa)
    .toString()
    .padStart(value.scale + 1, '0');
  const sign = value.mantissa < 0n ? '-' : '';
  if (value.scale === 0) return sign + digits;
  return `${sign}${digits.slice(0, -value.scale)}.${digits.slice(-value.scale)}`;
}

/** Reads `-12.30` or `1.5e-3` (invariant); more than 28 digits after the point are rounded. Undefined if out of range. */
export function parseDecimal(text: string): Decimal | undefined {
  const match = /^([-+]?)(\d*)(?:\.(\d*))?(?:[eE]([-+]?\d+))?$/.exec(text);
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = match ?? [];
  if (match === null || whole + fraction === '') return undefined;
  const magnitude = BigInt(whole + fraction);
  const shift = Number(exponent);
  if (magnitude !== 0n && shift > 40) return undefined;
  // Past 200 digits after the point nothing is left of any mantissa that a text of sane length holds.
  if (fraction.length - shift > 200 + whole.length + fraction.length) return decimal(0n, MAX_SCALE);
  const scale = fraction.length - shift;
  const mantissa = sign === '-' ? -magnitude : magnitude;
  if (scale < 0) return magnitude === 0n ? DECIMAL_ZERO : fitDecimal(mantissa * powerOfTen(-scale), 0);
  return fitDecimal(mantissa, scale);
}

/** As .NET converts: the two halves of the mantissa as Doubles, divided by the power of ten. */
export function decimalToNumber(value: Decimal): number {
  const size = absolute(value.mantissa);
  const low = Number(size & 0xffff_ffff_ffff_ffffn);
  const high = Number(size >> 64n);
  const magnitude = (low + high * 2 ** 64) / (NUMBER_POWERS[value.scale] ?? 1);
  return value.mantissa < 0n ? -magnitude : magnitude;
}

/** A Decimal from the 15 (Single: 7) significant digits of a number, as .NET converts. Undefined if out of range. */
export function decimalFromNumber(value: number, digits: 7 | 15 = 15): Decimal | undefined {
  // The number itself must fit, not only its digits.
  if (!(Math.abs(value) < 2 ** 96)) return undefined;
  if (Math.abs(value) < 2 ** -94) return DECIMAL_ZERO;
  const rounded = parseDecimal(value.toExponential(digits - 1));
  return rounded === undefined ? undefined : trimZeros(rounded.mantissa, rounded.scale, 0);
}
