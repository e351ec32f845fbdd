import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { call } from './client.ts';
import { keys } from './keys.ts';
import { subscriptionPath } from './subscriptions.ts';
import type { Chapter, Overview, OwnedSubscription, WatchedState } from './types.ts';

const PATH = '/api/overview';
const LOOK_AGAIN_MS = 30_000;
const PAGE_SIZE = 25;

export function useOverview() {
  return useQuery({
    queryKey: keys.overview,
    queryFn: ({ signal }) => call<Overview>('GET', PATH, { signal }),
    refetchInterval: LOOK_AGAIN_MS,
  });
}

/** Everybody's subscriptions that are in a state that asks for a look, a page at a time. */
export function useWatched(state: WatchedState) {
  return useInfiniteQuery({
    queryKey: keys.watched(state),
    queryFn: ({ pageParam, signal }) => {
      const after = pageParam === '' ? '' : `&after=${encodeURIComponent(pageParam)}`;
      const path = `${PATH}/subscriptions?state=${state}&top=${PAGE_SIZE}${after}`;
      return call<Chapter<OwnedSubscription>>('GET', path, { signal });
    },
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
  });
}

/** S14: gives one subscription to somebody else; done within moments. */
export function useChangeOwner() {
  return useOwnerChange(({ id, owner }: { readonly id: string; readonly owner: string }) =>
    call<void>('PUT', `${subscriptionPath(id)}/owner`, { body: { owner } }),
  );
}

/** Gives everything of one person to another. */
export function useReassign() {
  return useOwnerChange((body: { readonly from: string; readonly to: string }) =>
    call<{ readonly subscriptions: number }>('POST', '/api/owners/reassign', { body }),
  );
}

function useOwnerChange<Input, Output>(change: (input: Input) => Promise<Output>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: () => queries.invalidateQueries({ queryKey: keys.overview }),
  });
}
