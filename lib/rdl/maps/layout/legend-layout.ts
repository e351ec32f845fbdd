import type { TextMeasure } from '../../drawing/text-metrics.ts';
import { textSize } from '../../drawing/text-wrap.ts';
import type { LegendItemModel, LegendModel } from '../model/map-model.ts';

/** Pixels of a legend, measured. */
const PAD = { left: 10, right: 12, top: 5, bottom: 6 };
const SYMBOL_GAP = 4;
const AFTER_TITLE = 5;
/** Between a symbol and the row above and below it, together. */
const SYMBOL_ROOM = 4;
const BOX_WIDTH = 20;
const COLUMN_GAP = 14;

export type LegendCell = {
  readonly item: LegendItemModel;
  /** The middle of the symbol, and the left middle of the text; from the legend's left and top. */
  readonly symbolX: number;
  readonly textX: number;
  readonly y: number;
  readonly rowHeight: number;
};

export type LegendTable = {
  readonly width: number;
  readonly height: number;
  readonly titleY: number;
  readonly titleHeight: number;
  readonly cells: readonly LegendCell[];
};

/** Lays a legend out: one column, one row, or as many columns as fit. */
export function legendTable(legend: LegendModel, room: number, measure: TextMeasure): LegendTable {
  const { items, itemStyle, title } = legend;
  const texts = items.map(({ text }) => textSize(text, itemStyle.font, measure));
  const symbol = Math.max(...items.map(symbolWidth));
  const text = Math.max(...texts.map(({ width }) => width));
  const column = symbol + SYMBOL_GAP + text;
  const columns = columnCount(legend, { column, room });
  const heights = items.map((item, index) => Math.max(texts[index]?.height ?? 0, symbolHeight(item)));
  const rows = Array.from({ length: Math.ceil(items.length / columns) }, (_, row) =>
    Math.max(...heights.slice(row * columns, (row + 1) * columns)),
  );
  const titleSize = title === '' ? { width: 0, height: 0 } : textSize(title, legend.titleStyle.font, measure);
  const top = PAD.top + (title === '' ? 1 : titleSize.height + AFTER_TITLE);
  const tops = rows.map((_, row) => top + rows.slice(0, row).reduce((sum, height) => sum + height, 0));
  const body = rows.reduce((sum, height) => sum + height, 0);
  const content = columns * column + (columns - 1) * COLUMN_GAP;
  return {
    width: PAD.left + Math.max(content, titleSize.width) + PAD.right,
    height: top + body + PAD.bottom,
    titleY: PAD.top,
    titleHeight: titleSize.height,
    cells: items.map((item, index): LegendCell => {
      const row = Math.floor(index / columns);
      const left = PAD.left + (index % columns) * (column + COLUMN_GAP);
      const rowHeight = rows[row] ?? 0;
      return {
        item,
        symbolX: left + symbol / 2,
        textX: left + symbol + SYMBOL_GAP,
        y: (tops[row] ?? 0) + rowHeight / 2,
        rowHeight,
      };
    }),
  };
}

function columnCount(
  { layout, items }: LegendModel,
  { column, room }: { readonly column: number; readonly room: number },
): number {
  if (layout === 'Column') return 1;
  const fitting = Math.max(1, Math.floor((room - PAD.left - PAD.right + COLUMN_GAP) / (column + COLUMN_GAP)));
  return Math.min(items.length, fitting);
}

function symbolWidth({ symbol }: LegendItemModel): number {
  return symbol.kind === 'symbol' ? symbol.size : BOX_WIDTH;
}

function symbolHeight({ symbol }: LegendItemModel): number {
  return symbol.kind === 'symbol' ? symbol.size + SYMBOL_ROOM : 0;
}
