import { Temporal } from 'temporal-polyfill';
import type { Clock } from '../clock.ts';
import type { DomainError } from '../errors.ts';
import type { Log } from '../log.ts';
import type { Queue } from '../storage/queue.ts';
import { occurrencesDue, writeMissed } from './catch-up.ts';
import { type DeliverDependencies, deliverTile, tileCheckDue } from './deliver-tile.ts';
import type { DueIndex } from './due-index.ts';
import { type FinishDependencies, finishFailed, finishSucceeded, settleState } from './finish-run.ts';
import { type RefreshMessage, refreshMessage } from './messages.ts';
import { retryAfter } from './retry-policy.ts';
import type { Claim, HeldRun, Run, Runs, StoredRun } from './runs.ts';
import { failureText, toDomainError } from './status-text.ts';
import type { StoredSubscription } from './subscription.ts';
import { scheduledKey } from './table-runs.ts';

export type RunDependencies = DeliverDependencies &
  FinishDependencies & {
    readonly runs: Runs;
    readonly due: DueIndex;
    readonly refreshQueue: Queue;
    /** Throws NOT_REGISTERED while the Power BI integration is off. */
    readonly requireRegistered: () => Promise<void>;
    readonly clock: Clock;
    readonly log: Log;
    /** Retry delays are divided by it; 1 outside development. */
    readonly timeDivisor: number;
  };

/** A foreign stamp may be a commit under way: the message is looked at once more after this long. */
const SECOND_LOOK_SECONDS = 60;
const GONE_CONFIRMED_AFTER_SECONDS = 60;

/**
 * One message of `refresh-tile`. Neither waiting nor a retry throws: a successor message is sent and this one
 * completes, so that a message is in the queue for every run that is not final. Whatever comes twice finds the run
 * claimed, waiting or final.
 */
export async function runRefresh(dependencies: RunDependencies, message: RefreshMessage): Promise<void> {
  const { subscriptions } = dependencies;
  const subscription = await subscriptions.get(message.owner, message.id);
  if (message.kind === 'manual') {
    if (subscription) await runManual(dependencies, subscription, message);
    return;
  }
  if (!subscription || subscription.stamp !== message.stamp) {
    await handleForeignStamp(dependencies, message);
    return;
  }
  await runScheduled(dependencies, subscription, message);
}

type Scheduled = Extract<RefreshMessage, { kind: 'scheduled' }>;
type Manual = Extract<RefreshMessage, { kind: 'manual' }>;

/** An earlier decision's message, or one whose commit is not there yet. It leaves no run. */
async function handleForeignStamp(
  { due, refreshQueue, log }: RunDependencies,
  message: Scheduled,
): Promise<void> {
  if (message.looks === 0) {
    await refreshQueue.send(refreshMessage({ ...message, looks: 1 }), { delaySeconds: SECOND_LOOK_SECONDS });
    return;
  }
  if (message.nextPartition !== '') await due.removeByKey(message.nextPartition, message.id, message.stamp);
  log.info('run.foreign', { subscriptionId: message.id, dueAt: message.dueAt.toString() });
}

/** Takes the newest occurrence due now; earlier ones end as missed. */
async function runScheduled(
  dependencies: RunDependencies,
  subscription: StoredSubscription,
  message: Scheduled,
): Promise<void> {
  const { runs, clock, refreshQueue } = dependencies;
  const now = clock.now();
  const occurrences = occurrencesDue(subscription.schedule, message.dueAt, now);
  const newest = occurrences.at(-1) ?? message.dueAt;
  const claim = await runs.claim(subscription.id, scheduledKey(newest), newest);
  if (claim.kind === 'later') {
    await refreshQueue.send(refreshMessage(message), { delaySeconds: secondsUntil(claim.at, now) });
    return;
  }
  await writeMissed(runs, subscription.id, occurrences.slice(0, -1), now);
  if (claim.kind === 'final') await settle(dependencies, subscription, claim.run);
  else await execute(dependencies, subscription, claim.held, { ...message, dueAt: newest });
}

async function runManual(
  dependencies: RunDependencies,
  subscription: StoredSubscription,
  message: Manual,
): Promise<void> {
  const { runs, clock, refreshQueue } = dependencies;
  const run = await runs.get(subscription.id, message.runKey);
  if (!run) return;
  const claim: Claim = await runs.claim(subscription.id, run.key, run.dueAt);
  if (claim.kind === 'later')
    await refreshQueue.send(refreshMessage(message), { delaySeconds: secondsUntil(claim.at, clock.now()) });
  else if (claim.kind === 'final') await settle(dependencies, subscription, claim.run);
  else await execute(dependencies, subscription, claim.held, message);
}

async function settle(
  dependencies: RunDependencies,
  subscription: StoredSubscription,
  run: StoredRun,
): Promise<void> {
  const status = await dependencies.subscriptions.status(subscription.owner, subscription.id);
  await settleState(dependencies, subscription, run, status);
}

async function execute(
  dependencies: RunDependencies,
  subscription: StoredSubscription,
  held: HeldRun,
  message: RefreshMessage,
): Promise<void> {
  const { subscriptions, clock, log, requireRegistered } = dependencies;
  const now = clock.now();
  const status = await subscriptions.status(subscription.owner, subscription.id);
  const late =
    status.lastDeliveredDueAt && Temporal.Instant.compare(held.run.dueAt, status.lastDeliveredDueAt) < 0;
  if (late && held.run.kind === 'scheduled') {
    const text = 'Missed: a newer occurrence was delivered.';
    await dependencies.runs.release(held, { ...held.run, state: 'missed', text, finishedAt: now });
    return;
  }
  log.info('run.started', {
    subscriptionId: subscription.id,
    runKey: held.run.key,
    attempt: held.run.attempt,
    lateMs: now.epochMilliseconds - held.run.dueAt.epochMilliseconds,
  });
  try {
    await requireRegistered();
    const checkTile =
      held.run.kind === 'manual' || tileCheckDue(status, now) || status.tileMissingAt !== undefined;
    const delivered = await deliverTile(dependencies, subscription, { now, checkTile });
    await finishSucceeded(dependencies, subscription, held, { before: status, delivered });
  } catch (error) {
    await failed(dependencies, { subscription, held, message, error: toDomainError(error) });
  }
}

type Failure = {
  readonly subscription: StoredSubscription;
  readonly held: HeldRun;
  readonly message: RefreshMessage;
  readonly error: DomainError;
};

async function failed(dependencies: RunDependencies, failure: Failure): Promise<void> {
  const { subscription, held, error } = failure;
  const { clock, log } = dependencies;
  log.warn('run.refused', {
    subscriptionId: subscription.id,
    runKey: held.run.key,
    attempt: held.run.attempt,
    code: error.code,
    error: error.code === 'INTERNAL' ? error : undefined,
  });
  if (error.code === 'TILE_NOT_FOUND' && !(await goneForSure(dependencies, subscription, clock.now()))) {
    await waitAndTryAgain(dependencies, failure, GONE_CONFIRMED_AFTER_SECONDS);
    return;
  }
  const retry = retryAfter(error, held.run.attempt);
  if (retry.kind === 'again') await waitAndTryAgain(dependencies, failure, retry.delaySeconds);
  else await finishFailed(dependencies, subscription, held, error);
}

/** S8: gone is what was looked for twice, at least a minute apart. */
async function goneForSure(
  { subscriptions, timeDivisor }: RunDependencies,
  { owner, id }: StoredSubscription,
  now: Temporal.Instant,
): Promise<boolean> {
  const status = await subscriptions.updateStatus(owner, id, (current) =>
    current.tileMissingAt === undefined ? { ...current, tileMissingAt: now } : undefined,
  );
  const since = status.tileMissingAt ?? now;
  return (
    now.epochMilliseconds - since.epochMilliseconds >= (GONE_CONFIRMED_AFTER_SECONDS * 1000) / timeDivisor
  );
}

/** The run's row first, the successor message after: cut off in between, this message comes again and waits. */
async function waitAndTryAgain(
  { runs, refreshQueue, clock, timeDivisor }: RunDependencies,
  { subscription, held, message, error }: Failure,
  delaySeconds: number,
): Promise<void> {
  const wait = delaySeconds / timeDivisor;
  const outcome: Run = {
    ...held.run,
    state: 'waiting',
    attempt: held.run.attempt + 1,
    notBefore: clock.now().add({ milliseconds: Math.round(wait * 1000) }),
    code: error.code,
    text: failureText(subscription, error),
  };
  await runs.release(held, outcome);
  await refreshQueue.send(refreshMessage(message), { delaySeconds: Math.ceil(wait) });
}

function secondsUntil(at: Temporal.Instant, now: Temporal.Instant): number {
  return Math.max(1, Math.ceil((at.epochMilliseconds - now.epochMilliseconds) / 1000));
}
