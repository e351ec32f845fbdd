import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { call } from './client.ts';
import { keys } from './keys.ts';
import type { ActingAs, List, Subscription, SubscriptionChange } from './types.ts';

const LOOK_AGAIN_MS = 30_000;

export function useSubscriptions(as: ActingAs) {
  return useQuery({
    queryKey: keys.subscriptionsOf(as),
    queryFn: ({ signal }) => call('subscriptions-list', { query: { as }, signal }),
    refetchInterval: LOOK_AGAIN_MS,
  });
}

/** What the tile shows now; asked for again after each delivery. Undefined while there is no picture. */
export function useTilePicture({ id, lastDeliveredAt }: Subscription) {
  return useQuery({
    queryKey: keys.tilePicture(id, lastDeliveredAt ?? ''),
    queryFn: ({ signal }) => call('subscriptions-picture', { path: { subscriptionId: id }, signal }),
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: false,
  });
}

type Change = { readonly subscription: Subscription; readonly change: SubscriptionChange };

/**
 * Changes what is given. Pausing and resuming show at once and are taken back when refused. Refused when somebody changed
 * it since it was read; then it is read again.
 */
export function useChangeSubscription() {
  const queries = useQueryClient();
  const replace = (id: string, present: (before: Subscription) => Subscription) => {
    for (const as of ['me', 'service'])
      queries.setQueryData<List<Subscription>>(
        keys.subscriptionsOf(as),
        (list) => list && { value: list.value.map((one) => (one.id === id ? present(one) : one)) },
      );
  };
  return useMutation({
    mutationFn: ({ subscription, change }: Change) =>
      call('subscriptions-patch', {
        path: { subscriptionId: subscription.id },
        body: change,
        ifMatch: subscription.stamp,
      }),
    onMutate: async ({ subscription, change: { state } }) => {
      if (!state) return;
      await queries.cancelQueries({ queryKey: keys.subscriptions });
      replace(subscription.id, (before) => ({ ...before, state }));
    },
    onError: (_, { subscription }) => replace(subscription.id, () => subscription),
    onSuccess: (changed) => replace(changed.id, () => changed),
    onSettled: () => queries.invalidateQueries({ queryKey: keys.subscriptions }),
  });
}

/** What a renamed item may be called now. */
export function useRepair(id: string) {
  return useQuery({
    queryKey: keys.repair(id),
    queryFn: ({ signal }) => call('subscriptions-repair-get', { path: { subscriptionId: id }, signal }),
  });
}

/** Follows a renamed item to its new name, and refreshes the tile. */
export function useRepairItem(id: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (itemName: string) =>
      call('subscriptions-repair-post', {
        path: { subscriptionId: id },
        body: { itemName, runId: crypto.randomUUID() },
      }),
    onSuccess: () => queries.invalidateQueries({ queryKey: keys.subscriptions }),
  });
}

/** Ends a subscription; the list is read again by `useForgetUnpinned`, once the person has read what is left to do. */
export function useDeleteSubscription() {
  return useMutation({
    mutationFn: (id: string) => call('subscriptions-delete', { path: { subscriptionId: id } }),
  });
}

export function useForgetUnpinned(): () => void {
  const queries = useQueryClient();
  return () => void queries.invalidateQueries({ queryKey: keys.subscriptions });
}
