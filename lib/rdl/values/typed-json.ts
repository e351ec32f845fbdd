import { dateOf, ticksOfCivil, timeOf } from './date-time.ts';
import { decimalText, parseDecimal } from './decimal.ts';
import { integerValue, isIntegerType } from './make.ts';
import { numberText } from './number-text.ts';
import { parseTimeSpan, timeSpanText } from './time-span.ts';
import { NOTHING, type Value } from './value.ts';

/** A value as tables of cases write it: numbers as invariant round-trip text, dates as ISO text with 7 digits. */
export type TypedJson = {
  readonly type: string;
  readonly value?: string | readonly TypedJson[];
  /** The element type of an Array. */
  readonly element?: string;
  /** The type and the member of an enumeration, whose `type` is its number's. */
  readonly enum?: string;
  readonly name?: string;
};

/** @throws TypeError where the JSON is no typed value */
export function readTypedJson(json: TypedJson): Value {
  const { type } = json;
  if (type === 'Null') return NOTHING;
  if (type === 'DBNull') return { type };
  if (type === 'Array') {
    const items = Array.isArray(json.value) ? json.value : [];
    return { type, element: json.element ?? 'Object', items: items.map(readTypedJson) };
  }
  const value = typeof json.value === 'string' ? readScalar(type, json.value) : undefined;
  if (value === undefined) throw new TypeError(`Not a typed value: ${JSON.stringify(json)}`);
  return value;
}

function readScalar(type: string, text: string): Value | undefined {
  if (isIntegerType(type)) return /^-?\d+$/.test(text) ? integerValue(type, BigInt(text)) : undefined;
  switch (type) {
    case 'String':
    case 'Char':
    case 'Guid':
      return { type, value: text };
    case 'Boolean':
      return { type, value: text.toLowerCase() === 'true' };
    case 'Double':
      return { type, value: Number(text) };
    case 'Single':
      return { type, value: Math.fround(Number(text)) };
    case 'Decimal':
      return parseDecimal(text);
    case 'DateTime': {
      const moment = readMoment(text);
      return moment === undefined ? undefined : { type, ticks: moment.ticks };
    }
    case 'DateTimeOffset': {
      const moment = readMoment(text);
      return moment === undefined ? undefined : { type, ticks: moment.ticks, offsetMinutes: moment.offset };
    }
    case 'TimeSpan': {
      const ticks = parseTimeSpan(text);
      return typeof ticks === 'bigint' ? { type, ticks } : undefined;
    }
    default:
      return undefined;
  }
}

const MOMENT =
  /^(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,7}))?)?)?(?:Z|([+-])(\d{2}):(\d{2}))?$/;

function readMoment(text: string): { readonly ticks: bigint; readonly offset: number } | undefined {
  const match = MOMENT.exec(text);
  if (match === null) return undefined;
  const [
    ,
    year,
    month,
    day,
    hour = '0',
    minute = '0',
    second = '0',
    fraction = '',
    sign,
    hours = '0',
    minutes = '0',
  ] = match;
  const ticks = ticksOfCivil({
    year: Number(year),
    month: Number(month),
    day: Number(day),
    hour: Number(hour),
    minute: Number(minute),
    second: Number(second),
  });
  if (ticks === undefined) return undefined;
  const offset = (Number(hours) * 60 + Number(minutes)) * (sign === '-' ? -1 : 1);
  return { ticks: ticks + BigInt(fraction.padEnd(7, '0')), offset };
}

/** The other way. An object that is no value of a report has its class name alone. */
export function writeTypedJson(value: Value): TypedJson {
  switch (value.type) {
    case 'Nothing':
      return { type: 'Null' };
    case 'DBNull':
      return { type: 'DBNull' };
    case 'Boolean':
      return { type: 'Boolean', value: value.value ? 'true' : 'false' };
    case 'Double':
    case 'Single':
      return { type: value.type, value: numberText(value.value, value.type) };
    case 'Decimal':
      return { type: 'Decimal', value: decimalText(value) };
    case 'DateTime':
      return { type: 'DateTime', value: momentText(value.ticks) };
    case 'DateTimeOffset':
      return { type: 'DateTimeOffset', value: momentText(value.ticks) + offsetText(value.offsetMinutes) };
    case 'TimeSpan':
      return { type: 'TimeSpan', value: timeSpanText(value.ticks) };
    case 'Enum':
      return {
        type: 'Int32',
        value: String(value.value),
        enum: value.enum.replace(/\{.*\}$/, ''),
        name: value.name,
      };
    case 'Array':
      return { type: 'Array', element: value.element, value: value.items.map(writeTypedJson) };
    case 'Bytes':
      return {
        type: 'Array',
        element: 'Byte',
        value: Array.from(value.value, (byte) => ({ type: 'Byte', value: String(byte) })),
      };
    case 'Object':
      return { type: value.className };
    default:
      return { type: value.type, value: String(value.value) };
  }
}

function pad(value: number, width: number): string {
  return String(value).padStart(width, '0');
}

function momentText(ticks: bigint): string {
  const { year, month, day } = dateOf(ticks);
  const { hour, minute, second, fraction } = timeOf(ticks);
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}T${pad(hour, 2)}:${pad(minute, 2)}:${pad(second, 2)}.${pad(fraction, 7)}`;
}

function offsetText(minutes: number): string {
  const size = Math.abs(minutes);
  return `${minutes < 0 ? '-' : '+'}${pad(Math.floor(size / 60), 2)}:${pad(size % 60, 2)}`;
}
