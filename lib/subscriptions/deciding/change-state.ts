import type { StoredSubscription, SubscriptionState } from '../subscription.ts';
import { type DecideDependencies, decide } from './decide.ts';

const ATTEMPTS = 5;

/**
 * Ends the firing of a subscription: a new stamp, no due row. Where a person decided anew on its firing meanwhile,
 * nothing happens; where they changed something else, it goes on from there.
 */
export async function changeState(
  dependencies: DecideDependencies,
  subscription: StoredSubscription,
  state: Exclude<SubscriptionState, 'active'>,
): Promise<void> {
  let before: StoredSubscription | undefined = subscription;
  for (let attempt = 0; attempt < ATTEMPTS && before?.stamp === subscription.stamp; attempt++) {
    if (await decide(dependencies, before, { state })) return;
    before = await dependencies.subscriptions.get(subscription.owner, subscription.id);
  }
}
