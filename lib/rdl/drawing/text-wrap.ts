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
  return [...wrappedLines(text, font, measure, maxWidth)];
}

/** The lines of `wrapText` one by one, for those who need the first few of a long text. */
export function* wrappedLines(
  text: string,
  font: Font,
  measure: TextMeasure,
  maxWidth: number,
): Generator<string, void> {
  for (const line of textLines(text)) {
    if (measure.width(line, font) <= maxWidth) yield line;
    else yield* brokenLine(line, font, measure, maxWidth);
  }
}

/** Widths add up, so a line need not be measured anew for each word and character. */
function* brokenLine(
  line: string,
  font: Font,
  measure: TextMeasure,
  maxWidth: number,
): Generator<string, void> {
  const blank = measure.width(' ', font);
  let current = '';
  let width = 0;
  for (const word of line.split(' ')) {
    const longer = measure.width(word, font) + (current === '' ? 0 : width + blank);
    if (longer <= maxWidth) {
      current = current === '' ? word : `${current} ${word}`;
      width = longer;
      continue;
    }
    if (current !== '') yield current;
    current = '';
    width = 0;
    for (const character of word) {
      const advance = measure.width(character, font);
      if (current !== '' && width + advance > maxWidth) {
        yield current;
        current = '';
        width = 0;
      }
      current += character;
      width += advance;
    }
  }
  yield current;
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
