import { EvaluationFault } from '../values/fault.ts';
import type { Digits } from '../values/number-text.ts';
import type { NumberSymbols } from './culture.ts';
import {
  decimalDigits,
  generalDigits,
  isFloat,
  isInteger,
  type NumericValue,
  type Rounding,
  roundedToCount,
  roundedToPlaces,
} from './number-digits.ts';

/** Most digits that a format may ask for; .NET allows a thousand million. */
const MAX_PRECISION = 1000;

const INTEGER_BITS: Readonly<Record<string, number>> = {
  Byte: 8,
  SByte: 8,
  Int16: 16,
  UInt16: 16,
  Int32: 32,
  UInt32: 32,
  Int64: 64,
  UInt64: 64,
};

export type NumberContext = { readonly symbols: NumberSymbols; readonly rounding: Rounding };

/** `N2`, `c`, `P0`, …: one letter and the digits wanted (.NET, standard numeric format strings). @throws FormatException */
export function formatStandardNumber(
  value: NumericValue,
  letter: string,
  precision: number | undefined,
  context: NumberContext,
): string {
  if ((precision ?? 0) > MAX_PRECISION) throw invalidFormat();
  const special = notFinite(value, context.symbols);
  const kind = letter.toUpperCase();
  if (special !== undefined) return special;
  switch (kind) {
    case 'N':
    case 'F':
    case 'C':
    case 'P':
      return fixedPoint(value, kind, precision, context);
    case 'E':
      return exponential(value, letter, precision ?? 6, context);
    case 'G':
      return general(value, letter, precision ?? 0, context);
    case 'D':
      return wholeNumber(value, precision ?? 0, context);
    case 'X':
      return hexadecimal(value, letter, precision ?? 0);
    case 'B':
      return bitsOf(value)
        .toString(2)
        .padStart(precision ?? 0, '0');
    case 'R':
      return roundTrip(value, isFloat(value) ? 0 : (precision ?? 0), context);
    default:
      throw invalidFormat();
  }
}

export function invalidFormat(): EvaluationFault {
  return new EvaluationFault('FormatException', 'Format specifier was invalid.');
}

/** The text of NaN and the infinities, which no format changes. */
export function notFinite(value: NumericValue, symbols: NumberSymbols): string | undefined {
  if (!isFloat(value) || Number.isFinite(value.value)) return undefined;
  if (Number.isNaN(value.value)) return symbols.nan;
  return value.value > 0 ? symbols.infinity : `${symbols.negative}${symbols.infinity}`;
}

function fixedPoint(
  value: NumericValue,
  kind: 'N' | 'F' | 'C' | 'P',
  precision: number | undefined,
  { symbols, rounding }: NumberContext,
): string {
  const places = precision ?? (kind === 'C' ? symbols.currency.digits : 2);
  const shift = kind === 'P' ? 2 : 0;
  const rounded = roundedToPlaces(value, places + shift, rounding);
  const digits = { ...rounded, point: rounded.digits === '' ? 0 : rounded.point + shift };
  const separators = kind === 'C' ? symbols.currency : symbols;
  const sizes = kind === 'F' ? [] : symbols.groupSizes;
  const body = placeDigits(digits, places, separators.decimal, { group: separators.group, sizes });
  if (kind === 'C')
    return applyPattern(currencyPattern(digits.negative, symbols), body, symbols.currency.symbol, symbols);
  if (kind === 'P')
    return applyPattern(percentPattern(digits.negative, symbols), body, symbols.percent.symbol, symbols);
  return digits.negative ? `${symbols.negative}${body}` : body;
}

/** Patterns of .NET's NumberFormatInfo: `n` the number, `$` the symbol, `-` the sign. */
const CURRENCY_POSITIVE = ['$n', 'n$', '$ n', 'n $'];
const CURRENCY_NEGATIVE = [
  '($n)',
  '-$n',
  '$-n',
  '$n-',
  '(n$)',
  '-n$',
  'n-$',
  'n$-',
  '-n $',
  '-$ n',
  'n $-',
  '$ n-',
  '$ -n',
  'n- $',
  '($ n)',
  '(n $)',
  '$- n',
];
const PERCENT_POSITIVE = ['n $', 'n$', '$n', '$ n'];
const PERCENT_NEGATIVE = [
  '-n $',
  '-n$',
  '-$n',
  '$-n',
  '$n-',
  'n-$',
  'n$-',
  '-$ n',
  'n $-',
  '$ n-',
  '$ -n',
  'n- $',
];

function currencyPattern(negative: boolean, { currency }: NumberSymbols): string {
  return (
    (negative ? CURRENCY_NEGATIVE[currency.negativePattern] : CURRENCY_POSITIVE[currency.positivePattern]) ??
    '$n'
  );
}

function percentPattern(negative: boolean, { percent }: NumberSymbols): string {
  return (
    (negative ? PERCENT_NEGATIVE[percent.negativePattern] : PERCENT_POSITIVE[percent.positivePattern]) ?? 'n$'
  );
}

function applyPattern(pattern: string, number: string, symbol: string, symbols: NumberSymbols): string {
  return pattern.replace(/[n$-]/g, (mark) =>
    mark === 'n' ? number : mark === '$' ? symbol : symbols.negative,
  );
}

export type Grouping = { readonly group: string; readonly sizes: readonly number[] };

/** Digits with the point in place, `places` after it, the whole part grouped. */
export function placeDigits(value: Digits, places: number, decimal: string, grouping: Grouping): string {
  const whole = value.point <= 0 ? '0' : value.digits.slice(0, value.point).padEnd(value.point, '0');
  const shown = groupDigits(whole, grouping);
  if (places === 0) return shown;
  const leading = '0'.repeat(Math.min(places, Math.max(0, -value.point)));
  const fraction = leading + value.digits.slice(Math.max(0, value.point));
  return `${shown}${decimal}${fraction.slice(0, places).padEnd(places, '0')}`;
}

/** Splits a whole number into groups from its end; a size of 0 leaves the rest together. */
export function groupDigits(whole: string, { group, sizes }: Grouping): string {
  if (sizes.length === 0) return whole;
  const parts: string[] = [];
  let end = whole.length;
  for (let index = 0; end > 0; index++) {
    const size = sizes[Math.min(index, sizes.length - 1)] ?? 0;
    const start = size === 0 ? 0 : Math.max(0, end - size);
    parts.unshift(whole.slice(start, end));
    end = start;
  }
  return parts.join(group);
}

function exponential(value: NumericValue, letter: string, precision: number, context: NumberContext): string {
  const digits = roundedToCount(value, precision + 1);
  return scientific(digits, letter, precision, { symbols: context.symbols, exponentDigits: 3 });
}

type ExponentStyle = { readonly symbols: NumberSymbols; readonly exponentDigits: number };

function scientific(
  value: Digits,
  letter: string,
  places: number,
  { symbols, exponentDigits }: ExponentStyle,
): string {
  const exponent = value.digits === '' ? 0 : value.point - 1;
  const fraction = value.digits.slice(1).padEnd(places, '0');
  const sign = value.negative ? symbols.negative : '';
  const size = String(Math.abs(exponent)).padStart(exponentDigits, '0');
  const mark = exponent < 0 ? symbols.negative : symbols.positive;
  const point = fraction === '' ? '' : `${symbols.decimal}${fraction}`;
  return `${sign}${value.digits.charAt(0) || '0'}${point}${letter}${mark}${size}`;
}

/** Digits from which on a number without precision is written with an exponent. */
const LONGEST_GENERAL: Readonly<Record<string, number>> = {
  Single: 9,
  Double: 17,
  Decimal: 29,
  Byte: 3,
  SByte: 3,
  Int16: 5,
  UInt16: 5,
  Int32: 10,
  UInt32: 10,
  Int64: 19,
  UInt64: 20,
};
const LONGEST_FRAMEWORK: Readonly<Record<string, number>> = { Single: 7, Double: 15 };

function general(value: NumericValue, letter: string, precision: number, context: NumberContext): string {
  const { symbols, rounding } = context;
  if (precision === 0 && value.type === 'Decimal') {
    const { whole, fraction } = decimalDigits(value);
    const sign = value.mantissa < 0n ? symbols.negative : '';
    return `${sign}${whole}${fraction === '' ? '' : `${symbols.decimal}${fraction}`}`;
  }
  const digits = precision === 0 ? generalDigits(value, rounding) : roundedToCount(value, precision);
  const longest =
    precision !== 0
      ? precision
      : ((rounding === 'framework' ? LONGEST_FRAMEWORK[value.type] : undefined) ??
        LONGEST_GENERAL[value.type] ??
        19);
  if (digits.digits !== '' && (digits.point > longest || digits.point < -3)) {
    const mark = letter === 'g' ? 'e' : 'E';
    return scientific(digits, mark, digits.digits.length - 1, { symbols, exponentDigits: 2 });
  }
  const places = Math.max(0, digits.digits.length - digits.point);
  const body = placeDigits(digits, places, symbols.decimal, { group: '', sizes: [] });
  return digits.negative ? `${symbols.negative}${body}` : body;
}

function wholeNumber(value: NumericValue, precision: number, { symbols }: NumberContext): string {
  if (!isInteger(value)) throw invalidFormat();
  const whole = BigInt(value.value);
  const body = (whole < 0n ? -whole : whole).toString().padStart(precision, '0');
  return whole < 0n ? `${symbols.negative}${body}` : body;
}

function hexadecimal(value: NumericValue, letter: string, precision: number): string {
  const text = bitsOf(value).toString(16).padStart(precision, '0');
  return letter === 'X' ? text.toUpperCase() : text;
}

/** A whole number in two's complement. */
function bitsOf(value: NumericValue): bigint {
  if (!isInteger(value)) throw invalidFormat();
  return BigInt.asUintN(INTEGER_BITS[value.type] ?? 64, BigInt(value.value));
}

/** `R`, which says what the shortest text says anyway; of whole numbers and Decimals it is `G`. */
function roundTrip(value: NumericValue, precision: number, { symbols }: NumberContext): string {
  return general(value, 'G', precision, { symbols, rounding: 'exact' });
}
