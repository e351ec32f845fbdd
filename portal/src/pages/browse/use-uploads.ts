import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { uploadFile } from '../../api/catalog.ts';
import { keys } from '../../api/keys.ts';
import { Problem, toProblem } from '../../api/problem.ts';
import type { CatalogItem } from '../../api/types.ts';
import { text } from '../../text/text.ts';

export type Upload = {
  readonly key: number;
  /** Where it goes, with the file's name. */
  readonly path: string;
  readonly state: 'uploading' | 'uploaded' | 'refused';
  readonly problem?: Problem;
  /** What it became. */
  readonly item?: CatalogItem;
};

const KNOWN = /\.(rdl|rds|rsd|xml|csv|json|png|jpe?g|gif|bmp)$/i;

/** Files on their way into a folder, and what became of each. */
export function useUploads(folder: string) {
  const [list, setList] = useState<readonly Upload[]>([]);
  const lastKey = useRef(0);
  const queries = useQueryClient();

  const finish = (key: number, outcome: Pick<Upload, 'state' | 'problem' | 'item'>) =>
    setList((present) => present.map((one) => (one.key === key ? { ...one, ...outcome } : one)));

  const put = async (key: number, file: File): Promise<boolean> => {
    try {
      if (!KNOWN.test(file.name)) throw new Problem(0, 'ITEM_NAME_INVALID', text.browse.wrongKind);
      const item = await uploadFile(folder, file);
      // Another version may stand behind the same id, and its data sources may be others.
      await queries.invalidateQueries({ queryKey: keys.report(item.id) });
      finish(key, { state: 'uploaded', item });
      return true;
    } catch (error) {
      finish(key, { state: 'refused', problem: toProblem(error) });
      return false;
    }
  };

  const add = async (files: readonly File[]): Promise<void> => {
    const begun = files.map((file) => {
      lastKey.current += 1;
      return { key: lastKey.current, file };
    });
    const entries = begun.map(({ key, file }) => ({
      key,
      path: pathOf(folder, file),
      state: 'uploading' as const,
    }));
    setList((present) => [...entries, ...present]);
    let uploaded = 0;
    // One after another: two files may ask for the same new folder.
    for (const { key, file } of begun) if (await put(key, file)) uploaded += 1;
    if (uploaded > 0) await queries.invalidateQueries({ queryKey: keys.folders });
  };

  return { list, add, hide: () => setList([]) } as const;
}

function pathOf(folder: string, file: File): string {
  return `${folder === '/' ? '' : folder}/${file.name}`;
}
