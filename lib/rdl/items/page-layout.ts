import { cellBoxes } from '../model/placement.ts';
import type { Box, Report, ReportItem, ReportItemKind } from '../model/report.ts';
import { child, type RdlElement } from '../reader/element.ts';
import { type DesignedText, designedText } from './designed-text.ts';
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
  /** Of a text box. */
  readonly text?: DesignedText;
  /** Of a table: its text boxes where a designer shows them, a row for each that the definition has. */
  readonly cells?: readonly (Box & DesignedText)[];
};

/**
 * The bodies of a report, one a section: each item that stands on the page, rectangles with what they hold, in the
 * order in which they are painted. What repeats inside data regions has no place of its own and is left out, but for
 * the cells of tables. Lengths in points.
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
        ...(item.kind === 'textbox' && { text: designedText(item) }),
        ...(item.kind === 'tablix' && cellsOf(report, item)),
      })),
  }));
}

/** Groups with headers overlap before their data says how often they repeat: only a table without any has cells. */
function cellsOf(
  report: Report,
  tablix: ReportItem,
): { readonly cells: readonly (Box & DesignedText)[] } | undefined {
  if (hasHeaders(tablix.element)) return undefined;
  const boxes = cellBoxes(tablix.element, tablix.box);
  const texts = new Map(
    report.items.filter(({ kind }) => kind === 'textbox').map((item) => [item.element, item]),
  );
  const cells = [...boxes].flatMap(([contents, box]) => {
    const element = child(contents, 'Textbox');
    const item = element && texts.get(element);
    return item ? [{ ...box, ...designedText(item) }] : [];
  });
  return { cells };
}

function hasHeaders(element: RdlElement): boolean {
  return element.children.some(
    (inner) => inner.name === 'TablixHeader' || (inner.name !== 'TablixBody' && hasHeaders(inner)),
  );
}
