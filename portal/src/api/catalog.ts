import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { call } from './client.ts';
import { keys } from './keys.ts';
import type { CatalogItem } from './types.ts';

/** A folder of the own catalog, or of a report server. */
export type Place = {
  /** Id of a report server; undefined for the own catalog. */
  readonly source: string | undefined;
  /** From the root, `/` for the root itself. */
  readonly folder: string;
};

export function useFolder({ source, folder }: Place, { enabled = true } = {}) {
  return useQuery({
    queryKey: keys.folder(source, folder),
    queryFn: ({ signal }) => call('catalog-list', { query: { folder, ...sourceQuery(source) }, signal }),
    enabled,
  });
}

/** What is called so in any folder; what was found before stays while the next is looked for. Nothing for no words. */
export function useSearch({
  source,
  words,
}: {
  readonly source: string | undefined;
  readonly words: string;
}) {
  return useQuery({
    queryKey: keys.search(source, words),
    queryFn: ({ signal }) =>
      call('catalog-list', { query: { search: words, ...sourceQuery(source) }, signal }),
    enabled: words !== '',
    placeholderData: keepPreviousData,
  });
}

function sourceQuery(source: string | undefined): { readonly source?: string } {
  return source === undefined ? {} : { source };
}

/** Puts a file into a folder, making the folder where it is missing. @throws Problem that says why it was refused. */
export function uploadFile(folder: string, file: File): Promise<CatalogItem> {
  return call('catalog-put', { path: { path: catalogPath(`${folder}/${file.name}`) }, body: file });
}

export function useDeleteItem() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (path: string) => call('catalog-remove', { path: { path: catalogPath(path) } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: keys.folders }),
  });
}

function catalogPath(path: string): string {
  return path.replace(/^\/+/, '');
}

/** A catalog path as part of an address: `/Sales/East & West` becomes `/Sales/East%20%26%20West`; the root is empty. */
export function encodePath(path: string): string {
  const names = path.split('/').filter((name) => name !== '');
  return names.map((name) => `/${encodeURIComponent(name)}`).join('');
}
