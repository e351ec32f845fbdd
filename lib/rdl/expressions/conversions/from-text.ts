import type { Culture, NumberSymbols } from '../../formats/culture.ts';
import { type DateDefaults, parseLocalDate } from '../../formats/parse-date.ts';
import { NumberStyle, parseNotFinite, parseNumber } from '../../formats/parse-number.ts';
import { type Decimal, parseDecimal } from '../../values/decimal.ts';
import { invalidText, overflow } from '../faults.ts';

/** What the conversions need to know of where they run. */
export type ConversionContext = {
  readonly culture: Culture;
  readonly now: bigint;
  readonly utcOffsetMinutes: number;
};

const normalized = new WeakMap<NumberSymbols, NumberSymbols>();

/** Visual Basic reads amounts with the separators of numbers, where the two differ. */
function normalizedSymbols(symbols: NumberSymbols): NumberSymbols {
  const { currency, decimal, group } = symbols;
  if (currency.decimal === decimal && currency.group === group) return symbols;
  const known = normalized.get(symbols);
  if (known !== undefined) return known;
  const result = { ...symbols, currency: { ...currency, decimal, group } };
  normalized.set(symbols, result);
  return result;
}

/** `&HFF` and `&O17`, up to 64 bits, in two's complement. */
export function readPrefixed(text: string): bigint | undefined {
  const match = /^[ \t-\r\u3000]*&(?:[hH]([0-9a-fA-F]{1,16})|[oO]([0-7]{1,22}))[ \t-\r\u3000]*$/.exec(text);
  if (match === null) return undefined;
  const bits = BigInt(match[1] === undefined ? `0o${match[2]}` : `0x${match[1]}`);
  return bits >= 1n << 64n ? undefined : BigInt.asIntN(64, bits);
}

function readNumber(text: string, symbols: NumberSymbols): string | undefined {
  return (
    parseNumber(text, NumberStyle.any, normalizedSymbols(symbols)) ??
    parseNumber(text, NumberStyle.any, symbols)
  );
}

/** The Double that a text stands for, as `CDbl` reads it; undefined where it is no number. */
export function textToDouble(text: string, culture: Culture): number | undefined {
  const prefixed = readPrefixed(text);
  if (prefixed !== undefined) return Number(prefixed);
  const digits = readNumber(text, culture.numbers);
  return digits === undefined ? parseNotFinite(text, culture.numbers) : Number(digits);
}

/** As `CDec` reads it. @throws EvaluationFault InvalidCastException, OverflowException */
export function textToDecimal(text: string, culture: Culture): Decimal {
  const prefixed = readPrefixed(text);
  if (prefixed !== undefined) return { type: 'Decimal', mantissa: prefixed, scale: 0 };
  const digits = readNumber(text, culture.numbers);
  if (digits === undefined) throw invalidText(text, 'Decimal');
  const value = parseDecimal(digits);
  if (value === undefined) throw overflow();
  return value;
}

/** As `CBool` reads it: `True`, `False` or a number. @throws EvaluationFault InvalidCastException */
export function textToBoolean(text: string, culture: Culture): boolean {
  const word = text.toLowerCase();
  if (word === 'true' || word === 'false') return word === 'true';
  const number = textToDouble(text, culture);
  if (number === undefined) throw invalidText(text, 'Boolean');
  return number !== 0;
}

/** As `CDate` reads it, in ticks; a time alone is on the zero date. Undefined where it is no date. */
export function textToDate(text: string, context: ConversionContext): bigint | undefined {
  return parseLocalDate(text, context.culture, visualBasicDefaults(context));
}

function visualBasicDefaults(context: ConversionContext): DateDefaults {
  return { now: context.now, day: 0n, utcOffsetMinutes: context.utcOffsetMinutes };
}
