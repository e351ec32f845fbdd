import { DomainError } from '../errors.ts';
import type { ListedItem } from '../rdl/items/list-items.ts';

const WHY_NOT = {
  'nested-in-data-region': 'lies in a table, matrix or list',
  'page-header': 'lies in the page header',
  'page-footer': 'lies in the page footer',
} as const;

/**
 * P3–P5: the item of that name, if it may be pinned and can be drawn.
 * @throws DomainError NOTHING_TO_PIN (P12), ITEM_NOT_FOUND, ITEM_NOT_PINNABLE, ITEM_NOT_DRAWABLE.
 */
export function requirePinnable(items: readonly ListedItem[], itemName: string): ListedItem {
  if (!items.some(({ pinnable }) => pinnable)) throw new DomainError('NOTHING_TO_PIN');
  const item = items.find(({ name }) => name === itemName);
  if (!item)
    throw new DomainError('ITEM_NOT_FOUND', { detail: `Report item '${itemName}' cannot be found.` });
  if (!item.pinnable) {
    const why = item.why ? WHY_NOT[item.why] : 'is of a kind that cannot be pinned';
    throw new DomainError('ITEM_NOT_PINNABLE', { detail: `"${itemName}" ${why}.` });
  }
  if (!item.drawable)
    throw new DomainError('ITEM_NOT_DRAWABLE', {
      detail: `"${itemName}" cannot be drawn: ${item.reason ?? 'unknown feature'}`,
    });
  return item;
}
