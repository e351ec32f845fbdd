import { setImmediate } from 'node:timers/promises';
import { Resvg } from '@resvg/resvg-js';
import { type FontStyleName, fontFilePath } from '../../../lib/rdl/drawing/font-files.ts';
import type { Drawing } from './contender.ts';
import { pictureSvg } from './ours.ts';

/** SVG to PNG by resvg alone, with the faces it needs and the turn of the event loop that frees its memory. */
export async function resvgAlone(svg: string, styles: readonly FontStyleName[]): Promise<Uint8Array> {
  const fontFiles = styles.map((style) => fontFilePath({ face: 'Arimo', style }));
  const resvg = new Resvg(svg, {
    font: { fontFiles, loadSystemFonts: false, defaultFontFamily: 'Arimo' },
    background: 'white',
  });
  const png = resvg.render().asPng();
  await setImmediate();
  return png;
}

/** Only the last step of our picture, as resvg does it by itself. */
export async function ourSvgOnResvg(): Promise<Drawing> {
  const svg = await pictureSvg();
  return { draw: () => resvgAlone(svg, ['400Regular']), close: async () => undefined };
}
