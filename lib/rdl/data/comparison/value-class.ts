import type { Value } from '../../values/value.ts';

/** Which values can be compared with one another: integers with both floats and decimals, all else among itself. */
export type ValueClass =
  | 'nothing'
  | 'integer'
  | 'float'
  | 'decimal'
  | 'text'
  | 'char'
  | 'boolean'
  | 'date'
  | 'date-offset'
  | 'time-span'
  | 'guid'
  | 'bytes'
  | 'none';

const CLASSES: Readonly<Record<Value['type'], ValueClass>> = {
  Nothing: 'nothing',
  DBNull: 'nothing',
  String: 'text',
  Char: 'char',
  Boolean: 'boolean',
  Byte: 'integer',
  SByte: 'integer',
  Int16: 'integer',
  UInt16: 'integer',
  Int32: 'integer',
  UInt32: 'integer',
  Int64: 'integer',
  UInt64: 'integer',
  Enum: 'integer',
  Single: 'float',
  Double: 'float',
  Decimal: 'decimal',
  DateTime: 'date',
  DateTimeOffset: 'date-offset',
  TimeSpan: 'time-span',
  Guid: 'guid',
  Bytes: 'bytes',
  Array: 'none',
  Object: 'none',
};

export function classOf(value: Value): ValueClass {
  return CLASSES[value.type];
}

/** The class in which two classes are compared; undefined where they cannot be (float with decimal cannot). */
export function commonClass(left: ValueClass, right: ValueClass): ValueClass | undefined {
  if (left === right) return left;
  if (left === 'integer' && (right === 'float' || right === 'decimal')) return right;
  if (right === 'integer' && (left === 'float' || left === 'decimal')) return left;
  return undefined;
}
