import type { Culture } from '../../formats/culture.ts';
import { type ParsedDate, parseDate, parseLocalDate } from '../../formats/parse-date.ts';
import { NumberStyle, parseNotFinite, parseNumber } from '../../formats/parse-number.ts';
import { TICKS_PER_DAY } from '../../values/date-time.ts';
import { type Decimal, parseDecimal } from '../../values/decimal.ts';
import { EvaluationFault } from '../../values/fault.ts';
import { type IntegerType, integerValue, RANGES } from '../../values/make.ts';
import type { Value } from '../../values/value.ts';
import { formatFault, overflow } from '../faults.ts';
import type { CallContext } from './call-context.ts';

/** `T.Parse` of the intrinsic types: stricter than Visual Basic's own conversions. */

const WIDTHS: Readonly<Record<string, number>> = {
  Byte: 8,
  SByte: 8,
  Int16: 16,
  UInt16: 16,
  Int32: 32,
  UInt32: 32,
  Int64: 64,
  UInt64: 64,
};

/** @throws EvaluationFault FormatException, OverflowException */
export function parseInteger(text: string, type: IntegerType, styles: number, culture: Culture): Value {
  if ((styles & NumberStyle.hexadecimal) !== 0) return parseHexadecimal(text, type);
  const digits = parseNumber(text, styles, culture.numbers);
  if (digits === undefined) throw formatFault();
  const value = parseDecimalExact(digits);
  if (value === undefined || value < RANGES[type][0] || value > RANGES[type][1]) throw overflow();
  return integerValue(type, value);
}

function parseHexadecimal(text: string, type: IntegerType): Value {
  const digits = text.trim();
  if (!/^[0-9a-fA-F]+$/.test(digits)) throw formatFault();
  const bits = BigInt(`0x${digits}`);
  const width = WIDTHS[type] ?? 64;
  if (bits >= 1n << BigInt(width)) throw overflow();
  return integerValue(type, RANGES[type][0] === 0n ? bits : BigInt.asIntN(width, bits));
}

/** A whole number, also as `5.0` or `1e3`; undefined where a fraction is left. */
function parseDecimalExact(digits: string): bigint | undefined {
  const value = parseDecimal(digits);
  if (value === undefined) return undefined;
  const unit = 10n ** BigInt(value.scale);
  return value.mantissa % unit === 0n ? value.mantissa / unit : undefined;
}

export function parseDoubleText(text: string, styles: number, culture: Culture): number {
  const digits = parseNumber(text, styles, culture.numbers);
  if (digits !== undefined) return Number(digits);
  const special = parseNotFinite(text, culture.numbers);
  if (special === undefined) throw formatFault();
  return special;
}

export function parseDecimalText(text: string, styles: number, culture: Culture): Decimal {
  const digits = parseNumber(text, styles, culture.numbers);
  if (digits === undefined) throw formatFault();
  const value = parseDecimal(digits);
  if (value === undefined) throw overflow();
  return value;
}

export function parseBoolean(text: string): boolean {
  const word = text.trim().toLowerCase();
  if (word !== 'true' && word !== 'false') {
    throw formatFault(`String '${text}' was not recognized as a valid Boolean.`);
  }
  return word === 'true';
}

function defaultsOf(context: CallContext) {
  const day = context.now - (context.now % TICKS_PER_DAY);
  return { now: context.now, day, utcOffsetMinutes: context.utcOffsetMinutes };
}

/** Local ticks; a time alone is on the current day. @throws EvaluationFault FormatException */
export function parseDateText(text: string, context: CallContext, culture: Culture): bigint {
  const ticks = parseLocalDate(text, culture, defaultsOf(context));
  if (ticks === undefined) throw dateFault(text);
  return ticks;
}

export function parseOffsetText(text: string, context: CallContext, culture: Culture): ParsedDate {
  const parsed = parseDate(text, culture, defaultsOf(context));
  if (parsed === undefined) throw dateFault(text);
  return parsed;
}

export function dateFault(text: string): EvaluationFault {
  return new EvaluationFault('FormatException', `String '${text}' was not recognized as a valid DateTime.`);
}

/** The value of a Parse, or undefined for TryParse. */
export function attempt<T>(parse: () => T): T | undefined {
  try {
    return parse();
  } catch (error) {
    if (error instanceof EvaluationFault) return undefined;
    throw error;
  }
}
