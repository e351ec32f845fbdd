import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { call } from './client.ts';
import { keys } from './keys.ts';
import type { ReportServerInput, ReportServerLink } from './types.ts';

export function useReportServers({ enabled = true } = {}) {
  return useQuery({
    queryKey: keys.reportServers,
    queryFn: ({ signal }) => call('report-servers-list', { signal }),
    enabled,
  });
}

/** Connects a report server, or changes how one is reached; both look at it first. */
export function useSaveReportServer(id: string | undefined) {
  return useServerChange((input: ReportServerInput) =>
    id === undefined
      ? call('report-servers-add', { body: input })
      : call('report-servers-change', { path: { serverId: id }, body: input }),
  );
}

/** Looks at a server with its stored account: version and each right. */
export function useProbeReportServer(id: string) {
  return useMutation({ mutationFn: () => call('report-servers-probe', { path: { serverId: id } }) });
}

export function useRemoveReportServer(id: string) {
  return useServerChange(() => call('report-servers-remove', { path: { serverId: id } }));
}

/** Links the person to an account on a server, which decides what they see there. The password is tried first. */
export function useLinkAccount(id: string) {
  return useServerChange((body: ReportServerLink) =>
    call('report-servers-link', { path: { serverId: id }, body }),
  );
}

export function useUnlinkAccount(id: string) {
  return useServerChange(() => call('report-servers-unlink', { path: { serverId: id } }));
}

function useServerChange<Input, Output>(change: (input: Input) => Promise<Output>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: change,
    // Who one is there decides what one sees there.
    onSuccess: () =>
      Promise.all(
        [keys.reportServers, keys.folders, keys.reports, keys.allParameters, keys.pictures].map((queryKey) =>
          queries.invalidateQueries({ queryKey }),
        ),
      ),
  });
}
