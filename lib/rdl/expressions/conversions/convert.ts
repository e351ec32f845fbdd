import type { Culture } from '../../formats/culture.ts';
import { dateText } from '../../formats/format-date.ts';
import { formatNumber } from '../../formats/format-number.ts';
import { booleanValue, DB_NULL, integerValue, isIntegerType, stringOrNothing } from '../../values/make.ts';
import { NOTHING, type Value } from '../../values/value.ts';
import { invalidCast, invalidText } from '../faults.ts';
import { enumMemberName } from '../library/enums.ts';
import { derives } from '../library/hierarchy.ts';
import { runtimeType, visualBasicName } from '../runtime-type.ts';
import { elementOf, isArrayType, isEnumType, isValueType, type StaticType } from '../static-type.ts';
import { type ConversionContext, textToBoolean, textToDate } from './from-text.ts';
import { toDecimal, toDouble, toInteger, toSingle } from './to-number.ts';

/**
 * Converts a value as Visual Basic does on assignment (Option Strict Off): `CInt`, `CStr`, … by type name.
 * @throws EvaluationFault InvalidCastException, OverflowException
 */
export function convertValue(value: Value, type: StaticType, context: ConversionContext): Value {
  if (value.type === type) return value;
  if (isIntegerType(type)) return toInteger(value, type, context);
  switch (type) {
    case 'Object':
      return value;
    case 'String':
      return toText(value, context.culture);
    case 'Double':
      return { type, value: toDouble(value, context) };
    case 'Single':
      return { type, value: toSingle(value, context) };
    case 'Decimal':
      return toDecimal(value, context);
    case 'Boolean':
      return booleanValue(toBoolean(value, context));
    case 'Char':
      return { type, value: toChar(value) };
    case 'DateTime':
      return { type, ticks: toDate(value, context) };
    default:
      return convertOther(value, type, context);
  }
}

function convertOther(value: Value, type: StaticType, context: ConversionContext): Value {
  if (isEnumType(type)) return toEnum(value, type, context);
  if (value.type === 'Nothing') return isValueType(type) ? zeroOf(type) : NOTHING;
  if (isArrayType(type)) return toArray(value, type);
  if (type === 'DateTimeOffset' && value.type === 'DateTime') {
    return { type, ticks: value.ticks, offsetMinutes: context.utcOffsetMinutes };
  }
  if (derives(runtimeType(value), type)) return value;
  throw invalidCast(visualBasicName(runtimeType(value)), visualBasicName(type));
}

/** The value that a variable of a type begins with. */
export function zeroOf(type: StaticType): Value {
  if (isIntegerType(type)) return integerValue(type, 0n);
  switch (type) {
    case 'Single':
    case 'Double':
      return { type, value: 0 };
    case 'Decimal':
      return { type, mantissa: 0n, scale: 0 };
    case 'Boolean':
      return { type, value: false };
    case 'Char':
      return { type, value: '\0' };
    case 'DateTime':
    case 'TimeSpan':
      return { type, ticks: 0n };
    case 'DateTimeOffset':
      return { type, ticks: 0n, offsetMinutes: 0 };
    case 'Guid':
      return { type, value: '00000000-0000-0000-0000-000000000000' };
    case 'DBNull':
      return DB_NULL;
    default:
      return isEnumType(type) ? enumValue(type, 0) : NOTHING;
  }
}

export function enumValue(type: string, value: number): Value {
  return { type: 'Enum', enum: type, name: enumMemberName(type, value), value };
}

function toEnum(value: Value, type: StaticType, context: ConversionContext): Value {
  if (value.type === 'Enum' && value.enum === type) return value;
  return enumValue(type, toDouble(toInteger(value, 'Int32', context), context));
}

function toArray(value: Value, type: StaticType): Value {
  const actual = runtimeType(value);
  if (actual === type) return value;
  if (type === 'Char()' && value.type === 'String') {
    return {
      type: 'Array',
      element: 'Char',
      items: [...value.value].map((char) => ({ type: 'Char', value: char })),
    };
  }
  const [source, target] = [elementOf(actual), elementOf(type)];
  const isReference = isArrayType(actual) && !isValueType(source) && !isValueType(target);
  if (isReference && (target === 'Object' || derives(source, target))) return value;
  throw invalidCast(visualBasicName(actual), visualBasicName(type));
}

/** The text that `CStr` and `&` make of a value; Nothing stays Nothing. @throws EvaluationFault InvalidCastException */
export function toText(value: Value, culture: Culture): Value {
  return value.type === 'String' ? value : stringOrNothing(textOf(value, culture));
}

/** The same as a string; undefined for Nothing. */
export function textOf(value: Value, culture: Culture): string | undefined {
  switch (value.type) {
    case 'Nothing':
      return undefined;
    case 'String':
    case 'Char':
      return value.value;
    case 'Boolean':
      return value.value ? 'True' : 'False';
    case 'Enum':
      return String(value.value);
    case 'DateTime':
      return dateText(value.ticks, culture);
    case 'Byte':
    case 'SByte':
    case 'Int16':
    case 'UInt16':
    case 'Int32':
    case 'UInt32':
    case 'Int64':
    case 'UInt64':
    case 'Single':
    case 'Double':
    case 'Decimal':
      return formatNumber(value, '', culture);
    case 'Array':
      if (value.element === 'Char') return value.items.map((char) => textOf(char, culture) ?? '').join('');
      throw invalidCast(visualBasicName(runtimeType(value)), 'String');
    default:
      throw invalidCast(visualBasicName(runtimeType(value)), 'String');
  }
}

/** @throws EvaluationFault InvalidCastException */
export function toBoolean(value: Value, context: ConversionContext): boolean {
  switch (value.type) {
    case 'Boolean':
      return value.value;
    case 'Nothing':
      return false;
    case 'String':
      return textToBoolean(value.value, context.culture);
    case 'Decimal':
      return value.mantissa !== 0n;
    case 'Char':
    case 'DateTime':
      throw invalidCast(visualBasicName(value.type), 'Boolean');
    default:
      return toDouble(value, context) !== 0;
  }
}

/** @throws EvaluationFault InvalidCastException */
export function toChar(value: Value): string {
  if (value.type === 'Char') return value.value;
  if (value.type === 'Nothing') return '\0';
  if (value.type === 'String') return value.value.charAt(0) || '\0';
  throw invalidCast(visualBasicName(runtimeType(value)), 'Char');
}

/** Ticks. @throws EvaluationFault InvalidCastException */
export function toDate(value: Value, context: ConversionContext): bigint {
  if (value.type === 'DateTime') return value.ticks;
  if (value.type === 'Nothing') return 0n;
  if (value.type !== 'String') throw invalidCast(visualBasicName(runtimeType(value)), 'Date');
  const ticks = textToDate(value.value, context);
  if (ticks === undefined) throw invalidText(value.value, 'Date');
  return ticks;
}
