import type { Culture } from '../../formats/culture.ts';
import { formatDate } from '../../formats/format-date.ts';
import { formatNumber } from '../../formats/format-number.ts';
import { formatTimeSpan } from '../../formats/format-time-span.ts';
import type { Value } from '../../values/value.ts';
import { formatFault } from '../faults.ts';
import type { CallContext } from './call-context.ts';
import { formatEnum } from './format-enum.ts';
import { isNumericValue } from './numeric.ts';
import { objectText } from './object-text.ts';

/** `String.Format`: `{index[,width][:format]}`, doubled braces stand for themselves. @throws EvaluationFault FormatException */
export function formatComposite(format: string, values: readonly Value[], context: CallContext): string {
  let text = '';
  for (let at = 0; at < format.length; at++) {
    const char = format.charAt(at);
    if (char === '{' || char === '}') {
      if (format.charAt(at + 1) === char) {
        text += char;
        at++;
      } else if (char === '}') throw formatFault();
      else {
        const end = format.indexOf('}', at);
        const item = readItem(end < 0 ? '' : format.slice(at + 1, end));
        text += writeItem(item, values, context);
        at = end;
      }
    } else text += char;
  }
  context.session.checkSize(text.length);
  return text;
}

type Item = { readonly index: number; readonly width: number; readonly format: string };

function readItem(source: string): Item {
  const match = /^(\d{1,7}) *(?:, *(-?\d{1,7}) *)?(?::(.*))?$/s.exec(source);
  if (match === null) throw formatFault();
  const [, index = '0', width = '0', format = ''] = match;
  return { index: Number(index), width: Number(width), format };
}

function writeItem({ index, width, format }: Item, values: readonly Value[], context: CallContext): string {
  const value = values[index];
  if (value === undefined) {
    throw formatFault(
      'Index (zero based) must be greater than or equal to zero and less than the size of the argument list.',
    );
  }
  const text = formatted(value, format, context.culture);
  context.session.checkSize(Math.abs(width));
  return width < 0 ? text.padEnd(-width) : text.padStart(width);
}

/** A value's own ToString(format), where it has one; the plain text where it has none. @throws EvaluationFault */
export function formatted(value: Value, format: string, culture: Culture): string {
  if (isNumericValue(value)) return formatNumber(value, format, culture);
  switch (value.type) {
    case 'DateTime':
      return formatDate({ ticks: value.ticks }, format, culture);
    case 'DateTimeOffset':
      return formatDate({ ticks: value.ticks, offsetMinutes: value.offsetMinutes }, format, culture);
    case 'TimeSpan':
      return formatTimeSpan(value.ticks, format, culture);
    case 'Enum':
      return formatEnum(value, format);
    case 'Guid':
      return formatGuid(value.value, format);
    default:
      return objectText(value, culture);
  }
}

export function formatGuid(guid: string, format: string): string {
  switch (format.toUpperCase()) {
    case '':
    case 'D':
      return guid;
    case 'N':
      return guid.replaceAll('-', '');
    case 'B':
      return `{${guid}}`;
    case 'P':
      return `(${guid})`;
    default:
      throw formatFault('Format string can be only "D", "d", "N", "n", "P", "p", "B", "b", "X" or "x".');
  }
}
