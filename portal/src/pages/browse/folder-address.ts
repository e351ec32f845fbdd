import { encodePath, type Place } from '../../api/catalog.ts';

/** The page of a folder. */
export function folderAddress({ source, folder }: Place): string {
  const path = encodePath(folder);
  if (source !== undefined) return `/servers/${source}${path}`;
  return path === '' ? '/' : `/browse${path}`;
}

/** `/Sales/East` becomes `/Sales`. */
export function folderOf(path: string): string {
  return path.slice(0, Math.max(path.lastIndexOf('/'), 1));
}

export function namesOf(path: string): readonly string[] {
  return path.split('/').filter((name) => name !== '');
}

/** The report server of a report by its id, `rs-<server>-<id>`; undefined for one of the own catalog. */
export function serverOfReport(reportId: string): string | undefined {
  return /^rs-([0-9a-f]{8})-/.exec(reportId)?.[1];
}
