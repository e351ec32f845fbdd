import { child, type RdlElement } from '../reader/element.ts';
import type { Evaluated, Value } from '../values/value.ts';
import { type Color, parseColor } from './color.ts';
import { parseLength } from './length.ts';

/**
 * Where properties of a definition get their values. `evaluate` is asked for expressions alone (what begins with
 * `=`); `warn` takes a sentence for each value that is not usable, and the property counts as absent.
 */
export type PropertyContext = {
  readonly evaluate: (source: string) => Evaluated;
  readonly warn: (sentence: string) => void;
};

/** The text of a child element, evaluated; undefined where it is absent, empty, Nothing or an error. */
export function textProperty(
  element: RdlElement | undefined,
  name: string,
  context: PropertyContext,
): string | undefined {
  const source = child(element, name)?.text;
  return source === undefined ? undefined : evaluatedText(source, name, context);
}

/** The same for a source that is at hand; `what` names it in a warning. */
export function evaluatedText(source: string, what: string, context: PropertyContext): string | undefined {
  const written = source.trim();
  if (!written.startsWith('=')) return written === '' ? undefined : source;
  const evaluated = context.evaluate(written);
  if (!evaluated.ok) {
    context.warn(`${what} is not used: its expression fails (${evaluated.message}).`);
    return undefined;
  }
  const text = plainText(evaluated.value);
  return text === undefined || text === '' ? undefined : text;
}

/** A number; undefined where it is absent or none. Definitions write `NaN` for what is left to the engine. */
export function numberProperty(
  element: RdlElement | undefined,
  name: string,
  context: PropertyContext,
): number | undefined {
  if (child(element, name)?.text.trim() === 'NaN') return undefined;
  return parsed(element, name, context, (text) => {
    const number = Number(text.trim());
    return Number.isFinite(number) && text.trim() !== '' ? number : undefined;
  });
}

/** `true` and `false` in any case, also `1` and `0`. */
export function booleanProperty(
  element: RdlElement | undefined,
  name: string,
  context: PropertyContext,
): boolean | undefined {
  return parsed(element, name, context, (text) => {
    const word = text.trim().toLowerCase();
    if (word === 'true' || word === '1') return true;
    return word === 'false' || word === '0' ? false : undefined;
  });
}

/** One of the allowed words, whatever its case. */
export function choiceProperty<Choice extends string>(
  element: RdlElement | undefined,
  name: string,
  choices: readonly Choice[],
  context: PropertyContext,
): Choice | undefined {
  return parsed(element, name, context, (text) => {
    const word = text.trim().toLowerCase();
    return choices.find((choice) => choice.toLowerCase() === word);
  });
}

export function colorProperty(
  element: RdlElement | undefined,
  name: string,
  context: PropertyContext,
): Color | undefined {
  return parsed(element, name, context, parseColor);
}

/** A size in points. */
export function lengthProperty(
  element: RdlElement | undefined,
  name: string,
  context: PropertyContext,
): number | undefined {
  return parsed(element, name, context, parseLength);
}

function parsed<Result>(
  element: RdlElement | undefined,
  name: string,
  context: PropertyContext,
  parse: (text: string) => Result | undefined,
): Result | undefined {
  const text = textProperty(element, name, context);
  if (text === undefined) return undefined;
  const result = parse(text);
  if (result === undefined) context.warn(`${name} "${shortened(text)}" is not a value it can have.`);
  return result;
}

/** A value as a property takes it, without culture; undefined for Nothing and for what has no plain text. */
export function plainText(value: Value): string | undefined {
  switch (value.type) {
    case 'String':
    case 'Char':
    case 'Guid':
      return value.value;
    case 'Boolean':
      return value.value ? 'True' : 'False';
    case 'Byte':
    case 'SByte':
    case 'Int16':
    case 'UInt16':
    case 'Int32':
    case 'UInt32':
    case 'Int64':
    case 'UInt64':
    case 'Single':
    case 'Double':
      return String(value.value);
    case 'Decimal':
      return decimalText(value.mantissa, value.scale);
    case 'Enum':
      return value.name;
    default:
      return undefined;
  }
}

function decimalText(mantissa: bigint, scale: number): string {
  const digits = String(mantissa < 0n ? -mantissa : mantissa).padStart(scale + 1, '0');
  const whole = digits.slice(0, digits.length - scale);
  const sign = mantissa < 0n ? '-' : '';
  return scale === 0 ? `${sign}${whole}` : `${sign}${whole}.${digits.slice(digits.length - scale)}`;
}

function shortened(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
