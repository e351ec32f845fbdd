import type { Owner } from '../identity/principal.ts';
import type { SubscriptionId, Subscriptions, SubscriptionWithStatus } from './subscription.ts';

/** Where the message says, or, after a change of owner, where the locator says. */
export async function findSubscription(
  subscriptions: Subscriptions,
  { owner, id }: { readonly owner: Owner; readonly id: SubscriptionId },
): Promise<SubscriptionWithStatus | undefined> {
  const loaded = await subscriptions.load(owner, id);
  if (loaded) return loaded;
  const elsewhere = await subscriptions.ownerOf(id);
  return elsewhere === undefined || elsewhere === owner ? undefined : subscriptions.load(elsewhere, id);
}
