import { parseDecimal } from '../../values/decimal.ts';
import { parseTimeSpan } from '../../values/time-span.ts';
import type { SmallIntegerType, Value } from '../../values/value.ts';
import { NOTHING } from '../../values/value.ts';
import { parseDateTime } from './iso-date.ts';

/**
 * Reads a JSON value as the .NET type that a field's `rd:TypeName` names (`System.Decimal`, also `Decimal`); without a
 * type or with one that is not of the language (`SqlGeometry`), as JSON has it, where a date with its time is a
 * DateTime. Text is invariant: ISO dates, `[-][d.]hh:mm:ss`, base64 for Byte[]. Null is Nothing.
 * A Guid becomes its text, as report data always holds it.
 * @returns undefined when the value is not of that type
 */
export function typedValue(json: unknown, typeName: string | undefined): Value | undefined {
  return valueReader(typeName)(json);
}

/** `typedValue` for many values of one field. */
export function valueReader(typeName: string | undefined): (json: unknown) => Value | undefined {
  const read = readerOf(shortTypeName(typeName));
  return (json) => (json === null || json === undefined ? NOTHING : read(json));
}

function readerOf(type: string | undefined): (json: unknown) => Value | undefined {
  if (type === undefined) return untypedValue;
  const integer = Object.hasOwn(INTEGER_RANGES, type) ? INTEGER_RANGES[type] : undefined;
  if (integer !== undefined) return (json) => readSmallInteger(json, type, integer);
  return (Object.hasOwn(READERS, type) ? READERS[type] : undefined) ?? untypedValue;
}

/** `System.Decimal, mscorlib, …` -> `Decimal`. */
function shortTypeName(typeName: string | undefined): string | undefined {
  const name = typeName?.split(',')[0]?.trim();
  return name === undefined || name === '' ? undefined : name.replace(/^System\./, '');
}

const INTEGER_RANGES: Readonly<Record<string, readonly [number, number]>> = {
  Byte: [0, 255],
  SByte: [-128, 127],
  Int16: [-32768, 32767],
  UInt16: [0, 65535],
  Int32: [-2147483648, 2147483647],
  UInt32: [0, 4294967295],
};

const READERS: Readonly<Record<string, (json: unknown) => Value | undefined>> = {
  Boolean: readBoolean,
  Int64: (json) => readLargeInteger(json, 'Int64', -(2n ** 63n), 2n ** 63n - 1n),
  UInt64: (json) => readLargeInteger(json, 'UInt64', 0n, 2n ** 64n - 1n),
  Single: (json) => readFloat(json, 'Single'),
  Double: (json) => readFloat(json, 'Double'),
  Decimal: readDecimal,
  DateTime: (json) => (typeof json === 'string' ? dateTimeValue(json) : undefined),
  DateTimeOffset: (json) => (typeof json === 'string' ? dateTimeOffsetValue(json) : undefined),
  TimeSpan: readTimeSpan,
  Guid: readText,
  String: readText,
  Char: (json) => (typeof json === 'string' && json.length === 1 ? { type: 'Char', value: json } : undefined),
  'Byte[]': readBytes,
};

/** What `JSON.stringify` and its like write of a date. */
const JSON_DATE = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})?$/;

/** JSON without a type: whole numbers are Int32 or Int64, others Double; text stays text, but for dates with a time. */
function untypedValue(json: unknown): Value | undefined {
  switch (typeof json) {
    case 'string':
      return (JSON_DATE.test(json) ? dateTimeValue(json) : undefined) ?? { type: 'String', value: json };
    case 'boolean':
      return { type: 'Boolean', value: json };
    case 'number':
      if (Number.isInteger(json) && Math.abs(json) <= 2147483647) return { type: 'Int32', value: json };
      if (Number.isSafeInteger(json)) return { type: 'Int64', value: BigInt(json) };
      return { type: 'Double', value: json };
    default:
      return undefined;
  }
}

function readSmallInteger(
  json: unknown,
  type: string,
  [least, most]: readonly [number, number],
): Value | undefined {
  const value = numberOf(json);
  if (value === undefined || !Number.isInteger(value) || value < least || value > most) return undefined;
  return { type: type as SmallIntegerType, value };
}

function readLargeInteger(
  json: unknown,
  type: 'Int64' | 'UInt64',
  least: bigint,
  most: bigint,
): Value | undefined {
  const text = typeof json === 'number' && Number.isSafeInteger(json) ? String(json) : json;
  if (typeof text !== 'string' || !/^\s*[+-]?\d+\s*$/.test(text)) return undefined;
  const value = BigInt(text.trim().replace(/^\+/, ''));
  return value < least || value > most ? undefined : { type, value };
}

const FLOAT_WORDS: Readonly<Record<string, number>> = {
  NaN: Number.NaN,
  Infinity: Number.POSITIVE_INFINITY,
  '-Infinity': Number.NEGATIVE_INFINITY,
  '-0': -0,
};

function readFloat(json: unknown, type: 'Single' | 'Double'): Value | undefined {
  const word = typeof json === 'string' ? FLOAT_WORDS[json] : undefined;
  const value = word ?? numberOf(json);
  if (value === undefined) return undefined;
  return { type, value: type === 'Single' ? Math.fround(value) : value };
}

function numberOf(json: unknown): number | undefined {
  if (typeof json === 'number') return json;
  if (typeof json !== 'string' || !/^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*$/i.test(json)) return undefined;
  return Number(json);
}

function readDecimal(json: unknown): Value | undefined {
  if (typeof json === 'number' && !Number.isFinite(json)) return undefined;
  return typeof json === 'number' || typeof json === 'string' ? parseDecimal(String(json).trim()) : undefined;
}

function readBoolean(json: unknown): Value | undefined {
  if (typeof json === 'boolean') return { type: 'Boolean', value: json };
  if (json === 1 || json === 0) return { type: 'Boolean', value: json === 1 };
  const text = typeof json === 'string' ? json.trim().toLowerCase() : undefined;
  if (text === 'true' || text === '1') return { type: 'Boolean', value: true };
  if (text === 'false' || text === '0') return { type: 'Boolean', value: false };
  return undefined;
}

/** A zone suffix is dropped after the time was brought to UTC: a DateTime has no zone. */
function dateTimeValue(text: string): Value | undefined {
  const parsed = parseDateTime(text);
  if (parsed === undefined) return undefined;
  return { type: 'DateTime', ticks: parsed.ticks - BigInt(parsed.offsetMinutes ?? 0) * 600_000_000n };
}

function dateTimeOffsetValue(text: string): Value | undefined {
  const parsed = parseDateTime(text);
  if (parsed === undefined) return undefined;
  return { type: 'DateTimeOffset', ticks: parsed.ticks, offsetMinutes: parsed.offsetMinutes ?? 0 };
}

function readTimeSpan(json: unknown): Value | undefined {
  const ticks = typeof json === 'string' ? parseTimeSpan(json) : undefined;
  return typeof ticks === 'bigint' ? { type: 'TimeSpan', ticks } : undefined;
}

function readText(json: unknown): Value | undefined {
  if (typeof json === 'object') return undefined;
  return { type: 'String', value: String(json) };
}

const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

function readBytes(json: unknown): Value | undefined {
  const text = typeof json === 'string' ? json.replace(/\s/g, '') : undefined;
  if (text === undefined || !BASE64.test(text)) return undefined;
  return { type: 'Bytes', value: new Uint8Array(Buffer.from(text, 'base64')) };
}
