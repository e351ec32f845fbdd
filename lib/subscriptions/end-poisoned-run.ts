import { DomainError } from '../errors.ts';
import { finishFailed } from './finish-run.ts';
import { type RefreshMessage, refreshMessage } from './messages.ts';
import type { RunDependencies } from './run-refresh.ts';
import { FINAL_STATES } from './runs.ts';
import { scheduledKey } from './table-runs.ts';

const AGAIN_SECONDS = 300;

/**
 * A message whose worker died five times. A run that is final needs nothing; one under a live lease is left to its
 * worker and looked at again; the rest ends as failed, so that no occurrence stays without a final run.
 */
export async function endPoisonedRun(dependencies: RunDependencies, message: RefreshMessage): Promise<void> {
  const { subscriptions, runs, refreshQueue, timeDivisor, log } = dependencies;
  const subscription = await subscriptions.get(message.owner, message.id);
  if (!subscription) return;
  const key = message.kind === 'manual' ? message.runKey : scheduledKey(message.dueAt);
  const present = await runs.get(subscription.id, key);
  if (present && FINAL_STATES.includes(present.state)) return;
  const dueAt = message.kind === 'manual' ? present?.dueAt : message.dueAt;
  if (!dueAt) return;
  log.error('run.poisoned', { subscriptionId: subscription.id, runKey: key });
  const claim = await runs.claim(subscription.id, key, dueAt);
  if (claim.kind === 'held') {
    const error = new DomainError('INTERNAL', {
      detail: 'The run was given up after its worker stopped five times.',
    });
    await finishFailed(dependencies, subscription, claim.held, error);
  } else if (claim.kind === 'later')
    await refreshQueue.send(refreshMessage(message), {
      delaySeconds: Math.ceil(AGAIN_SECONDS / timeDivisor),
    });
}
