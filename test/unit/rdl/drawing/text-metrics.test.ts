import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { DEFAULT_FONT, type Font } from '../../../../lib/rdl/drawing/font.ts';
import { createTextMeasure, type TextMeasure } from '../../../../lib/rdl/drawing/text-metrics.ts';
import { ellipsize, textSize, wrappedLines, wrapText } from '../../../../lib/rdl/drawing/text-wrap.ts';

const measure = createTextMeasure();
const arial = (size: number, bold = false): Font => ({ ...DEFAULT_FONT, size, bold });

describe('text measures', () => {
  it('add up advances that are fitted to whole pixels, as the rendering engine does', () => {
    expect(measure.width('$50,000', arial(10))).toBe(46);
    expect(measure.width('Accessories', arial(10))).toBe(72);
    expect(measure.width('Midland', arial(8))).toBe(37);
    expect(measure.width('Sales by State', arial(12, true))).toBe(108);
  });

  it('round ascent and descent up one by one', () => {
    const heights = [7, 7.5, 8, 8.5, 9, 9.16073, 10, 10.4994, 12, 12.2493, 13.755, 15.225, 19.3725];
    expect(heights.map((size) => measure.lineHeight(arial(size)))).toEqual([
      11, 13, 13, 14, 14, 15, 16, 16, 19, 19, 21, 24, 30,
    ]);
  });

  it('take other families from their own faces', () => {
    const width = (family: string) => measure.width('iiii WWWW', { ...DEFAULT_FONT, family });
    expect(width('Segoe UI')).toBe(width('Arial'));
    expect(width('Times New Roman')).not.toBe(width('Arial'));
    expect(width('Courier New')).toBe(9 * 8);
  });

  it('give an em to East Asian characters that no shipped face has, nothing to marks', () => {
    expect(measure.width('売上', arial(7.5))).toBe(20);
    expect(measure.width('\u200d', arial(10))).toBe(0);
  });
});

describe('wrapping', () => {
  const font = arial(10);

  it('breaks at blanks and inside a word only where the word alone is wider', () => {
    expect(wrapText('North America sales', font, measure, 90)).toEqual(['North America', 'sales']);
    const pieces = wrapText('Donaudampfschifffahrt', font, measure, 60);
    expect(pieces.length).toBeGreaterThan(1);
    expect(pieces.join('')).toBe('Donaudampfschifffahrt');
    for (const piece of pieces) expect(measure.width(piece, font)).toBeLessThanOrEqual(60);
  });

  it('keeps line breaks and never loses a character, however narrow', () => {
    expect(wrapText('a\r\nb\nc', font, measure, 100)).toEqual(['a', 'b', 'c']);
    expect(wrapText('abc', font, measure, 1)).toEqual(['a', 'b', 'c']);
    expect(textSize('a\nbb', font, measure)).toEqual({ width: measure.width('bb', font), height: 32 });
  });

  it('measures a long text in one go, and no further than lines are asked for', () => {
    let letters = 0;
    const counting: TextMeasure = {
      ...measure,
      width(text) {
        letters += text.length;
        return 10 * text.length;
      },
    };
    const text = 'ab '.repeat(10_000).trimEnd();
    expect(wrapText(text, font, counting, 100_000)).toHaveLength(4);
    expect(letters).toBeLessThan(4 * text.length);
    letters = 0;
    const lines = wrappedLines(text.replaceAll(' ', 'c'), font, counting, 50);
    expect([lines.next().value, lines.next().value]).toEqual(['abcab', 'cabca']);
    expect(letters).toBeLessThan(3 * text.length);
  });

  it('shortens with an ellipsis that fits', () => {
    expect(ellipsize('short', font, measure, 100)).toBe('short');
    const cut = ellipsize('A title that is too long', font, measure, 80);
    expect(cut.endsWith('…')).toBe(true);
    expect(measure.width(cut, font)).toBeLessThanOrEqual(80);
  });
});

// The gallery stands beside the repository; without it these are skipped.
const gallery = new URL('../../../../../shared/gallery/', import.meta.url).pathname;

describe.skipIf(!existsSync(gallery))('text measures of the gallery', () => {
  type Text = { readonly text: string; readonly w: number; readonly h: number; readonly font: string };

  function textsIn(value: unknown): Text[] {
    if (Array.isArray(value)) return value.flatMap(textsIn);
    if (value === null || typeof value !== 'object') return [];
    const inner = Object.values(value).flatMap(textsIn);
    const axis = value as {
      labelTexts?: string[];
      labelPositions?: number[][];
      labelFont?: string;
      labelAngle?: number;
    };
    const { labelTexts = [], labelPositions = [], labelFont = '' } = axis;
    if (axis.labelAngle === 0 && labelTexts.length === labelPositions.length) {
      labelTexts.forEach((text, index) => {
        const [, , w = 0, h = 0] = labelPositions[index] ?? [];
        inner.push({ text, w, h, font: labelFont });
      });
    }
    const own = value as Partial<Text>;
    return own.text !== undefined && own.w !== undefined && own.h !== undefined && own.font !== undefined
      ? [...inner, { text: own.text, w: own.w, h: own.h, font: own.font }]
      : inner;
  }

  it('agree in height, and in width within a pixel for 98 of 100', () => {
    const seen = new Map<string, Text>();
    for (const file of readdirSync(gallery).filter((name) => name.endsWith('.data.json'))) {
      for (const text of textsIn(JSON.parse(readFileSync(gallery + file, 'utf8')))) {
        if (!text.text.includes('\n')) seen.set(JSON.stringify(text), text);
      }
    }
    let close = 0;
    let exact = 0;
    for (const { text, w, h, font } of seen.values()) {
      const [, size = '', bold] = /^Arial ([\d.]+)pt( Bold)?/.exec(font) ?? [];
      const candidate = arial(Number(size), bold !== undefined);
      expect(measure.lineHeight(candidate), `${text} ${font}`).toBe(h);
      const difference = Math.abs(measure.width(text, candidate) - w);
      if (difference === 0) exact++;
      if (difference <= 1) close++;
    }
    expect(seen.size).toBeGreaterThan(400);
    expect(close / seen.size).toBeGreaterThan(0.98);
    expect(exact / seen.size).toBeGreaterThan(0.9);
  });
});
