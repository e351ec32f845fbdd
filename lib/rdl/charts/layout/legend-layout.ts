import type { Font } from '../../drawing/font.ts';
import type { TextMeasure } from '../../drawing/text-metrics.ts';
import { textSize } from '../../drawing/text-wrap.ts';
import type { LegendModel } from '../model/chart-model.ts';
import { type Canvas, EMPTY_BOX, type RelativeBox, type Size } from './boxes.ts';
import { dock } from './dock-region.ts';
import { arrangeLegend, columnSpacing, type LegendTable, legendLines, letterSize } from './legend-table.ts';

/** A cell of a legend in pixels. */
export type LegendCell = {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
};

export type PlacedLegendItem = {
  readonly index: number;
  readonly symbol: LegendCell;
  readonly text: LegendCell;
  readonly lines: readonly string[];
};

export type PlacedLegend = {
  readonly legend: LegendModel;
  readonly box: RelativeBox;
  readonly font: Font;
  readonly titleBox: LegendCell | undefined;
  readonly items: readonly PlacedLegendItem[];
};

type Tools = { readonly canvas: Canvas; readonly measure: TextMeasure };

/** Docks a legend at a side of a region and arranges its items. */
export function placeLegend(
  legend: LegendModel,
  region: RelativeBox,
  options: Tools & { readonly spacing: number; readonly inArea: boolean },
): { readonly legend: PlacedLegend; readonly rest: RelativeBox } {
  const { spacing } = options;
  const fixed = legend.dock.position;
  if (fixed && fixed.width > 0 && fixed.height > 0)
    return { legend: arrangeIn(legend, fixed, options), rest: region };
  const { side, alignment } = legend.dock;
  const room = { width: region.width - 2 * spacing, height: region.height - 2 * spacing };
  const limited = options.inArea
    ? room
    : side === 'Top' || side === 'Bottom'
      ? { ...room, height: (room.height / 100) * legend.maximumAutoSize }
      : { ...room, width: (room.width / 100) * legend.maximumAutoSize };
  if (limited.width <= 0 || limited.height <= 0) return { legend: emptyLegend(legend), rest: region };
  const size = legend.items.length === 0 ? { width: 0, height: 0 } : bestSize(legend, limited, options);
  const { box, rest } = dock(region, { side, alignment, size, stretched: false, spacing });
  return { legend: arrangeIn(legend, box, options), rest };
}

export function emptyLegend(legend: LegendModel): PlacedLegend {
  return { legend, box: EMPTY_BOX, font: legend.style.font, titleBox: undefined, items: [] };
}

function layoutOf(legend: LegendModel, box: Size | undefined): 'Column' | 'Row' | 'Tall' | 'Wide' {
  if (legend.layout === 'Column' || legend.layout === 'Row') return legend.layout;
  if (legend.layout === 'TallTable') return 'Tall';
  if (legend.layout === 'WideTable') return 'Wide';
  if (legend.dock.position && box) return box.width < box.height ? 'Tall' : 'Wide';
  return legend.dock.side === 'Left' || legend.dock.side === 'Right' ? 'Tall' : 'Wide';
}

type Frame = {
  /** Room left and right of the items, above and below them, in pixels. */
  readonly padding: Size;
  readonly titleHeight: number;
  readonly titleWidth: number;
};

function frameOf(legend: LegendModel, measure: TextMeasure): Frame {
  const letter = letterSize(legend.style.font, measure);
  const border = legend.box.border?.width ?? 0;
  const title = titleSize(legend, measure);
  return {
    padding: { width: Math.ceil(letter.width / 2) + border, height: Math.ceil(letter.width / 3) + border },
    titleHeight: title.height,
    titleWidth: title.width,
  };
}

function titleSize(legend: LegendModel, measure: TextMeasure): Size {
  const { text, style, separator } = legend.title;
  if (text === '') return { width: 0, height: 0 };
  const size = textSize(text, style.font, measure);
  const letter = letterSize(legend.style.font, measure);
  return {
    width: size.width + Math.ceil(letter.width / 2),
    height: size.height + Math.ceil(letter.width / 3) + separatorHeight(separator),
  };
}

function separatorHeight(separator: string): number {
  if (separator === 'None') return 0;
  if (separator === 'DoubleLine') return 3;
  return separator === 'ThickLine' || separator === 'ThickGradientLine' ? 2 : 1;
}

/** The smallest size that holds all items; the font shrinks by whole points where they do not fit. */
function bestSize(legend: LegendModel, limit: Size, { canvas, measure }: Tools): Size {
  const most = {
    width: Math.trunc(canvas.xPixels(limit.width)),
    height: Math.trunc(canvas.yPixels(limit.height)),
  };
  const frame = frameOf(legend, measure);
  const room = {
    width: most.width - 2 * frame.padding.width,
    height: most.height - 2 * frame.padding.height - frame.titleHeight,
  };
  const { table } = fitTable(legend, room, layoutOf(legend, undefined), measure);
  const spareWidth = table.spareWidth - Math.min(4, table.spareWidth);
  const spareHeight = table.spareHeight - Math.min(2, table.spareHeight);
  const width = Math.max(room.width - spareWidth, frame.titleWidth) + 2 * frame.padding.width;
  const dots = table.spareWidth < 0 || table.spareHeight < 0 ? TRUNCATION_DOTS : 0;
  const height = room.height - spareHeight + frame.titleHeight + 2 * frame.padding.height + dots;
  return {
    width: canvas.xPercent(Math.max(0, Math.min(width, most.width))),
    height: canvas.yPercent(Math.max(0, Math.min(height, most.height))),
  };
}

/** Height of the dots that stand for items left out, in pixels. */
const TRUNCATION_DOTS = 3;

function fitTable(
  legend: LegendModel,
  room: Size,
  layout: 'Column' | 'Row' | 'Tall' | 'Wide',
  measure: TextMeasure,
): { readonly table: LegendTable; readonly font: Font } {
  const input = {
    items: legend.items,
    measure,
    layout,
    equallySpaced: legend.equallySpacedItems,
    textWrapThreshold: legend.textWrapThreshold,
    room,
  };
  let { font } = legend.style;
  for (;;) {
    const table = arrangeLegend({ ...input, font });
    const smaller = { ...font, size: Math.max(1, Math.round(font.size - 1)) };
    if (table.fits || !legend.autoFit || font.size <= legend.minimumFontSize) return { table, font };
    font = smaller;
  }
}

/** Places title and items in the box of a legend; items that do not fit are left out from the end. */
function arrangeIn(legend: LegendModel, box: RelativeBox, { canvas, measure }: Tools): PlacedLegend {
  if (legend.items.length === 0) return { ...emptyLegend(legend), box };
  const pixels = canvas.toPixels(box);
  const outer = {
    left: Math.round(pixels.left),
    top: Math.round(pixels.top),
    width: Math.round(pixels.width),
    height: Math.round(pixels.height),
  };
  const frame = frameOf(legend, measure);
  const room = {
    width: outer.width - 2 * frame.padding.width,
    height: outer.height - 2 * frame.padding.height - frame.titleHeight,
  };
  const { table, font } = fitTable(legend, room, layoutOf(legend, outer), measure);
  const rows = Math.max(1, ...table.rows);
  const halfGap = {
    width: table.spareWidth > 0 ? Math.trunc(table.spareWidth / 2) : 0,
    height: table.spareHeight > 0 ? Math.trunc(table.spareHeight / rows / 2) : 0,
  };
  const start = {
    left: outer.left + frame.padding.width + halfGap.width,
    top: outer.top + frame.padding.height + frame.titleHeight,
  };
  const items = placeItems(legend, table, {
    start,
    halfGap: halfGap.height,
    spacing: columnSpacing(legend.style.font, measure),
  });
  const limit = outer.top + outer.height - frame.padding.height;
  return {
    legend,
    box,
    font,
    titleBox:
      frame.titleHeight > 0 ? { ...outer, height: Math.min(outer.height, frame.titleHeight) } : undefined,
    items: items.filter((item) => item.text.top + item.text.height <= limit + 1),
  };
}

function placeItems(
  legend: LegendModel,
  table: LegendTable,
  place: {
    readonly start: { readonly left: number; readonly top: number };
    readonly halfGap: number;
    readonly spacing: number;
  },
): readonly PlacedLegendItem[] {
  const items: PlacedLegendItem[] = [];
  let { left } = place.start;
  let index = 0;
  table.rows.forEach((count, column) => {
    const [symbolWidth, textWidth] = table.widths[column] ?? [0, 0];
    let { top } = place.start;
    for (let row = 0; row < count && index < legend.items.length; row += 1, index += 1) {
      const height = table.heights[column]?.[row] ?? 0;
      const cellTop = top + place.halfGap * (2 * row + 1);
      items.push({
        index,
        symbol: { left, top: cellTop, width: symbolWidth, height },
        text: { left: left + symbolWidth, top: cellTop, width: textWidth, height },
        lines: legendLines(legend.items[index]?.text ?? '', legend.textWrapThreshold),
      });
      top += height;
    }
    left += symbolWidth + textWidth + place.spacing;
  });
  return items;
}
