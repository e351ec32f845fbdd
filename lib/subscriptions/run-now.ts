import type { Clock } from '../clock.ts';
import { DomainError } from '../errors.ts';
import type { Owner } from '../identity/principal.ts';
import type { Queue } from '../storage/queue.ts';
import { refreshMessage } from './messages.ts';
import { FINAL_STATES, type Runs, type StoredRun } from './runs.ts';
import type { SubscriptionId, Subscriptions } from './subscription.ts';

/**
 * S13: a run by hand; allowed while paused, moves no schedule. The caller draws `runId`, so that a repeated request is
 * one run; repeating sends the message again, which heals a request that was cut off before its message.
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
  if (!(await subscriptions.get(owner, id))) throw new DomainError('NOT_FOUND');
  const run = await runs.request(id, runId, clock.now());
  if (!FINAL_STATES.includes(run.state))
    await refreshQueue.send(
      refreshMessage({ kind: 'manual', owner, id, runKey: run.key, looks: 0, poisonings: 0 }),
    );
  return run;
}
