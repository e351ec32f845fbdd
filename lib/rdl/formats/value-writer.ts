import { EvaluationFault } from '../values/fault.ts';
import type { Value } from '../values/value.ts';
import { type Culture, findCulture, INVARIANT } from './culture.ts';
import { formatDate } from './format-date.ts';
import { formatNumber } from './format-number.ts';
import { formatTimeSpan } from './format-time-span.ts';

/** Writes values as texts of the report's language; a format that is wrong gives the value without one. */
export interface ValueWriter {
  /** `format` empty: as .NET writes the value without a format. */
  write(value: Value, format: string): string;
}

/** A writer for a .NET culture name; an unknown one writes as the invariant culture does. */
export function createValueWriter(cultureName: string): ValueWriter {
  const culture = findCulture(cultureName) ?? INVARIANT;
  return {
    write(value, format) {
      try {
        return written(value, format, culture);
      } catch (error) {
        if (error instanceof EvaluationFault && format !== '') return written(value, '', culture);
        throw error;
      }
    },
  };
}

function written(value: Value, format: string, culture: Culture): string {
  switch (value.type) {
    case 'Nothing':
    case 'DBNull':
      return '';
    case 'String':
    case 'Char':
    case 'Guid':
      return value.value;
    case 'Boolean':
      return value.value ? 'True' : 'False';
    case 'DateTime':
      return formatDate(value, format === '' ? 'G' : format, culture);
    case 'DateTimeOffset':
      return formatDate(value, format, culture);
    case 'TimeSpan':
      return formatTimeSpan(value.ticks, format, culture);
    case 'Enum':
      return value.name;
    case 'Bytes':
    case 'Array':
    case 'Object':
      return '';
    default:
      return formatNumber(value, format, culture);
  }
}
