import { createHash } from 'node:crypto';
import { Temporal } from 'temporal-polyfill';
import type { Clock } from '../../clock.ts';
import { nextOccurrence } from '../../schedules/next-occurrence.ts';
import type { DueIndex } from '../firing/due-index.ts';
import type { StateIndex } from '../overview/state-index.ts';
import { drawStamp } from '../stamp.ts';
import type { StoredSubscription, Subscription, Subscriptions } from '../subscription.ts';

export type DecideDependencies = {
  readonly subscriptions: Subscriptions;
  readonly due: DueIndex;
  readonly states: Pick<StateIndex, 'note'>;
  readonly clock: Clock;
};

/** What a decision may change. A new schedule or state is one on when it fires; the rest leaves the firing alone. */
export type Decision = Partial<
  Pick<
    Subscription,
    'schedule' | 'follows' | 'state' | 'itemName' | 'itemKind' | 'parameters' | 'target' | 'reportTitle'
  >
>;

/**
 * Commits a decision by the ETag of `before`; undefined when somebody else decided meanwhile. One on the firing draws a
 * fresh stamp: insert the due row of the new stamp, commit, delete the old one's. Crash story: cut off after the first,
 * the new row is foreign and goes with its message; after the second, the old one is. Any other decision is one write,
 * and neither an occurrence in flight nor a retry is lost by it.
 */
export async function decide(
  dependencies: DecideDependencies,
  before: StoredSubscription,
  decision: Decision,
): Promise<StoredSubscription | undefined> {
  const { subscriptions, due, states, clock } = dependencies;
  const { etag, ...present } = before;
  const now = clock.now();
  const revision = drawStamp(now);
  if (!changesFiring(before, decision))
    return subscriptions.replace({ ...present, ...decision, revision }, etag);

  const after: Subscription = { ...present, ...decision, revision, stamp: drawStamp(now), since: now };
  if (after.state === 'paused' || after.state === 'retired') await states.note(after.state, before);
  const first = await insertDue(due, after, now);
  const written = await subscriptions.replace(after, etag);
  if (!written) {
    await removeDue(due, after, first);
    return undefined;
  }
  await restoreFired(due, after, { first, now: clock.now() });
  await removeDue(due, before, nextDueAt(before, now));
  return written;
}

/** When an active subscription fires next; computed, never stored. */
export function nextDueAt(subscription: Subscription, now: Temporal.Instant): Temporal.Instant | undefined {
  return subscription.state === 'active' ? nextOccurrence(subscription.schedule, now) : undefined;
}

function changesFiring(before: Subscription, { schedule, state }: Decision): boolean {
  const sameSchedule = schedule === undefined || JSON.stringify(schedule) === JSON.stringify(before.schedule);
  return !sameSchedule || (state !== undefined && state !== before.state);
}

/** The due row of the next occurrence, if the subscription is active and has one; insert-only. */
export async function insertDue(
  due: DueIndex,
  subscription: Subscription,
  now: Temporal.Instant,
): Promise<Temporal.Instant | undefined> {
  const dueAt = nextDueAt(subscription, now);
  const { id, owner, stamp, schedule } = subscription;
  if (dueAt) await due.insert([{ id, owner, stamp, schedule, dueAt, group: groupOf(subscription) }]);
  return dueAt;
}

/** What shows the same item with the same parameters, and so is drawn once. */
function groupOf({ reportId, itemName, parameters }: Subscription): string {
  const hash = createHash('sha256').update(JSON.stringify([reportId, itemName, parameters]));
  return hash.digest('base64url').slice(0, 12);
}

/** After so slow a commit that the due row may have fired and been taken for foreign: the next one in its place. */
export async function restoreFired(
  due: DueIndex,
  committed: Subscription,
  { first, now }: { readonly first: Temporal.Instant | undefined; readonly now: Temporal.Instant },
): Promise<void> {
  if (first && Temporal.Instant.compare(first, now) <= 0) await insertDue(due, committed, now);
}

async function removeDue(
  due: DueIndex,
  { id, stamp }: Subscription,
  dueAt: Temporal.Instant | undefined,
): Promise<void> {
  if (dueAt) await due.removeByKey(due.partitionOf(id, dueAt), id, stamp);
}
