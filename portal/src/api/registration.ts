import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { call } from './client.ts';
import { keys } from './keys.ts';
import type { Registration } from './types.ts';

const PROGRESS_MS = 700;
const PATH = '/api/registration';

/** `isChanging`: registering is under way, so its steps are read again and again. */
export function useRegistration({ isChanging = false, enabled = true } = {}) {
  return useQuery({
    queryKey: keys.registration,
    queryFn: ({ signal }) => call<Registration>('GET', PATH, { signal }),
    refetchInterval: isChanging && PROGRESS_MS,
    enabled,
  });
}

/** Registers, updates or unregisters; the answer is the registration as it then stands. */
export function useChangeRegistration() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (method: 'POST' | 'PATCH' | 'DELETE') => call<Registration>(method, PATH),
    onSuccess: async (registration) => {
      // A read that was begun before the change would show what was.
      await queries.cancelQueries({ queryKey: keys.registration });
      queries.setQueryData<Registration>(keys.registration, registration);
      await queries.invalidateQueries({ queryKey: keys.me });
    },
    // Steps that were done before a refusal show.
    onError: () => queries.invalidateQueries({ queryKey: keys.registration }),
  });
}

/** Begins a set-up session with the key of the set-up link. */
export function useSetupSession() {
  return useMutation({
    mutationFn: (hostKey: string) =>
      call<{ readonly seconds: number }>('POST', '/api/setup/session', {
        headers: { 'x-functions-key': hostKey },
      }),
  });
}
