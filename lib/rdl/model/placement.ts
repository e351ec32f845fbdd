import { parseLength } from '../drawing/length.ts';
import { all, child, type RdlElement, textAt } from '../reader/element.ts';
import type { Box } from './report.ts';

/** A size property in points; undefined where it is absent or none. */
export function lengthAt(element: RdlElement | undefined, name: string): number | undefined {
  const text = textAt(element, name);
  return text === undefined ? undefined : parseLength(text);
}

/**
 * The box of an item inside what holds it, in the coordinates of the body. An item without a width or height takes
 * what is left of its container (MS-RDL, Width and Height of report items).
 */
export function boxIn(container: Box, item: RdlElement): Box {
  const left = lengthAt(item, 'Left') ?? 0;
  const top = lengthAt(item, 'Top') ?? 0;
  return {
    left: tidy(container.left + left),
    top: tidy(container.top + top),
    width: tidy(lengthAt(item, 'Width') ?? Math.max(0, container.width - left)),
    height: tidy(lengthAt(item, 'Height') ?? Math.max(0, container.height - top)),
  };
}

/**
 * The boxes of a tablix' cells as the designer shows them: body cells by their columns and rows, headers by their
 * own size. What repeats has no place of its own on the page, so this serves for sizes alone.
 */
export function cellBoxes(tablix: RdlElement, box: Box): ReadonlyMap<RdlElement, Box> {
  const cells = new Map<RdlElement, Box>();
  const widths = all(tablix, 'TablixBody', 'TablixColumns', 'TablixColumn').map(
    (c) => lengthAt(c, 'Width') ?? 0,
  );
  const rows = all(tablix, 'TablixBody', 'TablixRows', 'TablixRow');
  const heights = rows.map((row) => lengthAt(row, 'Height') ?? 0);
  const left = box.left + Math.max(0, box.width - sum(widths));
  const top = box.top + Math.max(0, box.height - sum(heights));
  rows.forEach((row, rowIndex) => {
    all(row, 'TablixCells', 'TablixCell').forEach((cell, column) => {
      const contents = child(cell, 'CellContents');
      if (!contents) return;
      const columns = Math.max(1, Number(textAt(contents, 'ColSpan') ?? 1) || 1);
      const spanned = Math.max(1, Number(textAt(contents, 'RowSpan') ?? 1) || 1);
      cells.set(contents, {
        left: left + sum(widths.slice(0, column)),
        top: top + sum(heights.slice(0, rowIndex)),
        width: sum(widths.slice(column, column + columns)),
        height: sum(heights.slice(rowIndex, rowIndex + spanned)),
      });
    });
  });
  addHeaders(cells, child(tablix, 'TablixRowHierarchy'), (size) => ({
    ...box,
    width: size,
    height: heights[0] ?? 0,
  }));
  addHeaders(cells, child(tablix, 'TablixColumnHierarchy'), (size) => ({
    ...box,
    left,
    width: widths[0] ?? 0,
    height: size,
  }));
  return cells;
}

function addHeaders(
  cells: Map<RdlElement, Box>,
  element: RdlElement | undefined,
  boxOf: (size: number) => Box,
): void {
  for (const inner of element?.children ?? []) {
    const contents = inner.name === 'TablixHeader' ? child(inner, 'CellContents') : undefined;
    if (contents) cells.set(contents, boxOf(lengthAt(inner, 'Size') ?? 0));
    else addHeaders(cells, inner, boxOf);
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

/** Inches and centimetres do not come out even in binary: a ten-thousandth of a point is enough. */
export function tidy(points: number): number {
  return Math.round(points * 10_000) / 10_000;
}
