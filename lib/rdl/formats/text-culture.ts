import type { Culture } from './culture.ts';

/** Case and order of texts by language, as .NET has them. */

const TURKIC = /^(tr|az)\b/;

/** Upper case letter by letter: `ß` stays, as no letter becomes two. */
export function toUpper(text: string, culture: Culture): string {
  if (TURKIC.test(culture.name)) return mapLetters(text.replaceAll('i', 'İ'), (char) => char.toUpperCase());
  const upper = mapLetters(text, (char) => char.toUpperCase());
  return culture.name === '' ? restore(upper, text, 'ı') : upper;
}

export function toLower(text: string, culture: Culture): string {
  if (TURKIC.test(culture.name)) {
    return mapLetters(text.replaceAll('I', 'ı').replaceAll('İ', 'i'), (char) => char.toLowerCase());
  }
  // The invariant culture has no lower case of İ.
  const source = culture.name === '' ? text : text.replaceAll('İ', 'i');
  return mapLetters(source, (char) => char.toLowerCase());
}

const PLAIN = /^[\x20-\x7e]*$/;

function mapLetters(text: string, map: (char: string) => string): string {
  if (PLAIN.test(text)) return map(text);
  let result = '';
  for (const char of text) {
    const mapped = map(char);
    result += mapped.length === char.length ? mapped : char;
  }
  return result;
}

/** Puts back a letter that a mapping without language leaves alone. */
function restore(mapped: string, original: string, letter: string): string {
  if (!original.includes(letter)) return mapped;
  return [...mapped].map((char, index) => (original.charAt(index) === letter ? letter : char)).join('');
}

export type TextOptions = { readonly ignoreCase: boolean };

const collators = new WeakMap<Culture, Map<boolean, Intl.Collator>>();

function collatorOf(culture: Culture, ignoreCase: boolean): Intl.Collator {
  const known = collators.get(culture) ?? new Map<boolean, Intl.Collator>();
  collators.set(culture, known);
  const found = known.get(ignoreCase);
  if (found !== undefined) return found;
  const made = new Intl.Collator(culture.name === '' ? 'und' : culture.name, {
    sensitivity: ignoreCase ? 'accent' : 'variant',
  });
  known.set(ignoreCase, made);
  return made;
}

/** The order of two texts in a language: -1, 0 or 1. */
export function compareTexts(
  left: string,
  right: string,
  culture: Culture,
  { ignoreCase }: TextOptions,
): number {
  return Math.sign(collatorOf(culture, ignoreCase).compare(left, right));
}

/** Where a text holds another one by the rules of a language. */
export type Match = { readonly index: number; readonly length: number };

/** The first match from `start` on; characters that are ignored or composed may make it longer or shorter. */
export function findText(
  text: string,
  wanted: string,
  start: number,
  culture: Culture,
  options: TextOptions,
): Match | undefined {
  for (let index = start; index <= text.length; index++) {
    const length = matchAt(text, wanted, index, culture, options);
    if (length !== undefined) return { index, length };
  }
  return undefined;
}

/** The last match that ends at or before `end`. */
export function findLastText(
  text: string,
  wanted: string,
  end: number,
  culture: Culture,
  options: TextOptions,
): Match | undefined {
  for (let index = end; index >= 0; index--) {
    const length = matchAt(text.slice(0, end), wanted, index, culture, options);
    if (length !== undefined) return { index, length };
  }
  return undefined;
}

/** The length of a match that begins at `index`. */
export function matchAt(
  text: string,
  wanted: string,
  index: number,
  culture: Culture,
  options: TextOptions,
): number | undefined {
  if (wanted === '') return 0;
  const collator = collatorOf(culture, options.ignoreCase);
  for (const length of [wanted.length, wanted.length - 1, wanted.length + 1]) {
    if (length <= 0 || index + length > text.length) continue;
    if (collator.compare(text.slice(index, index + length), wanted) === 0) return length;
  }
  return undefined;
}
