import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { DomainError } from '../../errors.ts';
import type { Owner } from '../../identity/principal.ts';
import type { Log } from '../../log.ts';
import type { Notifications } from '../../notifications/notifications.ts';
import type { Pins } from '../../pins/pin.ts';
import type { PinOwners } from '../../pins/pin-owners.ts';
import type { Message } from '../../storage/queue.ts';
import { type DecideDependencies, type Decision, decide, insertDue, nextDueAt } from '../deciding/decide.ts';
import { idSchema, ownerSchema } from '../firing/message-fields.ts';
import type { SharedSchedules } from '../shared-schedules/shared-schedules.ts';
import { drawStamp } from '../stamp.ts';
import type {
  StoredSubscription,
  Subscription,
  SubscriptionId,
  SubscriptionWithStatus,
} from '../subscription.ts';
import type { SubscriptionCopies } from './subscription-copies.ts';

export type ChangeOwnerDependencies = DecideDependencies & {
  readonly copies: SubscriptionCopies;
  readonly pins: Pick<Pins, 'get' | 'add' | 'remove'>;
  readonly pinOwners: Pick<PinOwners, 'changeOwner'>;
  readonly sharedSchedules: Pick<SharedSchedules, 'join'>;
  readonly notifications: Pick<Notifications, 'heal'>;
  readonly log: Log;
};

export type OwnerChange = { readonly id: SubscriptionId; readonly from: Owner; readonly to: Owner };

/** What the queue `change-owner` carries. */
export const changeOwnerMessageSchema = z.object({ id: idSchema, from: ownerSchema, to: ownerSchema });

export function changeOwnerMessage({ id, from, to }: OwnerChange): Message {
  return { id, from, to };
}

const ATTEMPTS = 8;

/**
 * S14: gives a subscription to somebody else, with its pin and its picture. A copy under the new owner with a stamp and
 * a due row of its own, which nobody sees; the switch of the locator, which is the commit; the copy becomes the
 * subscription; the original goes. Crash story: the message comes again and goes on where the last one stopped; until
 * the original goes it fires, and what fires twice finds the occurrence accounted for.
 */
export async function changeOwner(dependencies: ChangeOwnerDependencies, change: OwnerChange): Promise<void> {
  const { subscriptions, copies, log } = dependencies;
  const { id, from, to } = change;
  const owner = await subscriptions.ownerOf(id);
  const isOurs = owner === to || (owner === from && (await moveOver(dependencies, change)));
  if (!isOurs) {
    // Deleted, or given to a third person meanwhile.
    await copies.discard(to, id);
    return;
  }
  await settle(dependencies, change);
  await bringAlong(dependencies, change);
  log.info('subscription.owner-changed', { subscriptionId: id });
}

/** Copy, due row and commit; false where there is nothing to move. */
async function moveOver(
  { subscriptions, copies, due, clock }: ChangeOwnerDependencies,
  { id, from, to }: OwnerChange,
): Promise<boolean> {
  const original = await subscriptions.load(from, id);
  if (!original) return false;
  const now = clock.now();
  const made = await copies.get(to, id);
  const copy = made ?? copyOf(original.subscription, to, now);
  await insertDue(due, copy, now);
  if (!made) await copies.add(copy, { owner: from, status: original.status });
  return (await copies.switchOwner(id, from, to)) === 'switched';
}

function copyOf({ etag, ...original }: StoredSubscription, to: Owner, now: Temporal.Instant): Subscription {
  return { ...original, owner: to, stamp: drawStamp(now), since: now, revision: drawStamp(now) };
}

/**
 * The copy becomes the subscription, as the original is now; the original goes by the ETag it was read under, so that
 * an edit of the last moment is taken over as well.
 */
async function settle(dependencies: ChangeOwnerDependencies, { id, from, to }: OwnerChange): Promise<void> {
  const { subscriptions, copies, due, clock } = dependencies;
  let isEdited = false;
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const [original, copy] = [await subscriptions.load(from, id), await copies.get(to, id)];
    const present = copy ?? (await subscriptions.get(to, id));
    if (!present) return;
    // What the new owner has changed since stays.
    const takesOver = copy !== undefined || isEdited;
    if (takesOver) {
      const decision = original ? decisionsOf(original.subscription) : {};
      const active = await decide(dependencies, present, decision);
      if (!active) continue;
      // The row of the copy may have fired and been taken for foreign.
      await insertDue(due, active, clock.now());
    }
    if (!original) return;
    await takeStatusOver(dependencies, original, to);
    const dueAt = nextDueAt(original.subscription, clock.now());
    isEdited = (await copies.removeOriginal(from, id, original.subscription.etag)) === 'changed';
    if (isEdited) continue;
    if (dueAt) await due.removeByKey(due.partitionOf(id, dueAt), id, original.subscription.stamp);
    return;
  }
  throw new DomainError('STORAGE_UNAVAILABLE', {
    detail: 'The subscription was changed by others over and over.',
  });
}

function decisionsOf(original: Subscription): Decision {
  const { schedule, follows, state, itemName, itemKind, parameters, target, reportTitle } = original;
  return { schedule, follows, state, itemName, itemKind, parameters, target, reportTitle };
}

/** What a run wrote since the copy was made. */
async function takeStatusOver(
  { subscriptions }: ChangeOwnerDependencies,
  { subscription, status: { etag, ...status } }: SubscriptionWithStatus,
  to: Owner,
): Promise<void> {
  const { lastRunAt } = status;
  if (!lastRunAt) return;
  await subscriptions.updateStatus(to, subscription.id, (current) => {
    const isNewer = !current.lastRunAt || Temporal.Instant.compare(lastRunAt, current.lastRunAt) > 0;
    return isNewer ? status : undefined;
  });
}

/** The pin, whose picture is kept under its id alone; what the former owner was told; where it is listed. */
async function bringAlong(
  { subscriptions, pins, pinOwners, sharedSchedules, notifications }: ChangeOwnerDependencies,
  { id, from, to }: OwnerChange,
): Promise<void> {
  const pin = await pins.get(from, id);
  if (pin) {
    const { etag, ...kept } = pin;
    await pins.add({ ...kept, owner: to });
    await pins.remove(from, id);
  }
  await pinOwners.changeOwner(id, to);
  await notifications.heal(from, { subject: id });
  const follows = (await subscriptions.get(to, id))?.follows;
  if (follows) await sharedSchedules.join(follows.id, { id, owner: to });
}
