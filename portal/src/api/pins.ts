import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { call } from './client.ts';
import { keys } from './keys.ts';
import { Problem } from './problem.ts';
import type { Pin, PinRequest } from './types.ts';

const PROGRESS_MS = 700;

/** Asks for a pin. Repeated with the same id it is the same pin, also when the first answer was lost. */
export function useRequestPin() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ id, request }: { readonly id: string; readonly request: PinRequest }) =>
      putPin(id, request),
    onSuccess: (pin) => queries.setQueryData<Pin>(keys.pin(pin.id), pin),
  });
}

async function putPin(id: string, request: PinRequest): Promise<Pin> {
  try {
    return await call<Pin>('PUT', pathOf(id), { body: request });
  } catch (error) {
    // An earlier attempt whose answer was lost is under way with other choices: that one is shown.
    if (error instanceof Problem && error.code === 'CONFLICT') return call<Pin>('GET', pathOf(id));
    throw error;
  }
}

/** How far a pin has come, until it is pinned or has failed. */
export function usePin(id: string | undefined) {
  const queries = useQueryClient();
  return useQuery({
    queryKey: keys.pin(id ?? ''),
    queryFn: async ({ signal }) => {
      const pin = await call<Pin>('GET', pathOf(id ?? ''), { signal });
      if (pin.state === 'pinned') void queries.invalidateQueries({ queryKey: keys.subscriptions });
      return pin;
    },
    enabled: id !== undefined,
    refetchInterval: ({ state }) => (state.data && isFinal(state.data) ? false : PROGRESS_MS),
  });
}

export function isFinal({ state }: Pin): boolean {
  return state === 'pinned' || state === 'failed';
}

function pathOf(id: string): string {
  return `/api/pins/${encodeURIComponent(id)}`;
}
