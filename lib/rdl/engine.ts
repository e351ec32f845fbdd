import type { ReportData } from './data/scope.ts';
import type { DrawnItem } from './drawing/drawn-item.ts';
import { createTextMeasure } from './drawing/text-metrics.ts';
import { drawableItem, drawItem } from './engine/draw-item.ts';
import type { ExternalImages } from './engine/external-images.ts';
import type { PixelSize } from './engine/own-size.ts';
import { RdlError } from './errors.ts';
import { readImageInfo } from './images/image-format.ts';
import { type ListedItem, listItems, type Renderers } from './items/list-items.ts';
import type { Report } from './model/report.ts';
import { type Caption, captionSvg } from './png/caption.ts';
import type { FontFolders } from './png/fonts-of-svg.ts';
import { createPngRenderer, type PictureLimits } from './png/png-renderer.ts';

/** One picture of one item. */
export type Picture = {
  readonly png: Uint8Array;
  readonly svg: string;
  /** What was drawn, as data: the form of DESIGN.md section 12 (`--data-out`). */
  readonly data: Readonly<Record<string, unknown>>;
  /** The item's own title, where it has one. */
  readonly title: string | undefined;
  readonly warnings: readonly string[];
  /** Pixels of the unscaled picture (96 dpi). */
  readonly width: number;
  readonly height: number;
};

/** The data of one rendering, and the culture of its report's language. */
export type OpenedData = { readonly data: ReportData; readonly culture: string };

export type RenderRequest = {
  readonly report: Report;
  readonly itemName: string;
  /** Loads what the item needs; called after the item was found to be drawable. */
  readonly open: () => Promise<OpenedData>;
  /** Pixels; the item's own size at 96 dpi when left out. */
  readonly size?: PixelSize | undefined;
  /** PNG pixels per pixel, 1 when left out. */
  readonly scale?: number | undefined;
  /** Bytes of external images; nothing is fetched here. */
  readonly externalImages?: ExternalImages | undefined;
};

/** Draws single items of reports. */
export interface Engine {
  /** Every chart, gauge panel, map and image of a report, with what can be done with it. */
  listItems(report: Report): readonly ListedItem[];
  /**
   * Draws one item. The same input gives the same bytes.
   *
   * @throws RdlError ITEM_NOT_FOUND, ITEM_NOT_DRAWABLE, TOO_LARGE, and whatever `open` and the item's data throw.
   */
  renderItem(request: RenderRequest): Promise<Picture>;
  /** The same without the PNG: SVG and what was drawn as data. */
  drawItem(request: Omit<RenderRequest, 'scale'>): Promise<DrawnItem>;
  /** Puts a caption band above a picture; the picture keeps its pixels. */
  captionPicture(png: Uint8Array, caption: Caption): Promise<Uint8Array>;
}

export type EngineOptions = FontFolders & {
  readonly renderers: Renderers;
  readonly pictureLimits?: PictureLimits;
};

/** An engine keeps fonts and the PNG renderer as long as it lives: make one a process. */
export function createEngine(options: EngineOptions): Engine {
  const { renderers, pictureLimits } = options;
  const text = createTextMeasure(options);
  const pngs = createPngRenderer({ ...options, ...(pictureLimits && { limits: pictureLimits }) });
  const draw: Engine['drawItem'] = async ({ report, itemName, open, size, externalImages }) => {
    const item = drawableItem(report, itemName, renderers);
    const { data, culture } = await open();
    return drawItem({ report, item, data, culture, size, externalImages }, renderers, text);
  };
  return {
    listItems: (report) => listItems(report, renderers),
    drawItem: draw,
    async renderItem({ scale = 1, ...request }) {
      const drawn = await draw(request);
      const { svg, width, height } = drawn;
      const png = await pngs.render({ svg, width, height, scale, background: 'white' });
      return { ...drawn, png };
    },
    async captionPicture(png, caption) {
      const info = readImageInfo(png);
      if (typeof info === 'string') throw new RdlError('DATA_INVALID', info);
      const captioned = captionSvg({ png, width: info.width, height: info.height }, caption, text);
      const { width, height } = captioned;
      return pngs.render({ svg: captioned.toString(), width, height, scale: 1, background: 'white' });
    },
  };
}
