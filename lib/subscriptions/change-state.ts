import { drawStamp } from './stamp.ts';
import type { StoredSubscription, SubscriptionState, Subscriptions } from './subscription.ts';

/**
 * Ends the firing of a subscription: a new stamp, no due row. The old due row is recognised by its stamp and goes with
 * the message it fires. A person who changed it meanwhile has decided otherwise: then nothing happens.
 */
export async function changeState(
  { subscriptions }: { readonly subscriptions: Subscriptions },
  subscription: StoredSubscription,
  state: Exclude<SubscriptionState, 'active'>,
): Promise<void> {
  const { etag, ...before } = subscription;
  await subscriptions.replace({ ...before, state, stamp: drawStamp() }, etag);
}
