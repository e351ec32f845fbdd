import type { Clock } from '../../clock.ts';
import type { Log } from '../../log.ts';
import type { Queue } from '../../storage/queue.ts';
import { mayBeUnderWay } from '../stamp.ts';
import type { StoredSubscription } from '../subscription.ts';
import { applyMessage } from './apply-schedule.ts';
import type { SharedSchedules } from './shared-schedules.ts';

export type RemindDependencies = {
  readonly sharedSchedules: Pick<SharedSchedules, 'list'>;
  readonly applyQueue: Queue;
  readonly clock: Clock;
  readonly log: Log;
};

/**
 * Applies again each shared schedule that some of these subscriptions do not follow as it stands, and each that should be
 * gone: the message that was to do so was lost, or went before a commit that came too late. One whose change may still be
 * under way is left to its own message.
 * @returns how many are applied again.
 */
export async function remindFollowers(
  { sharedSchedules, applyQueue, clock, log }: RemindDependencies,
  subscriptions: readonly StoredSubscription[],
): Promise<number> {
  const now = clock.now();
  const isBehind = ({ id, stamp }: { readonly id: string; readonly stamp: string }): boolean =>
    subscriptions.some(({ follows }) => follows?.id === id && follows.stamp !== stamp);
  const late = (await sharedSchedules.list()).filter(
    (shared) => !mayBeUnderWay(shared.stamp, now) && (shared.state === 'leaving' || isBehind(shared)),
  );
  for (const { id, stamp } of late) {
    await applyQueue.send(applyMessage({ scheduleId: id, stamp }));
    log.warn('reconcile.shared-schedule', { scheduleId: id });
  }
  return late.length;
}
