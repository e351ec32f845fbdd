import type { ItemRenderer } from '../drawing/item-renderer.ts';
import type { Box, NotPinnableReason, Report, ReportItem } from '../model/report.ts';
import { isPinnableKind, type PinnableKind, whyNotPinnable } from './item-rule.ts';

/** One chart, gauge panel, map or image of a report; lengths in points (DESIGN.md section 12). */
export type ListedItem = Box & {
  readonly name: string;
  readonly kind: PinnableKind;
  readonly pinnable: boolean;
  /** Why it cannot be pinned; null when it can. */
  readonly why: NotPinnableReason | null;
  readonly drawable: boolean;
  /** Why it cannot be drawn, as a sentence; null when it can. */
  readonly reason: string | null;
};

/** What draws each kind; a kind without a renderer cannot be drawn. */
export type Renderers = Readonly<Partial<Record<PinnableKind, ItemRenderer>>>;

/** Every chart, gauge panel, map and image of a report, pinnable or not, in document order. */
export function listItems(report: Report, renderers: Renderers): readonly ListedItem[] {
  const regions = regionNames(report);
  return report.items.flatMap((item) => {
    const { kind, name, box } = item;
    if (!isPinnableKind(kind)) return [];
    const why = whyNotPinnable(item) ?? null;
    const reason = reasonFor(item, { report, renderers, regions }) ?? null;
    return [{ name, kind, pinnable: why === null, why, drawable: reason === null, reason, ...box }];
  });
}

/** Why an item cannot be drawn truly, as a sentence; undefined when it can. */
export function whyNotDrawable(item: ReportItem, report: Report, renderers: Renderers): string | undefined {
  return reasonFor(item, { report, renderers, regions: regionNames(report) });
}

function reasonFor(
  item: ReportItem,
  context: { readonly report: Report; readonly renderers: Renderers; readonly regions: ReadonlySet<string> },
): string | undefined {
  const { report, renderers, regions } = context;
  if (!isPinnableKind(item.kind)) return `A ${item.kind} is not among the items that can be drawn.`;
  if (item.inDataRegion) {
    const region = item.ancestors.find((name) => regions.has(name)) ?? '';
    return `It repeats with the data region ${region} around it, so it is not one picture.`;
  }
  const renderer = renderers[item.kind];
  return renderer ? renderer.notDrawable(item, report) : `Items of the kind ${item.kind} cannot be drawn.`;
}

function regionNames(report: Report): ReadonlySet<string> {
  return new Set(report.items.filter(({ kind }) => kind === 'tablix').map(({ name }) => name));
}
