import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { type Font, type FontFace, faceOf } from './font.ts';

export type FontStyleName = '400Regular' | '700Bold' | '400Regular_Italic' | '700Bold_Italic';

/** One TTF file that ships with the package. */
export type FontFile = { readonly face: FontFace; readonly style: FontStyleName };

const FACES: readonly FontFace[] = ['Arimo', 'Tinos', 'Cousine'];
const STYLES: readonly FontStyleName[] = ['400Regular', '700Bold', '400Regular_Italic', '700Bold_Italic'];

export const FONT_FILES: readonly FontFile[] = FACES.flatMap((face) =>
  STYLES.map((style) => ({ face, style })),
);

export function fontFileOf(font: Font): FontFile {
  const style = font.bold
    ? font.italic
      ? '700Bold_Italic'
      : '700Bold'
    : font.italic
      ? '400Regular_Italic'
      : '400Regular';
  return { face: faceOf(font.family), style };
}

export function fontFileName(file: FontFile): string {
  return `${file.face}_${file.style}.ttf`;
}

/**
 * Where a font file lies: in `folder` (all files side by side, as a package of the app has them), or in the npm
 * packages that carry them.
 */
export function fontFilePath(file: FontFile, folder?: string): string {
  if (folder !== undefined) return join(folder, fontFileName(file));
  const require = createRequire(import.meta.url);
  return require.resolve(`@expo-google-fonts/${file.face.toLowerCase()}/${file.style}/${fontFileName(file)}`);
}

/** The font files of a folder that an installation adds (scripts that the shipped families lack), by name. */
export function extraFontFiles(folder: string): readonly string[] {
  return readdirSync(folder)
    .filter((name) => /\.(?:ttf|otf|ttc)$/i.test(name))
    .sort()
    .map((name) => join(folder, name));
}
