import { type Decimal, type DecimalRounding, negateDecimal, roundDecimal } from '../../values/decimal.ts';
import { exp, log, log10, pow } from '../../values/double-double.ts';
import { EvaluationFault } from '../../values/fault.ts';
import type { Value } from '../../values/value.ts';
import { roundToEven } from '../conversions/to-number.ts';
import { argumentFault, overflow } from '../faults.ts';
import { compareSame } from '../operators/compare.ts';
import { negate } from '../operators/compute.ts';
import { ofValue } from './conversion.ts';
import { constant, type Overload, shared } from './signature.ts';

/** Class System.Math. */

/** 10^0 to 10^15, by which digits are rounded. */
const MOST_DIGITS = 15;
/** From here on every Double is whole. */
const WHOLE_FROM = 1e16;

const DECIMAL_MODES: readonly DecimalRounding[] = ['toEven', 'awayFromZero', 'toZero', 'down', 'up'];

function checkMode(mode: number): void {
  if (DECIMAL_MODES[mode] === undefined) throw argumentFault('The value is not a valid MidpointRounding.');
}

/** @throws EvaluationFault ArgumentOutOfRangeException */
export function roundDouble(value: number, digits: number, mode: number): number {
  if (digits < 0 || digits > MOST_DIGITS) {
    throw new EvaluationFault(
      'ArgumentOutOfRangeException',
      'Rounding digits must be between 0 and 15, inclusive.',
    );
  }
  checkMode(mode);
  if (Math.abs(value) >= WHOLE_FROM || !Number.isFinite(value)) return value;
  const scale = pow(10, digits);
  return roundWhole(value * scale, mode) / scale;
}

function roundWhole(value: number, mode: number): number {
  switch (mode) {
    case 0:
      return signed(roundToEven(value), value);
    case 1:
      // The greatest Double below a half, so that 0.49999999999999994 stays down.
      return Math.trunc(value + Math.sign(value) * 0.49999999999999994);
    case 2:
      return Math.trunc(value);
    case 3:
      return Math.floor(value);
    default:
      return Math.ceil(value);
  }
}

/** A negative number that rounds to zero is a negative zero. */
function signed(rounded: number, value: number): number {
  return rounded === 0 && (value < 0 || Object.is(value, -0)) ? -0 : rounded;
}

function roundOf(value: Decimal, digits: number, mode: number): Decimal {
  if (digits < 0 || digits > 28) {
    throw new EvaluationFault(
      'ArgumentOutOfRangeException',
      'Decimal can only round to between 0 and 28 digits.',
    );
  }
  checkMode(mode);
  return roundDecimal(value, digits, DECIMAL_MODES[mode] ?? 'toEven');
}

const SIGNED = ['Int16', 'Int32', 'Int64', 'IntPtr', 'SByte', 'Decimal', 'Double', 'Single'] as const;
const ALL = [
  'Byte',
  'Decimal',
  'Double',
  'Int16',
  'Int32',
  'Int64',
  'IntPtr',
  'SByte',
  'Single',
  'UInt16',
  'UInt32',
  'UInt64',
  'UIntPtr',
] as const;

function absolute(value: Value): Value {
  if (value.type === 'Double' || value.type === 'Single')
    return { type: value.type, value: Math.abs(value.value) };
  if (value.type === 'Decimal') return value.mantissa < 0n ? negateDecimal(value) : value;
  if (!('value' in value) || (typeof value.value !== 'number' && typeof value.value !== 'bigint'))
    return value;
  if (value.value >= 0) return value;
  const result = negate(value);
  if (result === undefined) throw overflow();
  return result;
}

function signOf(value: Value): Value {
  if (value.type === 'Decimal')
    return { type: 'Int32', value: Number(value.mantissa > 0n) - Number(value.mantissa < 0n) };
  if (!('value' in value)) return { type: 'Int32', value: 0 };
  if (Number.isNaN(value.value))
    throw new EvaluationFault(
      'ArithmeticException',
      'Function does not accept floating point Not-a-Number values.',
    );
  return { type: 'Int32', value: Math.sign(Number(value.value)) };
}

/** Max or Min of two values of one type; NaN wins. */
function extreme(name: 'Max' | 'Min', type: string): Overload {
  const plain = { defaultValue: undefined, isParamArray: false, isByRef: false };
  const wanted = name === 'Max' ? 1 : -1;
  return {
    name,
    parameters: [
      { name: 'val1', type, ...plain },
      { name: 'val2', type, ...plain },
    ],
    returns: type,
    isProperty: false,
    invoke: (_target, [first, second]) => {
      if (first === undefined || second === undefined) throw new TypeError(`${name} takes two values.`);
      const order = compareSame(first, second);
      if (order === undefined) return 'value' in first && Number.isNaN(first.value) ? first : second;
      return order === wanted || order === 0 ? first : second;
    },
  };
}

/** The logarithm to a base, with the special cases of .NET. */
function logarithm(value: number, base: number): number {
  if (Number.isNaN(value) || Number.isNaN(base)) return value + base;
  if (base === 1) return Number.NaN;
  if (value !== 1 && (base === 0 || base === Number.POSITIVE_INFINITY)) return Number.NaN;
  return log(value) / log(base);
}

/** The remainder to the nearest multiple, halves to even. */
function ieeeRemainder(x: number, y: number): number {
  const rest = x % y;
  if (Number.isNaN(rest) || rest === 0) return rest;
  const other = rest - Math.abs(y) * Math.sign(x);
  if (Math.abs(other) === Math.abs(rest)) {
    return Math.abs(roundToEven(x / y)) > Math.abs(Math.trunc(x / y)) ? other : rest;
  }
  return Math.abs(other) < Math.abs(rest) ? other : rest;
}

const DOUBLE_FUNCTIONS: Readonly<Record<string, (value: number) => number>> = {
  Acos: Math.acos,
  Asin: Math.asin,
  Atan: Math.atan,
  Cos: Math.cos,
  Cosh: Math.cosh,
  Exp: exp,
  Log: log,
  Log10: log10,
  Log2: Math.log2,
  Cbrt: Math.cbrt,
  Sin: Math.sin,
  Sinh: Math.sinh,
  Sqrt: Math.sqrt,
  Tan: Math.tan,
  Tanh: Math.tanh,
};

export const MATH: readonly Overload[] = [
  constant('E', 'Double', { type: 'Double', value: Math.E }),
  constant('PI', 'Double', { type: 'Double', value: Math.PI }),
  constant('Tau', 'Double', { type: 'Double', value: 2 * Math.PI }),
  ...SIGNED.map((type) => ofValue('Abs', type, type, absolute)),
  ...SIGNED.map((type) => ofValue('Sign', type, 'Int32', signOf)),
  ...ALL.flatMap((type) => [extreme('Max', type), extreme('Min', type)]),
  ...Object.entries(DOUBLE_FUNCTIONS).map(([name, body]) =>
    ofValue(name, 'Double', 'Double', (value) => ({
      type: 'Double',
      value: value.type === 'Double' ? body(value.value) : Number.NaN,
    })),
  ),
  shared('Atan2(y As Double, x As Double) As Double', (y, x) => Math.atan2(y, x)),
  shared('BigMul(a As Int32, b As Int32) As Int64', (a, b) => BigInt(a) * BigInt(b)),
  shared('Ceiling(a As Double) As Double', (value) => Math.ceil(value)),
  shared('Ceiling(d As Decimal) As Decimal', (value) => roundDecimal(value, 0, 'up')),
  shared('Floor(d As Double) As Double', (value) => Math.floor(value)),
  shared('Floor(d As Decimal) As Decimal', (value) => roundDecimal(value, 0, 'down')),
  shared('Truncate(d As Decimal) As Decimal', (value) => roundDecimal(value, 0, 'toZero')),
  shared('Truncate(d As Double) As Double', (value) => Math.trunc(value)),
  shared('IEEERemainder(x As Double, y As Double) As Double', ieeeRemainder),
  shared('Log(a As Double, newBase As Double) As Double', logarithm),
  shared('Pow(x As Double, y As Double) As Double', (x, y) => pow(x, y)),
  shared('Round(d As Decimal) As Decimal', (value) => roundOf(value, 0, 0)),
  shared('Round(d As Decimal, decimals As Int32) As Decimal', (value, digits) => roundOf(value, digits, 0)),
  shared('Round(d As Decimal, mode As MidpointRounding) As Decimal', (value, mode) =>
    roundOf(value, 0, mode),
  ),
  shared('Round(d As Decimal, decimals As Int32, mode As MidpointRounding) As Decimal', roundOf),
  shared('Round(a As Double) As Double', (value) => roundDouble(value, 0, 0)),
  shared('Round(value As Double, digits As Int32) As Double', (value, digits) =>
    roundDouble(value, digits, 0),
  ),
  shared('Round(value As Double, mode As MidpointRounding) As Double', (value, mode) =>
    roundDouble(value, 0, mode),
  ),
  shared('Round(value As Double, digits As Int32, mode As MidpointRounding) As Double', roundDouble),
];
