import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { call } from './client.ts';
import { keys } from './keys.ts';
import type { ConnectedServer, List, ReportServer, ReportServerInput } from './types.ts';

const PATH = '/api/report-servers';

export function useReportServers() {
  return useQuery({
    queryKey: keys.reportServers,
    queryFn: ({ signal }) => call<List<ReportServer>>('GET', PATH, { signal }),
  });
}

/** Connects a report server, or changes how one is reached; both look at it first. */
export function useSaveReportServer(id: string | undefined) {
  return useServerChange((input: ReportServerInput) =>
    id === undefined
      ? call<ConnectedServer>('POST', PATH, { body: input })
      : call<ConnectedServer>('PUT', pathOf(id), { body: input }),
  );
}

/** Looks at a server with its stored account: version and each right. */
export function useProbeReportServer(id: string) {
  return useMutation({ mutationFn: () => call<ConnectedServer>('POST', `${pathOf(id)}/probe`) });
}

export function useRemoveReportServer(id: string) {
  return useServerChange(() => call<void>('DELETE', pathOf(id)));
}

type Link =
  | { readonly mode: 'own'; readonly account: string; readonly password: string }
  | { readonly mode: 'matched' };

/** Links the person to an account on a server, which decides what they see there. The password is tried first. */
export function useLinkAccount(id: string) {
  return useServerChange((link: Link) => call<unknown>('PUT', `${pathOf(id)}/link`, { body: link }));
}

export function useUnlinkAccount(id: string) {
  return useServerChange(() => call<void>('DELETE', `${pathOf(id)}/link`));
}

function useServerChange<Input, Output>(change: (input: Input) => Promise<Output>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: () => queries.invalidateQueries({ queryKey: keys.reportServers }),
  });
}

function pathOf(id: string): string {
  return `${PATH}/${encodeURIComponent(id)}`;
}
