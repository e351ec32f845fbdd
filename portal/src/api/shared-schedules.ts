import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { call } from './client.ts';
import { keys } from './keys.ts';
import type { List, Schedule, SharedSchedule } from './types.ts';

const PATH = '/api/shared-schedules';

export function useSharedSchedules() {
  return useQuery({
    queryKey: keys.sharedSchedules,
    queryFn: ({ signal }) => call<List<SharedSchedule>>('GET', PATH, { signal }),
  });
}

export type SharedScheduleChange = {
  readonly id: string;
  /** Of one that is there already. */
  readonly stamp: string | undefined;
  readonly name: string;
  readonly schedule: Schedule;
  readonly state: 'active' | 'paused';
};

/** Makes one, or changes it for everybody who follows it. */
export function usePutSharedSchedule() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ id, stamp, ...body }: SharedScheduleChange) =>
      call<SharedSchedule>('PUT', pathOf(id), { body, ...(stamp !== undefined && { ifMatch: stamp }) }),
    onSettled: () => queries.invalidateQueries({ queryKey: keys.sharedSchedules }),
  });
}

/** Deletes one; who follows it keeps the schedule as an own one. */
export function useDeleteSharedSchedule() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => call<void>('DELETE', `${pathOf(id)}?followers=detach`),
    onSuccess: () => queries.invalidateQueries({ queryKey: keys.sharedSchedules }),
  });
}

function pathOf(id: string): string {
  return `${PATH}/${encodeURIComponent(id)}`;
}
