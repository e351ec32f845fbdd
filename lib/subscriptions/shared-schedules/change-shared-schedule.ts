import type { Clock } from '../../clock.ts';
import { DomainError } from '../../errors.ts';
import { nextOccurrence } from '../../schedules/next-occurrence.ts';
import type { Schedule } from '../../schedules/schedule.ts';
import type { Queue } from '../../storage/queue.ts';
import { drawStamp } from '../stamp.ts';
import { applyMessage } from './apply-schedule.ts';
import type { SharedSchedule, SharedSchedules, StoredSharedSchedule } from './shared-schedules.ts';

export type ChangeSharedDependencies = {
  readonly sharedSchedules: SharedSchedules;
  readonly applyQueue: Queue;
  readonly clock: Clock;
};

export type SharedScheduleWish = {
  readonly id: string;
  readonly name: string;
  readonly schedule: Schedule;
  readonly state: 'active' | 'paused';
  /** The stamp that the administrator saw (If-Match); none for a new one. */
  readonly seen: string | undefined;
};

/**
 * Makes a shared schedule, or edits, pauses and resumes one for all that follow it. The message that applies it to them
 * goes out first: cut off before the commit, it finds another stamp and ends.
 * @throws DomainError SCHEDULE_INVALID, PRECONDITION_REQUIRED, PRECONDITION_FAILED, CONFLICT.
 */
export async function putSharedSchedule(
  dependencies: ChangeSharedDependencies,
  { seen, ...wish }: SharedScheduleWish,
): Promise<StoredSharedSchedule> {
  const { sharedSchedules, clock } = dependencies;
  const present = await sharedSchedules.get(wish.id);
  if (present) requireSeen(present, seen);
  if (!nextOccurrence(wish.schedule, clock.now()))
    throw new DomainError('SCHEDULE_INVALID', {
      detail: 'This schedule has no further occurrence. Choose another one.',
    });
  return commit(dependencies, present, wish);
}

/**
 * Deletes a shared schedule: refused while it is followed, unless its followers are to be detached; each then keeps the
 * schedule as its own, paused where the shared one was. It goes with the last of them.
 * @throws DomainError NOT_FOUND, SCHEDULE_IN_USE, CONFLICT.
 */
export async function deleteSharedSchedule(
  dependencies: ChangeSharedDependencies,
  { id, followers }: { readonly id: string; readonly followers: 'refuse' | 'detach' },
): Promise<void> {
  const { sharedSchedules } = dependencies;
  const present = await sharedSchedules.get(id);
  if (!present) throw new DomainError('NOT_FOUND');
  if (followers === 'refuse' && (await sharedSchedules.followers(id, { pageSize: 1 })).followers.length > 0)
    throw new DomainError('SCHEDULE_IN_USE');
  // Who followed meanwhile is detached as well.
  await commit(dependencies, present, { ...present, state: 'leaving' });
}

function requireSeen(present: StoredSharedSchedule, seen: string | undefined): void {
  if (present.state === 'leaving')
    throw new DomainError('CONFLICT', { detail: 'This shared schedule is being deleted. Make a new one.' });
  if (seen === undefined) throw new DomainError('PRECONDITION_REQUIRED');
  if (seen !== present.stamp) throw new DomainError('PRECONDITION_FAILED');
}

async function commit(
  { sharedSchedules, applyQueue, clock }: ChangeSharedDependencies,
  present: StoredSharedSchedule | undefined,
  { id, name, schedule, state }: Pick<SharedSchedule, 'id' | 'name' | 'schedule' | 'state'>,
): Promise<StoredSharedSchedule> {
  const now = clock.now();
  const stamp = drawStamp(now);
  if (present) await applyQueue.send(applyMessage({ scheduleId: id, stamp }));
  const written = await sharedSchedules.put(
    { id, name, schedule, state, stamp, changedAt: now },
    present?.etag,
  );
  if (!written) throw new DomainError('CONFLICT');
  return written;
}
