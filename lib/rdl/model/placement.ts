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
  const columns = all(tablix, 'TablixBody', 'TablixColumns', 'TablixColumn');
  const rows = all(tablix, 'TablixBody', 'TablixRows', 'TablixRow');
  const right = edges(columns.map((column) => lengthAt(column, 'Width') ?? 0));
  const bottom = edges(rows.map((row) => lengthAt(row, 'Height') ?? 0));
  const left = box.left + Math.max(0, box.width - edgeAt(right, columns.length));
  const top = box.top + Math.max(0, box.height - edgeAt(bottom, rows.length));
  rows.forEach((row, y) => {
    all(row, 'TablixCells', 'TablixCell').forEach((cell, x) => {
      const contents = child(cell, 'CellContents');
      if (!contents) return;
      cells.set(contents, {
        left: left + edgeAt(right, x),
        top: top + edgeAt(bottom, y),
        width: edgeAt(right, x + spanOf(contents, 'ColSpan')) - edgeAt(right, x),
        height: edgeAt(bottom, y + spanOf(contents, 'RowSpan')) - edgeAt(bottom, y),
      });
    });
  });
  const width = edgeAt(right, 1);
  const height = edgeAt(bottom, 1);
  addHeaders(cells, child(tablix, 'TablixRowHierarchy'), (size) => ({ ...box, width: size, height }));
  addHeaders(cells, child(tablix, 'TablixColumnHierarchy'), (size) => ({
    ...box,
    left,
    width,
    height: size,
  }));
  return cells;
}

function spanOf(contents: RdlElement, name: string): number {
  return Math.max(1, Math.trunc(Number(textAt(contents, name) ?? 1)) || 1);
}

/** Where each of a row of lengths begins, and where the last one ends. */
function edges(lengths: readonly number[]): readonly number[] {
  let edge = 0;
  return [0, ...lengths.map((length) => (edge += length))];
}

/** The place of an edge; past the end the last one. */
function edgeAt(places: readonly number[], index: number): number {
  return places[Math.min(index, places.length - 1)] ?? 0;
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

/** Inches and centimetres do not come out even in binary: a ten-thousandth of a point is enough. */
export function tidy(points: number): number {
  return Math.round(points * 10_000) / 10_000;
}
