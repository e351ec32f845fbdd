import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { call } from './client.ts';
import { keys } from './keys.ts';
import type { Schedule, SchedulePreview } from './types.ts';

const SHOWN = 3;

/** What a schedule means: in plain words, and its next occurrences. The last one stays while another is computed. */
export function useSchedulePreview(schedule: Schedule | undefined) {
  return useQuery({
    queryKey: keys.schedulePreview(JSON.stringify(schedule ?? null)),
    queryFn: ({ signal }) =>
      call<SchedulePreview>('POST', '/api/schedules/preview', { body: { schedule, count: SHOWN }, signal }),
    enabled: schedule !== undefined,
    staleTime: 60_000,
    placeholderData: keepPreviousData,
  });
}
