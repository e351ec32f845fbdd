import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { call, picture } from './client.ts';
import { keys } from './keys.ts';
import type { List, ParameterPrompt, Report } from './types.ts';

const KEEP_PICTURE_MS = 5 * 60_000;

export function useReport(id: string) {
  return useQuery({
    queryKey: keys.report(id),
    queryFn: ({ signal }) => call<Report>('GET', `/api/reports/${encodeURIComponent(id)}`, { signal }),
    staleTime: 60_000,
  });
}

/**
 * What a form asks for the parameters, with what was chosen so far; the present form stays while another is computed.
 * @param query what was chosen, as it stands in an address.
 */
export function useParameterPrompts(options: {
  readonly reportId: string;
  readonly query: string;
  readonly enabled: boolean;
}) {
  const { reportId, query, enabled } = options;
  const path = `/api/reports/${encodeURIComponent(reportId)}/parameters`;
  return useQuery({
    queryKey: keys.parameters(reportId, query),
    queryFn: ({ signal }) =>
      call<List<ParameterPrompt>>('GET', query === '' ? path : `${path}?${query}`, { signal }),
    enabled,
    staleTime: 60_000,
    placeholderData: keepPreviousData,
    refetchOnWindowFocus: false,
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
