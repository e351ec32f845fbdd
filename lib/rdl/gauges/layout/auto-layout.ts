import type { PixelBox } from '../../drawing/svg.ts';

/** Percents of a panel. */
export type Cell = {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
};

/**
 * The cells of as many gauges as share a panel: the grid whose cells have the longest shorter side, filled row by row;
 * the gauges of the last row share its width.
 */
export function gridPlaces(count: number, panel: Pick<PixelBox, 'width' | 'height'>): readonly Cell[] {
  if (count === 0) return [];
  let columns = 1;
  let best = 0;
  for (let candidate = 1; candidate <= count; candidate++) {
    const shorter = Math.min(panel.width / candidate, panel.height / Math.ceil(count / candidate));
    if (shorter > best + 1e-9) {
      best = shorter;
      columns = candidate;
    }
  }
  const rows = Math.ceil(count / columns);
  return Array.from({ length: count }, (_, index): Cell => {
    const row = Math.floor(index / columns);
    const inRow = row === rows - 1 ? count - row * columns : columns;
    const width = 100 / inRow;
    return { left: (index - row * columns) * width, top: (row * 100) / rows, width, height: 100 / rows };
  });
}
