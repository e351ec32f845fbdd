import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { call } from './client.ts';
import { keys } from './keys.ts';
import type { Notification } from './types.ts';

export function useNotifications() {
  return useQuery({
    queryKey: keys.notifications,
    queryFn: ({ signal }) => call('notifications-list', { signal }),
  });
}

export function useMarkRead() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ id, of }: Pick<Notification, 'id' | 'of'>) =>
      call('notifications-read', { path: { id }, query: { of } }),
    onSuccess: () =>
      Promise.all([
        queries.invalidateQueries({ queryKey: keys.notifications }),
        queries.invalidateQueries({ queryKey: keys.me }),
      ]),
  });
}
