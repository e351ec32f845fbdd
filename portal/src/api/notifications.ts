import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { call } from './client.ts';
import { keys } from './keys.ts';
import type { List, Notification } from './types.ts';

export function useNotifications() {
  return useQuery({
    queryKey: keys.notifications,
    queryFn: ({ signal }) => call<List<Notification>>('GET', '/api/notifications', { signal }),
  });
}

export function useMarkRead() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => call<void>('POST', `/api/notifications/${encodeURIComponent(id)}/read`),
    onSuccess: () =>
      Promise.all([
        queries.invalidateQueries({ queryKey: keys.notifications }),
        queries.invalidateQueries({ queryKey: keys.me }),
      ]),
  });
}
