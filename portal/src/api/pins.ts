import { useMutation, useQueries, useQuery, useQueryClient } from '@tanstack/react-query';
import { call } from './client.ts';
import { keys } from './keys.ts';
import { Problem } from './problem.ts';
import type { ItemToPin, Pin, PinChoice, RequestedPin } from './types.ts';

const PROGRESS_MS = 700;
/** While somebody pins a visual by hand, nothing hurries. */
const BY_HAND_MS = 3_000;

type Asked = { readonly items: readonly ItemToPin[]; readonly choice: PinChoice };

/** Asks for pins. Repeated with the same ids they are the same pins, also when the first answer was lost. */
export function useRequestPins() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ items, choice }: Asked) => {
      const [only] = items;
      return only && items.length === 1 ? putPin(only, choice) : postPins({ items, choice });
    },
    onSuccess: (requested) => {
      for (const { pin } of requested) if (pin) queries.setQueryData<Pin>(keys.pin(pin.id), pin);
    },
  });
}

async function putPin({ id, itemName }: ItemToPin, choice: PinChoice): Promise<readonly RequestedPin[]> {
  try {
    return [{ id, pin: await call('pins-put', { path: { pinId: id }, body: { ...choice, itemName } }) }];
  } catch (error) {
    // An earlier attempt whose answer was lost is under way with other choices: that one is shown.
    if (error instanceof Problem && error.code === 'CONFLICT')
      return [{ id, pin: await call('pins-get', { path: { pinId: id } }) }];
    throw error;
  }
}

async function postPins({ items, choice }: Asked): Promise<readonly RequestedPin[]> {
  return (await call('pins-post', { body: { ...choice, items } })).value;
}

/** How far pins have come, until each is pinned or has failed; in the order of the ids. */
export function usePins(ids: readonly string[]) {
  const queries = useQueryClient();
  return useQueries({
    queries: ids.map((id) => ({
      queryKey: keys.pin(id),
      queryFn: async ({ signal }: { readonly signal: AbortSignal }) => {
        const pin = await call('pins-get', { path: { pinId: id }, signal });
        if (pin.state === 'pinned') void queries.invalidateQueries({ queryKey: keys.subscriptions });
        return pin;
      },
      refetchInterval: ({ state }: { readonly state: { readonly data: Pin | undefined } }) =>
        pause(state.data),
    })),
    combine: (results) => ({
      pins: results.flatMap(({ data }) => (data ? [data] : [])),
      error: results.find(({ error }) => error !== null)?.error ?? null,
    }),
  });
}

function pause(pin: Pin | undefined): number | false {
  if (pin && isFinal(pin)) return false;
  return pin?.state === 'waiting' ? BY_HAND_MS : PROGRESS_MS;
}

/** A pin as it was made; its id is the subscription's. */
export function usePin(id: string) {
  return useQuery({
    queryKey: keys.pin(id),
    queryFn: ({ signal }) => call('pins-get', { path: { pinId: id }, signal }),
  });
}

export function isFinal({ state }: Pin): boolean {
  return state === 'pinned' || state === 'failed';
}

/** Gives the picture of a pin another address, and runs it so that the tile follows. */
export function useRenewAddress(id: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (runId: string) => call('pins-address', { path: { pinId: id }, body: { runId } }),
    onSuccess: () =>
      Promise.all(
        [keys.pin(id), keys.subscriptions].map((queryKey) => queries.invalidateQueries({ queryKey })),
      ),
  });
}
