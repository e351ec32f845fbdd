import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { call } from './client.ts';
import { keys } from './keys.ts';
import type { Registration } from './types.ts';

const PROGRESS_MS = 700;

/** What can be done to the registration; a `ticket` is of an administrator's sign-in, in whose name it is then done. */
export type RegistrationChange =
  | { readonly kind: 'register' | 'register-as-administrator' | 'update' | 'unregister' }
  /** With the app to delete, as a confirmation. */
  | { readonly kind: 'delete-app'; readonly appId: string };

/** `isChanging`: registering is under way, so its steps are read again and again. */
export function useRegistration({ isChanging = false, enabled = true } = {}) {
  return useQuery({
    queryKey: keys.registration,
    queryFn: ({ signal }) => call('registration-get', { signal }),
    refetchInterval: isChanging && PROGRESS_MS,
    enabled,
  });
}

/** Registers, updates, unregisters or deletes the app; the answer is the registration as it then stands. */
export function useChangeRegistration() {
  const settle = useSettledRegistration();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (change: RegistrationChange) => changeRegistration(change),
    onSuccess: settle,
    // Steps that were done before a refusal show.
    onError: () => queries.invalidateQueries({ queryKey: keys.registration }),
  });
}

/** What everything else shows of a registration that was changed. */
export function useSettledRegistration() {
  const queries = useQueryClient();
  return async (registration: Registration) => {
    // A read that was begun before the change would show what was.
    await queries.cancelQueries({ queryKey: keys.registration });
    queries.setQueryData<Registration>(keys.registration, registration);
    await queries.invalidateQueries({ queryKey: keys.me });
  };
}

export function changeRegistration(change: RegistrationChange, ticket?: string): Promise<Registration> {
  const body = ticket === undefined ? {} : { ticket };
  switch (change.kind) {
    case 'register':
      return call('registration-post', {});
    case 'register-as-administrator':
      return call('registration-post', { body: { backend: 'admin-sign-in', ...body } });
    case 'update':
      return call('registration-patch', { body });
    case 'unregister':
      return call('registration-delete', {});
    case 'delete-app':
      return call('registration-delete-app', { body: { appId: change.appId, ...body } });
  }
}

/** Begins the sign-in of an administrator of Entra, who enters a code on any device. */
export function useBeginAdminSignIn() {
  return useMutation({ mutationFn: () => call('registration-admin-sign-in', {}) });
}

/** Begins to register an app that was made by hand; the answer is where its sign-in goes on. */
export function useVerifyApp() {
  return useMutation({
    mutationFn: (body: { readonly appId: string; readonly returnTo: string }) =>
      call('registration-verify-app', { body }),
  });
}

/** Allows or forbids subscriptions in the name of the installation itself. */
export function useDecideServiceOwned() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (allowed: boolean) => call('registration-service-owned', { body: { allowed } }),
    onSuccess: (registration) => queries.setQueryData<Registration>(keys.registration, registration),
  });
}

/** Begins a set-up session with the key of the set-up link. */
export function useSetupSession() {
  return useMutation({
    mutationFn: (hostKey: string) =>
      call('setup-session', {
        headers: { 'x-functions-key': hostKey },
      }),
  });
}
