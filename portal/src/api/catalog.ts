import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { call, upload } from './client.ts';
import { keys } from './keys.ts';
import type { CatalogItem, List } from './types.ts';

/** @param path of the folder, `/` for the root. */
export function useFolder(path: string) {
  return useQuery({
    queryKey: keys.folder(path),
    queryFn: ({ signal }) =>
      call<List<CatalogItem>>('GET', `/api/catalog?folder=${encodeURIComponent(path)}`, { signal }),
  });
}

/** Puts a file into a folder, making the folder where it is missing. @throws Problem that says why it was refused. */
export function uploadFile(folder: string, file: File): Promise<CatalogItem> {
  return upload<CatalogItem>(`/api/catalog${encodePath(folder)}/${encodeURIComponent(file.name)}`, file);
}

export function useDeleteItem() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (path: string) => call<void>('DELETE', `/api/catalog${encodePath(path)}`),
    onSuccess: () => queries.invalidateQueries({ queryKey: keys.folders }),
  });
}

/** A catalog path as part of an address: `/Sales/East & West` becomes `/Sales/East%20%26%20West`; the root is empty. */
export function encodePath(path: string): string {
  const names = path.split('/').filter((name) => name !== '');
  return names.map((name) => `/${encodeURIComponent(name)}`).join('');
}
