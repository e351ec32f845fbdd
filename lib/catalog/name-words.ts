import { foldCase } from '../storage/keys.ts';

/** Of a name of 260 characters no more are of use to anybody. */
const MOST_WORDS = 20;

/**
 * What somebody may begin to type to find a name: its words, and those that are run together in one, such as the three
 * of CompanySales2015; folded as names are.
 */
export function wordsOf(name: string): readonly string[] {
  const whole = name.normalize('NFC').match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  const words = whole.flatMap((word) => {
    const inner = word.split(/(?<=\p{Ll})(?=\p{Lu})|(?<=\p{L})(?=\p{N})/u);
    // The word itself, and what begins within it: "CompanySales2015", "Sales2015", "2015".
    return inner.map((_, from) => inner.slice(from).join(''));
  });
  return [...new Set(words.map(foldCase))].slice(0, MOST_WORDS);
}

/** Whether each word of what was typed begins a word of the name, in any order. */
export function nameFits(name: string, typed: readonly string[]): boolean {
  const words = wordsOf(name);
  return typed.every((beginning) => words.some((word) => word.startsWith(beginning)));
}

/** The words of what was typed, the longest first; run-together words are one. */
export function typedWords(text: string): readonly string[] {
  const words = text.normalize('NFC').match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  return words.map(foldCase).sort((a, b) => b.length - a.length);
}
