import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { call } from './client.ts';
import { keys } from './keys.ts';
import { Problem } from './problem.ts';
import type { Webhook } from './types.ts';

/** Null where none is set. */
export function useWebhook() {
  return useQuery({
    queryKey: keys.webhook,
    queryFn: async ({ signal }) => {
      try {
        return await call('webhook-get', { signal });
      } catch (error) {
        if (error instanceof Problem && error.code === 'NOT_FOUND') return null;
        throw error;
      }
    },
  });
}

export function useSetWebhook() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: { readonly url: string; readonly format: Webhook['format'] }) =>
      call('webhook-put', { body }),
    onSuccess: (webhook) => queries.setQueryData<Webhook | null>(keys.webhook, webhook),
  });
}

export function useRemoveWebhook() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => call('webhook-delete', {}),
    onSuccess: () => queries.setQueryData<Webhook | null>(keys.webhook, null),
  });
}

export function useTestWebhook() {
  return useMutation({ mutationFn: () => call('webhook-test', {}) });
}
