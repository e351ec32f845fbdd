import type { Culture } from '../../formats/culture.ts';
import { formatDate } from '../../formats/format-date.ts';
import { formatNumber } from '../../formats/format-number.ts';
import { timeSpanText } from '../../values/time-span.ts';
import type { Value } from '../../values/value.ts';
import { runtimeType } from '../runtime-type.ts';
import { isNumericValue } from './numeric.ts';
import { fullName } from './type-object.ts';

/** An object of the library with a text of its own. */
export interface HasText {
  toText(culture: Culture): string;
}

/** What `ToString()` gives; the empty text for Nothing. */
export function objectText(value: Value, culture: Culture): string {
  if (isNumericValue(value)) return formatNumber(value, '', culture);
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
    case 'Enum':
      return value.name;
    case 'DateTime':
      return formatDate({ ticks: value.ticks }, '', culture);
    case 'DateTimeOffset':
      return formatDate({ ticks: value.ticks, offsetMinutes: value.offsetMinutes }, '', culture);
    case 'TimeSpan':
      return timeSpanText(value.ticks);
    case 'Object':
      return hasText(value.value) ? value.value.toText(culture) : fullName(value.className);
    default:
      return fullName(runtimeType(value));
  }
}

function hasText(object: object): object is HasText {
  return 'toText' in object && typeof object.toText === 'function';
}
