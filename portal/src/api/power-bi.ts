import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { call } from './client.ts';
import { keys } from './keys.ts';
import type { ActingAs, Dashboard, List } from './types.ts';

/** Live from Power BI: nothing older than this visit to the dialog is shown as current. */
export function useWorkspaces(as: ActingAs, { enabled = true } = {}) {
  return useQuery({
    queryKey: keys.workspaces(as),
    queryFn: ({ signal }) => call('power-bi-workspaces', { query: { as }, signal }),
    enabled,
    staleTime: 0,
    refetchOnWindowFocus: false,
  });
}

/** Dashboards of a workspace that may be pinned to; none are asked for while no workspace is chosen. */
export function useDashboards(as: ActingAs, workspaceId: string) {
  return useQuery({
    queryKey: keys.dashboards(as, workspaceId),
    queryFn: ({ signal }) => call('power-bi-dashboards', { path: { workspaceId }, query: { as }, signal }),
    enabled: workspaceId !== '',
    staleTime: 0,
    refetchOnWindowFocus: false,
  });
}

export function useCreateDashboard(as: ActingAs, workspaceId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (name: string) =>
      call('power-bi-dashboards-post', { path: { workspaceId }, query: { as }, body: { name } }),
    onSuccess: (made) => {
      queries.setQueryData<List<Dashboard>>(keys.dashboards(as, workspaceId), (present) => ({
        value: [...(present?.value ?? []), made],
      }));
    },
  });
}
