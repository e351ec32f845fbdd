import { keepPreviousData, skipToken, useQuery } from '@tanstack/react-query';
import { call } from './client.ts';
import { keys } from './keys.ts';
import type { Schedule } from './types.ts';

const SHOWN = 3;

/** What a schedule means: in plain words, and its next occurrences. The last one stays while another is computed. */
export function useSchedulePreview(schedule: Schedule | undefined) {
  return useQuery({
    queryKey: keys.schedulePreview(JSON.stringify(schedule ?? null)),
    queryFn: schedule
      ? ({ signal }) => call('schedules-preview', { body: { schedule, count: SHOWN }, signal })
      : skipToken,
    staleTime: 60_000,
    placeholderData: keepPreviousData,
  });
}
