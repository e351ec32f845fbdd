import type { TYPES } from 'tedious';
import { TICKS_PER_DAY, TICKS_PER_MILLISECOND } from '../../rdl/values/date-time.ts';
import { decimalText, decimalToNumber } from '../../rdl/values/decimal.ts';
import type { Value } from '../../rdl/values/value.ts';
import { invariantText, utcTicks } from '../sql/value-text.ts';

/** A parameter as the driver takes it. */
type SqlServerParameter = {
  readonly type: keyof typeof TYPES;
  readonly value: unknown;
  readonly options?: { readonly precision: number; readonly scale: number };
};

const EPOCH = 719_162n * TICKS_PER_DAY;
/** 1753-01-01, the first day of `datetime`. */
const FIRST_DATETIME = 639_905n * TICKS_PER_DAY;
const EXACT = 2n ** 53n;

/**
 * The type that SqlClient infers for a value, so that the server compares it as it does for a report server: `datetime`
 * for dates, `nvarchar` for texts.
 */
export function sqlServerParameter(value: Value): SqlServerParameter {
  switch (value.type) {
    case 'Boolean':
      return { type: 'Bit', value: value.value };
    case 'Byte':
      return { type: 'TinyInt', value: value.value };
    case 'SByte':
    case 'Int16':
      return { type: 'SmallInt', value: value.value };
    case 'UInt16':
    case 'Int32':
    case 'Enum':
      return { type: 'Int', value: value.value };
    case 'UInt32':
    case 'Int64':
      return { type: 'BigInt', value: BigInt(value.value) };
    case 'UInt64':
      return { type: 'NVarChar', value: String(value.value) };
    case 'Single':
      return { type: 'Real', value: value.value };
    case 'Double':
      return { type: 'Float', value: value.value };
    case 'Decimal':
      return decimalParameter(value);
    case 'DateTime':
      return {
        type: value.ticks < FIRST_DATETIME ? 'DateTime2' : 'DateTime',
        value: dateOfTicks(value.ticks),
      };
    case 'DateTimeOffset':
      return { type: 'DateTimeOffset', value: dateOfTicks(utcTicks(value)) };
    case 'TimeSpan':
      return { type: 'Time', value: dateOfTicks(EPOCH + value.ticks) };
    case 'Bytes':
      return { type: 'VarBinary', value: Buffer.from(value.value) };
    default:
      return { type: 'NVarChar', value: invariantText(value, 7) ?? null };
  }
}

/** The driver computes with Doubles; a decimal of more digits goes as text, which the server converts. */
function decimalParameter(value: Extract<Value, { type: 'Decimal' }>): SqlServerParameter {
  const { mantissa, scale } = value;
  if (mantissa >= EXACT || mantissa <= -EXACT) return { type: 'NVarChar', value: decimalText(value) };
  const digits = String(mantissa).replace('-', '').length;
  const precision = Math.max(digits, scale, 1);
  return { type: 'Decimal', value: decimalToNumber(value), options: { precision, scale } };
}

function dateOfTicks(ticks: bigint): Date {
  return new Date(Number((ticks - EPOCH) / TICKS_PER_MILLISECOND));
}
