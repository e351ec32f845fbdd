import { Temporal } from 'temporal-polyfill';
import type { DueIndex } from './due-index.ts';
import { type ExecuteDependencies, endOvertaken, executeRun } from './execute-run.ts';
import {
  type ManualMessage,
  type RefreshMessage,
  refreshMessage,
  type ScheduledMessage,
} from './messages.ts';
import type { Claim, Demand } from './runs.ts';
import { settleState } from './settle-state.ts';
import { drawnAt } from './stamp.ts';
import type { StoredSubscription, Subscriptions, SubscriptionWithStatus } from './subscription.ts';

export type RunDependencies = ExecuteDependencies & { readonly due: DueIndex };

/** The open run of an older occurrence is ended first, then the newest claimed. */
const ROUNDS = 3;
/** A foreign stamp may be a commit under way: the message is looked at once more after this long. */
const SECOND_LOOK_SECONDS = 60;
/** A stamp as old as this is committed or never will be. */
const COMMITTED_WITHIN = { minutes: 15 } as const;
const FIRST_LOOK_AGAIN_SECONDS = 5;

/**
 * One message of `refresh-tile`. Neither waiting nor a retry throws: a successor message is sent and this one
 * completes, so that a message is in the queue for every run that is not final. Whatever comes twice finds the run
 * claimed, waiting or final.
 */
export async function runRefresh(dependencies: RunDependencies, message: RefreshMessage): Promise<void> {
  for (let round = 0; round < ROUNDS; round++) {
    const step = await claimFor(dependencies, message);
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
        await executeRun(dependencies, { ...loaded, held: claim.held }, message);
        return;
      case 'overtaken':
        await endOvertaken(dependencies, { ...loaded, held: claim.held });
    }
  }
  await putBack(dependencies, message, { at: dependencies.clock.now(), why: 'leased' });
}

/** What a message may take up; undefined where it is of no subscription, or of an earlier decision. */
export async function claimFor(
  dependencies: RunDependencies,
  message: RefreshMessage,
): Promise<{ readonly claim: Claim; readonly loaded: SubscriptionWithStatus } | undefined> {
  return message.kind === 'manual'
    ? claimManual(dependencies, message)
    : claimScheduled(dependencies, message);
}

async function claimManual({ subscriptions, runs }: RunDependencies, message: ManualMessage) {
  const loaded = await loadWhereItIs(subscriptions, message);
  return loaded && { loaded, claim: await runs.claimManual(message.id, message) };
}

async function claimScheduled(dependencies: RunDependencies, message: ScheduledMessage) {
  const { subscriptions, runs } = dependencies;
  const [loaded, ledger] = await Promise.all([
    loadWhereItIs(subscriptions, message),
    runs.ledger(message.id),
  ]);
  if (!loaded || loaded.subscription.stamp !== message.stamp) {
    await handleForeign(dependencies, message, loaded?.subscription);
    return undefined;
  }
  const { stamp, schedule, since } = loaded.subscription;
  const demand: Demand = { stamp, schedule, since, dueAt: message.dueAt };
  return { loaded, claim: await runs.claim(message.id, demand, ledger) };
}

/** Where the message says, or, after a change of owner, where the locator says. */
async function loadWhereItIs(
  subscriptions: Subscriptions,
  { owner, id }: RefreshMessage,
): Promise<SubscriptionWithStatus | undefined> {
  const loaded = await subscriptions.load(owner, id);
  if (loaded) return loaded;
  const elsewhere = await subscriptions.ownerOf(id);
  return elsewhere === undefined || elsewhere === owner ? undefined : subscriptions.load(elsewhere, id);
}

/**
 * An earlier decision's message, or one whose commit is not there yet. It begins no run; the due row that it led to goes,
 * and a run that was open under its stamp ends.
 */
async function handleForeign(
  dependencies: RunDependencies,
  message: ScheduledMessage,
  subscription: StoredSubscription | undefined,
): Promise<void> {
  const { due, runs, refreshQueue, clock, log } = dependencies;
  const settled = drawnAt(message.stamp).add(COMMITTED_WITHIN);
  if (message.looks === 0 && Temporal.Instant.compare(clock.now(), settled) < 0) {
    const again = refreshMessage({ ...message, looks: 1 });
    await refreshQueue.send(again, { delaySeconds: SECOND_LOOK_SECONDS });
    return;
  }
  if (message.nextPartition !== '') await due.removeByKey(message.nextPartition, message.id, message.stamp);
  if (subscription) {
    const withdrawn = await runs.withdraw(message.id, message.stamp);
    if (withdrawn.kind === 'later') await putBack(dependencies, message, withdrawn);
  }
  log.info('run.foreign', { subscriptionId: message.id, dueAt: message.dueAt.toString() });
}

/** A run takes seconds, its lease minutes: who waits for another's looks soon at first, and at its end at the latest. */
export async function putBack(
  { refreshQueue, clock }: Pick<RunDependencies, 'refreshQueue' | 'clock'>,
  message: RefreshMessage,
  { at, why }: Pick<Extract<Claim, { kind: 'later' }>, 'at' | 'why'>,
): Promise<void> {
  const rest = Math.ceil((at.epochMilliseconds - clock.now().epochMilliseconds) / 1000);
  const soon = FIRST_LOOK_AGAIN_SECONDS * 2 ** Math.min(message.looks, 10);
  await refreshQueue.send(refreshMessage({ ...message, looks: message.looks + 1 }), {
    delaySeconds: Math.max(1, why === 'leased' ? Math.min(rest, soon) : rest),
  });
}
