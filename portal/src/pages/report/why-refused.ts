import type { VisualItem } from '../../api/types.ts';
import { text } from '../../text/text.ts';

/** Why an item cannot be pinned, as a sentence; without a visual it is of a kind that never can. */
export function whyRefused(visual: VisualItem | undefined): string {
  if (!visual) return text.select.otherKind;
  if (visual.why !== null) return text.select.why[visual.why];
  return visual.reason ?? text.select.notDrawable;
}

export function kindName(kind: string): string {
  return text.report.kinds[kind] ?? kind;
}
