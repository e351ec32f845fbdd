import { compareDecimals } from '../../values/decimal.ts';
import type { Value } from '../../values/value.ts';

/** `Equals` of objects: the same type and the same value; a scale does not matter, NaN equals itself. */
export function valuesEqual(left: Value, right: Value): boolean {
  if (left === right) return true;
  if (left.type !== right.type) return false;
  if (left.type === 'Decimal' && right.type === 'Decimal') return compareDecimals(left, right) === 0;
  if (left.type === 'Enum' && right.type === 'Enum')
    return left.enum === right.enum && left.value === right.value;
  if (left.type === 'Array' && right.type === 'Array') return left.items === right.items;
  if (left.type === 'DateTimeOffset' && right.type === 'DateTimeOffset') {
    return (
      left.ticks - BigInt(left.offsetMinutes) * 600_000_000n ===
      right.ticks - BigInt(right.offsetMinutes) * 600_000_000n
    );
  }
  if ('ticks' in left && 'ticks' in right) return left.ticks === right.ticks;
  if ('value' in left && 'value' in right)
    return Object.is(left.value, right.value) || left.value === right.value;
  return true;
}

/** A key for tables, equal for values that `Equals` calls equal; objects are their own keys. */
export function keyOf(value: Value): unknown {
  switch (value.type) {
    case 'Decimal': {
      let { mantissa, scale } = value;
      while (scale > 0 && mantissa % 10n === 0n) {
        mantissa /= 10n;
        scale--;
      }
      return `Decimal:${mantissa}e${scale}`;
    }
    case 'Array':
      return value.items;
    case 'Object':
      return value.value;
    case 'DateTimeOffset':
      return `${value.type}:${value.ticks - BigInt(value.offsetMinutes) * 600_000_000n}`;
    case 'DateTime':
    case 'TimeSpan':
      return `${value.type}:${value.ticks}`;
    case 'Nothing':
    case 'DBNull':
      return value.type;
    case 'Enum':
      return `${value.enum}:${value.value}`;
    case 'Bytes':
      return value.value;
    default:
      return `${value.type}:${value.value}`;
  }
}

/** A number that is the same for equal values; its size tells nothing. */
export function hashCode(value: Value): number {
  if (value.type === 'Int32' || value.type === 'Enum') return value.value;
  if (value.type === 'Boolean') return value.value ? 1 : 0;
  const text = String(keyOf(value));
  let hash = 5381;
  for (let index = 0; index < text.length; index++) hash = (hash * 33 + text.charCodeAt(index)) | 0;
  return hash;
}
