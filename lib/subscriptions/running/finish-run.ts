import { Temporal } from 'temporal-polyfill';
import type { Clock } from '../../clock.ts';
import { ERRORS, type ErrorCode } from '../../errors.ts';
import type { Log } from '../../log.ts';
import type { PinPictures } from '../../pins/pin-pictures.ts';
import { DONE_TEXT } from '../status-text.ts';
import type { StoredStatus, StoredSubscription, SubscriptionStatus } from '../subscription.ts';
import type { Delivered } from './deliver-tile.ts';
import { FINAL_STATES, type HeldRun, type Run, type Runs } from './runs.ts';
import { type SettleDependencies, settleState } from './settle-state.ts';

export type FinishDependencies = SettleDependencies & {
  readonly runs: Runs;
  readonly pinPictures: Pick<PinPictures, 'markStale'>;
  readonly clock: Clock;
  readonly log: Log;
};

/** A run under way, with what was read at its begin. */
export type Running = {
  readonly subscription: StoredSubscription;
  readonly status: StoredStatus;
  readonly held: HeldRun;
};

/** `lost`: the lease was over and taken, and nothing was written; whoever took it may not know of this run. */
export type End = 'closed' | 'lost';

export type Failure = { readonly code: ErrorCode; readonly text: string };

/**
 * The end of a run: what was told, the status, and as its last write the run itself. Each is written by the run's id, so
 * that the next worker may write it again. Crash story: cut off before the status, the next worker delivers again; cut
 * off after it, the status says that the run is through, and only the rest is done.
 */
export async function finishSucceeded(
  dependencies: FinishDependencies,
  running: Running,
  delivered: Delivered,
): Promise<End> {
  const { subscriptions, notifications } = dependencies;
  const { subscription, held } = running;
  const { owner, id, stamp } = subscription;
  if (await lostMeanwhile(dependencies, held)) return 'lost';
  const { code: before } = running.status;
  if (before !== undefined) {
    await notifications.heal(owner, { subject: id });
    const kind = isErrorCode(before) ? kindOf(before) : 'failed';
    if (kind === 'sign-in' || kind === 'not-registered') await notifications.heal(owner, { kind });
  }
  const status = await subscriptions.updateStatus(
    owner,
    id,
    (current) => ({
      ...current,
      text: DONE_TEXT,
      code: undefined,
      lastRunKey: held.run.key,
      lastRunAt: delivered.deliveredAt,
      stamp,
      lastDeliveredAt: delivered.deliveredAt,
      lastDeliveredDueAt: held.run.dueAt,
      failures: 0,
      countedDueAt: undefined,
      tileMissingAt: undefined,
      ...(delivered.tileCheckedAt && { tileCheckedAt: delivered.tileCheckedAt }),
    }),
    running.status,
  );
  return closeRun(dependencies, running, {
    status,
    run: { ...held.run, state: 'succeeded', code: undefined, text: DONE_TEXT },
  });
}

/** S4, S5: the reason is recorded and the owner told once per cause. */
export async function finishFailed(
  dependencies: FinishDependencies,
  running: Running,
  failure: Failure,
): Promise<End> {
  const { subscriptions, notifications, pinPictures, states, clock } = dependencies;
  const { subscription, held } = running;
  const { owner, id, stamp } = subscription;
  const { code, text } = failure;
  if (await lostMeanwhile(dependencies, held)) return 'lost';
  const now = clock.now();
  // Before the status: from then on the subscription is failing.
  if (running.status.code === undefined) await states.note('failing', subscription);
  const status = await subscriptions.updateStatus(
    owner,
    id,
    (current) => ({
      ...current,
      text,
      code,
      ...countFailure(current, running, failure),
      lastRunKey: held.run.key,
      lastRunAt: now,
      stamp,
    }),
    running.status,
  );
  if (status) {
    await pinPictures.markStale(id);
    const kind = kindOf(code);
    const ofAll = kind === 'sign-in' || kind === 'not-registered';
    await notifications.tell(owner, { kind, subject: id, code, text: ofAll ? ERRORS[code].text : text });
  }
  return closeRun(dependencies, running, { status, run: { ...held.run, state: 'failed', code, text } });
}

/** An occurrence that needs no run any more: a newer one was delivered. It says nothing of the subscription. */
export async function finishMissed(
  dependencies: FinishDependencies,
  running: Running,
  text: string,
): Promise<End> {
  const { held, status } = running;
  return closeRun(dependencies, running, { status, run: { ...held.run, state: 'missed', text } });
}

/** The run of a worker that stopped between the status and the run: what the status says of it. */
export async function finishAsWritten(dependencies: FinishDependencies, running: Running): Promise<End> {
  const { held, status } = running;
  if (status.code !== undefined && isErrorCode(status.code)) {
    return finishFailed(dependencies, running, { code: status.code, text: status.text });
  }
  return closeRun(dependencies, running, {
    status,
    run: { ...held.run, state: 'succeeded', code: undefined, text: status.text },
  });
}

export function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(ERRORS, code);
}

async function closeRun(
  dependencies: FinishDependencies,
  { subscription, held }: Running,
  end: { readonly status: StoredStatus | undefined; readonly run: Run },
): Promise<End> {
  const { runs, clock, log } = dependencies;
  const { status } = end;
  const run: Run = { ...end.run, finishedAt: clock.now() };
  const released = await runs.release(held, run);
  log.info('run.finished', {
    subscriptionId: run.subscriptionId,
    runKey: run.key,
    outcome: run.state,
    code: run.code,
    released,
  });
  if (released === 'lost') return 'lost';
  if (!status) return 'closed';
  const { accountedTo, open } = held.ledger;
  const closed = FINAL_STATES.includes(run.state) && open === run.key;
  await settleState(dependencies, subscription, {
    status,
    ledger: { accountedTo, open: closed ? undefined : open },
  });
  return 'closed';
}

/** A worker that outlived its lease may have been overtaken: then what it knows is old, and it writes nothing. */
export async function lostMeanwhile(
  { runs, clock, log }: Pick<FinishDependencies, 'runs' | 'clock' | 'log'>,
  { run, token, until }: HeldRun,
): Promise<boolean> {
  if (Temporal.Instant.compare(clock.now(), until) < 0) return false;
  const { lease } = await runs.ledger(run.subscriptionId);
  if (lease?.token === token) return false;
  log.warn('run.lost', { subscriptionId: run.subscriptionId, runKey: run.key });
  return true;
}

/** An occurrence counts once, however often its end is written; another decision begins anew. */
function countFailure(
  current: SubscriptionStatus,
  { subscription, held }: Running,
  { code }: Failure,
): Pick<SubscriptionStatus, 'failures' | 'countedDueAt'> {
  const { failures, countedDueAt } =
    current.stamp === subscription.stamp ? current : { failures: 0, countedDueAt: undefined };
  const { kind, dueAt } = held.run;
  const counted = countedDueAt && Temporal.Instant.compare(dueAt, countedDueAt) <= 0;
  if (kind === 'manual' || ERRORS[code].retry === 'never' || counted) return { failures, countedDueAt };
  return { failures: failures + 1, countedDueAt: dueAt };
}

/** U7: what stops all of a person's tiles is one cause, whatever number of them there are. */
function kindOf(code: ErrorCode): 'sign-in' | 'not-registered' | 'failed' | 'retired' {
  switch (code) {
    case 'SIGN_IN_REQUIRED':
    case 'CONSENT_REQUIRED':
    case 'BLOCKED_BY_POLICY':
      return 'sign-in';
    case 'NOT_REGISTERED':
    case 'REGISTRATION_BROKEN':
      return 'not-registered';
    case 'TILE_NOT_FOUND':
      return 'retired';
    default:
      return 'failed';
  }
}
