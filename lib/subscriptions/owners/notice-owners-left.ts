import type { Clock } from '../../clock.ts';
import type { OwnersLeft } from '../../identity/owners-left.ts';
import { hasLeft } from '../../identity/sign-in-state.ts';
import type { Users } from '../../identity/users.ts';
import type { Log } from '../../log.ts';
import type { Settings } from '../../settings.ts';
import type { SubscriptionWithStatus } from '../subscription.ts';

export type NoticeDependencies = {
  readonly users: Users;
  readonly ownersLeft: OwnersLeft;
  readonly settings: Pick<Settings, 'ownerLeftDays'>;
  readonly clock: Clock;
  readonly log: Log;
};

/** Marks the owners of a slice of subscriptions who have left, and takes back the mark of those who are here again. */
export async function noticeOwnersLeft(
  { users, ownersLeft, settings, clock, log }: NoticeDependencies,
  entries: readonly SubscriptionWithStatus[],
): Promise<void> {
  if (entries.length === 0) return;
  const marked = new Set((await ownersLeft.list()).map(({ owner }) => owner));
  for (const owner of new Set(entries.map(({ subscription }) => subscription.owner))) {
    const user = await users.get(owner);
    const left = hasLeft(user, clock.now(), settings);
    if (user && left && !marked.has(owner)) {
      await ownersLeft.mark(user, clock.now());
      log.warn('owner.left', { owner });
    } else if (!left && marked.has(owner)) {
      await ownersLeft.clear(owner);
    }
  }
}
