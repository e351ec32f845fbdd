import { useQuery } from '@tanstack/react-query';
import { call, picture } from './client.ts';
import { keys } from './keys.ts';
import type { Report } from './types.ts';

const KEEP_PICTURE_MS = 5 * 60_000;

export function useReport(id: string) {
  return useQuery({
    queryKey: keys.report(id),
    queryFn: ({ signal }) => call<Report>('GET', `/api/reports/${encodeURIComponent(id)}`, { signal }),
    staleTime: 60_000,
  });
}

/**
 * The picture of one item, as the tile would show it now. Fetched rather than linked, so that a refusal can be read.
 * @param query report parameters as they stand in an address: `p.Region=East`.
 */
export function useItemPicture(options: {
  readonly reportId: string;
  readonly itemName: string;
  readonly query: string;
}) {
  const { reportId, itemName, query } = options;
  const item = `/api/reports/${encodeURIComponent(reportId)}/items/${encodeURIComponent(itemName)}/picture`;
  return useQuery({
    queryKey: keys.picture(reportId, itemName, query),
    queryFn: ({ signal }) => picture(query === '' ? item : `${item}?${query}`, signal),
    staleTime: KEEP_PICTURE_MS,
    refetchOnWindowFocus: false,
  });
}
