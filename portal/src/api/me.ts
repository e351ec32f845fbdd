import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { addressOf } from '../../../client/request.ts';
import { call } from './client.ts';
import { keys } from './keys.ts';

const LOOK_AGAIN_MS = 60_000;

/** Who is signed in; looked at again while the page is open, so that notifications and the end of a session show. */
export function useMe() {
  return useQuery({
    queryKey: keys.me,
    queryFn: ({ signal }) => call('me-get', { signal }),
    refetchInterval: LOOK_AGAIN_MS,
  });
}

/** Signs out of the portal, here or in every browser; nothing of the person stays in memory. */
export function useSignOut() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (where: 'here' | 'everywhere') =>
      call(where === 'here' ? 'auth-sign-out' : 'auth-sign-out-everywhere', {}),
    onSuccess: async () => {
      queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== keys.me[0] });
      await queries.invalidateQueries({ queryKey: keys.me });
    },
  });
}

/** Signs out of Power BI: tiles stay and are no longer refreshed. */
export function useSignOutOfPowerBi() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => call('me-power-bi-delete', {}),
    onSuccess: () => queries.invalidateQueries({ queryKey: keys.me }),
  });
}

/** Addresses to go to (not to fetch): they lead through the Entra sign-in and back to `returnTo`. */
export function signInAddress(returnTo: string): string {
  return addressOf('auth-sign-in', { query: { returnTo } });
}

/** Proves who one is again, before something that decides who may come in. */
export function freshSignInAddress(returnTo: string): string {
  return addressOf('auth-sign-in', { query: { returnTo, fresh: 'true' } });
}

export function powerBiSignInAddress(returnTo: string): string {
  return addressOf('auth-power-bi', { query: { returnTo } });
}
