import { dateOf, TICKS_PER_MINUTE, timeOf } from '../../rdl/values/date-time.ts';
import { decimalText } from '../../rdl/values/decimal.ts';
import { numberText } from '../../rdl/values/number-text.ts';
import { timeSpanText } from '../../rdl/values/time-span.ts';
import type { Value } from '../../rdl/values/value.ts';

/** `2024-02-29 12:30:00.1234567`; digits of the second's fraction past `digits` are cut off. */
export function dateTimeText(ticks: bigint, digits: number): string {
  const { year, month, day } = dateOf(ticks);
  const { hour, minute, second, fraction } = timeOf(ticks);
  const two = (value: number) => String(value).padStart(2, '0');
  const date = `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`;
  const part = String(fraction).padStart(7, '0').slice(0, digits);
  return `${date} ${two(hour)}:${two(minute)}:${two(second)}${digits > 0 && fraction > 0 ? `.${part}` : ''}`;
}

/** `+02:00`. */
function offsetText(minutes: number): string {
  const two = (value: number) => String(value).padStart(2, '0');
  const size = Math.abs(minutes);
  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}

/** A value as invariant text, for parameters that go as text; undefined for what is no single value. */
export function invariantText(value: Value, fractionDigits: number): string | undefined {
  switch (value.type) {
    case 'String':
    case 'Char':
    case 'Guid':
      return value.value;
    case 'Boolean':
      return value.value ? 'true' : 'false';
    case 'Decimal':
      return decimalText(value);
    case 'Single':
    case 'Double':
      return numberText(value.value, value.type);
    case 'DateTime':
      return dateTimeText(value.ticks, fractionDigits);
    case 'DateTimeOffset':
      return dateTimeText(value.ticks, fractionDigits) + offsetText(value.offsetMinutes);
    case 'TimeSpan':
      return timeSpanText(value.ticks);
    case 'Nothing':
    case 'DBNull':
    case 'Bytes':
    case 'Array':
    case 'Object':
      return undefined;
    default:
      return String(value.value);
  }
}

/** Ticks of a DateTimeOffset in UTC. */
export function utcTicks({
  ticks,
  offsetMinutes,
}: {
  readonly ticks: bigint;
  readonly offsetMinutes: number;
}): bigint {
  return ticks - BigInt(offsetMinutes) * TICKS_PER_MINUTE;
}
