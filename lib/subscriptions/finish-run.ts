import type { Clock } from '../clock.ts';
import type { DomainError } from '../errors.ts';
import type { Log } from '../log.ts';
import type { Notifications } from '../notifications/notifications.ts';
import type { PinPictures } from '../pins/pin-pictures.ts';
import { nextOccurrence } from '../schedules/next-occurrence.ts';
import type { Settings } from '../settings.ts';
import { changeState } from './change-state.ts';
import type { Delivered } from './deliver-tile.ts';
import type { HeldRun, Runs } from './runs.ts';
import { DONE_TEXT, failureText } from './status-text.ts';
import type { StoredSubscription, Subscriptions, SubscriptionStatus } from './subscription.ts';

export type FinishDependencies = {
  readonly subscriptions: Subscriptions;
  readonly runs: Runs;
  readonly notifications: Notifications;
  readonly pinPictures: PinPictures;
  readonly settings: Pick<Settings, 'pauseAfterFailures'>;
  readonly clock: Clock;
  readonly log: Log;
};

/**
 * Everything here is written once a run: the status names the run it is of, and the run's own row becomes final as the
 * last write. Cut off before it, the next worker finds the status written and only ends the run.
 */
export async function finishSucceeded(
  dependencies: FinishDependencies,
  subscription: StoredSubscription,
  held: HeldRun,
  delivered: Delivered,
): Promise<void> {
  const { subscriptions, runs, notifications, log } = dependencies;
  const { owner, id } = subscription;
  await subscriptions.updateStatus(owner, id, (status) => ({
    ...status,
    text: DONE_TEXT,
    code: undefined,
    lastRunKey: held.run.key,
    lastRunAt: delivered.deliveredAt,
    lastDeliveredAt: delivered.deliveredAt,
    lastDeliveredDueAt: held.run.dueAt,
    failures: 0,
    tileMissingAt: undefined,
    ...(delivered.tileCheckedAt && { tileCheckedAt: delivered.tileCheckedAt }),
  }));
  await notifications.heal(owner, { subject: id });
  await endWhenOver(dependencies, subscription, held);
  const released = await runs.release(held, { ...held.run, state: 'succeeded', code: undefined, text: DONE_TEXT, finishedAt: delivered.deliveredAt });
  log.info('run.finished', { subscriptionId: id, runKey: held.run.key, outcome: 'succeeded', released });
}

/** S4, S5: the reason is recorded and the owner told once per cause. */
export async function finishFailed(
  dependencies: FinishDependencies,
  subscription: StoredSubscription,
  held: HeldRun,
  error: DomainError,
): Promise<void> {
  const { subscriptions, runs, notifications, pinPictures, settings, clock, log } = dependencies;
  const { owner, id } = subscription;
  const now = clock.now();
  const text = failureText(subscription, error);
  const counts = error.retry !== 'never';
  const status = await subscriptions.updateStatus(owner, id, (current) => ({
    ...current,
    text,
    code: error.code,
    failures: failuresAfter(current, held, counts),
    lastRunKey: held.run.key,
    lastRunAt: now,
  }));
  await pinPictures.markStale(id);
  await notifications.tell(owner, { kind: kindOf(error), subject: id, code: error.code, text });
  if (error.code === 'TILE_NOT_FOUND') await changeState(dependencies, subscription, 'retired');
  else if (counts && status.failures >= settings.pauseAfterFailures) {
    await changeState(dependencies, subscription, 'paused');
    await notifications.tell(owner, { kind: 'paused', subject: id, code: error.code, text: `Paused after ${status.failures} failures in a row. ${text}` });
  } else await endWhenOver(dependencies, subscription, held);
  const released = await runs.release(held, { ...held.run, state: 'failed', code: error.code, text, finishedAt: now });
  log.info('run.finished', { subscriptionId: id, runKey: held.run.key, outcome: 'failed', code: error.code, released });
}

/** A run counts once, however often its end is written. */
function failuresAfter(current: SubscriptionStatus, held: HeldRun, counts: boolean): number {
  if (!counts || current.lastRunKey === held.run.key) return current.failures;
  return current.failures + 1;
}

/** U7: everything that signing in heals is one cause, whatever number of tiles it stops. */
function kindOf(error: DomainError): 'sign-in' | 'failed' | 'retired' {
  if (error.code === 'SIGN_IN_REQUIRED') return 'sign-in';
  return error.code === 'TILE_NOT_FOUND' ? 'retired' : 'failed';
}

/** The last occurrence's run ends the subscription: there is no due row any more. */
async function endWhenOver(dependencies: FinishDependencies, subscription: StoredSubscription, held: HeldRun): Promise<void> {
  const over = held.run.kind === 'scheduled' && subscription.state === 'active' && !nextOccurrence(subscription.schedule, held.run.dueAt);
  if (over) await changeState(dependencies, subscription, 'ended');
}
