import { type Decimal, decimalText } from '../values/decimal.ts';
import {
  type Digits,
  exactDigits,
  fromExponential,
  shortestDigits,
  wholeDigits,
} from '../values/number-text.ts';
import type { SmallIntegerType, Value } from '../values/value.ts';

export type IntegerValue = Extract<Value, { type: SmallIntegerType | 'Int64' | 'UInt64' }>;
export type FloatValue = Extract<Value, { type: 'Single' | 'Double' }>;
export type NumericValue = IntegerValue | FloatValue | Decimal;

/**
 * How a binary number is rounded to places in a format. `exact` takes its exact binary value and rounds halves to even, as .NET
 * does since version 3; `framework` takes its 15 (Single: 7) digits and rounds halves away from zero, as .NET Framework
 * does, which report servers run on. Whole numbers and decimals are the same in both.
 */
export type Rounding = 'exact' | 'framework';

export function isFloat(value: NumericValue): value is FloatValue {
  return value.type === 'Single' || value.type === 'Double';
}

export function isInteger(value: NumericValue): value is IntegerValue {
  return !isFloat(value) && value.type !== 'Decimal';
}

/** All digits of a whole number or a Decimal. */
export function allDigits(value: IntegerValue | Decimal): Digits {
  if (value.type !== 'Decimal') {
    const whole = BigInt(value.value);
    return wholeDigits(whole < 0n ? -whole : whole, whole < 0n);
  }
  const negative = value.mantissa < 0n;
  const digits = (negative ? -value.mantissa : value.mantissa).toString();
  if (value.mantissa === 0n) return { negative: false, digits: '', point: 0 };
  return { negative, digits: digits.replace(/0+$/, ''), point: digits.length - value.scale };
}

/** The digits that a custom pattern works on: 15 of a Double, 7 of a Single. */
export function patternDigits(value: NumericValue): Digits {
  if (!isFloat(value)) return allDigits(value);
  const size = Math.abs(value.value);
  const negative = value.value < 0 || Object.is(value.value, -0);
  return fromExponential(size.toExponential(value.type === 'Single' ? 6 : 14), negative);
}

/** Digits rounded to `places` after the point; `rounding` concerns binary numbers only. */
export function roundedToPlaces(value: NumericValue, places: number, rounding: Rounding): Digits {
  if (isFloat(value) && rounding === 'exact') {
    return roundHalfEven(exactDigits(value.value), places);
  }
  return roundHalfUp(patternDigits(value), places, keepsSign(value, rounding));
}

/** Digits rounded to `count` significant ones. */
export function roundedToCount(value: NumericValue, count: number): Digits {
  if (isFloat(value)) {
    const digits = exactDigits(value.value);
    return roundHalfEven(digits, count - digits.point);
  }
  const digits = allDigits(value);
  return roundHalfUp(digits, count - digits.point, false);
}

/** Only a binary number of .NET 3 and later is a negative zero. */
export function keepsSign(value: NumericValue, rounding: Rounding): boolean {
  return isFloat(value) && rounding === 'exact';
}

function roundHalfEven(value: Digits, places: number): Digits {
  const kept = value.point + places;
  if (kept >= value.digits.length) return value;
  if (kept < 0) return { negative: value.negative, digits: '', point: 0 };
  const rest = value.digits.slice(kept);
  const isHalf = rest === '5';
  const last = kept === 0 ? 0 : Number(value.digits.charAt(kept - 1));
  const up = isHalf ? last % 2 === 1 : rest.charAt(0) >= '5';
  return carry(value, kept, up, true);
}

/** Rounds halves away from zero; a number rounded to zero keeps its sign only where `keepSign` says so. */
export function roundHalfUp(value: Digits, places: number, keepSign: boolean): Digits {
  const kept = value.point + places;
  if (kept >= value.digits.length) {
    return value.digits === '' && !keepSign ? { ...value, negative: false } : value;
  }
  if (kept < 0) return { negative: keepSign && value.negative, digits: '', point: 0 };
  return carry(value, kept, value.digits.charAt(kept) >= '5', keepSign);
}

function carry(value: Digits, kept: number, up: boolean, keepSign: boolean): Digits {
  const head = value.digits.slice(0, kept);
  const digits = up ? (BigInt(`0${head}`) + 1n).toString().padStart(kept, '0') : head;
  const trimmed = digits.replace(/0+$/, '');
  if (trimmed === '') return { negative: keepSign && value.negative, digits: '', point: 0 };
  return { negative: value.negative, digits: trimmed, point: value.point + digits.length - kept };
}

/** The digits of a number without a format: the shortest that read back as the same. */
export function generalDigits(value: NumericValue, rounding: Rounding): Digits {
  if (!isFloat(value)) return allDigits(value);
  if (rounding === 'framework') return roundHalfUp(patternDigits(value), 400, false);
  return shortestDigits(value.value, value.type);
}

/** The scale of a Decimal shows in its text (`12.30`). */
export function decimalDigits(value: Decimal): { readonly whole: string; readonly fraction: string } {
  const [whole = '', fraction = ''] = decimalText(value).replace('-', '').split('.');
  return { whole, fraction };
}
