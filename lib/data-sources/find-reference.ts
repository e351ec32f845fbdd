import type { Catalog, CatalogItemKind, StoredCatalogItem } from '../catalog/catalog.ts';

/** Where Report Designer deploys shared items to, from the root. */
const USUAL_FOLDERS = { 'data-source': 'Data Sources', dataset: 'Datasets' } as const;

/**
 * Finds the shared item that a definition refers to: by a path from the root, or by a name or path that is looked for
 * from the definition's own folder upwards and then, for a name alone, in the folder where such items usually are.
 * Without regard to case. An address of a report server counts as its last part.
 * @param folder names of the folders around the definition
 */
export async function findReference(
  catalog: Catalog,
  reference: string,
  options: { readonly folder: readonly string[]; readonly kind: keyof typeof USUAL_FOLDERS },
): Promise<StoredCatalogItem | undefined> {
  for (const names of placesOf(reference, options)) {
    const item = await catalog.resolve(names);
    if (item?.kind === (options.kind satisfies CatalogItemKind)) return item;
  }
  return undefined;
}

function placesOf(
  reference: string,
  { folder, kind }: { readonly folder: readonly string[]; readonly kind: keyof typeof USUAL_FOLDERS },
): readonly (readonly string[])[] {
  const text = lastOfAddress(reference.trim())
    .replaceAll('\\', '/')
    .replace(/\.(rds|rsd)$/i, '');
  const names = text.split('/').filter((name) => name !== '' && name !== '.');
  if (names.length === 0) return [];
  if (text.startsWith('/')) return [withoutParents(names)];
  const from = folder.map((_, depth) => folder.slice(0, folder.length - depth));
  const places = [...from, []].map((start) => withoutParents([...start, ...names]));
  if (names.length === 1) places.push([USUAL_FOLDERS[kind], ...names]);
  const known = new Set<string>();
  return places.filter((place) => {
    const key = place.join('/').toLowerCase();
    return key !== '' && !known.has(key) && known.add(key);
  });
}

function lastOfAddress(reference: string): string {
  if (!/^https?:\/\//i.test(reference) || !URL.canParse(reference)) return reference;
  const last = new URL(reference).pathname.split('/').at(-1) ?? '';
  try {
    return decodeURIComponent(last);
  } catch {
    return last;
  }
}

function withoutParents(names: readonly string[]): readonly string[] {
  const path: string[] = [];
  for (const name of names) {
    if (name === '..') path.pop();
    else path.push(name);
  }
  return path;
}
