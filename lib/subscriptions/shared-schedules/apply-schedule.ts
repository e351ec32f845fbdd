import pLimit from 'p-limit';
import type { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { DomainError } from '../../errors.ts';
import { nextOccurrence } from '../../schedules/next-occurrence.ts';
import type { Message, Queue } from '../../storage/queue.ts';
import { type DecideDependencies, type Decision, decide } from '../deciding/decide.ts';
import { findSubscription } from '../find-subscription.ts';
import { mayBeUnderWay } from '../stamp.ts';
import type { Subscription } from '../subscription.ts';
import type { Follower, SharedSchedule, SharedSchedules } from './shared-schedules.ts';

export type ApplyDependencies = DecideDependencies & {
  readonly sharedSchedules: SharedSchedules;
  readonly applyQueue: Queue;
};

/** What the queue `apply-schedule` carries: a hundred followers of one version of a shared schedule. */
export const applyMessageSchema = z.object({
  scheduleId: z.string(),
  stamp: z.string(),
  after: z.string().optional(),
});
type ApplyMessage = {
  readonly scheduleId: string;
  readonly stamp: string;
  /** Where the hundred before ended. */
  readonly after?: string | undefined;
};

export function applyMessage({ after, ...message }: ApplyMessage): Message {
  return after === undefined ? message : { ...message, after };
}

const FOLLOWERS = 100;
const PARALLEL = 8;
const ATTEMPTS = 5;
/** A foreign stamp may be a commit under way: the message is looked at again after this long, as long as it may be. */
const LOOK_AGAIN_SECONDS = 60;

/**
 * Gives a hundred followers the firing of their shared schedule, and sends the message for the next hundred. May be
 * repeated at any point: who follows this version already is left alone; of another version, that one's message takes
 * care.
 */
export async function applySchedule(dependencies: ApplyDependencies, message: ApplyMessage): Promise<void> {
  const { sharedSchedules, applyQueue, clock } = dependencies;
  const { scheduleId, stamp, after } = message;
  const shared = await sharedSchedules.get(scheduleId);
  if (shared?.stamp !== stamp) {
    if (mayBeUnderWay(stamp, clock.now()))
      await applyQueue.send(applyMessage(message), { delaySeconds: LOOK_AGAIN_SECONDS });
    return;
  }
  const page = await sharedSchedules.followers(scheduleId, {
    pageSize: FOLLOWERS,
    ...(after !== undefined && { after }),
  });
  const limit = pLimit(PARALLEL);
  await Promise.all(page.followers.map((follower) => limit(() => applyTo(dependencies, shared, follower))));
  if (page.next !== undefined) await applyQueue.send(applyMessage({ ...message, after: page.next }));
  else if (shared.state === 'leaving') await sharedSchedules.remove(scheduleId);
}

/** By ETag, anew where somebody else was faster. */
export async function applyTo(
  dependencies: Omit<ApplyDependencies, 'applyQueue'>,
  shared: SharedSchedule,
  follower: Follower,
): Promise<void> {
  const { subscriptions, sharedSchedules, clock } = dependencies;
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const found = (await findSubscription(subscriptions, follower))?.subscription;
    // Gone, or follows no more: only its entry was left. Who is about to follow writes it once more afterwards.
    if (found?.follows?.id !== shared.id) return sharedSchedules.leave(shared.id, follower.id);
    if (shared.state !== 'leaving' && found.follows.stamp === shared.stamp) return;
    if (await decide(dependencies, found, followed(found, shared, clock.now()))) {
      if (shared.state === 'leaving') await sharedSchedules.leave(shared.id, follower.id);
      return;
    }
  }
  throw new DomainError('STORAGE_UNAVAILABLE', {
    detail: 'The subscription was changed by others over and over.',
  });
}

/** What a follower fires by; the state that a person gave it stays. */
export function followed(
  { state }: Pick<Subscription, 'state'>,
  { id, schedule, stamp, state: of }: SharedSchedule,
  now: Temporal.Instant,
): Decision {
  if (of === 'leaving') return { follows: undefined, state: state === 'held' ? 'paused' : state };
  const follows = { id, stamp };
  if (state === 'paused' || state === 'retired') return { schedule, follows, state };
  if (of === 'paused') return { schedule, follows, state: 'held' };
  return { schedule, follows, state: nextOccurrence(schedule, now) ? 'active' : 'ended' };
}
