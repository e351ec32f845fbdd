import type { Clock } from '../../clock.ts';
import { DomainError } from '../../errors.ts';
import type { Owner } from '../../identity/principal.ts';
import type { Queue } from '../../storage/queue.ts';
import { refreshMessage } from '../firing/messages.ts';
import type { SubscriptionId, Subscriptions } from '../subscription.ts';
import { FINAL_STATES, type Runs, type StoredRun } from './runs.ts';

/**
 * S13: a run by hand; allowed while paused, moves no schedule. The caller draws `runId`, so that a repeated request is
 * one run. The message first, the run's row after, which is the answer: cut off in between, the worker writes the row.
 * @throws DomainError NOT_FOUND.
 */
export async function runNow(
  dependencies: {
    readonly subscriptions: Subscriptions;
    readonly runs: Runs;
    readonly refreshQueue: Queue;
    readonly clock: Clock;
  },
  request: { readonly owner: Owner; readonly id: SubscriptionId; readonly runId: string },
): Promise<StoredRun> {
  const { subscriptions, runs, refreshQueue, clock } = dependencies;
  const { owner, id, runId } = request;
  const [subscription, present] = await Promise.all([
    subscriptions.get(owner, id),
    runs.requested(id, runId),
  ]);
  if (!subscription) throw new DomainError('NOT_FOUND');
  if (present && FINAL_STATES.includes(present.state)) return present;
  const askedAt = present?.dueAt ?? clock.now();
  const message = { kind: 'manual', owner, id, runId, askedAt, looks: 0, poisonings: 0 } as const;
  await refreshQueue.send(refreshMessage(message));
  return present ?? runs.request(id, { runId, askedAt });
}
