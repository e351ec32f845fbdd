import type { Font } from '../../drawing/font.ts';
import type { TextMeasure } from '../../drawing/text-metrics.ts';
import { textLines } from '../../drawing/text-wrap.ts';
import type { LegendItemModel } from '../model/chart-model.ts';

/** What lies in a cell: the symbol of an item, or its text. Lengths in pixels. */
export type LegendTable = {
  /** Number of items in each column. */
  readonly rows: readonly number[];
  /** Widths of the symbol and the text cell of each column. */
  readonly widths: readonly (readonly [symbol: number, text: number])[];
  /** Heights of the rows of each column. */
  readonly heights: readonly (readonly number[])[];
  /** Room left beyond the table; negative where it does not fit. */
  readonly spareWidth: number;
  readonly spareHeight: number;
  readonly fits: boolean;
};

export type LegendTableInput = {
  readonly items: readonly LegendItemModel[];
  readonly font: Font;
  readonly measure: TextMeasure;
  readonly layout: 'Column' | 'Row' | 'Tall' | 'Wide';
  readonly equallySpaced: boolean;
  readonly textWrapThreshold: number;
  /** The room for items, in pixels. */
  readonly room: { readonly width: number; readonly height: number };
};

/** Width and height of the letter W: what sizes in a legend are counted in. */
export function letterSize(font: Font, measure: TextMeasure): Size {
  return { width: measure.width('W', font), height: measure.lineHeight(font) };
}

/** Pixels between two columns. */
export function columnSpacing(font: Font, measure: TextMeasure): number {
  const spacing = Math.trunc(letterSize(font, measure).width * 0.5);
  return spacing % 2 === 1 ? spacing + 1 : spacing;
}

/** The text of an item in lines: a long one breaks at the first blank beyond the threshold. */
export function legendLines(text: string, threshold: number): readonly string[] {
  const lines: string[] = [];
  for (const whole of textLines(text.replaceAll('\\n', '\n'))) {
    let line = '';
    for (const character of whole) {
      if (threshold > 0 && whole.length > threshold && /\s/.test(character) && line.length + 1 >= threshold) {
        lines.push(line);
        line = '';
      } else if (line !== '' || !/\s/.test(character) || lines.length === 0) line += character;
    }
    lines.push(line);
  }
  return lines;
}

/** Arranges items in columns and rows so that they fit, as far as the layout lets them. */
export function arrangeLegend(legend: LegendTableInput): LegendTable {
  const input = { ...legend, sizeOf: itemSizes(legend) };
  const count = input.items.length;
  if (input.layout === 'Column' || count <= 1) return measureTable(input, [count], count);
  if (input.layout === 'Row') return measureTable(input, new Array<number>(count).fill(1), count);
  return measureTable(input, input.layout === 'Tall' ? tallRows(input) : wideRows(input), count);
}

/** A legend that is being arranged: each trial of columns asks for the sizes of the same items. */
type Arranged = LegendTableInput & { readonly sizeOf: (item: number) => Size };

type Size = { readonly width: number; readonly height: number };

/** Measures the text of each item once. */
function itemSizes({ items, textWrapThreshold, font, measure }: LegendTableInput): Arranged['sizeOf'] {
  const sizes: (Size | undefined)[] = [];
  return (item) => {
    const size =
      sizes[item] ?? linesSize(legendLines(items[item]?.text ?? '', textWrapThreshold), font, measure);
    sizes[item] = size;
    return size;
  };
}

/** Fills columns from the top as long as they fit; then items of the last row move to the last column. */
function tallRows(input: Arranged): readonly number[] {
  const rows = [1];
  let table = measureTable(input, rows, 1);
  for (let item = 1; item < input.items.length; item += 1) {
    const current = rows.length - 1;
    rows[current] = (rows[current] ?? 0) + 1;
    table = measureTable(input, rows, item + 1);
    if (table.fits || ((rows.length === 1 || table.spareWidth < 0) && table.spareHeight > 0)) continue;
    rows[current] = Math.max(1, (rows[current] ?? 0) - 1);
    const used = input.room.width - table.spareWidth;
    const half = table.spareWidth > 0 ? Math.trunc(Math.round(used / rows.length) / 2) : 0;
    if (rows.length >= 50 || table.spareWidth < half) break;
    rows.push(1);
  }
  return rows.length > 1 ? balancedRows(input, rows) : rows;
}

function balancedRows(input: Arranged, start: readonly number[]): readonly number[] {
  let rows = [...start];
  for (;;) {
    const { heights } = measureTable(input, rows, input.items.length);
    const last = rows.length - 1;
    const heightOf = (column: number, count: number) => sum((heights[column] ?? []).slice(0, count));
    const tallest = Math.max(...rows.map((count, column) => heightOf(column, count - 1)));
    const movable = rows.slice(0, last).filter((count) => count > 1).length;
    const lastRow = sum(
      rows.slice(0, last).map((count, column) => (count > 1 ? (heights[column]?.[count - 1] ?? 0) : 0)),
    );
    if (movable === 0 || heightOf(last, rows[last] ?? 0) + lastRow > tallest) return rows;
    rows = rows.map((count, column) => (column === last ? count + movable : count > 1 ? count - 1 : count));
  }
}

/** Puts items side by side as long as they fit; then columns are given up and others get more rows. */
function wideRows(input: Arranged): readonly number[] {
  let rows: number[] = [1];
  for (let item = 1; item < input.items.length; item += 1) {
    rows.push(1);
    const table = measureTable(input, rows, item + 1);
    if (table.fits || ((Math.max(...rows) === 1 || table.spareHeight < 0) && table.spareWidth > 0)) continue;
    const narrower = withFewerColumns(input, rows, item + 1);
    rows = narrower.rows;
    if (narrower.full) break;
  }
  return rows;
}

function withFewerColumns(
  input: Arranged,
  start: readonly number[],
  items: number,
): { readonly rows: number[]; readonly full: boolean } {
  let rows = [...start];
  for (;;) {
    let table = measureTable(input, rows, items);
    const moved = rows.length > 1 ? (rows.pop() ?? 0) : 0;
    for (let index = 0; index < moved; index += 1) {
      const column = lowestColumn(input, rows, table);
      if (column === undefined) return { rows, full: true };
      rows = withRowAt(rows, column);
      table = measureTable(input, rows, items);
    }
    if (table.fits || table.spareWidth >= 0 || rows.length === 1) return { rows, full: false };
  }
}

function lowestColumn(input: Arranged, rows: readonly number[], table: LegendTable): number | undefined {
  let lowest: { readonly column: number; readonly height: number } | undefined;
  rows.forEach((count, column) => {
    const height = sum((table.heights[column] ?? []).slice(0, count));
    const next = column < rows.length - 1 ? (table.heights[column + 1]?.[0] ?? 0) : 0;
    if ((!lowest || height < lowest.height) && height + next < input.room.height) lowest = { column, height };
  });
  return lowest?.column;
}

/** One more row in a column takes the first item of the next one; a column left empty closes up. */
function withRowAt(rows: readonly number[], column: number): number[] {
  const grown = rows.map((count, index) => (index === column ? count + 1 : count));
  if (column < rows.length - 1 && rows[column + 1] === 1) {
    for (let index = column + 1; index < rows.length - 1; index += 1) grown[index] = rows[index + 1] ?? 1;
    grown[rows.length - 1] = 1;
  }
  return grown;
}

function measureTable(input: Arranged, rows: readonly number[], items: number): LegendTable {
  const letter = letterSize(input.font, input.measure);
  const margin = Math.trunc((letter.width * 30) / 100);
  const symbol = Math.trunc((letter.width * 200) / 100) + margin;
  const widths: [number, number][] = [];
  const heights: number[][] = [];
  let item = 0;
  for (const count of rows) {
    let textWidth = 0;
    const columnHeights: number[] = [];
    for (let row = 0; row < count && item < items; row += 1, item += 1) {
      const size = input.sizeOf(item);
      textWidth = Math.max(textWidth, size.width + margin);
      columnHeights.push(Math.max(Math.trunc((letter.height * 70) / 100), size.height));
    }
    widths.push([symbol, textWidth]);
    heights.push(columnHeights);
  }
  if (input.equallySpaced) {
    const widest = Math.max(...widths.map(([, text]) => text));
    for (const pair of widths) pair[1] = widest;
  }
  const spacing = columnSpacing(input.font, input.measure) * (rows.length - 1);
  const spareWidth = input.room.width - sum(widths.flat()) - spacing;
  const spareHeight = input.room.height - Math.max(0, ...heights.map(sum));
  const fits = item >= items && spareWidth >= 0 && spareHeight >= 0;
  return { rows: [...rows], widths, heights, spareWidth, spareHeight, fits };
}

/** A text is measured with a narrow letter behind it, which keeps it from what follows. */
function linesSize(lines: readonly string[], font: Font, measure: TextMeasure): Size {
  const last = lines.length - 1;
  const width = Math.max(
    ...lines.map((line, index) => measure.width(index === last ? `${line}I` : line, font)),
  );
  return { width, height: lines.length * measure.lineHeight(font) };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
