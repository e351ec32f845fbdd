import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { call } from './client.ts';
import { keys } from './keys.ts';
import { subscriptionPath } from './subscriptions.ts';
import type { Chapter, Run } from './types.ts';

const PAGE_SIZE = 25;
/** A run asked for now stands among the newest, beside what the schedule may have started meanwhile. */
const NEWEST = 5;
const PROGRESS_MS = 1_000;

/** The history of a subscription's runs, newest first. */
export function useRuns(subscriptionId: string) {
  return useInfiniteQuery({
    queryKey: keys.runs(subscriptionId),
    queryFn: ({ pageParam, signal }) => {
      const after = pageParam === '' ? '' : `&after=${encodeURIComponent(pageParam)}`;
      return call<Chapter<Run>>('GET', `${runsPath(subscriptionId)}?top=${PAGE_SIZE}${after}`, { signal });
    },
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
  });
}

/** Runs it now. The id is drawn by the caller: a repeated request is one run. */
export function useRunNow(subscriptionId: string) {
  return useMutation({
    mutationFn: (runId: string) =>
      call<Run>('PUT', `${runsPath(subscriptionId)}/${encodeURIComponent(runId)}`),
  });
}

/** Follows a run that was asked for until it is final; then what the subscription shows is read again. */
export function useFollowedRun(subscriptionId: string, asked: Run | undefined) {
  const queries = useQueryClient();
  return useQuery({
    queryKey: keys.run(subscriptionId, asked?.key ?? ''),
    queryFn: async ({ signal }) => {
      const path = `${runsPath(subscriptionId)}?top=${NEWEST}`;
      const { value } = await call<Chapter<Run>>('GET', path, { signal });
      const run = value.find(({ key }) => key === asked?.key) ?? asked;
      if (run && isOver(run)) {
        await queries.invalidateQueries({ queryKey: keys.subscriptions });
        await queries.invalidateQueries({ queryKey: keys.runs(subscriptionId) });
      }
      return run;
    },
    enabled: asked !== undefined,
    refetchInterval: ({ state }) => (state.data && isOver(state.data) ? false : PROGRESS_MS),
  });
}

export function isOver({ state }: Run): boolean {
  return state !== 'running' && state !== 'waiting';
}

function runsPath(subscriptionId: string): string {
  return `${subscriptionPath(subscriptionId)}/runs`;
}
