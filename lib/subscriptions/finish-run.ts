import type { Clock } from '../clock.ts';
import type { DomainError } from '../errors.ts';
import type { Log } from '../log.ts';
import type { Notifications } from '../notifications/notifications.ts';
import type { PinPictures } from '../pins/pin-pictures.ts';
import { nextOccurrence } from '../schedules/next-occurrence.ts';
import type { Settings } from '../settings.ts';
import { changeState } from './change-state.ts';
import type { Delivered } from './deliver-tile.ts';
import type { HeldRun, Run, Runs } from './runs.ts';
import { DONE_TEXT, failureText } from './status-text.ts';
import type { StoredSubscription, SubscriptionStatus, Subscriptions } from './subscription.ts';

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
 * Everything here is written once a run: the status names the run it is of; the run's own row becomes final after it.
 * Cut off before that, the next worker delivers again and writes the same.
 */
export async function finishSucceeded(
  dependencies: FinishDependencies,
  subscription: StoredSubscription,
  held: HeldRun,
  outcome: { readonly before: SubscriptionStatus; readonly delivered: Delivered },
): Promise<void> {
  const { subscriptions, runs, notifications, log } = dependencies;
  const { before, delivered } = outcome;
  const { owner, id } = subscription;
  const status = await subscriptions.updateStatus(owner, id, (current) => ({
    ...current,
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
  if (before.code !== undefined) await notifications.heal(owner, { subject: id });
  const run: Run = {
    ...held.run,
    state: 'succeeded',
    code: undefined,
    text: DONE_TEXT,
    finishedAt: delivered.deliveredAt,
  };
  const released = await runs.release(held, run);
  await settleState(dependencies, subscription, run, status);
  log.info('run.finished', { subscriptionId: id, runKey: held.run.key, outcome: 'succeeded', released });
}

/** S4, S5: the reason is recorded and the owner told once per cause. */
export async function finishFailed(
  dependencies: FinishDependencies,
  subscription: StoredSubscription,
  held: HeldRun,
  error: DomainError,
): Promise<void> {
  const { subscriptions, runs, notifications, pinPictures, clock, log } = dependencies;
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
  const run: Run = { ...held.run, state: 'failed', code: error.code, text, finishedAt: now };
  const released = await runs.release(held, run);
  await settleState(dependencies, subscription, run, status);
  log.info('run.finished', {
    subscriptionId: id,
    runKey: held.run.key,
    outcome: 'failed',
    code: error.code,
    released,
  });
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

/**
 * What a final run means for its subscription: retired when its tile is gone, paused after too many failures in a row,
 * ended when its schedule is over. It comes after the run's last write, so that a change of stamp never leaves a run
 * open; cut off before it, the run's message comes again, finds the run final and settles the state.
 */
export async function settleState(
  dependencies: FinishDependencies,
  subscription: StoredSubscription,
  run: Run,
  status: SubscriptionStatus,
): Promise<void> {
  const { notifications, settings } = dependencies;
  const { owner, id, state, schedule } = subscription;
  if (state !== 'active' || status.lastRunKey !== run.key) return;
  if (run.code === 'TILE_NOT_FOUND') await changeState(dependencies, subscription, 'retired');
  else if (run.state === 'failed' && status.failures >= settings.pauseAfterFailures) {
    const text = `Paused after ${status.failures} failures in a row. ${status.text}`;
    await notifications.tell(owner, { kind: 'paused', subject: id, code: run.code ?? 'INTERNAL', text });
    await changeState(dependencies, subscription, 'paused');
  } else if (run.kind === 'scheduled' && !nextOccurrence(schedule, run.dueAt))
    await changeState(dependencies, subscription, 'ended');
}
