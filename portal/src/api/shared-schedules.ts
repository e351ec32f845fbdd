import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { call } from './client.ts';
import { keys } from './keys.ts';
import type { Schedule } from './types.ts';

export function useSharedSchedules() {
  return useQuery({
    queryKey: keys.sharedSchedules,
    queryFn: ({ signal }) => call('shared-schedules-list', { signal }),
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
      call('shared-schedules-put', {
        path: { scheduleId: id },
        body,
        ...(stamp !== undefined && { ifMatch: stamp }),
      }),
    onSettled: () => queries.invalidateQueries({ queryKey: keys.sharedSchedules }),
  });
}

/** Deletes one; who follows it keeps the schedule as an own one. */
export function useDeleteSharedSchedule() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (id: string) =>
      call('shared-schedules-delete', { path: { scheduleId: id }, query: { followers: 'detach' } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: keys.sharedSchedules }),
  });
}
