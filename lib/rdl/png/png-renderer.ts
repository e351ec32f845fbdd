import { setImmediate } from 'node:timers/promises';
import { RdlError } from '../errors.ts';
import { encodePngQuickly } from '../images/encode-png.ts';
import { type FontFolders, fontFilesFor } from './fonts-of-svg.ts';
import { createTextOutliner } from './outline-texts.ts';

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

/**
 * A PNG renderer on resvg, which is loaded at the first picture. Fonts are the shipped ones, never the system's, so
 * that a picture is the same everywhere.
 *
 * Native memory of a picture is freed by a finalizer, and finalizers run only when the event loop turns: pictures
 * are drawn one after the other with a turn between them.
 */
export function createPngRenderer(
  options: FontFolders & { readonly limits?: PictureLimits } = {},
): PngRenderer {
  const { limits = DEFAULT_PICTURE_LIMITS } = options;
  const outlineTexts = createTextOutliner(options);
  let last: Promise<unknown> = Promise.resolve();
  return {
    async render(request) {
      const { width, height, scale } = request;
      checkSize(width * scale, height * scale, limits);
      const picture = last.then(async () => {
        const { Resvg } = await import('@resvg/resvg-js');
        const { background } = request;
        const svg = outlineTexts(request.svg);
        const fontFiles = [...fontFilesFor(svg, options)];
        const resvg = new Resvg(svg, {
          fitTo: { mode: 'zoom', value: scale },
          font: { fontFiles, loadSystemFonts: false, defaultFontFamily: 'Arimo' },
          ...(background === undefined ? {} : { background }),
        });
        const drawn = resvg.render();
        // Colours are held multiplied by their opacity; where all is opaque they are the colours of the PNG.
        const png =
          background === undefined
            ? new Uint8Array(drawn.asPng())
            : await encodePngQuickly(drawn.width, drawn.height, drawn.pixels);
        await setImmediate();
        return png;
      });
      // The next picture waits for this one, also when it fails.
      last = picture.then(
        () => undefined,
        () => undefined,
      );
      return picture;
    },
  };
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
