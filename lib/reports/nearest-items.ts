import type { PinnableKind } from '../rdl/items/item-rule.ts';
import type { ListedItem } from '../rdl/items/list-items.ts';
import { foldCase } from '../storage/keys.ts';

export type Sought = { readonly name: string; readonly kind: PinnableKind | undefined };

/**
 * What an item that is gone may be called now: those that can be pinned and drawn, of the same kind first, then by the
 * fewest letters to change (Levenshtein, without regard to case).
 */
export function nearestItems(items: readonly ListedItem[], sought: Sought): readonly ListedItem[] {
  const name = foldCase(sought.name);
  const isOther = ({ kind }: ListedItem) => (sought.kind !== undefined && kind !== sought.kind ? 1 : 0);
  return items
    .filter(({ pinnable, drawable }) => pinnable && drawable)
    .map((item) => ({ item, distance: editDistance(foldCase(item.name), name) }))
    .sort((a, b) => isOther(a.item) - isOther(b.item) || a.distance - b.distance)
    .map(({ item }) => item);
}

/** Letters to insert, delete or replace, row by row of the usual table. */
function editDistance(one: string, other: string): number {
  let before = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let row = 1; row <= one.length; row++) {
    const current = [row];
    for (let column = 1; column <= other.length; column++) {
      const replaced = (before[column - 1] ?? 0) + (one[row - 1] === other[column - 1] ? 0 : 1);
      current.push(Math.min(replaced, (before[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1));
    }
    before = current;
  }
  return before[other.length] ?? 0;
}
