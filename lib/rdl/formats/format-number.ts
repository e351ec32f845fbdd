import type { Culture } from './culture.ts';
import { formatCustomNumber } from './custom-number.ts';
import type { NumericValue, Rounding } from './number-digits.ts';
import { formatStandardNumber } from './standard-number.ts';

/**
 * A number's text in a .NET format: a letter with digits (`N2`) is a standard format, all else a pattern, and no
 * format at all the shortest text. @throws EvaluationFault FormatException
 */
export function formatNumber(
  value: NumericValue,
  format: string,
  culture: Culture,
  rounding: Rounding = 'exact',
): string {
  const context = { symbols: culture.numbers, rounding };
  if (format === '') return formatStandardNumber(value, 'G', undefined, context);
  const standard = /^([A-Za-z])(\d*)$/.exec(format);
  if (standard === null) return formatCustomNumber(value, format, context);
  const [, letter = 'G', digits = ''] = standard;
  return formatStandardNumber(value, letter, digits === '' ? undefined : Number(digits), context);
}
