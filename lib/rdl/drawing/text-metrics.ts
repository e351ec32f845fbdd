import { readFileSync } from 'node:fs';
import { type Font, fontPixels } from './font.ts';
import { type FontFile, fontFileName, fontFileOf, fontFilePath } from './font-files.ts';
import { type FaceMetrics, readTrueType } from './true-type.ts';

/** Measures text as the Reporting Services engine does; lengths in pixels at 96 dpi. */
export interface TextMeasure {
  /** Width of one line. */
  width(text: string, font: Font): number;
  /** Distance from the top of a line to its baseline. */
  ascent(font: Font): number;
  /** Height of a line; also the distance of two baselines. */
  lineHeight(font: Font): number;
}

/**
 * Text measures from the shipped fonts. Each face is read when it is first asked for and kept as long as the
 * measure lives.
 *
 * The engine fits glyphs to the pixel grid: each advance is rounded to a whole pixel before they are added up, and
 * ascent and descent are rounded up one by one. Checked against the measured texts of the gallery.
 */
export function createTextMeasure(options: { readonly fontFolder?: string } = {}): TextMeasure {
  const faces = new Map<string, FaceMetrics>();
  const faceOfFile = (file: FontFile): FaceMetrics => {
    const name = fontFileName(file);
    const face = faces.get(name) ?? readFace(file, options.fontFolder);
    faces.set(name, face);
    return face;
  };
  let last: { readonly font: Font; readonly face: FaceMetrics } | undefined;
  const faceOf = (font: Font): FaceMetrics => {
    // One font is asked for many times in a row.
    if (last?.font !== font) last = { font, face: faceOfFile(fontFileOf(font)) };
    return last.face;
  };
  const ascent = (font: Font): number => {
    const face = faceOf(font);
    return Math.ceil((face.ascent / face.unitsPerEm) * fontPixels(font));
  };
  return {
    width(text, font) {
      const face = faceOf(font);
      const pixels = fontPixels(font);
      let sum = 0;
      for (const character of text) {
        const units = face.advance(character) ?? estimatedEms(character) * face.unitsPerEm;
        sum += Math.round((units / face.unitsPerEm) * pixels);
      }
      return sum;
    },
    ascent,
    lineHeight(font) {
      const face = faceOf(font);
      return ascent(font) + Math.ceil((face.descent / face.unitsPerEm) * fontPixels(font));
    },
  };
}

/** A face that remembers the advances it was asked for. */
function readFace(file: FontFile, folder: string | undefined): FaceMetrics {
  const face = readTrueType(readFileSync(fontFilePath(file, folder)));
  const advances = new Map<string, number | undefined>();
  return {
    ...face,
    advance(character) {
      if (advances.has(character)) return advances.get(character);
      const advance = face.advance(character);
      advances.set(character, advance);
      return advance;
    },
  };
}

const COMBINING = /^[\p{Mn}\p{Me}\p{Cf}\p{Cc}]$/u;
const WIDE =
  /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u3000-\u303F\uFF01-\uFF60\p{Extended_Pictographic}]$/u;

/** Width in em of a character that another font will draw: East Asian ones fill an em, marks take no room. */
function estimatedEms(character: string): number {
  if (COMBINING.test(character)) return 0;
  return WIDE.test(character) ? 1 : 0.55;
}
