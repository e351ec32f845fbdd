import {
  type Decimal,
  decimal,
  decimalFromNumber,
  decimalToNumber,
  divideToEven,
  powerOfTen,
} from '../../values/decimal.ts';
import { type IntegerType, integerValue, RANGES } from '../../values/make.ts';
import type { Value } from '../../values/value.ts';
import { invalidCast, invalidText, overflow } from '../faults.ts';
import { runtimeType, visualBasicName } from '../runtime-type.ts';
import { type ConversionContext, readPrefixed, textToDecimal, textToDouble } from './from-text.ts';

/** Conversions to numbers as `CInt`, `CDbl` and `CDec` do them: halves to even, True is -1, texts by the culture. */

/** Rounds a Double to a whole number, halves to even. */
export function roundToEven(value: number): number {
  const floor = Math.floor(value);
  const rest = value - floor;
  if (rest < 0.5) return floor;
  if (rest > 0.5) return floor + 1;
  return floor % 2 === 0 ? floor : floor + 1;
}

function wholeNumber(value: number): bigint {
  if (!Number.isFinite(value)) throw overflow();
  return BigInt(roundToEven(value));
}

/** A Decimal as a whole number, halves to even. */
export function wholeDecimal(value: Decimal): bigint {
  return divideToEven(value.mantissa, powerOfTen(value.scale));
}

/** @throws EvaluationFault InvalidCastException, OverflowException */
export function toInteger(value: Value, type: IntegerType, context: ConversionContext): Value {
  if (value.type === type) return value;
  const whole = toWhole(value, type, context);
  const [least, greatest] = RANGES[type];
  if (whole < least || whole > greatest) throw overflow();
  return integerValue(type, whole);
}

function toWhole(value: Value, type: IntegerType, context: ConversionContext): bigint {
  switch (value.type) {
    case 'Nothing':
      return 0n;
    case 'Boolean':
      return value.value ? (RANGES[type][0] === 0n ? RANGES[type][1] : -1n) : 0n;
    case 'Byte':
    case 'SByte':
    case 'Int16':
    case 'UInt16':
    case 'Int32':
    case 'UInt32':
    case 'Enum':
      return BigInt(value.value);
    case 'Int64':
    case 'UInt64':
      return value.value;
    case 'Single':
    case 'Double':
      return wholeNumber(value.value);
    case 'Decimal':
      return wholeDecimal(value);
    case 'String':
      return textToWhole(value.value, type, context);
    default:
      throw invalidCast(visualBasicName(runtimeType(value)), visualBasicName(type));
  }
}

function textToWhole(text: string, type: IntegerType, context: ConversionContext): bigint {
  const prefixed = readPrefixed(text);
  if (prefixed !== undefined) return prefixed;
  if (type === 'Int64' || type === 'UInt64') return wholeDecimal(textToDecimal(text, context.culture));
  const number = textToDouble(text, context.culture);
  if (number === undefined) throw invalidText(text, visualBasicName(type));
  return wholeNumber(number);
}

/** The value as a Double, for `CDbl` and all arithmetic in Double. @throws EvaluationFault InvalidCastException */
export function toDouble(value: Value, context: ConversionContext): number {
  switch (value.type) {
    case 'Nothing':
      return 0;
    case 'Boolean':
      return value.value ? -1 : 0;
    case 'Decimal':
      return decimalToNumber(value);
    case 'Int64':
    case 'UInt64':
      return Number(value.value);
    case 'String': {
      const number = textToDouble(value.value, context.culture);
      if (number === undefined) throw invalidText(value.value, 'Double');
      return number;
    }
    case 'Byte':
    case 'SByte':
    case 'Int16':
    case 'UInt16':
    case 'Int32':
    case 'UInt32':
    case 'Enum':
    case 'Single':
    case 'Double':
      return value.value;
    default:
      throw invalidCast(visualBasicName(runtimeType(value)), 'Double');
  }
}

export function toSingle(value: Value, context: ConversionContext): number {
  return Math.fround(toDouble(value, context));
}

/** @throws EvaluationFault InvalidCastException, OverflowException */
export function toDecimal(value: Value, context: ConversionContext): Decimal {
  switch (value.type) {
    case 'Decimal':
      return value;
    case 'Single':
    case 'Double': {
      const converted = decimalFromNumber(value.value, value.type === 'Single' ? 7 : 15);
      if (converted === undefined) throw overflow();
      return converted;
    }
    case 'String':
      return textToDecimal(value.value, context.culture);
    default:
      return decimal(toWhole(value, 'Int64', context));
  }
}
