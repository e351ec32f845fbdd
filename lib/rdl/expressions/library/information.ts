import { EvaluationFault } from '../../values/fault.ts';
import type { Value } from '../../values/value.ts';
import { textToDate, textToDouble } from '../conversions/from-text.ts';
import { argumentFault, argumentNull } from '../faults.ts';
import { runtimeType, visualBasicName } from '../runtime-type.ts';
import { isValueType } from '../static-type.ts';
import type { CallContext } from './call-context.ts';
import { errObject } from './err-object.ts';
import { derives } from './hierarchy.ts';
import { isNumericValue } from './numeric.ts';
import { type Overload, shared } from './signature.ts';

/** Module Microsoft.VisualBasic.Information. */

function isNumeric(value: Value, { culture }: CallContext): boolean {
  if (value.type === 'String' || value.type === 'Char')
    return textToDouble(value.value, culture) !== undefined;
  if (value.type === 'Array' && value.element === 'Char') {
    const text = value.items.map((item) => (item.type === 'Char' ? item.value : '')).join('');
    return textToDouble(text, culture) !== undefined;
  }
  return isNumericValue(value) || value.type === 'Boolean' || value.type === 'Enum';
}

function isDate(value: Value, context: CallContext): boolean {
  return (
    value.type === 'DateTime' || (value.type === 'String' && textToDate(value.value, context) !== undefined)
  );
}

const VARIANT_TYPES: Readonly<Record<string, number>> = {
  Nothing: 9,
  DBNull: 1,
  Boolean: 11,
  Byte: 17,
  Char: 18,
  DateTime: 7,
  Decimal: 14,
  Double: 5,
  Int16: 2,
  Int32: 3,
  Int64: 20,
  Single: 4,
  String: 8,
  Enum: 3,
  SByte: 36,
  UInt16: 36,
  UInt32: 36,
  UInt64: 36,
  TimeSpan: 36,
  DateTimeOffset: 36,
  Guid: 36,
};
const VARIANT_OBJECT = 9;
const VARIANT_ARRAY = 8192;

function varType(value: Value): number {
  if (value.type === 'Array' || value.type === 'Bytes') {
    const element = value.type === 'Bytes' ? 'Byte' : value.element;
    if (element.endsWith(')')) return VARIANT_ARRAY + VARIANT_OBJECT;
    return VARIANT_ARRAY + (VARIANT_TYPES[element] ?? VARIANT_OBJECT);
  }
  if (value.type === 'Object' && value.className.endsWith('Exception')) return 10;
  return VARIANT_TYPES[value.type] ?? VARIANT_OBJECT;
}

/** The length of one dimension, counted from 1. @throws EvaluationFault */
function lengthOf(array: Value, rank: number): number {
  if (array.type === 'Nothing') throw argumentNull('Array');
  if (array.type === 'Bytes') return array.value.length;
  if (array.type !== 'Array') throw new EvaluationFault('InvalidCastException', 'The value is no array.');
  const length = (array.lengths ?? [array.items.length])[rank - 1];
  if (length === undefined)
    throw new EvaluationFault('RankException', "Argument 'Rank' is not valid for this array.");
  return length;
}

/** The sixteen colours of QBasic, as `&HBBGGRR`. */
const QB_COLORS = [
  0x000000, 0x800000, 0x008000, 0x808000, 0x000080, 0x800080, 0x008080, 0xc0c0c0, 0x808080, 0xff0000,
  0x00ff00, 0xffff00, 0x0000ff, 0xff00ff, 0x00ffff, 0xffffff,
];

function colorPart(value: number): number {
  if (value < 0) throw argumentFault('A colour part is negative.');
  return Math.min(value, 255);
}

const SYSTEM_NAMES: Readonly<Record<string, string>> = {
  boolean: 'Boolean',
  byte: 'Byte',
  char: 'Char',
  date: 'DateTime',
  decimal: 'Decimal',
  double: 'Double',
  integer: 'Int32',
  long: 'Int64',
  object: 'Object',
  sbyte: 'SByte',
  short: 'Int16',
  single: 'Single',
  string: 'String',
  uinteger: 'UInt32',
  ulong: 'UInt64',
  ushort: 'UInt16',
};

export const INFORMATION: readonly Overload[] = [
  shared('Erl() As Int32', () => 0),
  shared('Err() As ErrObject', ({ session }) => errObject(session)),
  shared(
    'IsArray(VarName As Object) As Boolean',
    (value) => value.type === 'Array' || value.type === 'Bytes',
  ),
  shared('IsDBNull(Expression As Object) As Boolean', (value) => value.type === 'DBNull'),
  shared('IsDate(Expression As Object) As Boolean', isDate),
  shared('IsError(Expression As Object) As Boolean', (value) => derives(runtimeType(value), 'Exception')),
  shared('IsNothing(Expression As Object) As Boolean', (value) => value.type === 'Nothing'),
  shared('IsNumeric(Expression As Object) As Boolean', isNumeric),
  shared('IsReference(Expression As Object) As Boolean', (value) => !isValueType(runtimeType(value))),
  shared('LBound(Array As Array, Rank As Int32 = 1) As Int32', (array, rank) => {
    lengthOf(array, rank);
    return 0;
  }),
  shared('UBound(Array As Array, Rank As Int32 = 1) As Int32', (array, rank) => lengthOf(array, rank) - 1),
  shared('QBColor(Color As Int32) As Int32', (color) => {
    const found = QB_COLORS[color];
    if (found === undefined) throw argumentFault("Argument 'Color' is not a valid value.");
    return found;
  }),
  shared(
    'RGB(Red As Int32, Green As Int32, Blue As Int32) As Int32',
    (red, green, blue) => colorPart(red) + colorPart(green) * 256 + colorPart(blue) * 65_536,
  ),
  shared('SystemTypeName(VbName As String) As String', (name) => {
    const found = SYSTEM_NAMES[(name ?? '').trim().toLowerCase()];
    return found === undefined ? undefined : `System.${found}`;
  }),
  shared('VbTypeName(UrtName As String) As String', (name) => {
    const short = (name ?? '').trim().replace(/^system\./i, '');
    const found = Object.values(SYSTEM_NAMES).find((each) => each.toLowerCase() === short.toLowerCase());
    return found === undefined ? undefined : visualBasicName(found);
  }),
  shared('TypeName(VarName As Object) As String', (value) => visualBasicName(runtimeType(value))),
  shared('VarType(VarName As Object) As VariantType', varType),
];
