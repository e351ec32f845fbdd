import type { Temporal } from 'temporal-polyfill';
import type { Clock } from '../clock.ts';
import { DomainError } from '../errors.ts';
import type { Owner } from '../identity/principal.ts';
import { nextOccurrence } from '../schedules/next-occurrence.ts';
import type { DueIndex } from './due-index.ts';
import { drawStamp } from './stamp.ts';
import type { StoredSubscription, Subscription, SubscriptionId, Subscriptions } from './subscription.ts';

export type ChangeDependencies = {
  readonly subscriptions: Subscriptions;
  readonly due: DueIndex;
  readonly clock: Clock;
};

/** What a person may change: S2, S13. */
export type SubscriptionChange = Partial<Pick<Subscription, 'schedule' | 'itemName' | 'parameters'>> & {
  readonly state?: 'active' | 'paused';
};

/**
 * One change, under a fresh stamp: insert the due row of the new stamp, commit the subscription by ETag, delete the old
 * due row. Cut off after the first, the new row is foreign and goes with its message; after the second, the old one is.
 * @param stamp what the person saw (If-Match); another one since is a CONFLICT, a run's results are none.
 * @throws DomainError NOT_FOUND, PRECONDITION_FAILED, SCHEDULE_INVALID.
 */
export async function changeSubscription(
  { subscriptions, due, clock }: ChangeDependencies,
  request: {
    readonly owner: Owner;
    readonly id: SubscriptionId;
    readonly stamp: string | undefined;
    readonly change: SubscriptionChange;
  },
): Promise<StoredSubscription> {
  const { owner, id, stamp, change } = request;
  const present = await subscriptions.get(owner, id);
  if (!present) throw new DomainError('NOT_FOUND');
  if (stamp !== undefined && stamp !== present.stamp) throw new DomainError('PRECONDITION_FAILED');
  const now = clock.now();
  const { etag, ...before } = present;
  const schedule = change.schedule ?? before.schedule;
  const wanted =
    change.state ?? (before.state === 'retired' || before.state === 'ended' ? 'active' : before.state);
  const dueAt = wanted === 'active' ? nextOccurrence(schedule, now) : undefined;
  if (wanted === 'active' && !dueAt)
    throw new DomainError('SCHEDULE_INVALID', {
      detail: 'This schedule has no further occurrence. Choose another one.',
    });
  const after: Subscription = { ...before, ...change, schedule, state: wanted, stamp: drawStamp() };
  if (dueAt) await due.insert([{ id, owner, stamp: after.stamp, schedule, dueAt }]);
  const written = await subscriptions.replace(after, etag);
  if (!written) throw new DomainError('CONFLICT');
  const oldDue = before.state === 'active' ? nextOccurrence(before.schedule, now) : undefined;
  if (oldDue) await due.removeByKey(due.partitionOf(id, oldDue), id, before.stamp);
  return written;
}

/** When an active subscription fires next; computed, never stored. */
export function nextDueAt(subscription: Subscription, now: Temporal.Instant): Temporal.Instant | undefined {
  return subscription.state === 'active' ? nextOccurrence(subscription.schedule, now) : undefined;
}
