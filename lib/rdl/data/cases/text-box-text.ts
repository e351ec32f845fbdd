import type { Culture } from '../../formats/culture.ts';
import { formatDate } from '../../formats/format-date.ts';
import { formatNumber } from '../../formats/format-number.ts';
import { formatTimeSpan } from '../../formats/format-time-span.ts';
import { EvaluationFault } from '../../values/fault.ts';
import type { Value } from '../../values/value.ts';

/**
 * What a text box shows of a value: numbers, dates and times in its format, or as the language writes them without
 * one; text and Boolean as they are; `#Error` where the format does not fit.
 */
export function textBoxText(value: Value, format: string, culture: Culture): string {
  try {
    return formatted(value, format, culture);
  } catch (error) {
    if (error instanceof EvaluationFault) return '#Error';
    throw error;
  }
}

function formatted(value: Value, format: string, culture: Culture): string {
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
    case 'DateTimeOffset':
      return formatDate(value, format, culture);
    case 'TimeSpan':
      return formatTimeSpan(value.ticks, format, culture);
    case 'Enum':
      return format === ''
        ? value.name
        : formatNumber({ type: 'Int32', value: value.value }, format, culture);
    case 'Bytes':
    case 'Array':
    case 'Object':
      return '#Error';
    default:
      return formatNumber(value, format, culture);
  }
}
