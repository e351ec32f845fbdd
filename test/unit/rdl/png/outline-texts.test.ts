import { Resvg } from '@resvg/resvg-js';
import { describe, expect, it } from 'vitest';
import { BLACK } from '../../../../lib/rdl/drawing/color.ts';
import { DEFAULT_FONT, type Font } from '../../../../lib/rdl/drawing/font.ts';
import { FONT_FILES, fontFilePath } from '../../../../lib/rdl/drawing/font-files.ts';
import { SvgWriter, type TextOptions } from '../../../../lib/rdl/drawing/svg.ts';
import { createTextOutliner } from '../../../../lib/rdl/png/outline-texts.ts';

const outline = createTextOutliner();
const WIDTH = 260;
const HEIGHT = 120;

function textPicture(text: string, options: Partial<TextOptions> & { readonly font?: Font } = {}): string {
  const svg = new SvgWriter(WIDTH, HEIGHT);
  svg.text(text, { x: 20, y: 60, color: BLACK, font: { ...DEFAULT_FONT, size: 18 }, ...options });
  return svg.toString();
}

function pixels(svg: string): Uint8Array {
  const fontFiles = FONT_FILES.map((file) => fontFilePath(file));
  return new Resvg(svg, { font: { fontFiles, loadSystemFonts: false }, background: 'white' }).render().pixels;
}

/** Ink of both, and the part of it that the two do not share. */
function difference(a: Uint8Array, b: Uint8Array): { readonly ink: number; readonly part: number } {
  let ink = 0;
  let apart = 0;
  for (let index = 0; index < a.length; index += 4) {
    const [inkA, inkB] = [255 - (a[index] ?? 255), 255 - (b[index] ?? 255)];
    ink += Math.max(inkA, inkB);
    apart += Math.abs(inkA - inkB);
  }
  return { ink, part: apart / ink };
}

function expectSamePicture(svg: string): void {
  const outlined = outline(svg);
  expect(outlined).not.toContain('<text');
  const { ink, part } = difference(pixels(svg), pixels(outlined));
  expect(ink).toBeGreaterThan(10_000);
  expect(part).toBeLessThan(0.02);
}

describe('texts as outlines', () => {
  const styles = [false, true].flatMap((bold) => [false, true].map((italic) => ({ bold, italic })));
  const faces = ['Arial', 'Times New Roman', 'Courier New'].flatMap((family) =>
    styles.map((style) => ({ family, ...style })),
  );

  it.each(faces)('look as the renderer draws them: $family, bold $bold, italic $italic', (style) => {
    // Pairs of letters that no font moves together.
    expectSamePicture(textPicture('Hnm 90% éÅŁ ΩжЩ', { font: { ...DEFAULT_FONT, size: 18, ...style } }));
  });

  it('are placed by their anchor, and turned', () => {
    expectSamePicture(textPicture('Hnmé', { x: 130, anchor: 'middle' }));
    expectSamePicture(textPicture('Hnmé', { x: 200, anchor: 'end' }));
    expectSamePicture(textPicture('Hnmé', { x: 130, anchor: 'middle', rotate: -90 }));
    expectSamePicture(textPicture('Hnmé', { color: { ...BLACK, alpha: 128 } }));
  });

  it('hold what is markup in XML', () => {
    expectSamePicture(textPicture('n < m & "H"'));
  });

  it.each(['売上', 'שלום', 'مرحبا', 'e\u0301', 'a\u200Bb', '\u{1F4A9}', '  two  blanks'])(
    'are left to the renderer where letters must be shaped or are not in the face: %j',
    (text) => {
      const svg = textPicture(text);
      expect(outline(svg)).toBe(svg);
    },
  );

  it('are left to the renderer where they are underlined', () => {
    const svg = textPicture('Hnm', { font: { ...DEFAULT_FONT, underline: true } });
    expect(outline(svg)).toBe(svg);
  });
});
