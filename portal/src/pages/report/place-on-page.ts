import type { CSSProperties } from 'react';
import type { Box, ReportPage } from '../../api/types.ts';

/** A box of a page, in points, as parts of the sheet: the sheet scales and everything on it follows. */
export function placeOnPage(box: Box, page: ReportPage): CSSProperties {
  const across = (points: number) => `${(100 * points) / page.width}%`;
  const down = (points: number) => `${(100 * points) / page.height}%`;
  return {
    left: across(box.left),
    top: down(box.top),
    width: across(box.width),
    height: down(box.height),
    aspectRatio: `${Math.max(1, box.width)} / ${Math.max(1, box.height)}`,
  };
}
