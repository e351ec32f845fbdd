import { roundDecimal } from '../../values/decimal.ts';
import { pow } from '../../values/double-double.ts';
import { EvaluationFault } from '../../values/fault.ts';
import { integerValue, isIntegerType } from '../../values/make.ts';
import { NOTHING, type Value } from '../../values/value.ts';
import { textOf } from '../conversions/convert.ts';
import { toDecimal, toDouble, toInteger } from '../conversions/to-number.ts';
import { argumentFault, argumentNull, indexOutOfRange, invalidCast, overflow } from '../faults.ts';
import { runtimeType, visualBasicName } from '../runtime-type.ts';
import type { CallContext } from './call-context.ts';
import { errorMessage } from './error-messages.ts';
import { isNumericValue } from './numeric.ts';
import { type Overload, shared } from './signature.ts';

/** Module Microsoft.VisualBasic.Conversion. */

type Direction = 'down' | 'toZero';

/** `Int` rounds down, `Fix` towards zero, both in the type of the value. */
function truncate(value: Value, direction: Direction, context: CallContext): Value {
  switch (value.type) {
    case 'Nothing':
      throw argumentNull('Number');
    case 'Decimal':
      return roundDecimal(value, 0, direction);
    case 'Single':
    case 'Double':
      return {
        type: value.type,
        value: direction === 'down' ? Math.floor(value.value) : Math.trunc(value.value),
      };
    case 'String': {
      const number = toDouble(value, context);
      return { type: 'Double', value: direction === 'down' ? Math.floor(number) : Math.trunc(number) };
    }
    case 'Boolean':
      return { type: 'Int32', value: value.value ? 1 : 0 };
    case 'Enum':
      return toInteger(value, 'Int32', context);
    default:
      if (isNumericValue(value)) return value;
      throw argumentFault(
        `Argument 'Number' cannot be converted to type '${visualBasicName(runtimeType(value))}'.`,
      );
  }
}

const SIGNED_TYPES = ['Int16', 'Int32', 'Int64'] as const;

function truncating(name: 'Int' | 'Fix', direction: Direction): readonly Overload[] {
  const whole = direction === 'down' ? Math.floor : Math.trunc;
  return [
    ...SIGNED_TYPES.map((type) => ofValue(name, type, type, (value) => value)),
    shared(`${name}(Number As Double) As Double`, (value) => whole(value)),
    shared(`${name}(Number As Single) As Single`, (value) => whole(value)),
    shared(`${name}(Number As Decimal) As Decimal`, (value) => roundDecimal(value, 0, direction)),
    shared(`${name}(Number As Object) As Object`, (value, context) => truncate(value, direction, context)),
  ];
}

/** An overload whose body takes and gives Values. */
export function ofValue(
  name: string,
  from: string,
  to: string,
  body: (value: Value, context: CallContext) => Value,
): Overload {
  return {
    name,
    parameters: [{ name: 'value', type: from, defaultValue: undefined, isParamArray: false, isByRef: false }],
    returns: to,
    isProperty: false,
    invoke: (_target, [value = NOTHING], context) => body(value, context),
  };
}

const BITS: Readonly<Record<string, number>> = {
  SByte: 8,
  Byte: 8,
  Int16: 16,
  UInt16: 16,
  Int32: 32,
  UInt32: 32,
  Int64: 64,
  UInt64: 64,
};

const INTEGER_TYPES = ['SByte', 'Byte', 'Int16', 'UInt16', 'Int32', 'UInt32', 'Int64', 'UInt64'] as const;

/**
 * `Hex` and `Oct`: two's complement in the width of the type. Of an Object, fractions, texts and Longs are Longs, short
 * ones Integers.
 */
function inRadix(value: Value, radix: 8 | 16, type: string, context: CallContext): string {
  const whole = wholeForRadix(value, type, context);
  if (!('value' in whole)) throw invalidCast(runtimeType(whole), 'Long');
  const bits = BigInt.asUintN(
    BITS[whole.type] ?? 64,
    BigInt(Number.isInteger(whole.value) ? Number(whole.value) : String(whole.value)),
  );
  return bits.toString(radix).toUpperCase();
}

function wholeForRadix(value: Value, type: string, context: CallContext): Value {
  if (value.type === 'Nothing') throw argumentNull('Number');
  if (isIntegerType(value.type) && (type !== 'Object' || value.type !== 'Int64')) return value;
  if (value.type === 'Enum') return { type: 'Int32', value: value.value };
  if (!isNumericValue(value) && value.type !== 'String') {
    throw argumentFault(
      `Argument 'Number' cannot be converted to type '${visualBasicName(runtimeType(value))}'.`,
    );
  }
  const long = toInteger(value, 'Int64', context);
  if (long.type !== 'Int64') return long;
  // A text or fraction that an Integer holds shows as one where it is negative.
  const isShort = long.value >= -2_147_483_648n && long.value < 0n;
  return isShort ? integerValue('Int32', long.value) : long;
}

function radixOverloads(name: 'Hex' | 'Oct', radix: 8 | 16): readonly Overload[] {
  return [...INTEGER_TYPES, 'Object'].map((type) =>
    ofValue(name, type, 'String', (value, context) => ({
      type: 'String',
      value: inRadix(value, radix, type, context),
    })),
  );
}

/**
 * `Str`: a blank stands before what does not begin with a hyphen, and a zero before the point is left out. The point is
 * the only sign that is not the culture's.
 */
function str(value: Value, context: CallContext): string {
  if (value.type === 'Nothing') throw argumentNull('Number');
  if (value.type === 'Boolean') return value.value ? 'True' : 'False';
  if (value.type === 'DBNull') return 'Null';
  if (!isNumericValue(value) && value.type !== 'String' && value.type !== 'Enum') {
    throw new EvaluationFault(
      'InvalidCastException',
      `Argument 'Number' cannot be converted to a numeric value.`,
    );
  }
  const number: Value = value.type === 'String' ? { type: 'Double', value: toDouble(value, context) } : value;
  const text = (textOf(number, context.culture) ?? '').replace(context.culture.numbers.decimal, '.');
  // .NET takes out the zero that stands before the culture's separator, in a text that always has a point.
  const short = context.culture.numbers.decimal === '.' ? text.replace(/^(-?)0\./, '$1.') : text;
  return text.startsWith('-') ? short : ` ${short}`;
}

/** `Val`: the number that a text begins with, blanks left out, in no culture. */
export function val(text: string | undefined): number {
  const compact = (text ?? '').replace(/[ \t\r\n\u3000]/g, '');
  const prefixed = /^&(?:[hH]([0-9a-fA-F]*)|[oO]([0-7]*))/.exec(compact);
  if (prefixed !== null)
    return prefixedVal(prefixed[1], prefixed[2] ?? '', compact.slice(prefixed[0].length));
  if (compact === '&') throw indexOutOfRange();
  const match = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eEdD]([+-]?\d+))?/.exec(compact);
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = match ?? [];
  const digits = whole + fraction;
  const power = Number(exponent) - fraction.length;
  const hasExponent = exponent !== '0';
  const number = hasExponent
    ? accumulate(digits) * pow(10, power)
    : accumulate(digits) / pow(10, fraction.length);
  if (!Number.isFinite(number)) throw overflow();
  return sign === '-' ? -number : number;
}

/** Digit by digit, as Visual Basic does: a long number differs in its last place from the nearest Double. */
function accumulate(digits: string): number {
  let number = 0;
  for (const digit of digits) number = number * 10 + Number(digit);
  return number;
}

/** Sixteen bits are a Short, thirty-two an Integer, in two's complement; `&` after the digits makes a Long. */
function prefixedVal(hexadecimal: string | undefined, octal: string, rest: string): number {
  const digits = hexadecimal ?? octal;
  if (digits === '') return 0;
  const bits = BigInt(hexadecimal === undefined ? `0o${digits}` : `0x${digits}`);
  if (rest.startsWith('&')) return Number(BigInt.asIntN(64, bits));
  const width = bits <= 0xffffn ? 16 : bits <= 0xffff_ffffn ? 32 : 64;
  return Number(BigInt.asIntN(width, bits));
}

function valOfObject(value: Value, context: CallContext): number {
  if (value.type === 'Nothing') return 0;
  if (value.type === 'String' || value.type === 'Char') return val(value.value);
  if (value.type === 'DateTime') return val(textOf(value, context.culture));
  if (value.type === 'Boolean') return value.value ? -1 : 0;
  if (isNumericValue(value))
    return value.type === 'Decimal' ? toDouble(toDecimal(value, context), context) : toDouble(value, context);
  throw argumentFault(
    `Argument 'Expression' cannot be converted to type '${visualBasicName(runtimeType(value))}'.`,
  );
}

export const CONVERSION: readonly Overload[] = [
  shared('ErrorToString() As String', ({ session }) => session.lastFault?.message ?? ''),
  shared('ErrorToString(ErrorNumber As Int32) As String', (number) => errorMessage(number)),
  ...truncating('Fix', 'toZero'),
  ...truncating('Int', 'down'),
  ...radixOverloads('Hex', 16),
  ...radixOverloads('Oct', 8),
  shared('Str(Number As Object) As String', str),
  shared('Val(InputStr As String) As Double', (text) => val(text)),
  shared('Val(Expression As Char) As Int32', (char) => (/^[0-9]$/.test(char) ? Number(char) : 0)),
  shared('Val(Expression As Object) As Double', valOfObject),
];
