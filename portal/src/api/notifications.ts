import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { call } from './client.ts';
import { keys } from './keys.ts';

export function useNotifications() {
  return useQuery({
    queryKey: keys.notifications,
    queryFn: ({ signal }) => call('notifications-list', { signal }),
  });
}

export function useMarkRead() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => call('notifications-read', { path: { id } }),
    onSuccess: () =>
      Promise.all([
        queries.invalidateQueries({ queryKey: keys.notifications }),
        queries.invalidateQueries({ queryKey: keys.me }),
      ]),
  });
}
