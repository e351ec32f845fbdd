import { parseDateTime } from '../../rdl/data/rows/iso-date.ts';
import { typedValue } from '../../rdl/data/rows/typed-value.ts';
import { fitDecimal, parseDecimal } from '../../rdl/values/decimal.ts';
import { NOTHING, type Value } from '../../rdl/values/value.ts';
import { invariantText } from '../sql/value-text.ts';

/** What the driver says of a column: the type's number, its flags and length (protocol, "Column Definition"). */
export type MySqlColumn = {
  readonly columnType?: number | undefined;
  readonly columnLength?: number | undefined;
  readonly flags?: number | string[] | undefined;
};

const UNSIGNED = 32;

const INTEGERS: Readonly<Record<number, readonly [string, string]>> = {
  1: ['SByte', 'Byte'],
  2: ['Int16', 'UInt16'],
  3: ['Int32', 'UInt32'],
  8: ['Int64', 'UInt64'],
  9: ['Int32', 'UInt32'],
  13: ['Int16', 'UInt16'],
};

/**
 * A column's value as Connector/NET gives it to report servers: `tinyint(1)` and `bit(1)` are Booleans, dates are as
 * written, a date of zeros is Nothing.
 */
export function mySqlValue(value: unknown, column: MySqlColumn): Value {
  if (value === null || value === undefined) return NOTHING;
  const { columnType = 253, columnLength, flags } = column;
  const integer = INTEGERS[columnType];
  if (integer !== undefined) {
    if (columnType === 1 && columnLength === 1) return { type: 'Boolean', value: String(value) !== '0' };
    const unsigned = typeof flags === 'number' && (flags & UNSIGNED) !== 0;
    return typedValue(value, integer[unsigned ? 1 : 0]) ?? { type: 'String', value: String(value) };
  }
  if (value instanceof Uint8Array) return bytesValue(value, columnType, columnLength);
  return READERS[columnType]?.(String(value)) ?? textValue(value);
}

const READERS: Readonly<Record<number, (text: string) => Value | undefined>> = {
  0: readDecimal,
  4: (text) => typedValue(text, 'Single'),
  5: (text) => typedValue(text, 'Double'),
  7: readDate,
  10: readDate,
  11: readTime,
  12: readDate,
  246: readDecimal,
};

function textValue(value: unknown): Value {
  return { type: 'String', value: typeof value === 'object' ? JSON.stringify(value) : String(value) };
}

function bytesValue(value: Uint8Array, columnType: number, columnLength: number | undefined): Value {
  if (columnType !== 16) return { type: 'Bytes', value: new Uint8Array(value) };
  const number = value.reduce((sum, byte) => sum * 256n + BigInt(byte), 0n);
  return columnLength === 1 ? { type: 'Boolean', value: number !== 0n } : { type: 'UInt64', value: number };
}

/** Up to 65 digits; those past what a Decimal holds are rounded. */
function readDecimal(text: string): Value | undefined {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text);
  if (match === null) return typedValue(text, 'Double');
  const [, sign = '', whole = '', fraction = ''] = match;
  const exact = parseDecimal(text) ?? fitDecimal(BigInt(`${sign}${whole}${fraction}`), fraction.length);
  return exact ?? typedValue(text, 'Double');
}

function readDate(text: string): Value | undefined {
  const parsed = parseDateTime(text);
  if (parsed !== undefined) return { type: 'DateTime', ticks: parsed.ticks };
  return /^\d{4}-00|^\d{4}-\d\d-00/.test(text) ? NOTHING : undefined;
}

/** `-838:59:59.999999`. */
function readTime(text: string): Value | undefined {
  const match = /^(-?)(\d+):(\d\d):(\d\d)(?:\.(\d{1,7}))?$/.exec(text);
  if (match === null) return undefined;
  const [, sign = '', hours = '0', minutes = '0', seconds = '0', fraction = ''] = match;
  const whole = (BigInt(hours) * 60n + BigInt(minutes)) * 60n + BigInt(seconds);
  const ticks = whole * 10_000_000n + BigInt(fraction.padEnd(7, '0'));
  return { type: 'TimeSpan', ticks: sign === '' ? ticks : -ticks };
}

/**
 * A parameter as a literal, as Connector/NET sends it: so it can stand wherever a literal can, a LIMIT too, and in a
 * batch of several statements. Texts are in hexadecimal, so that nothing in them is ever read as SQL, whatever the
 * server's sql_mode says of backslashes.
 */
export function mySqlLiteral(value: Value): string {
  switch (value.type) {
    case 'Boolean':
      return value.value ? 'TRUE' : 'FALSE';
    case 'DateTime':
      return `TIMESTAMP'${invariantText(value, 6)}'`;
    case 'DateTimeOffset':
      return `TIMESTAMP'${invariantText({ type: 'DateTime', ticks: value.ticks }, 6)}'`;
    case 'TimeSpan':
      return `TIME'${timeText(value.ticks)}'`;
    case 'Bytes':
      return `X'${Buffer.from(value.value).toString('hex')}'`;
    case 'Single':
    case 'Double':
      return Number.isFinite(value.value) ? inParentheses(value.value.toExponential()) : 'NULL';
    case 'String':
    case 'Char':
    case 'Guid':
      return `_utf8mb4 X'${Buffer.from(value.value, 'utf8').toString('hex')}'`;
    default:
      return inParentheses(invariantText(value, 6) ?? 'NULL');
  }
}

/** A minus that follows another one could begin a comment. */
function inParentheses(number: string): string {
  return number.startsWith('-') ? `(${number})` : number;
}

function timeText(ticks: bigint): string {
  const size = ticks < 0n ? -ticks : ticks;
  const two = (value: bigint) => String(value).padStart(2, '0');
  const seconds = size / 10_000_000n;
  const fraction = String((size % 10_000_000n) / 10n).padStart(6, '0');
  return `${ticks < 0n ? '-' : ''}${two(seconds / 3600n)}:${two((seconds / 60n) % 60n)}:${two(seconds % 60n)}.${fraction}`;
}
