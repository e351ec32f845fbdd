import { all, child, type RdlElement } from '../reader/element.ts';
import { collectItems } from './collect-items.ts';
import { lengthAt, tidy } from './placement.ts';
import type { Report, ReportItem } from './report.ts';

/** US Letter within the margins of one inch: what the designer starts with. */
const DEFAULT_WIDTH = 468;

/** The pages and items of all report sections, body before header and footer. */
export function readSections(report: RdlElement): Pick<Report, 'pages' | 'items'> {
  const sections = all(report, 'ReportSections', 'ReportSection').map(readSection);
  return {
    pages: sections.map(({ width, height }) => ({ width, height })),
    items: sections.flatMap(({ items }) => items),
  };
}

function readSection(
  section: RdlElement,
  index: number,
): { readonly width: number; readonly height: number; readonly items: readonly ReportItem[] } {
  const body = child(section, 'Body');
  const page = child(section, 'Page');
  const width = lengthAt(section, 'Width') ?? DEFAULT_WIDTH;
  const itemsOf = (holder: RdlElement | undefined, place: ReportItem['place']) => {
    if (!holder) return [];
    const box = { left: 0, top: 0, width, height: lengthAt(holder, 'Height') ?? 0 };
    return collectItems(holder, box, { section: index, place, ancestors: [], inDataRegion: false });
  };
  const bodyItems = itemsOf(body, 'body');
  const outer = bodyItems.filter(({ ancestors }) => ancestors.length === 0);
  return {
    width: tidy(outer.reduce((widest, { box }) => Math.max(widest, box.left + box.width), width)),
    height: tidy(
      outer.reduce(
        (highest, { box }) => Math.max(highest, box.top + box.height),
        lengthAt(body, 'Height') ?? 0,
      ),
    ),
    items: [
      ...bodyItems,
      ...itemsOf(child(page, 'PageHeader'), 'page-header'),
      ...itemsOf(child(page, 'PageFooter'), 'page-footer'),
    ],
  };
}
