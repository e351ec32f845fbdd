import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { call } from './client.ts';
import { keys } from './keys.ts';
import type { List, Subscription, SubscriptionChange } from './types.ts';

const PATH = '/api/subscriptions';
const LOOK_AGAIN_MS = 30_000;

export function useSubscriptions() {
  return useQuery({
    queryKey: keys.subscriptions,
    queryFn: ({ signal }) => call<List<Subscription>>('GET', PATH, { signal }),
    refetchInterval: LOOK_AGAIN_MS,
  });
}

type Change = { readonly subscription: Subscription; readonly change: SubscriptionChange };

/** Changes what is given. Refused when somebody changed it since it was read; then it is read again. */
export function useChangeSubscription() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ subscription, change }: Change) =>
      call<Subscription>('PATCH', subscriptionPath(subscription.id), {
        body: change,
        ifMatch: subscription.stamp,
      }),
    onSuccess: (changed) =>
      queries.setQueryData<List<Subscription>>(keys.subscriptions, (list) => ({
        value: (list?.value ?? []).map((present) => (present.id === changed.id ? changed : present)),
      })),
    onSettled: () => queries.invalidateQueries({ queryKey: keys.subscriptions }),
  });
}

export function useDeleteSubscription() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => call<void>('DELETE', subscriptionPath(id)),
    onSuccess: () => queries.invalidateQueries({ queryKey: keys.subscriptions }),
  });
}

export function subscriptionPath(id: string): string {
  return `${PATH}/${encodeURIComponent(id)}`;
}
