import { useQuery } from '@tanstack/react-query';
import { Problem } from '../../api/problem.ts';
import {
  changeRegistration,
  type RegistrationChange,
  useBeginAdminSignIn,
  useSettledRegistration,
} from '../../api/registration.ts';
import type { AdminSignIn } from '../../api/types.ts';

const PENDING = 'ADMIN_SIGN_IN_PENDING';

/**
 * A change in the name of an administrator: begins the sign-in, then asks for the change again and again until the
 * administrator has signed in. The API tells how often.
 */
export function useAdminSignIn(change: RegistrationChange): {
  readonly begin: () => void;
  readonly isBeginning: boolean;
  /** What the administrator needs to see while the sign-in is awaited. */
  readonly awaited: AdminSignIn | undefined;
  readonly error: Error | null;
} {
  const beginning = useBeginAdminSignIn();
  const settle = useSettledRegistration();
  const begun = beginning.data;
  const repeated = useQuery({
    queryKey: ['admin-sign-in', begun?.ticket],
    queryFn: async () => {
      try {
        await settle(await changeRegistration(change, begun?.ticket));
        return 'done';
      } catch (error) {
        if (error instanceof Problem && error.code === PENDING) return 'pending';
        throw error;
      }
    },
    enabled: begun !== undefined,
    retry: false,
    refetchOnWindowFocus: false,
    refetchInterval: ({ state }) =>
      begun && state.status !== 'error' && state.data !== 'done' && begun.intervalSeconds * 1000,
  });
  const isAwaited = begun && !repeated.error && repeated.data !== 'done';
  return {
    begin: () => beginning.mutate(),
    isBeginning: beginning.isPending,
    awaited: isAwaited ? begun : undefined,
    error: beginning.error ?? repeated.error,
  };
}
