import { DomainError } from '../errors.ts';
import type { Owner } from '../identity/principal.ts';
import { nextOccurrence } from '../schedules/next-occurrence.ts';
import { type DecideDependencies, type Decision, decide } from './decide.ts';
import type { StoredSubscription, Subscription, SubscriptionId } from './subscription.ts';

/** What a person may change: S2, S13. */
export type SubscriptionChange = Partial<Pick<Subscription, 'schedule' | 'itemName' | 'parameters'>> & {
  readonly state?: 'active' | 'paused';
};

/**
 * One change by a person.
 * @param revision what the person saw (If-Match); another one since is refused, a run's results are none.
 * @throws DomainError NOT_FOUND, PRECONDITION_FAILED, CONFLICT, SCHEDULE_INVALID.
 */
export async function changeSubscription(
  dependencies: DecideDependencies,
  request: {
    readonly owner: Owner;
    readonly id: SubscriptionId;
    readonly revision: string | undefined;
    readonly change: SubscriptionChange;
  },
): Promise<StoredSubscription> {
  const { subscriptions, clock } = dependencies;
  const { owner, id, revision, change } = request;
  const present = await subscriptions.get(owner, id);
  if (!present) throw new DomainError('NOT_FOUND');
  if (revision !== undefined && revision !== present.revision) throw new DomainError('PRECONDITION_FAILED');
  const state = change.state ?? stateAfterEdit(present, change);
  if (state === 'active' && !nextOccurrence(change.schedule ?? present.schedule, clock.now()))
    throw new DomainError('SCHEDULE_INVALID', {
      detail: 'This schedule has no further occurrence. Choose another one.',
    });
  const decision: Decision = { ...change, state };
  const written = await decide(dependencies, present, decision);
  if (!written) throw new DomainError('CONFLICT');
  return written;
}

/** A new schedule brings one back whose schedule was over; nothing else but its own switch starts one. */
function stateAfterEdit(present: Subscription, change: SubscriptionChange): Subscription['state'] {
  return present.state === 'ended' && change.schedule ? 'active' : present.state;
}
