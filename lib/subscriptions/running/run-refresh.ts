import { findSubscription } from '../find-subscription.ts';
import type { DueIndex } from '../firing/due-index.ts';
import { handleForeign } from '../firing/foreign-message.ts';
import type { ManualMessage, RefreshMessage, ScheduledMessage } from '../firing/messages.ts';
import { putBack } from '../firing/put-back.ts';
import type { SubscriptionWithStatus } from '../subscription.ts';
import { type ExecuteDependencies, endOvertaken, executeRun } from './execute-run.ts';
import type { Claim, Demand } from './runs.ts';
import { settleState } from './settle-state.ts';

export type RunDependencies = ExecuteDependencies & { readonly due: DueIndex };

/** The open run of an older occurrence is ended first, then the newest claimed. */
const ROUNDS = 3;

/**
 * One message of `refresh-tile`. Neither waiting nor a retry throws: a successor message is sent and this one
 * completes, so that a message is in the queue for every run that is not final. Whatever comes twice finds the run
 * claimed, waiting or final.
 */
export async function runRefresh(dependencies: RunDependencies, message: RefreshMessage): Promise<void> {
  let attempt = 1;
  for (let round = 0; round < ROUNDS; round++) {
    const step = await claimFor(dependencies, message, attempt);
    if (!step) return;
    const { claim, loaded } = step;
    switch (claim.kind) {
      case 'later':
        await putBack(dependencies, message, claim);
        return;
      case 'accounted':
        await settleState(dependencies, loaded.subscription, { status: loaded.status, ledger: claim.ledger });
        return;
      case 'held':
        // Whoever took the lease may have another run in hand: this message stays the index of its own.
        if ((await executeRun(dependencies, { ...loaded, held: claim.held }, message)) === 'lost')
          await putBack(dependencies, message, { at: dependencies.clock.now(), why: 'leased' });
        return;
      case 'overtaken':
        attempt = await endOvertaken(dependencies, { ...loaded, held: claim.held });
    }
  }
  await putBack(dependencies, message, { at: dependencies.clock.now(), why: 'leased' });
}

/**
 * What a message may take up; undefined where it is of no subscription, or of an earlier decision.
 * @param attempt at which a new run of the schedule begins.
 */
export async function claimFor(
  dependencies: RunDependencies,
  message: RefreshMessage,
  attempt: number,
): Promise<{ readonly claim: Claim; readonly loaded: SubscriptionWithStatus } | undefined> {
  return message.kind === 'manual'
    ? claimManual(dependencies, message)
    : claimScheduled(dependencies, message, attempt);
}

async function claimManual({ subscriptions, runs }: RunDependencies, message: ManualMessage) {
  const loaded = await findSubscription(subscriptions, message);
  return loaded && { loaded, claim: await runs.claimManual(message.id, message) };
}

async function claimScheduled(dependencies: RunDependencies, message: ScheduledMessage, attempt: number) {
  const { subscriptions, runs } = dependencies;
  const [loaded, ledger] = await Promise.all([
    findSubscription(subscriptions, message),
    runs.ledger(message.id),
  ]);
  if (!loaded || loaded.subscription.stamp !== message.stamp) {
    await handleForeign(dependencies, message);
    return undefined;
  }
  const { stamp, schedule, since } = loaded.subscription;
  const demand: Demand = { stamp, schedule, since, dueAt: message.dueAt, attempt };
  return { loaded, claim: await runs.claim(message.id, demand, ledger) };
}
