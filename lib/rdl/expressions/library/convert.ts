import { NumberStyle } from '../../formats/parse-number.ts';
import { decimal } from '../../values/decimal.ts';
import { EvaluationFault } from '../../values/fault.ts';
import {
  booleanValue,
  DB_NULL,
  type IntegerType,
  integerValue,
  isIntegerType,
  RANGES,
  stringOrNothing,
} from '../../values/make.ts';
import type { Value } from '../../values/value.ts';
import { toDecimal, toDouble, toInteger, toSingle } from '../conversions/to-number.ts';
import { invalidCast, overflow } from '../faults.ts';
import { runtimeType, visualBasicName } from '../runtime-type.ts';
import type { StaticType } from '../static-type.ts';
import { type CallContext, withCulture } from './call-context.ts';
import { formatted } from './composite.ts';
import { ofValue } from './conversion.ts';
import { cultureOf } from './culture-info.ts';
import { isNumericValue } from './numeric.ts';
import { objectText } from './object-text.ts';
import { parseBoolean, parseDateText, parseDecimalText, parseDoubleText, parseInteger } from './parse.ts';
import { constant, type Overload, shared } from './signature.ts';
import { TypeObject } from './type-object.ts';

/** Class System.Convert: True is 1, texts are read strictly, Nothing is the zero of the type. */

function refuse(value: Value, type: StaticType): never {
  throw invalidCast(visualBasicName(runtimeType(value)), visualBasicName(type));
}

/** @throws EvaluationFault InvalidCastException, FormatException, OverflowException */
export function netConvert(value: Value, type: StaticType, context: CallContext): Value {
  if (isIntegerType(type)) return toNetInteger(value, type, context);
  switch (type) {
    case 'Boolean':
      return booleanValue(toNetBoolean(value, context));
    case 'Double':
    case 'Single':
    case 'Decimal':
      return toNetFraction(value, type, context);
    case 'String':
      return { type, value: objectText(value, context.culture) };
    case 'DateTime':
      return toNetDate(value, context);
    case 'Char':
      return toNetChar(value, context);
    default:
      return value;
  }
}

function toNetInteger(value: Value, type: IntegerType, context: CallContext): Value {
  switch (value.type) {
    case 'Nothing':
      return integerValue(type, 0n);
    case 'Boolean':
      return integerValue(type, value.value ? 1n : 0n);
    case 'String':
      return parseInteger(value.value, type, NumberStyle.integer, context.culture);
    case 'Char': {
      const code = BigInt(value.value.charCodeAt(0));
      if (code > RANGES[type][1]) throw overflow();
      return integerValue(type, code);
    }
    default:
      return isNumericValue(value) || value.type === 'Enum'
        ? toInteger(value, type, context)
        : refuse(value, type);
  }
}

function toNetBoolean(value: Value, context: CallContext): boolean {
  switch (value.type) {
    case 'Nothing':
      return false;
    case 'Boolean':
      return value.value;
    case 'String':
      return parseBoolean(value.value);
    case 'Decimal':
      return value.mantissa !== 0n;
    default:
      if (isNumericValue(value) || value.type === 'Enum') return toDouble(value, context) !== 0;
      return refuse(value, 'Boolean');
  }
}

function toNetFraction(value: Value, type: 'Double' | 'Single' | 'Decimal', context: CallContext): Value {
  const plain: Value = value.type === 'Boolean' ? { type: 'Int32', value: value.value ? 1 : 0 } : value;
  if (plain.type === 'String') {
    if (type === 'Decimal') return parseDecimalText(plain.value, NumberStyle.number, context.culture);
    const number = parseDoubleText(plain.value, NumberStyle.float, context.culture);
    return { type, value: type === 'Single' ? Math.fround(number) : number };
  }
  if (plain.type === 'Nothing') return type === 'Decimal' ? decimal(0n) : { type, value: 0 };
  if (!isNumericValue(plain) && plain.type !== 'Enum') return refuse(value, type);
  if (type === 'Decimal') return toDecimal(plain, context);
  return { type, value: type === 'Single' ? toSingle(plain, context) : toDouble(plain, context) };
}

function toNetDate(value: Value, context: CallContext): Value {
  if (value.type === 'DateTime') return value;
  if (value.type === 'Nothing') return { type: 'DateTime', ticks: 0n };
  if (value.type !== 'String') return refuse(value, 'DateTime');
  return { type: 'DateTime', ticks: parseDateText(value.value, context, context.culture) };
}

function toNetChar(value: Value, context: CallContext): Value {
  switch (value.type) {
    case 'Char':
      return value;
    case 'Nothing':
      return { type: 'Char', value: '\0' };
    case 'String':
      if (value.value.length !== 1) {
        throw new EvaluationFault('FormatException', 'String must be exactly one character long.');
      }
      return { type: 'Char', value: value.value };
    default: {
      if (!isIntegerType(value.type)) return refuse(value, 'Char');
      const code = toDouble(toInteger(value, 'UInt16', context), context);
      return { type: 'Char', value: String.fromCharCode(code) };
    }
  }
}

const SOURCES = [
  'Object',
  'Boolean',
  'Char',
  'SByte',
  'Byte',
  'Int16',
  'UInt16',
  'Int32',
  'UInt32',
  'Int64',
  'UInt64',
  'Single',
  'Double',
  'Decimal',
  'DateTime',
  'String',
] as const;

const TARGETS = [
  'Boolean',
  'Byte',
  'Char',
  'DateTime',
  'Decimal',
  'Double',
  'Int16',
  'Int32',
  'Int64',
  'SByte',
  'Single',
  'String',
  'UInt16',
  'UInt32',
  'UInt64',
] as const;

const conversions: readonly Overload[] = TARGETS.flatMap((target) =>
  SOURCES.map((source) =>
    ofValue(`To${target}`, source, target, (value, context) => {
      if (target === 'String' && source === 'String') return value;
      return netConvert(value, target, context);
    }),
  ),
);

/** With a provider, a text is read and written by that culture. */
const withProvider: readonly Overload[] = TARGETS.flatMap((target) =>
  SOURCES.filter((source) => source === 'String' || source === 'Object' || target === 'String').map(
    (source) => {
      const plain = ofValue(`To${target}`, source, target, (value) => value);
      const provider = {
        name: 'provider',
        type: 'IFormatProvider',
        defaultValue: undefined,
        isParamArray: false,
        isByRef: false,
      };
      return {
        ...plain,
        parameters: [...plain.parameters, provider],
        invoke: (_target: Value, [value, given]: Value[], context: CallContext): Value => {
          const culture = cultureOf(given, context);
          const source_ = value ?? { type: 'Nothing' };
          if (target === 'String') return stringOrNothing(formatted(source_, '', culture));
          return netConvert(source_, target, withCulture(context, culture));
        },
      };
    },
  ),
);

const RADIX_TARGETS = ['Byte', 'Int16', 'Int32', 'Int64', 'SByte', 'UInt16', 'UInt32', 'UInt64'] as const;
const WIDTHS: Readonly<Record<string, number>> = {
  Byte: 8,
  SByte: 8,
  Int16: 16,
  UInt16: 16,
  Int32: 32,
  UInt32: 32,
  Int64: 64,
  UInt64: 64,
};

function fromRadix(text: string, radix: number, type: IntegerType): Value {
  const digits = radix === 16 ? text.replace(/^0[xX]/, '') : text;
  const pattern = { 2: /^[01]+$/, 8: /^[0-7]+$/, 10: /^-?\d+$/, 16: /^[0-9a-fA-F]+$/ }[radix];
  if (pattern === undefined) throw new EvaluationFault('ArgumentException', 'Invalid Base.');
  if (text === '') throw new EvaluationFault('ArgumentOutOfRangeException', 'Index was out of range.');
  if (!pattern.test(digits))
    throw new EvaluationFault('FormatException', 'Could not find any recognizable digits.');
  const prefix = { 2: '0b', 8: '0o', 10: '', 16: '0x' }[radix] ?? '';
  const bits = BigInt(prefix + digits);
  const width = WIDTHS[type] ?? 64;
  const isTooLarge =
    radix === 10 ? bits < RANGES[type][0] || bits > RANGES[type][1] : bits >= 1n << BigInt(width);
  if (isTooLarge) throw overflow();
  return integerValue(type, RANGES[type][0] === 0n || radix === 10 ? bits : BigInt.asIntN(width, bits));
}

const radixConversions: readonly Overload[] = RADIX_TARGETS.map((type) => ({
  ...shared('ToX(value As String, fromBase As Int32) As Object', (text, radix) =>
    fromRadix(text ?? '0', radix, type),
  ),
  name: `To${type}`,
  returns: type,
}));

const SIGNED_TEXT = ['Byte', 'Int16', 'Int32', 'Int64'] as const;

const toRadix: readonly Overload[] = SIGNED_TEXT.map((type) => {
  const overload = shared('ToString(value As Object, toBase As Int32) As String', (value, radix, context) => {
    const whole = toInteger(value, type, context);
    const bits = BigInt.asUintN(WIDTHS[type] ?? 64, BigInt('value' in whole ? String(whole.value) : 0));
    if (![2, 8, 10, 16].includes(radix)) throw new EvaluationFault('ArgumentException', 'Invalid Base.');
    return radix === 10 ? objectText(whole, context.culture) : bits.toString(radix);
  });
  const [value, base] = overload.parameters;
  return value === undefined || base === undefined
    ? overload
    : { ...overload, parameters: [{ ...value, type }, base] };
});

function bytesOf(value: Value): Uint8Array {
  if (value.type === 'Bytes') return value.value;
  if (value.type !== 'Array') throw new EvaluationFault('ArgumentNullException', 'Value cannot be null.');
  return Uint8Array.from(value.items, (item) => (item.type === 'Byte' ? item.value : 0));
}

const TYPE_CODES: Readonly<Record<number, StaticType>> = {
  3: 'Boolean',
  4: 'Char',
  5: 'SByte',
  6: 'Byte',
  7: 'Int16',
  8: 'UInt16',
  9: 'Int32',
  10: 'UInt32',
  11: 'Int64',
  12: 'UInt64',
  13: 'Single',
  14: 'Double',
  15: 'Decimal',
  16: 'DateTime',
  18: 'String',
};

export const CONVERT: readonly Overload[] = [
  constant('DBNull', 'Object', DB_NULL),
  ...conversions,
  ...withProvider,
  ...radixConversions,
  ...toRadix,
  shared('IsDBNull(value As Object) As Boolean', (value) => value.type === 'DBNull'),
  shared('ChangeType(value As Object, typeCode As TypeCode) As Object', (value, code, context) =>
    netConvert(value, TYPE_CODES[code] ?? 'Object', context),
  ),
  shared('ChangeType(value As Object, conversionType As Type) As Object', (value, type, context) => {
    const target = type.type === 'Object' && type.value instanceof TypeObject ? type.value.type : 'Object';
    return netConvert(value, target, context);
  }),
  shared('FromBase64String(s As String) As Byte()', (text) => {
    const bytes = Buffer.from(text ?? '', 'base64');
    return { type: 'Array', element: 'Byte', items: [...bytes].map((value) => ({ type: 'Byte', value })) };
  }),
  {
    ...shared('ToBase64String(inArray As Object) As String', (value) =>
      Buffer.from(bytesOf(value)).toString('base64'),
    ),
    parameters: [
      { name: 'inArray', type: 'Byte()', defaultValue: undefined, isParamArray: false, isByRef: false },
    ],
  },
];
