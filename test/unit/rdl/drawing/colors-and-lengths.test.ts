import { describe, expect, it } from 'vitest';
import {
  BLACK,
  blend,
  colorText,
  darken,
  lighten,
  parseColor,
  rgbHex,
  WHITE,
  withAlpha,
} from '../../../../lib/rdl/drawing/color.ts';
import { DEFAULT_FONT, faceOf, fontText } from '../../../../lib/rdl/drawing/font.ts';
import { linePixels, parseLength, picturePixels } from '../../../../lib/rdl/drawing/length.ts';
import { PALETTE_NAMES, paletteColors, paletteNamed } from '../../../../lib/rdl/drawing/palettes.ts';

describe('colours', () => {
  it('are read by .NET name in any case, as #RRGGBB and with the opacity first', () => {
    expect(parseColor('CornflowerBlue')).toEqual({ red: 0x64, green: 0x95, blue: 0xed, alpha: 255 });
    expect(parseColor(' lightGREY ')).toEqual(parseColor('LightGray'));
    expect(parseColor('#80FFA500')).toEqual({ red: 255, green: 165, blue: 0, alpha: 128 });
    expect(parseColor('#abc')).toEqual(parseColor('#AABBCC'));
    expect(parseColor('Transparent')?.alpha).toBe(0);
  });

  it('are nothing when they are written wrong', () => {
    for (const text of ['', '#12345', '#GGGGGG', 'No Color', 'constructor', '10pt']) {
      expect(parseColor(text), text).toBeUndefined();
    }
  });

  it('stand in data as the reference writes them', () => {
    expect(colorText(parseColor('#80FFA500') ?? BLACK)).toBe('#80FFA500(argb)');
    expect(colorText(parseColor('Orange') ?? BLACK)).toBe('#FFA500');
  });

  it('blend, lighten and darken without leaving 0 to 255', () => {
    expect(rgbHex(blend(BLACK, WHITE, 0.5))).toBe('#808080');
    expect(lighten(withAlpha(BLACK, 7), 2)).toEqual({ red: 255, green: 255, blue: 255, alpha: 7 });
    expect(rgbHex(darken(WHITE, 0.25))).toBe('#BFBFBF');
  });
});

describe('lengths', () => {
  it('are points, whatever the unit', () => {
    expect(['1in', '2.54cm', '25.4mm', '6pc', '72pt', '96px'].map(parseLength)).toEqual([
      72, 72, 72, 72, 72, 72,
    ]);
  });

  it('are read from careless writing as it is meant', () => {
    expect([' 10 PT ', '1,5in', '.5in', '-3pt', '12', '1.pt'].map(parseLength)).toEqual([
      10, 108, 36, -3, 12, 1,
    ]);
    expect(['', 'pt', '1 2pt', '5em', 'NaN', '1e999pt'].map(parseLength)).toEqual(Array(6).fill(undefined));
  });

  it('become the pixels of the reference pictures', () => {
    expect([400, 250, 260, 80, 40].map(picturePixels)).toEqual([533, 333, 347, 107, 53]);
    expect([0, 0.25, 0.75, 1, 2.25, 3].map(linePixels)).toEqual([0, 1, 1, 1, 3, 4]);
  });
});

describe('fonts', () => {
  it('are stood for by a family that ships', () => {
    expect(
      ['Arial', 'Segoe UI', 'Calibri', 'Liberation Sans', 'Comic Sans MS', 'Wingdings'].map(faceOf),
    ).toEqual(Array(6).fill('Arimo'));
    expect(['Times New Roman', 'Georgia', 'Cambria Math'].map(faceOf)).toEqual(Array(3).fill('Tinos'));
    expect(['Courier New', 'Consolas', 'Lucida Console'].map(faceOf)).toEqual(Array(3).fill('Cousine'));
  });

  it('stand in data as the reference writes them', () => {
    expect(fontText({ ...DEFAULT_FONT, bold: true })).toBe('Arial 10pt Bold');
    expect(fontText({ ...DEFAULT_FONT, size: 12.24933 })).toBe('Arial 12.2493pt');
  });
});

describe('palettes', () => {
  it('are all there, by their name in any case', () => {
    expect(PALETTE_NAMES).toHaveLength(15);
    expect(paletteNamed(' brightPASTEL')).toBe('BrightPastel');
    expect(paletteNamed('Custom')).toBeUndefined();
    expect(paletteNamed('toString')).toBeUndefined();
  });

  it('give their colours in order, opacity included', () => {
    expect(PALETTE_NAMES.map((name) => paletteColors(name).length)).toEqual([
      16, 16, 16, 16, 10, 16, 16, 11, 10, 10, 10, 15, 20, 10, 20,
    ]);
    expect(paletteColors('BrightPastel').slice(0, 2).map(rgbHex)).toEqual(['#418CF0', '#FCB441']);
    expect(paletteColors('PacificSemiTransparent')[0]).toEqual({
      red: 1,
      green: 0xb8,
      blue: 0xaa,
      alpha: 0x99,
    });
  });
});
