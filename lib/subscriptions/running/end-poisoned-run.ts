import { type RefreshMessage, refreshMessage } from '../firing/messages.ts';
import { putBack } from '../firing/put-back.ts';
import { endOvertaken, workerLost } from './execute-run.ts';
import { finishFailed } from './finish-run.ts';
import { claimFor, type RunDependencies } from './run-refresh.ts';
import { settleState } from './settle-state.ts';

/** A message is given another chance that often: an outage of storage poisons every message that comes in it. */
const FORGIVEN = 3;
const AGAIN_SECONDS = 300;

/**
 * A message that failed five times over. It is worked on again, later; the fourth time its run ends as failed. A run
 * that is final needs nothing, one under a live lease is left to its worker: nothing vanishes, and no occurrence stays
 * without a final run. Crash story: this message comes again.
 */
export async function endPoisonedRun(dependencies: RunDependencies, message: RefreshMessage): Promise<void> {
  const { refreshQueue, timeDivisor, log } = dependencies;
  log.error('run.poisoned', { subscriptionId: message.id, poisonings: message.poisonings + 1 });
  if (message.poisonings < FORGIVEN) {
    const again = refreshMessage({ ...message, poisonings: message.poisonings + 1 });
    await refreshQueue.send(again, { delaySeconds: Math.ceil(AGAIN_SECONDS / timeDivisor) });
    return;
  }
  await giveUp(dependencies, message, 1);
}

async function giveUp(
  dependencies: RunDependencies,
  message: RefreshMessage,
  attempt: number,
): Promise<void> {
  const step = await claimFor(dependencies, message, attempt);
  if (!step) return;
  const { claim, loaded } = step;
  switch (claim.kind) {
    case 'later':
      return putBack(dependencies, message, claim);
    case 'accounted':
      return settleState(dependencies, loaded.subscription, { status: loaded.status, ledger: claim.ledger });
    case 'held':
      if ((await finishFailed(dependencies, { ...loaded, held: claim.held }, workerLost(loaded))) === 'lost')
        await putBack(dependencies, message, { at: dependencies.clock.now(), why: 'leased' });
      return;
    case 'overtaken':
      return giveUp(dependencies, message, await endOvertaken(dependencies, { ...loaded, held: claim.held }));
  }
}
