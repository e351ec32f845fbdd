import { Temporal } from 'temporal-polyfill';
import { DomainError, toDomainError } from '../../errors.ts';
import { type SlotDependencies, withSlot } from '../../limits/with-slot.ts';
import type { Settings } from '../../settings.ts';
import type { Queue } from '../../storage/queue.ts';
import { type RefreshMessage, refreshMessage } from '../firing/messages.ts';
import { failureText } from '../status-text.ts';
import type { StoredStatus, SubscriptionStatus } from '../subscription.ts';
import { type DeliverDependencies, deliverTile, type TileCheck, tileCheckDue } from './deliver-tile.ts';
import {
  type End,
  type Failure,
  type FinishDependencies,
  finishAsWritten,
  finishFailed,
  finishMissed,
  finishSucceeded,
  isErrorCode,
  lostMeanwhile,
  type Running,
} from './finish-run.ts';
import { MOST_ATTEMPTS, retryAfter } from './retry-policy.ts';
import type { Run } from './runs.ts';

export type ExecuteDependencies = DeliverDependencies &
  FinishDependencies &
  SlotDependencies & {
    readonly settings: Pick<Settings, 'maxRunsPerOwner'>;
    readonly refreshQueue: Queue;
    /** Throws NOT_REGISTERED while the Power BI integration is off. */
    readonly requireRegistered: () => Promise<void>;
    /** Retry delays are divided by it; 1 outside development. */
    readonly timeDivisor: number;
  };

const GONE_CONFIRMED_AFTER_SECONDS = 60;
const SLOT_SECONDS = 5;
const LONGEST_SLOT_SECONDS = 60;
const NEWER_DELIVERED = 'Missed: a newer occurrence was delivered.';

/** One attempt at a run that this worker holds: delivered, put off, or failed for good. */
export async function executeRun(
  dependencies: ExecuteDependencies,
  running: Running,
  message: RefreshMessage,
): Promise<End> {
  const { clock, log } = dependencies;
  const { subscription, status, held } = running;
  const { run } = held;
  if (status.lastRunKey === run.key) return finishAsWritten(dependencies, running);
  if (newerDelivered(run, status)) return finishMissed(dependencies, running, NEWER_DELIVERED);
  if (run.attempt > MOST_ATTEMPTS) return finishFailed(dependencies, running, workerLost(running));
  const now = clock.now();
  log.info('run.started', {
    subscriptionId: subscription.id,
    runKey: run.key,
    attempt: run.attempt,
    lateMs: now.epochMilliseconds - run.dueAt.epochMilliseconds,
  });
  const delivered = await attempt(dependencies, running, now);
  return delivered instanceof DomainError
    ? afterRefusal(dependencies, running, message, delivered)
    : finishSucceeded(dependencies, running, delivered);
}

/**
 * Ends the open run of an earlier occurrence in whose place a newer one is due. It had its turn: what stopped it is
 * told, unless a newer picture was delivered meanwhile. Otherwise a schedule that is shorter than its retries would
 * never fail. Where its worker stopped without a word, the newer one goes on in its place.
 * @returns the attempt at which the newer one begins: one that stops worker after worker is not begun for ever.
 */
export async function endOvertaken(dependencies: ExecuteDependencies, running: Running): Promise<number> {
  const { status, held } = running;
  const { key, stamp, code, text, attempt } = held.run;
  if (status.lastRunKey === key) await finishAsWritten(dependencies, running);
  else if (newerDelivered(held.run, status)) await finishMissed(dependencies, running, NEWER_DELIVERED);
  else if (stamp !== running.subscription.stamp)
    await finishMissed(dependencies, running, 'Missed: the subscription was changed meanwhile.');
  else if (code === 'NO_FREE_SLOT')
    await finishMissed(dependencies, running, 'Missed: no place was free before the next occurrence.');
  else if (code !== undefined && isErrorCode(code))
    await finishFailed(dependencies, running, { code, text: text ?? code });
  else if (attempt > MOST_ATTEMPTS) await finishFailed(dependencies, running, workerLost(running));
  else {
    await finishMissed(dependencies, running, 'Missed: its worker stopped, and a newer occurrence was due.');
    return attempt;
  }
  return 1;
}

export function workerLost({ subscription }: Pick<Running, 'subscription'>): Failure {
  const error = new DomainError('INTERNAL', {
    detail: 'The run was given up: its workers stopped without a word.',
  });
  return { code: error.code, text: failureText(subscription, error) };
}

function newerDelivered({ kind, dueAt }: Run, { lastDeliveredDueAt }: SubscriptionStatus): boolean {
  return (
    kind === 'scheduled' &&
    lastDeliveredDueAt !== undefined &&
    Temporal.Instant.compare(dueAt, lastDeliveredDueAt) < 0
  );
}

async function attempt(
  dependencies: ExecuteDependencies,
  { subscription, status, held }: Running,
  now: Temporal.Instant,
) {
  try {
    await dependencies.requireRegistered();
    const cap = { name: `owner|${subscription.owner}`, most: dependencies.settings.maxRunsPerOwner };
    const check = checkOf(held.run, status, now);
    const dueAt = held.run.kind === 'scheduled' ? held.run.dueAt : undefined;
    return await withSlot(dependencies, cap, () =>
      deliverTile(dependencies, subscription, { now, check, dueAt }),
    );
  } catch (error) {
    return toDomainError(error);
  }
}

function checkOf(run: Run, status: SubscriptionStatus, now: Temporal.Instant): TileCheck {
  if (run.code === 'MODEL_NOT_FOUND') return 'mend';
  const look = run.kind === 'manual' || tileCheckDue(status, now) || status.tileMissingAt !== undefined;
  return look ? 'look' : 'none';
}

async function afterRefusal(
  dependencies: ExecuteDependencies,
  running: Running,
  message: RefreshMessage,
  error: DomainError,
): Promise<End> {
  const { subscription, held } = running;
  dependencies.log.warn('run.refused', {
    subscriptionId: subscription.id,
    runKey: held.run.key,
    attempt: held.run.attempt,
    code: error.code,
    error: error.code === 'INTERNAL' ? error : undefined,
  });
  const failure: Failure = { code: error.code, text: failureText(subscription, error) };
  if (error.code === 'TILE_NOT_FOUND') {
    const seen = await noteMissingTile(dependencies, running);
    return seen.sure
      ? finishFailed(dependencies, { ...running, status: seen.status }, failure)
      : putOff(dependencies, running, message, { failure, delaySeconds: GONE_CONFIRMED_AFTER_SECONDS });
  }
  if (error.code === 'NO_FREE_SLOT') return waitForSlot(dependencies, running, message, failure);
  const retry = retryAfter(error, held.run.attempt);
  return retry.kind === 'again'
    ? putOff(dependencies, running, message, { failure, delaySeconds: retry.delaySeconds })
    : finishFailed(dependencies, running, failure);
}

/** S8: gone is what was looked for twice, at least a minute apart. */
async function noteMissingTile(
  { subscriptions, clock, timeDivisor }: ExecuteDependencies,
  { subscription, status }: Running,
): Promise<{ readonly sure: boolean; readonly status: StoredStatus }> {
  const now = clock.now();
  const noted =
    (await subscriptions.updateStatus(
      subscription.owner,
      subscription.id,
      (current) => (current.tileMissingAt === undefined ? { ...current, tileMissingAt: now } : undefined),
      status,
    )) ?? status;
  const since = (noted.tileMissingAt ?? now).epochMilliseconds;
  const wait = (GONE_CONFIRMED_AFTER_SECONDS * 1000) / timeDivisor;
  return { sure: now.epochMilliseconds - since >= wait, status: noted };
}

/** A run that found no free place has not been tried: it comes again, later each time, until a newer one is due. */
async function waitForSlot(
  dependencies: ExecuteDependencies,
  running: Running,
  message: RefreshMessage,
  failure: Failure,
): Promise<End> {
  const delaySeconds = Math.min(SLOT_SECONDS * 2 ** Math.min(message.looks, 10), LONGEST_SLOT_SECONDS);
  const attempt = running.held.run.attempt;
  return putOff(dependencies, running, message, { failure, delaySeconds, attempt, looks: message.looks + 1 });
}

/** The run's row first, the successor message after: cut off in between, this message comes again and waits. */
async function putOff(
  dependencies: ExecuteDependencies,
  { held }: Running,
  message: RefreshMessage,
  next: {
    readonly failure: Failure;
    readonly delaySeconds: number;
    /** Of the run as it is to go on, if this was none. */
    readonly attempt?: number;
    readonly looks?: number;
  },
): Promise<End> {
  const { failure, delaySeconds, attempt = held.run.attempt + 1, looks = 0 } = next;
  const { runs, refreshQueue, clock, timeDivisor } = dependencies;
  if (await lostMeanwhile(dependencies, held)) return 'lost';
  const wait = delaySeconds / timeDivisor;
  const outcome: Run = {
    ...held.run,
    state: 'waiting',
    attempt,
    notBefore: clock.now().add({ milliseconds: Math.round(wait * 1000) }),
    ...failure,
  };
  if ((await runs.release(held, outcome)) === 'lost') return 'lost';
  const after = refreshMessage({ ...successor(message, held.run), looks });
  await refreshQueue.send(after, { delaySeconds: Math.ceil(wait) });
  return 'closed';
}

/** The message of the run that was taken up, which may be a newer one than the message was sent for. */
function successor(message: RefreshMessage, { dueAt }: Run): RefreshMessage {
  const fresh = { looks: 0, poisonings: 0 };
  return message.kind === 'manual' ? { ...message, ...fresh } : { ...message, ...fresh, dueAt };
}
