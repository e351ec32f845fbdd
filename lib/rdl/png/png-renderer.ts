import type { ResvgRenderOptions } from '@resvg/resvg-js';
import { RdlError } from '../errors.ts';
import { createQuickEncoder } from '../images/encode-png.ts';
import { type FontFolders, fontFilesFor } from './fonts-of-svg.ts';
import { loadResvg } from './load-resvg.ts';
import { createTextOutliner } from './outline-texts.ts';
import { createYoungGarbageCollector } from './young-garbage.ts';

/** How large a picture may be, in pixels of the PNG. */
export type PictureLimits = { readonly side: number; readonly pixels: number };

export const DEFAULT_PICTURE_LIMITS: PictureLimits = { side: 8192, pixels: 24_000_000 };

export type PngRequest = {
  readonly svg: string;
  /** Size of the SVG in pixels. */
  readonly width: number;
  readonly height: number;
  /** PNG pixels per SVG pixel. */
  readonly scale: number;
  /** An opaque colour in the syntax of SVG that lies under the picture; transparent when left out. */
  readonly background?: string;
};

/** Turns SVG into PNG. */
export interface PngRenderer {
  /** @throws RdlError TOO_LARGE past the limits. */
  render(request: PngRequest): Promise<Uint8Array>;
}

/** Native bytes that may wait to be freed: about eight pictures of a tile. */
const HELD_BYTES = 16_000_000;

/**
 * A PNG renderer on resvg, which is loaded at the first picture. Fonts are the shipped ones, never the system's, so
 * that a picture is the same everywhere.
 *
 * Pictures are drawn one after the other, and native memory is freed between them: nobody waits for it but the next.
 */
export function createPngRenderer(
  options: FontFolders & { readonly limits?: PictureLimits } = {},
): PngRenderer {
  const { limits = DEFAULT_PICTURE_LIMITS } = options;
  const rasterize = createRasterizer(options);
  const collectYoungGarbage = createYoungGarbageCollector();
  let held = 0;
  const draw = async (request: PngRequest) => {
    const raster = await rasterize(request);
    held += 2 * raster.width * raster.height * 4;
    return raster.png();
  };
  const freeHeld = async () => {
    if (held < HELD_BYTES) return;
    held = 0;
    await collectYoungGarbage();
  };
  let last: Promise<unknown> = Promise.resolve();
  return {
    async render(request) {
      const { width, height, scale } = request;
      checkSize(width * scale, height * scale, limits);
      const picture = last.then(() => draw(request));
      // The next picture waits for this one, also when it fails.
      last = picture.then(freeHeld, freeHeld);
      return picture;
    },
  };
}

/** A picture as pixels. Colours are held multiplied by their opacity; where all is opaque they are those of the PNG. */
type Raster = { readonly width: number; readonly height: number; png(): Promise<Uint8Array> | Uint8Array };

function createRasterizer(options: FontFolders): (request: PngRequest) => Promise<Raster> {
  const outlineTexts = createTextOutliner(options);
  const encode = createQuickEncoder();
  return async ({ svg, scale, background, ...size }) => {
    const { Resvg, renderAsync } = await loadResvg();
    const outlined = outlineTexts(svg);
    const settings: ResvgRenderOptions = {
      fitTo: { mode: 'zoom', value: scale },
      font: {
        fontFiles: [...fontFilesFor(outlined, options)],
        loadSystemFonts: false,
        defaultFontFamily: 'Arimo',
      },
      ...(background === undefined ? {} : { background }),
    };
    const drawn = isQuick(outlined, size.width * size.height * scale * scale)
      ? new Resvg(outlined, settings).render()
      : await renderAsync(outlined, settings);
    const { width, height } = drawn;
    const png =
      background === undefined
        ? () => new Uint8Array(drawn.asPng())
        : () => encode(width, height, drawn.pixels);
    return { width, height, png };
  };
}

/** A larger picture takes more than some ten milliseconds, and is drawn on a thread beside the event loop. */
const QUICK_CHARACTERS = 100_000;
const QUICK_PIXELS = 2_000_000;

function isQuick(svg: string, pixels: number): boolean {
  return svg.length <= QUICK_CHARACTERS && pixels <= QUICK_PIXELS;
}

function checkSize(width: number, height: number, limits: PictureLimits): void {
  const fits =
    width >= 1 && height >= 1 && Math.max(width, height) <= limits.side && width * height <= limits.pixels;
  if (fits) return;
  throw new RdlError(
    'TOO_LARGE',
    `A picture of ${Math.round(width)} × ${Math.round(height)} pixels is not drawn: at most ${limits.side} a side and ${limits.pixels} in all.`,
  );
}
