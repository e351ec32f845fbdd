import type { Culture, NumberSymbols } from '../../formats/culture.ts';
import { formatDate } from '../../formats/format-date.ts';
import { formatNumber } from '../../formats/format-number.ts';
import type { NumericValue } from '../../formats/number-digits.ts';
import { formatStandardNumber } from '../../formats/standard-number.ts';
import type { Value } from '../../values/value.ts';
import { textOf } from '../conversions/convert.ts';
import { toDouble } from '../conversions/to-number.ts';
import { argumentFault, invalidCast } from '../faults.ts';
import { runtimeType, visualBasicName } from '../runtime-type.ts';
import type { CallContext } from './call-context.ts';
import { isNumericValue } from './numeric.ts';

/** Options of FormatNumber and its like; TriState: -1 true, 0 false, -2 as the culture has it. */
export type NumberOptions = {
  readonly digits: number;
  readonly leading: number;
  readonly parens: number;
  readonly group: number;
};

const TRUE = -1;
const FALSE = 0;

const MOST_DIGITS = 99;
/** .NET sets no limit here. */
const MOST_PERCENT_DIGITS = 10_000;

function checkDigits({ digits }: NumberOptions, most: number): void {
  if (digits < -1 || digits > most) {
    throw argumentFault("Argument 'NumDigitsAfterDecimal' is not within the range.");
  }
}

function checkStates({ leading, parens, group }: NumberOptions): void {
  for (const state of [leading, parens, group]) {
    if (state !== TRUE && state !== FALSE && state !== -2)
      throw argumentFault('The argument is no TriState.');
  }
}

/** The number that a value stands for. @throws EvaluationFault InvalidCastException */
function numberOf(value: Value, context: CallContext, takesBoolean: boolean): NumericValue {
  if (isNumericValue(value)) return value;
  if (value.type === 'Enum') return { type: 'Int32', value: value.value };
  if (value.type === 'String' || (takesBoolean && value.type === 'Boolean')) {
    return { type: 'Double', value: toDouble(value, context) };
  }
  throw invalidCast(visualBasicName(runtimeType(value)), takesBoolean ? 'Currency' : 'numeric');
}

/** By a pattern: halves round away from zero. */
export function formatNumberFunction(value: Value, options: NumberOptions, context: CallContext): string {
  if (value.type === 'Nothing') return '';
  checkStates(options);
  const number = numberOf(value, context, true);
  checkDigits(options, MOST_DIGITS);
  return byPattern(number, options, context.culture, '');
}

/** The culture's percent sign is put into the pattern; where it is not `%`, the number is not multiplied. */
export function formatPercent(value: Value, options: NumberOptions, context: CallContext): string {
  if (value.type === 'Nothing') return '';
  checkStates(options);
  const number = numberOf(value, context, false);
  checkDigits(options, MOST_PERCENT_DIGITS);
  return byPattern(number, options, context.culture, context.culture.numbers.percent.symbol);
}

function byPattern(value: NumericValue, options: NumberOptions, culture: Culture, suffix: string): string {
  const digits = options.digits === -1 ? 2 : options.digits;
  const whole = options.group === FALSE ? '' : '#,##';
  const point = digits === 0 ? '' : `.${'0'.repeat(digits)}`;
  const positive = `${whole}${options.leading === FALSE ? '#' : '0'}${point}${suffix}`;
  const pattern = options.parens === TRUE ? `${positive};(${positive})` : positive;
  return formatNumber(value, pattern, culture);
}

/** By the culture's format of amounts: the exact value is rounded. */
export function formatCurrency(value: Value, options: NumberOptions, context: CallContext): string {
  if (value.type === 'Nothing') return '';
  if (options.digits > MOST_DIGITS) checkDigits(options, MOST_DIGITS);
  checkStates(options);
  const number = numberOf(value, context, false);
  checkDigits(options, MOST_DIGITS);
  const symbols = currencySymbols(context.culture.numbers, options);
  const digits = options.digits === -1 ? undefined : options.digits;
  const text = formatStandardNumber(number, 'C', digits, { symbols, rounding: 'exact' });
  return options.leading === FALSE ? withoutLeadingZero(text, symbols) : text;
}

/** With parentheses, the pattern keeps the place of the symbol; without them, the sign stands before. */
const WITH_PARENTHESES = [0, 4, 14, 15];
const WITHOUT_PARENTHESES: Readonly<Record<number, number>> = { 0: 1, 4: 5, 14: 9, 15: 8 };

function currencySymbols(symbols: NumberSymbols, { parens, group }: NumberOptions): NumberSymbols {
  const { currency } = symbols;
  const negativePattern =
    parens === TRUE
      ? (WITH_PARENTHESES[currency.positivePattern] ?? 0)
      : parens === FALSE
        ? (WITHOUT_PARENTHESES[currency.negativePattern] ?? currency.negativePattern)
        : currency.negativePattern;
  return {
    ...symbols,
    groupSizes: group === FALSE ? [0] : symbols.groupSizes,
    currency: { ...currency, negativePattern },
  };
}

function withoutLeadingZero(text: string, { currency }: NumberSymbols): string {
  const at = text.indexOf(`0${currency.decimal}`);
  return at >= 0 && !/\d/.test(text.charAt(at - 1)) ? text.slice(0, at) + text.slice(at + 1) : text;
}

const DATE_FORMATS = ['', 'D', 'd', 'T', 'HH:mm'];

export function formatDateTime(ticks: bigint, named: number, { culture }: CallContext): string {
  if (named === 0) return textOf({ type: 'DateTime', ticks }, culture) ?? '';
  const format = DATE_FORMATS[named];
  if (format === undefined) throw argumentFault('Procedure call or argument is not valid.');
  return formatDate({ ticks }, format, culture);
}
