import {
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { call } from './client.ts';
import { keys } from './keys.ts';
import { FIRST_PAGE, pageQuery } from './page.ts';
import type { WatchedState } from './types.ts';

const LOOK_AGAIN_MS = 30_000;

export function useOverview() {
  return useQuery({
    queryKey: keys.overview,
    queryFn: ({ signal }) => call('overview-get', { signal }),
    refetchInterval: LOOK_AGAIN_MS,
  });
}

/** Everybody's subscriptions that are in a state that asks for a look, a page at a time. */
export function useWatched(state: WatchedState) {
  return useInfiniteQuery({
    queryKey: keys.watched(state),
    queryFn: ({ pageParam, signal }) =>
      call('overview-watched', { query: { state, ...pageQuery(pageParam) }, signal }),
    initialPageParam: FIRST_PAGE,
    getNextPageParam: ({ next }) => next,
  });
}

/** People who have signed in to Power BI here, by their names; what was found before stays while the next is looked for. */
export function usePeople(words: string) {
  return useQuery({
    queryKey: keys.people(words),
    queryFn: ({ signal }) => call('people-list', { query: words === '' ? {} : { search: words }, signal }),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });
}

/** S14: gives one subscription to somebody else; done within moments. */
export function useChangeOwner() {
  return useOwnerChange(({ id, owner }: { readonly id: string; readonly owner: string }) =>
    call('owners-put', { path: { subscriptionId: id }, body: { owner } }),
  );
}

/** Gives everything of one person to another. */
export function useReassign() {
  return useOwnerChange((body: { readonly from: string; readonly to: string }) =>
    call('owners-reassign', { body }),
  );
}

function useOwnerChange<Input, Output>(change: (input: Input) => Promise<Output>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: () => queries.invalidateQueries({ queryKey: keys.overview }),
  });
}
