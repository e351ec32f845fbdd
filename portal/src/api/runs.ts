import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { call } from './client.ts';
import { keys } from './keys.ts';
import { FIRST_PAGE, pageQuery } from './page.ts';
import type { Run } from './types.ts';

/** A run asked for now stands among the newest, beside what the schedule may have started meanwhile. */
const NEWEST = 5;
const PROGRESS_MS = 1_000;

/** The history of a subscription's runs, newest first. */
export function useRuns(subscriptionId: string) {
  return useInfiniteQuery({
    queryKey: keys.runs(subscriptionId),
    queryFn: ({ pageParam, signal }) =>
      call('runs-list', { path: { subscriptionId }, query: pageQuery(pageParam), signal }),
    initialPageParam: FIRST_PAGE,
    getNextPageParam: ({ next }) => next,
  });
}

/** Runs it now. The id is drawn by the caller: a repeated request is one run. */
export function useRunNow(subscriptionId: string) {
  return useMutation({
    mutationFn: (runId: string) => call('runs-put', { path: { subscriptionId, runId } }),
  });
}

/** Follows a run that was asked for until it is final; then what the subscription shows is read again. */
export function useFollowedRun(subscriptionId: string, asked: Run | undefined) {
  const queries = useQueryClient();
  return useQuery({
    queryKey: keys.run(subscriptionId, asked?.key ?? ''),
    queryFn: async ({ signal }) => {
      const { value } = await call('runs-list', {
        path: { subscriptionId },
        query: { top: NEWEST },
        signal,
      });
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
