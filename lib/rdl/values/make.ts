import type { SmallIntegerType, Value } from './value.ts';

/** Short constructors of values. */

export const TRUE: Value = { type: 'Boolean', value: true };
export const FALSE: Value = { type: 'Boolean', value: false };
export const DB_NULL: Value = { type: 'DBNull' };

export function booleanValue(value: boolean): Value {
  return value ? TRUE : FALSE;
}

export function stringValue(value: string): Value {
  return { type: 'String', value };
}

/** Where `undefined` stands for Nothing. */
export function stringOrNothing(value: string | undefined): Value {
  return value === undefined ? { type: 'Nothing' } : { type: 'String', value };
}

export function int32(value: number): Value {
  return { type: 'Int32', value };
}

export function double(value: number): Value {
  return { type: 'Double', value };
}

export function dateValue(ticks: bigint): Value {
  return { type: 'DateTime', ticks };
}

export function arrayValue(element: string, items: readonly Value[]): Value {
  return { type: 'Array', element, items };
}

export type IntegerType = SmallIntegerType | 'Int64' | 'UInt64';

const SMALL: ReadonlySet<string> = new Set(['Byte', 'SByte', 'Int16', 'UInt16', 'Int32', 'UInt32']);

export function isSmallInteger(type: string): type is SmallIntegerType {
  return SMALL.has(type);
}

export function isIntegerType(type: string): type is IntegerType {
  return SMALL.has(type) || type === 'Int64' || type === 'UInt64';
}

export function integerValue(type: IntegerType, value: bigint): Value {
  return type === 'Int64' || type === 'UInt64' ? { type, value } : { type, value: Number(value) };
}

/** The least and greatest value of an integer type. */
export const RANGES: Readonly<Record<IntegerType, readonly [bigint, bigint]>> = {
  SByte: [-128n, 127n],
  Byte: [0n, 255n],
  Int16: [-32_768n, 32_767n],
  UInt16: [0n, 65_535n],
  Int32: [-2_147_483_648n, 2_147_483_647n],
  UInt32: [0n, 4_294_967_295n],
  Int64: [-(1n << 63n), (1n << 63n) - 1n],
  UInt64: [0n, (1n << 64n) - 1n],
};

/** The same for the types that a number holds, as numbers. */
export const SMALL_RANGES: Readonly<Record<SmallIntegerType, readonly [number, number]>> = {
  SByte: [-128, 127],
  Byte: [0, 255],
  Int16: [-32_768, 32_767],
  UInt16: [0, 65_535],
  Int32: [-2_147_483_648, 2_147_483_647],
  UInt32: [0, 4_294_967_295],
};
