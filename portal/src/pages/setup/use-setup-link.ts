import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { keys } from '../../api/keys.ts';
import { useSetupSession } from '../../api/registration.ts';

/**
 * Takes the host key out of the address (`/setup#<key>`) and begins a set-up session with it. The key leaves the
 * address, and with it the history, before anything else is done; it is kept nowhere.
 */
export function useSetupLink(): { readonly isOpening: boolean; readonly error: Error | null } {
  const { hash } = useLocation();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const { mutate, isPending, error } = useSetupSession();
  const taken = useRef('');
  const hostKey = decodeURIComponent(hash.slice(1));
  useEffect(() => {
    if (hostKey === '' || hostKey === taken.current) return;
    taken.current = hostKey;
    // The address bar at once, the router's own idea of it as soon as it has one.
    history.replaceState(history.state, '', location.pathname);
    void navigate(location.pathname, { replace: true });
    mutate(hostKey, {
      onSuccess: () => queries.resetQueries({ queryKey: keys.registration }),
    });
  }, [hostKey, mutate, navigate, queries]);
  return { isOpening: hostKey !== '' || isPending, error };
}
