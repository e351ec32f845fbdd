import { nextOccurrence } from '../schedules/next-occurrence.ts';
import type { DecideDependencies } from './decide.ts';
import { drawStamp } from './stamp.ts';
import type { NewSubscription } from './subscription.ts';

/**
 * S1: the subscription of a pin. The due row under a fresh stamp first, the subscription after (the commit): cut off in
 * between, the row's message finds no such subscription and goes, and the repeated step writes both anew.
 */
export async function addSubscription(
  { subscriptions, due, clock }: DecideDependencies,
  wanted: NewSubscription,
): Promise<void> {
  const { id, owner, schedule } = wanted;
  if (await subscriptions.get(owner, id)) return;
  const now = clock.now();
  const stamp = drawStamp(now);
  const dueAt = nextOccurrence(schedule, now);
  if (dueAt) await due.insert([{ id, owner, stamp, schedule, dueAt }]);
  const added = await subscriptions.add({
    ...wanted,
    stamp,
    since: now,
    revision: stamp,
    state: dueAt ? 'active' : 'ended',
    createdAt: now,
  });
  // Added at the same time by another worker, or by our own first try: if it was that one, the row is the right one.
  if (added === 'exists' && dueAt && (await subscriptions.get(owner, id))?.stamp !== stamp)
    await due.removeByKey(due.partitionOf(id, dueAt), id, stamp);
}
