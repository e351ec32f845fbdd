import { parseDateTime } from '../../rdl/data/rows/iso-date.ts';
import { typedValue } from '../../rdl/data/rows/typed-value.ts';
import { MAX_TICKS, TICKS_PER_DAY, TICKS_PER_MINUTE, TICKS_PER_SECOND } from '../../rdl/values/date-time.ts';
import { fitDecimal, parseDecimal } from '../../rdl/values/decimal.ts';
import { parseTimeSpan } from '../../rdl/values/time-span.ts';
import { NOTHING, type Value } from '../../rdl/values/value.ts';
import { invariantText } from '../sql/value-text.ts';

/** Reads the text that PostgreSQL writes for a value of one type. */
type Reader = (text: string) => Value | undefined;

const typed =
  (type: string): Reader =>
  (text) =>
    typedValue(text, type);

/** Types by their object ids (pg_type.dat) as Npgsql gives them to report servers; all others are their text. */
const READERS: Readonly<Record<number, Reader>> = {
  16: (text) => ({ type: 'Boolean', value: text === 't' }),
  17: readBytes,
  20: typed('Int64'),
  21: typed('Int16'),
  23: typed('Int32'),
  26: typed('UInt32'),
  700: typed('Single'),
  701: typed('Double'),
  790: (text) => readNumeric(text.replace(/[^\d.-]/g, '')),
  1082: readDateTime,
  1083: readTime,
  1114: readDateTime,
  1184: readInstant,
  1186: readInterval,
  1266: readTime,
  1700: readNumeric,
};

/**
 * A column's text as a value. The session writes ISO dates, hexadecimal bytes and ISO 8601 intervals. A value that its type cannot hold (an interval of months, a year past 9999) is its text.
 */
export function postgresValue(text: string | null, typeId: number): Value {
  if (text === null) return NOTHING;
  return READERS[typeId]?.(text) ?? { type: 'String', value: text };
}

function readBytes(text: string): Value | undefined {
  if (!text.startsWith('\\x')) return undefined;
  return { type: 'Bytes', value: new Uint8Array(Buffer.from(text.slice(2), 'hex')) };
}

/** Of more than 29 digits, those past what a Decimal holds are rounded; NaN and Infinity are Doubles. */
function readNumeric(text: string): Value | undefined {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text);
  if (match === null) return typedValue(text, 'Double');
  const [, sign = '', whole = '', fraction = ''] = match;
  const fitted = parseDecimal(text) ?? fitDecimal(BigInt(`${sign}${whole}${fraction}`), fraction.length);
  return fitted ?? typedValue(text, 'Double');
}

function readDateTime(text: string): Value | undefined {
  if (text === 'infinity') return { type: 'DateTime', ticks: MAX_TICKS };
  if (text === '-infinity') return { type: 'DateTime', ticks: 0n };
  const parsed = parseDateTime(text);
  return parsed && { type: 'DateTime', ticks: parsed.ticks };
}

const OFFSET = /([+-])(\d{2})(?::(\d{2}))?(?::(\d{2}))?$/;

/** `timestamptz` as the time in UTC, whatever zone the session writes it in. */
function readInstant(text: string): Value | undefined {
  const [written, sign, hours = '0', minutes = '0', seconds = '0'] = OFFSET.exec(text) ?? [];
  const local = readDateTime(written === undefined ? text : text.slice(0, -written.length));
  if (local?.type !== 'DateTime' || written === undefined) return local;
  const offset = BigInt((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * TICKS_PER_SECOND;
  return { type: 'DateTime', ticks: sign === '-' ? local.ticks + offset : local.ticks - offset };
}

/** `12:30:00.5`; the offset of a `timetz` is dropped; 24:00 is a day. */
function readTime(text: string): Value | undefined {
  const clock = text.replace(/[+-]\d{2}(:\d{2}){0,2}$/, '');
  if (clock.startsWith('24:')) return { type: 'TimeSpan', ticks: TICKS_PER_DAY };
  const ticks = parseTimeSpan(clock);
  return typeof ticks === 'bigint' ? { type: 'TimeSpan', ticks } : undefined;
}

const INTERVAL = /^P(?:(-?\d+)D)?(?:T(?:(-?\d+)H)?(?:(-?\d+)M)?(?:(-?)(\d+)(?:\.(\d+))?S)?)?$/;

/** `P1DT2H30M0.5S`. */
function readInterval(text: string): Value | undefined {
  const match = INTERVAL.exec(text);
  if (match === null) return undefined;
  const [, days = '0', hours = '0', minutes = '0', sign = '', seconds = '0', fraction = ''] = match;
  const inMinutes = (BigInt(days) * 24n + BigInt(hours)) * 60n + BigInt(minutes);
  const second = BigInt(`${sign}${seconds}${fraction.padEnd(7, '0').slice(0, 7)}`);
  return { type: 'TimeSpan', ticks: inMinutes * TICKS_PER_MINUTE + second };
}

const CASTS: Partial<Readonly<Record<Value['type'], string>>> = {
  Boolean: 'boolean',
  SByte: 'smallint',
  Byte: 'smallint',
  Int16: 'smallint',
  UInt16: 'integer',
  Int32: 'integer',
  UInt32: 'bigint',
  Int64: 'bigint',
  UInt64: 'numeric',
  Single: 'real',
  Double: 'double precision',
  Decimal: 'numeric',
  DateTime: 'timestamp',
  DateTimeOffset: 'timestamptz',
  TimeSpan: 'interval',
  Bytes: 'bytea',
};

/** A placeholder with the parameter's type; texts take the type of their place, so that they compare with anything. */
export function postgresMarker(index: number, value: Value): string {
  const cast = CASTS[value.type];
  return cast === undefined ? `$${index}` : `$${index}::${cast}`;
}

/** A parameter as the driver sends it: text, bytes or null. */
export function postgresParameter(value: Value): string | Buffer | null {
  if (value.type === 'Bytes') return Buffer.from(value.value);
  return invariantText(value, 6) ?? null;
}
