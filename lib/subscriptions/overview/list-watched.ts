import pLimit from 'p-limit';
import { findSubscription } from '../find-subscription.ts';
import type { Subscriptions, SubscriptionWithStatus } from '../subscription.ts';
import type { IndexedSubscription, StateIndex, WatchedState } from './state-index.ts';

const PARALLEL = 16;

/**
 * A page of everybody's subscriptions in a state. Each is looked at itself: an entry of the index that is not true any
 * more is left out and removed, so that a page may be shorter than asked for, and still have a next one.
 */
export async function listWatched(
  { subscriptions, states }: { readonly subscriptions: Subscriptions; readonly states: StateIndex },
  state: WatchedState,
  page: { readonly pageSize: number; readonly after?: string },
): Promise<{ readonly found: readonly SubscriptionWithStatus[]; readonly next: string | undefined }> {
  const { entries, next } = await states.list(state, page);
  const limit = pLimit(PARALLEL);
  const look = async (entry: IndexedSubscription): Promise<SubscriptionWithStatus | undefined> => {
    const loaded = await findSubscription(subscriptions, entry);
    if (loaded && isIn(state, loaded)) return loaded;
    await states.forget(state, entry.id);
    // Between the looking and the removal it may have gone into the state: then its entry is written once more.
    const now = await findSubscription(subscriptions, entry);
    if (!now || !isIn(state, now)) return undefined;
    await states.note(state, now.subscription);
    return now;
  };
  const looked = await Promise.all(entries.map((entry) => limit(() => look(entry))));
  return { found: looked.filter((one) => one !== undefined), next };
}

/** Active, and the last run failed. */
export function isFailing({ subscription, status }: SubscriptionWithStatus): boolean {
  return subscription.state === 'active' && status.code !== undefined;
}

function isIn(state: WatchedState, entry: SubscriptionWithStatus): boolean {
  return state === 'failing' ? isFailing(entry) : entry.subscription.state === state;
}
