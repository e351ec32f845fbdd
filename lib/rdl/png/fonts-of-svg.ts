import { existsSync } from 'node:fs';
import { extraFontFiles, FONT_FILES, fontFilePath } from '../drawing/font-files.ts';

/** Where the renderer finds fonts. */
export type FontFolders = {
  /** Holds the shipped TTF files side by side; the npm packages that carry them when left out. */
  readonly fontFolder?: string;
  /** Fonts that an installation adds for scripts that the shipped ones lack (CJK, Arabic, Thai, …). */
  readonly extraFontFolder?: string;
};

/** Characters that Arimo, Tinos and Cousine may lack. */
const OTHER_SCRIPTS = /[\u0530-\u1DFF\u2C00-\uFAFF\uFE30-\uFFEF]|[\u{10000}-\u{10FFFF}]/u;

/**
 * The font files that a picture needs: the faces that its texts name, and the added fonts only where a text has
 * characters of other scripts. A renderer reads every file it is given anew each time.
 */
export function fontFilesFor(svg: string, folders: FontFolders): readonly string[] {
  const used = FONT_FILES.filter(({ face, style }) => {
    if (!svg.includes(`font-family="${face}"`)) return false;
    if (style.startsWith('700') && !svg.includes('font-weight="bold"')) return false;
    return !style.endsWith('Italic') || svg.includes('font-style="italic"');
  }).map((file) => fontFilePath(file, folders.fontFolder));
  const { extraFontFolder } = folders;
  const needsExtra = extraFontFolder !== undefined && OTHER_SCRIPTS.test(svg) && existsSync(extraFontFolder);
  return needsExtra ? [...used, ...extraFontFiles(extraFontFolder)] : used;
}
