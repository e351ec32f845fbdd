import { TICKS_PER_DAY, TICKS_PER_MILLISECOND } from '../../rdl/values/date-time.ts';
import { parseDecimal } from '../../rdl/values/decimal.ts';
import { NOTHING, type Value } from '../../rdl/values/value.ts';

/** What the driver says of a column; the type by its name in TDS. */
export type SqlServerColumn = {
  readonly type: { readonly name: string };
  readonly dataLength?: number | undefined;
  readonly scale?: number | undefined;
};

/** 1970-01-01 in ticks. */
const EPOCH = 719_162n * TICKS_PER_DAY;
const MONEY_SCALE = 4;

/**
 * A column's value as SqlClient gives it to report servers. The driver reads dates and times as instants of UTC, which
 * stand for what is written, in no zone; of a `datetimeoffset` it keeps the instant alone.
 */
export function sqlServerValue(value: unknown, column: SqlServerColumn): Value {
  if (value === null || value === undefined) return NOTHING;
  if (value instanceof Date) return dateValue(value, column.type.name);
  if (value instanceof Uint8Array) return { type: 'Bytes', value: new Uint8Array(value) };
  switch (typeof value) {
    case 'boolean':
      return { type: 'Boolean', value };
    case 'number':
      return numberValue(value, column);
    case 'string':
      return isBigInt(column) ? { type: 'Int64', value: BigInt(value) } : { type: 'String', value };
    default:
      return { type: 'String', value: String(value) };
  }
}

function isBigInt({ type, dataLength }: SqlServerColumn): boolean {
  return type.name === 'BigInt' || (type.name === 'IntN' && dataLength === 8);
}

function numberValue(value: number, { type, dataLength, scale }: SqlServerColumn): Value {
  switch (type.name) {
    case 'TinyInt':
      return { type: 'Byte', value };
    case 'SmallInt':
      return { type: 'Int16', value };
    case 'Int':
      return { type: 'Int32', value };
    case 'IntN':
      return { type: dataLength === 1 ? 'Byte' : dataLength === 2 ? 'Int16' : 'Int32', value };
    case 'Real':
      return { type: 'Single', value };
    case 'FloatN':
      return { type: dataLength === 4 ? 'Single' : 'Double', value };
    case 'Money':
    case 'SmallMoney':
    case 'MoneyN':
      return decimalValue(value, MONEY_SCALE);
    case 'NumericN':
    case 'DecimalN':
      return decimalValue(value, scale ?? 0);
    case 'Variant':
      return Number.isInteger(value) && Math.abs(value) < 2 ** 31
        ? { type: 'Int32', value }
        : { type: 'Double', value };
    default:
      return { type: 'Double', value };
  }
}

/**
 * The driver reads a decimal as a Double: its scale brings the digits back, all of them up to 15 significant ones, and
 * as near as a Double is past that.
 */
function decimalValue(value: number, scale: number): Value {
  const text = Math.abs(value) < 1e21 ? value.toFixed(scale) : BigInt(value).toString();
  return parseDecimal(text) ?? { type: 'Double', value };
}

function dateValue(date: Date, typeName: string): Value {
  const beyond =
    'nanosecondsDelta' in date && typeof date.nanosecondsDelta === 'number' ? date.nanosecondsDelta : 0;
  const ticks = BigInt(Math.floor(date.getTime())) * TICKS_PER_MILLISECOND + BigInt(Math.round(beyond * 1e7));
  if (typeName === 'Time') return { type: 'TimeSpan', ticks };
  if (typeName === 'DateTimeOffset')
    return { type: 'DateTimeOffset', ticks: EPOCH + ticks, offsetMinutes: 0 };
  return { type: 'DateTime', ticks: EPOCH + ticks };
}
