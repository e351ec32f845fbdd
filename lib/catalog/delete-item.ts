import { DomainError } from '../errors.ts';
import type { Catalog, CatalogItemId } from './catalog.ts';
import { nameOfFile, parsePath } from './path.ts';

/**
 * Deletes an item by its path, with or without the file's extension. Subscriptions on a deleted report fail with the
 * reason; uploading it again heals none, for it gets another id. The blob stays: another item may have the same content.
 * Its credentials go first, so that no secret is left without an owner: cut off after them, deleting again ends it.
 * @throws DomainError ITEM_NAME_INVALID, NOT_FOUND, CONFLICT (a folder that is not empty).
 */
export async function deleteItem(
  {
    catalog,
    credentials,
  }: {
    readonly catalog: Catalog;
    readonly credentials: { removeAll(itemId: CatalogItemId): Promise<void> };
  },
  path: string,
): Promise<void> {
  const names = parsePath(path);
  const last = names.at(-1) ?? '';
  const item =
    (await catalog.resolve(names)) ?? (await catalog.resolve([...names.slice(0, -1), nameOfFile(last).name]));
  if (!item) throw new DomainError('NOT_FOUND', { detail: `There is no "${path}".` });
  if (item.kind === 'folder' && (await catalog.list(item.id)).length > 0)
    throw new DomainError('CONFLICT', { detail: `The folder "${item.path}" is not empty.` });
  await credentials.removeAll(item.id);
  await catalog.remove(item);
}
