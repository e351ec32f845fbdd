import { formatDate } from '../../formats/format-date.ts';
import { formatNumber } from '../../formats/format-number.ts';
import type { NumericValue } from '../../formats/number-digits.ts';
import { EvaluationFault } from '../../values/fault.ts';
import type { Value } from '../../values/value.ts';
import { textOf, toBoolean } from '../conversions/convert.ts';
import { textToBoolean, textToDate, textToDouble } from '../conversions/from-text.ts';
import { argumentFault, formatFault } from '../faults.ts';
import { runtimeType } from '../runtime-type.ts';
import type { CallContext } from './call-context.ts';
import { formatComposite } from './composite.ts';
import { isNumericValue } from './numeric.ts';

/**
 * `Format(expression, style)`: a style with a Visual Basic name, a .NET format of numbers and dates, or, for texts
 * and Booleans, a composite format (so that most styles come out as they are). Numbers round as on .NET Framework.
 * @throws EvaluationFault
 */
export function formatFunction(value: Value, style: string, context: CallContext): string {
  if (value.type === 'Nothing') return '';
  if (value.type === 'DBNull') throw argumentFault("Argument 'Expression' is not a valid value.");
  checkConvertible(value);
  if (style === '') return general(value, context);
  const named = formatNamed(value, style, context);
  if (named !== undefined) return named;
  if (isNumericValue(value))
    return formatNumber(withoutNegativeZero(value), style, context.culture, 'framework');
  switch (value.type) {
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
    isNumericValue(value) || ['DateTime', 'String', 'Boolean', 'Char', 'Enum'].includes(value.type);
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
  if (date !== undefined) return formatNamedDate(value, key, date, context);
  const number = NUMBER_STYLES[key];
  if (number === undefined) return undefined;
  const numeric = numberOf(value, context);
  if (numeric === undefined) return general(value, context);
  return formatNumber(withoutNegativeZero(numeric), number, context.culture, 'framework');
}

function formatChoice(value: Value, [yes, no]: readonly [string, string], context: CallContext): string {
  if (value.type !== 'String') {
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

function formatNamedDate(value: Value, name: string, format: string, context: CallContext): string {
  const ticks =
    value.type === 'DateTime'
      ? value.ticks
      : value.type === 'String'
        ? textToDate(value.value, context)
        : undefined;
  if (ticks === undefined) return general(value, context);
  if (name === 'general date') return textOf({ type: 'DateTime', ticks }, context.culture) ?? '';
  return formatDate({ ticks }, format, context.culture);
}

function numberOf(value: Value, { culture }: CallContext): NumericValue | undefined {
  if (isNumericValue(value)) return value;
  if (value.type === 'Boolean') return { type: 'Int32', value: value.value ? -1 : 0 };
  if (value.type === 'Enum') return { type: 'Int32', value: value.value };
  const number = value.type === 'String' ? textToDouble(value.value, culture) : undefined;
  return number === undefined ? undefined : { type: 'Double', value: number };
}
