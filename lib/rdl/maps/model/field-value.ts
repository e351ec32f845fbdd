import { booleanValue, double, stringValue } from '../../values/make.ts';
import { NOTHING, type Value } from '../../values/value.ts';

/** The value of an embedded field, which is written as text, in the type of its definition. */
export function fieldValue(text: string, type: string): Value {
  const trimmed = text.trim();
  switch (type) {
    case 'Integer':
      return /^[-+]?\d{1,18}$/.test(trimmed) ? { type: 'Int64', value: BigInt(trimmed) } : NOTHING;
    case 'Float':
    case 'Decimal': {
      const number = Number(trimmed);
      return trimmed !== '' && Number.isFinite(number) ? double(number) : NOTHING;
    }
    case 'Boolean':
      return booleanValue(trimmed.toLowerCase() === 'true' || trimmed === '1');
    default:
      return stringValue(text);
  }
}
