import { readFileSync } from 'node:fs';
import type { FontFace } from '../drawing/font.ts';
import { type FontStyleName, fontFilePath } from '../drawing/font-files.ts';
import { type GlyphSource, readGlyphs } from '../drawing/glyph-outlines.ts';

/** Turns the texts of a picture into outlines. */
export type TextOutliner = (svg: string) => string;

/** A text as the SVG writer writes it, without white space that counts and without underline. */
const TEXT =
  /<text x="([\d.-]+)" y="([\d.-]+)" font-family="(Arimo|Tinos|Cousine)" font-size="([\d.]+)"( font-weight="bold")?( font-style="italic")?(?: text-anchor="(middle|end)")?( transform="[^"]*")?( fill="[^"]*"(?: fill-opacity="[^"]*")?)>([^<]*)<\/text>/g;

/** Scripts whose letters stand side by side as they are: no shaping, no marks, no right-to-left. */
const PLAIN =
  /^[ -~\u00A0-\u02AF\u0370-\u03FF\u0400-\u0482\u048A-\u052F\u1E00-\u1FFF\u2010-\u2027\u2030-\u205E\u20A0-\u20BF\u2100-\u22FF]*$/;

const ENTITIES: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"' };

/**
 * The renderer reads and shapes a whole font for every text anew, which takes most of the time of a picture. Texts in
 * plain Latin, Greek and Cyrillic need none of that: their glyphs are kept and placed by their advances, as they were
 * measured. Every other text stays as it is.
 */
export function createTextOutliner(options: { readonly fontFolder?: string } = {}): TextOutliner {
  const faces = new Map<string, GlyphSource>();
  const glyphsOf = (face: FontFace, style: FontStyleName): GlyphSource => {
    const path = fontFilePath({ face, style }, options.fontFolder);
    const glyphs = faces.get(path) ?? readGlyphs(readFileSync(path));
    faces.set(path, glyphs);
    return glyphs;
  };
  return (svg) =>
    svg.replace(TEXT, (whole, x, y, face, size, bold, italic, anchor, transform = '', fill, escaped) => {
      const text = escaped.replace(/&(?:amp|lt|gt|quot);/g, (entity: string) => ENTITIES[entity] ?? entity);
      if (!PLAIN.test(text)) return whole;
      const glyphs = glyphsOf(face, styleOf(bold !== undefined, italic !== undefined));
      const outline = outlineOf(text, glyphs);
      if (!outline) return whole;
      const scale = Number(size) / glyphs.unitsPerEm;
      const shift = anchor === 'end' ? outline.width : anchor === 'middle' ? outline.width / 2 : 0;
      const left = Number(x) - shift * scale;
      const digits = scale.toFixed(9);
      const path = `<path transform="matrix(${digits} 0 0 -${digits} ${left.toFixed(3)} ${y})"${fill} d="${outline.path}"/>`;
      return transform === '' ? path : `<g${transform}>${path}</g>`;
    });
}

function styleOf(bold: boolean, italic: boolean): FontStyleName {
  if (bold) return italic ? '700Bold_Italic' : '700Bold';
  return italic ? '400Regular_Italic' : '400Regular';
}

/** The path of a line that begins at 0, in font units; undefined where the face lacks a character. */
function outlineOf(
  text: string,
  glyphs: GlyphSource,
): { readonly path: string; readonly width: number } | undefined {
  let path = '';
  let width = 0;
  // A closed contour leaves the pen at its start.
  let [penX, penY] = [0, 0];
  for (const character of text) {
    const glyph = glyphs.glyph(character);
    if (!glyph) return undefined;
    for (const { x, y, rest } of glyph.contours) {
      path += `m${width + x - penX} ${y - penY}${rest}`;
      [penX, penY] = [width + x, y];
    }
    width += glyph.advance;
  }
  return { path, width };
}
