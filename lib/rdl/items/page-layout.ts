import type { Box, Report, ReportItemKind } from '../model/report.ts';
import { isPinnableKind, whyNotPinnable } from './item-rule.ts';

/** The body of one report section with everything on it, for showing where the pinnable items are (P7). */
export type PageLayout = {
  readonly width: number;
  readonly height: number;
  readonly items: readonly LayoutItem[];
};

export type LayoutItem = Box & {
  readonly name: string;
  readonly kind: ReportItemKind;
  readonly pinnable: boolean;
};

/**
 * The bodies of a report, one a section: each item that stands on the page, rectangles with what they hold, in the
 * order in which they are painted. What repeats inside data regions has no place of its own and is left out.
 * Lengths in points.
 */
export function pageLayouts(report: Report): readonly PageLayout[] {
  return report.pages.map(({ width, height }, section) => ({
    width,
    height,
    items: report.items
      .filter((item) => item.section === section && item.place === 'body' && !item.inDataRegion)
      .map((item) => ({
        name: item.name,
        kind: item.kind,
        pinnable: isPinnableKind(item.kind) && whyNotPinnable(item) === undefined,
        ...item.box,
      })),
  }));
}
