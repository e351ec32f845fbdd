import type { TextMeasure } from '../../drawing/text-metrics.ts';
import { wrapText } from '../../drawing/text-wrap.ts';
import type { TitleModel } from '../model/chart-model.ts';
import type { Canvas, RelativeBox, Size } from './boxes.ts';
import { dock } from './dock-region.ts';
import { isVerticalText } from './text-direction.ts';

/** Pixels by which a title is higher than its text. */
const TITLE_PADDING = 4;

export type PlacedTitle = {
  readonly title: TitleModel;
  readonly box: RelativeBox;
  readonly lines: readonly string[];
  readonly vertical: boolean;
};

type Tools = { readonly canvas: Canvas; readonly measure: TextMeasure };

export type TitlesLayout = { readonly titles: readonly PlacedTitle[]; readonly rest: RelativeBox };

/**
 * Docks titles one after the other at the sides of a region.
 * @param frameBox place in the frame of the chart for the first title at the top, where the frame has one
 */
export function layoutTitles(
  titles: readonly TitleModel[],
  region: RelativeBox,
  options: Tools & { readonly spacing: number; readonly frameBox?: RelativeBox | undefined },
): TitlesLayout {
  let rest = region;
  let { frameBox } = options;
  const placed: PlacedTitle[] = [];
  for (const title of titles) {
    if (frameBox && title.dock.side === 'Top' && !title.dock.position) {
      const box = {
        ...frameBox,
        x: frameBox.x + options.spacing,
        width: frameBox.width - 2 * options.spacing,
      };
      frameBox = undefined;
      placed.push(withLines(title, box, options));
      continue;
    }
    const result = placeTitle(title, rest, options);
    placed.push(result.title);
    rest = result.rest;
  }
  return { titles: placed, rest };
}

/** One title at a side of a region, or where the definition fixes it. */
export function placeTitle(
  title: TitleModel,
  region: RelativeBox,
  options: Tools & { readonly spacing: number },
): { readonly title: PlacedTitle; readonly rest: RelativeBox } {
  const { spacing } = options;
  const fixed = title.dock.position;
  if (fixed) return { title: withLines(title, fixedBox(title, fixed, options), options), rest: region };
  const { side, alignment } = title.dock;
  const limit = { width: region.width - 2 * spacing, height: region.height - 2 * spacing };
  const size = titleSize(title, limit, options);
  const { box, rest } = dock(region, { side, alignment, size, stretched: true, spacing });
  const moved =
    side === 'Top' || side === 'Bottom'
      ? { ...box, y: box.y + title.dockOffset }
      : { ...box, x: box.x + title.dockOffset };
  return { title: withLines(title, moved, options), rest };
}

function titleSize(title: TitleModel, limit: Size, { canvas, measure }: Tools): Size {
  const vertical = isVerticalText(title.orientation, title.dock.side);
  const { font } = title.style;
  const length = vertical ? canvas.yPixels(limit.height) : canvas.xPixels(limit.width);
  const lines = title.text === '' ? [] : wrapText(title.text, font, measure, Math.max(1, length));
  const along =
    lines.reduce((longest, line) => Math.max(longest, measure.width(line, font)), 0) + TITLE_PADDING;
  const across = lines.length * measure.lineHeight(font) + TITLE_PADDING;
  return vertical
    ? { width: canvas.xPercent(across), height: canvas.yPercent(along) }
    : { width: canvas.xPercent(along), height: canvas.yPercent(across) };
}

/** A fixed place without a size takes that of the text. */
function fixedBox(title: TitleModel, position: RelativeBox, tools: Tools): RelativeBox {
  if (position.width > 0 && position.height > 0) return position;
  const size = titleSize(title, { width: 100, height: 100 }, tools);
  return { ...position, width: position.width || size.width, height: position.height || size.height };
}

function withLines(title: TitleModel, box: RelativeBox, { canvas, measure }: Tools): PlacedTitle {
  const vertical = isVerticalText(title.orientation, title.dock.side);
  const length = vertical ? canvas.yPixels(box.height) : canvas.xPixels(box.width);
  const lines = wrapText(title.text, title.style.font, measure, Math.max(1, length - TITLE_PADDING));
  return { title, box, lines, vertical };
}
