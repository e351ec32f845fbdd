import type { Value } from '../../values/value.ts';
import { formatFault } from '../faults.ts';

/** An enum as .NET formats it: its name, its number, or its number in hexadecimal. */
export function formatEnum(value: Extract<Value, { type: 'Enum' }>, style: string): string {
  switch (style) {
    case '':
    case 'G':
    case 'g':
    case 'F':
    case 'f':
      return value.name;
    case 'D':
    case 'd':
      return String(value.value);
    case 'X':
    case 'x':
      return (value.value >>> 0).toString(16).toUpperCase().padStart(8, '0');
    default:
      throw formatFault('Format string can be only "G", "g", "X", "x", "F", "f", "D" or "d".');
  }
}
