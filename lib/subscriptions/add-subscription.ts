import type { Clock } from '../clock.ts';
import { nextOccurrence } from '../schedules/next-occurrence.ts';
import type { DueIndex } from './due-index.ts';
import { drawStamp } from './stamp.ts';
import type { Subscription, Subscriptions } from './subscription.ts';

/**
 * S1: the subscription of a pin. The due row under a fresh stamp first, the subscription after (the commit): cut off in
 * between, the row's message finds no such subscription and goes, and the repeated step writes both anew.
 */
export async function addSubscription(
  {
    subscriptions,
    due,
    clock,
  }: { readonly subscriptions: Subscriptions; readonly due: DueIndex; readonly clock: Clock },
  wanted: Omit<Subscription, 'state' | 'stamp' | 'createdAt'>,
): Promise<void> {
  if (await subscriptions.get(wanted.owner, wanted.id)) return;
  const now = clock.now();
  const stamp = drawStamp();
  const dueAt = nextOccurrence(wanted.schedule, now);
  if (dueAt)
    await due.insert([{ id: wanted.id, owner: wanted.owner, stamp, schedule: wanted.schedule, dueAt }]);
  await subscriptions.add({ ...wanted, stamp, state: dueAt ? 'active' : 'ended', createdAt: now });
}
