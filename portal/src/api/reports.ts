import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { call } from './client.ts';
import { keys } from './keys.ts';

const KEEP_PICTURE_MS = 5 * 60_000;

export function useReport(id: string) {
  return useQuery({
    queryKey: keys.report(id),
    queryFn: ({ signal }) => call('reports-get', { path: { reportId: id }, signal }),
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
  return useQuery({
    queryKey: keys.parameters(reportId, query),
    queryFn: ({ signal }) => call('reports-parameters', { path: { reportId }, search: query, signal }),
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
  return useQuery({
    queryKey: keys.picture(reportId, itemName, query),
    queryFn: ({ signal }) => call('reports-picture', { path: { reportId, itemName }, search: query, signal }),
    staleTime: KEEP_PICTURE_MS,
    refetchOnWindowFocus: false,
  });
}
