import { DomainError } from '../errors.ts';
import { type Catalog, ROOT, type StoredCatalogItem } from './catalog.ts';
import { parsePath } from './path.ts';

/** @throws DomainError ITEM_NAME_INVALID, NOT_FOUND. */
export async function listFolder(
  { catalog }: { readonly catalog: Catalog },
  path: string,
): Promise<readonly StoredCatalogItem[]> {
  const names = parsePath(path);
  const folder = await catalog.resolve(names);
  if (names.length > 0 && folder?.kind !== 'folder')
    throw new DomainError('NOT_FOUND', { detail: `There is no folder "${path}".` });
  return catalog.list(folder?.id ?? ROOT);
}
