import { enumNames } from './library/enums.ts';

/**
 * The type that an expression has before it runs: a .NET name (`Int32`, `StringBuilder`), with `()` or `(,)` for
 * arrays. `Object` is bound late; `Nothing` is the type of the literal alone.
 */
export type StaticType = string;

/** Numbers from the narrowest to the widest, as far as they widen into each other. */
export const WIDENS_TO: Readonly<Record<string, readonly string[]>> = {
  SByte: ['Int16', 'Int32', 'Int64', 'Decimal', 'Single', 'Double'],
  Byte: ['Int16', 'UInt16', 'Int32', 'UInt32', 'Int64', 'UInt64', 'Decimal', 'Single', 'Double'],
  Int16: ['Int32', 'Int64', 'Decimal', 'Single', 'Double'],
  UInt16: ['Int32', 'UInt32', 'Int64', 'UInt64', 'Decimal', 'Single', 'Double'],
  Int32: ['Int64', 'Decimal', 'Single', 'Double'],
  UInt32: ['Int64', 'UInt64', 'Decimal', 'Single', 'Double'],
  Int64: ['Decimal', 'Single', 'Double'],
  UInt64: ['Decimal', 'Single', 'Double'],
  Decimal: ['Single', 'Double'],
  Single: ['Double'],
  Double: [],
};

export function isNumericType(type: StaticType): boolean {
  return Object.hasOwn(WIDENS_TO, type);
}

const INTEGRAL = new Set(['SByte', 'Byte', 'Int16', 'UInt16', 'Int32', 'UInt32', 'Int64', 'UInt64']);

export function isIntegralType(type: StaticType): boolean {
  return INTEGRAL.has(type);
}

export function isEnumType(type: StaticType): boolean {
  return enumNames(type) !== undefined;
}

export function isArrayType(type: StaticType): boolean {
  return type.endsWith(')') && /\(,*\)$/.test(type);
}

/** The type of an array's elements: `Int32()` -> `Int32`. */
export function elementOf(type: StaticType): StaticType {
  return type.replace(/\(,*\)$/, '');
}

const VALUE_TYPES = new Set([
  ...Object.keys(WIDENS_TO),
  'Boolean',
  'Char',
  'DateTime',
  'DateTimeOffset',
  'TimeSpan',
  'Guid',
  'IntPtr',
]);

/** A type that is never Nothing. */
export function isValueType(type: StaticType): boolean {
  return VALUE_TYPES.has(type) || isEnumType(type);
}
