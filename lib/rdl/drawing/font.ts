/** A family that ships with the package. */
export type FontFace = 'Arimo' | 'Tinos' | 'Cousine';

/** A font of a definition; `size` in points. */
export type Font = {
  readonly family: string;
  readonly size: number;
  readonly bold: boolean;
  readonly italic: boolean;
  readonly underline: boolean;
  readonly strikeout: boolean;
};

/** What the Reporting Services engine takes where a style says nothing. */
export const DEFAULT_FONT: Font = {
  family: 'Arial',
  size: 10,
  bold: false,
  italic: false,
  underline: false,
  strikeout: false,
};

const SERIF =
  /times|georgia|cambria|garamond|palatino|book antiqua|bookman|century(?! gothic)|constantia|baskerville|didot|bodoni|\bserif\b|tinos|liberation serif|mincho|minion|rockwell|perpetua/i;
const MONOSPACED =
  /courier|consolas|lucida console|monospace|\bmono\b|cousine|typewriter|andale|fixedsys|terminal/i;

/**
 * The shipped family that stands for one of a definition. Arimo has the widths of Arial, Tinos those of Times New
 * Roman, Cousine those of Courier New; anything unknown is drawn in Arimo.
 */
export function faceOf(family: string): FontFace {
  if (/sans/i.test(family)) return MONOSPACED.test(family) ? 'Cousine' : 'Arimo';
  if (MONOSPACED.test(family)) return 'Cousine';
  return SERIF.test(family) ? 'Tinos' : 'Arimo';
}

/** The size in pixels at 96 dpi. */
export function fontPixels(font: Font): number {
  return (font.size * 96) / 72;
}

/** How a font stands in what was drawn as data: `Arial 10pt Bold`. */
export function fontText(font: Font): string {
  const size = Math.round(font.size * 10_000) / 10_000;
  const styles = [
    font.bold ? 'Bold' : '',
    font.italic ? 'Italic' : '',
    font.underline ? 'Underline' : '',
    font.strikeout ? 'Strikeout' : '',
  ].filter((style) => style !== '');
  return [`${font.family} ${size}pt`, styles.join(', ')].filter((part) => part !== '').join(' ');
}
