import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { call } from './client.ts';
import { keys } from './keys.ts';

const PROGRESS_MS = 3_000;

/** `everything`: the sign-ins to Power BI as well, confirmed with the id of the application. */
type Ending = { readonly what: 'sessions' } | { readonly what: 'everything'; readonly appId: string };

/** Ends everybody's sessions, this one too. */
export function useSignEverybodyOut() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (ending: Ending) =>
      call('auth-sign-everybody-out', {
        body: ending.what === 'sessions' ? undefined : { powerBi: 'remove-tokens', appId: ending.appId },
      }),
    onSuccess: () => queries.invalidateQueries({ queryKey: keys.me }),
  });
}

/** How far the removal of all tokens has come; read again until it is done. */
export function useSignInEnding() {
  return useQuery({
    queryKey: keys.signInEnding,
    queryFn: ({ signal }) => call('auth-sign-everybody-out-get', { signal }),
    refetchInterval: ({ state: { data } }) =>
      data?.state === 'stopping-use' || data?.state === 'removing-tokens' ? PROGRESS_MS : false,
  });
}
