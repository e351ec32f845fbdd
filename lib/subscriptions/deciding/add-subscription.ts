import { nextOccurrence } from '../../schedules/next-occurrence.ts';
import type { Settings } from '../../settings.ts';
import { planPruning } from '../../upkeep/prune-history.ts';
import type { Upkeep } from '../../upkeep/upkeep.ts';
import { drawStamp } from '../stamp.ts';
import type { NewSubscription, Subscription } from '../subscription.ts';
import { type DecideDependencies, insertDue, restoreFired } from './decide.ts';

export type AddDependencies = DecideDependencies & {
  readonly upkeep: Pick<Upkeep, 'add'>;
  readonly settings: Pick<Settings, 'historyDays'>;
};

/**
 * S1: the subscription of a pin. The due row under a fresh stamp first, the subscription after (the commit): cut off in
 * between, the row's message finds no such subscription and goes, and the repeated step writes both anew.
 */
export async function addSubscription(dependencies: AddDependencies, wanted: NewSubscription): Promise<void> {
  const { subscriptions, due, upkeep, settings, clock } = dependencies;
  const { id, owner, schedule } = wanted;
  if (await subscriptions.get(owner, id)) return;
  const now = clock.now();
  const stamp = drawStamp(now);
  const state = nextOccurrence(schedule, now) ? 'active' : 'ended';
  // Before the subscription: cut off after it, the task finds none and goes.
  await planPruning(upkeep, id, { now, settings });
  const made: Subscription = {
    ...wanted,
    follows: undefined,
    stamp,
    since: now,
    revision: stamp,
    state,
    createdAt: now,
  };
  const first = await insertDue(due, made, now);
  const added = await subscriptions.add(made);
  // There already: added by another worker, or by our own first try, whose answer was lost; then the row is its own.
  if (added === 'added' || (await subscriptions.get(owner, id))?.stamp === stamp)
    await restoreFired(due, made, { first, now: clock.now() });
  else if (first) await due.removeByKey(due.partitionOf(id, first), id, stamp);
}
