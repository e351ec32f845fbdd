import { formatDate } from '../../formats/format-date.ts';
import { formatNumber } from '../../formats/format-number.ts';
import type { NumericValue } from '../../formats/number-digits.ts';
import { EvaluationFault } from '../../values/fault.ts';
import type { Value } from '../../values/value.ts';
import { textOf, toBoolean } from '../conversions/convert.ts';
import { textToBoolean, textToDate, textToDouble } from '../conversions/from-text.ts';
import { toDouble } from '../conversions/to-number.ts';
import { argumentFault, invalidCast } from '../faults.ts';
import { runtimeType } from '../runtime-type.ts';
import type { CallContext } from './call-context.ts';
import { formatComposite } from './composite.ts';
import { formatEnum } from './format-enum.ts';
import { isNumericValue } from './numeric.ts';

/**
 * `Format(expression, style)`: a style with a Visual Basic name, a .NET format of numbers and dates, or, for texts
 * and Booleans, a composite format (so that most styles come out as they are). Numbers round as on .NET Framework.
 * @throws EvaluationFault
 */
export function formatFunction(value: Value, style: string, context: CallContext): string {
  if (value.type === 'Nothing') return '';
  checkConvertible(value);
  if (style === '') return general(value, context);
  const named = formatNamed(value, style, context);
  if (named !== undefined) return named;
  if (isNumericValue(value))
    return formatNumber(withoutNegativeZero(value), style, context.culture, 'framework');
  switch (value.type) {
    case 'DBNull':
      throw argumentFault("Argument 'Expression' is not a valid value.");
    case 'DateTime':
      return formatDate({ ticks: value.ticks }, style, context.culture);
    case 'String':
    case 'Boolean':
      return formatComposite(style, [{ type: 'String', value: general(value, context) }], context);
    case 'Enum':
      return formatEnum(value, style);
    default:
      return general(value, context);
  }
}

/** Format needs a value that converts to the intrinsic types. */
function checkConvertible(value: Value): void {
  const isConvertible =
    isNumericValue(value) || ['DateTime', 'String', 'Boolean', 'Char', 'Enum', 'DBNull'].includes(value.type);
  if (!isConvertible) {
    throw new EvaluationFault(
      'InvalidCastException',
      `Unable to cast object of type '${runtimeType(value)}' to type 'System.IConvertible'.`,
    );
  }
}

function withoutNegativeZero(value: NumericValue): NumericValue {
  return (value.type === 'Double' || value.type === 'Single') && value.value === 0
    ? { ...value, value: 0 }
    : value;
}

function general(value: Value, { culture }: CallContext): string {
  if (isNumericValue(value)) return formatNumber(withoutNegativeZero(value), '', culture, 'framework');
  if (value.type === 'Enum') return String(value.value);
  return textOf(value, culture) ?? '';
}

/** Styles of numbers, and the .NET format that each stands for. */
const NUMBER_STYLES: Readonly<Record<string, string>> = {
  'general number': 'G',
  currency: 'C',
  fixed: '0.00',
  standard: 'N2',
  percent: '0.00%',
  scientific: '0.00E+00',
};

const DATE_STYLES: Readonly<Record<string, string>> = {
  'general date': 'G',
  'long date': 'D',
  'medium date': 'D',
  'short date': 'd',
  'long time': 'T',
  'medium time': 'T',
  'short time': 't',
};

const CHOICES: Readonly<Record<string, readonly [string, string]>> = {
  'yes/no': ['Yes', 'No'],
  'true/false': ['True', 'False'],
  'on/off': ['On', 'Off'],
};

function formatNamed(value: Value, style: string, context: CallContext): string | undefined {
  const key = style.toLowerCase();
  const choice = CHOICES[key];
  if (choice !== undefined) return formatChoice(value, choice, context);
  const date = DATE_STYLES[key];
  if (date !== undefined) return formatNamedDate(value, date, context);
  const number = NUMBER_STYLES[key];
  if (number === undefined) return undefined;
  const numeric = doubleOf(value, context);
  if (numeric === undefined) return general(value, context);
  return formatNumber({ type: 'Double', value: numeric }, number, context.culture);
}

function formatChoice(value: Value, [yes, no]: readonly [string, string], context: CallContext): string {
  if (value.type !== 'String') {
    if (value.type === 'DBNull') throw invalidCast('DBNull', 'Boolean');
    if (value.type === 'DateTime' || value.type === 'Char') return general(value, context);
    return toBoolean(value, context) ? yes : no;
  }
  try {
    return textToBoolean(value.value, context.culture) ? yes : no;
  } catch (error) {
    if (error instanceof EvaluationFault) return value.value;
    throw error;
  }
}

function formatNamedDate(value: Value, format: string, context: CallContext): string {
  const ticks =
    value.type === 'DateTime'
      ? value.ticks
      : value.type === 'String'
        ? textToDate(value.value, context)
        : undefined;
  if (ticks === undefined) return general(value, context);
  return formatDate({ ticks }, format, context.culture);
}

/** Named styles work on the value as a Double. */
function doubleOf(value: Value, context: CallContext): number | undefined {
  if (value.type === 'String') return textToDouble(value.value, context.culture);
  const isNumber = isNumericValue(value) || value.type === 'Boolean' || value.type === 'Enum';
  return isNumber ? toDouble(value, context) : undefined;
}
