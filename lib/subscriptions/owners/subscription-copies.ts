import type { Owner } from '../../identity/principal.ts';
import type {
  StoredSubscription,
  Subscription,
  SubscriptionId,
  SubscriptionStatus,
} from '../subscription.ts';

/**
 * Subscriptions on their way to another owner. A copy lies in the new owner's partition, where nobody sees it until it
 * is activated: `Subscriptions.replace` makes a subscription of it.
 */
export interface SubscriptionCopies {
  /** Row and status in one transaction, insert-only: there already = made before. */
  add(
    copy: Subscription,
    from: { readonly owner: Owner; readonly status: SubscriptionStatus },
  ): Promise<void>;
  get(owner: Owner, id: SubscriptionId): Promise<StoredSubscription | undefined>;
  /** Removes a copy that leads to nothing; a subscription is left. */
  discard(owner: Owner, id: SubscriptionId): Promise<void>;
  /** The commit: the locator from one owner to the other, by ETag. `lost`: it said neither. */
  switchOwner(id: SubscriptionId, from: Owner, to: Owner): Promise<'switched' | 'lost'>;
  /** Row and status of the former owner, by the ETag read; the locator stays. */
  removeOriginal(owner: Owner, id: SubscriptionId, etag: string): Promise<'removed' | 'changed'>;
}
