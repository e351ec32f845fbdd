import type { CSSProperties } from 'react';
import type { Box, ReportPage } from '../../api/types.ts';

/** A box of a page, in points, as parts of the sheet: the sheet scales and everything on it follows. */
export function placeOnPage(box: Box, page: ReportPage): CSSProperties {
  return {
    ...placeIn(box, { left: 0, top: 0, width: page.width, height: page.height }),
    aspectRatio: `${Math.max(1, box.width)} / ${Math.max(1, box.height)}`,
  };
}

/** A box as parts of another one that holds it; both in the points of the page. */
export function placeIn(box: Box, holder: Box): CSSProperties {
  const across = (points: number) => `${(100 * points) / Math.max(1, holder.width)}%`;
  const down = (points: number) => `${(100 * points) / Math.max(1, holder.height)}%`;
  return {
    left: across(box.left - holder.left),
    top: down(box.top - holder.top),
    width: across(box.width),
    height: down(box.height),
  };
}
