import type { Font } from './font.ts';
import type { TextMeasure } from './text-metrics.ts';

/** The lines that a text has of itself: CR, LF and CRLF end one. */
export function textLines(text: string): readonly string[] {
  return text.split(/\r\n|\r|\n/);
}

/** The size of a text of one or more lines, in pixels. */
export function textSize(
  text: string | readonly string[],
  font: Font,
  measure: TextMeasure,
): { readonly width: number; readonly height: number } {
  const lines = typeof text === 'string' ? textLines(text) : text;
  const width = lines.reduce((widest, line) => Math.max(widest, measure.width(line, font)), 0);
  return { width, height: lines.length * measure.lineHeight(font) };
}

/**
 * Breaks a text into lines no wider than `maxWidth` pixels: at blanks, inside a word only where the word alone is
 * wider. Line breaks of the text itself are kept. A line always holds at least one character.
 */
export function wrapText(
  text: string,
  font: Font,
  measure: TextMeasure,
  maxWidth: number,
): readonly string[] {
  return textLines(text).flatMap((line) => wrapLine(line, font, measure, maxWidth));
}

function wrapLine(line: string, font: Font, measure: TextMeasure, maxWidth: number): readonly string[] {
  if (measure.width(line, font) <= maxWidth) return [line];
  const lines: string[] = [];
  let current = '';
  for (const word of line.split(' ')) {
    const longer = current === '' ? word : `${current} ${word}`;
    if (measure.width(longer, font) <= maxWidth) {
      current = longer;
      continue;
    }
    if (current !== '') lines.push(current);
    const pieces = breakWord(word, font, measure, maxWidth);
    lines.push(...pieces.slice(0, -1));
    current = pieces.at(-1) ?? '';
  }
  lines.push(current);
  return lines;
}

function breakWord(word: string, font: Font, measure: TextMeasure, maxWidth: number): readonly string[] {
  const pieces: string[] = [];
  let current = '';
  let width = 0;
  for (const character of word) {
    const advance = measure.width(character, font);
    if (current !== '' && width + advance > maxWidth) {
      pieces.push(current);
      current = '';
      width = 0;
    }
    current += character;
    width += advance;
  }
  return [...pieces, current];
}

/** Shortens one line with an ellipsis so that it fits; the whole text where it fits already. */
export function ellipsize(text: string, font: Font, measure: TextMeasure, maxWidth: number): string {
  if (measure.width(text, font) <= maxWidth) return text;
  const characters = [...text];
  while (characters.length > 0 && measure.width(`${characters.join('').trimEnd()}…`, font) > maxWidth) {
    characters.pop();
  }
  return `${characters.join('').trimEnd()}…`;
}
