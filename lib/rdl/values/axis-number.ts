import { oleDateOfTicks } from './ole-date.ts';
import type { Evaluated, Value } from './value.ts';

/**
 * The number that a value stands for on an axis; dates become OLE Automation days, times of day parts of a day, text
 * is read as a number where it is one. Undefined for Nothing and for what is no number.
 */
export function axisNumber(value: Value): number | undefined {
  switch (value.type) {
    case 'Byte':
    case 'SByte':
    case 'Int16':
    case 'UInt16':
    case 'Int32':
    case 'UInt32':
    case 'Single':
    case 'Double':
    case 'Enum':
      return Number.isFinite(value.value) ? value.value : undefined;
    case 'Int64':
    case 'UInt64':
      return Number(value.value);
    case 'Decimal':
      return decimalNumber(value.mantissa, value.scale);
    case 'DateTime':
    case 'DateTimeOffset':
      return oleDateOfTicks(value.ticks);
    case 'TimeSpan':
      return Number(value.ticks) / 864_000_000_000;
    case 'Boolean':
      return value.value ? 1 : 0;
    case 'String':
    case 'Char':
      return numberInText(value.value);
    default:
      return undefined;
  }
}

export function isDate(value: Value): boolean {
  return value.type === 'DateTime' || value.type === 'DateTimeOffset';
}

/** The value of an expression that gave one and not Nothing. */
export function presentValue(evaluated: Evaluated | undefined): Value | undefined {
  if (!evaluated?.ok) return undefined;
  const { value } = evaluated;
  return value.type === 'Nothing' || value.type === 'DBNull' ? undefined : value;
}

function decimalNumber(mantissa: bigint, scale: number): number {
  return Number(`${mantissa}e-${scale}`);
}

/** Text that reads as a number: a plain one, or one with thousands separators that a format wrote (`1,234.5`). */
function numberInText(text: string): number | undefined {
  const trimmed = text.trim();
  const bare = /^[+-]?\d{1,3}(?:,\d{3})+(?:\.\d*)?$/.test(trimmed) ? trimmed.replaceAll(',', '') : trimmed;
  if (bare === '') return undefined;
  const number = Number(bare);
  return Number.isFinite(number) ? number : undefined;
}
