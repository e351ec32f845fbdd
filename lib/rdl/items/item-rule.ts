import type { NotPinnableReason, ReportItem } from '../model/report.ts';

/** The kinds that can be pinned (P3). */
export const PINNABLE_KINDS = ['chart', 'gauge', 'map', 'image'] as const;
export type PinnableKind = (typeof PINNABLE_KINDS)[number];

export function isPinnableKind(kind: string): kind is PinnableKind {
  return PINNABLE_KINDS.some((pinnable) => pinnable === kind);
}

/**
 * Why an item cannot be pinned: what is nested in a data region repeats with it, and page headers and footers are
 * no part of the page's content (P4). Rectangles around an item do not matter, however deep (P5). Undefined when it
 * can be pinned.
 */
export function whyNotPinnable(item: ReportItem): NotPinnableReason | undefined {
  if (item.place !== 'body') return item.place;
  return item.inDataRegion ? 'nested-in-data-region' : undefined;
}
