import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { call } from './client.ts';
import { keys } from './keys.ts';
import type { CatalogItem } from './types.ts';

/** @param path of the folder, `/` for the root. */
export function useFolder(path: string) {
  return useQuery({
    queryKey: keys.folder(path),
    queryFn: ({ signal }) => call('catalog-list', { query: { folder: path }, signal }),
  });
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
