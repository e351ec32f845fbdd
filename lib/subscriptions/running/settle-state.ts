import type { Notifications } from '../../notifications/notifications.ts';
import { nextOccurrence } from '../../schedules/next-occurrence.ts';
import type { Settings } from '../../settings.ts';
import { changeState } from '../deciding/change-state.ts';
import type { DecideDependencies } from '../deciding/decide.ts';
import type { StoredSubscription, SubscriptionStatus } from '../subscription.ts';
import type { Ledger } from './runs.ts';

export type SettleDependencies = DecideDependencies & {
  readonly notifications: Notifications;
  readonly settings: Pick<Settings, 'pauseAfterFailures'>;
};

/**
 * What the runs of a subscription mean for it: retired when its tile is gone, paused after too many failures in a row,
 * ended when its schedule is over. It follows the last write of a run and is judged on the status, the ledger and the
 * stamp alone: cut off, the run's message comes again and settles it; a person's decision since is left.
 */
export async function settleState(
  dependencies: SettleDependencies,
  subscription: StoredSubscription,
  outcome: {
    readonly status: SubscriptionStatus;
    readonly ledger: Pick<Ledger, 'accountedTo' | 'open'>;
  },
): Promise<void> {
  const { status, ledger } = outcome;
  if (subscription.state !== 'active') return;
  if (status.stamp === subscription.stamp) {
    if (status.code === 'TILE_NOT_FOUND') {
      await changeState(dependencies, subscription, 'retired');
      return;
    }
    if (status.code !== undefined && status.failures >= dependencies.settings.pauseAfterFailures) {
      await pause(dependencies, subscription, status);
      return;
    }
  }
  const over = ledger.accountedTo && !nextOccurrence(subscription.schedule, ledger.accountedTo);
  if (over && ledger.open === undefined) await changeState(dependencies, subscription, 'ended');
}

/** Told first: cut off in between, it is told and paused by the same message again. */
async function pause(
  dependencies: SettleDependencies,
  subscription: StoredSubscription,
  { code = 'INTERNAL', failures, text }: SubscriptionStatus,
): Promise<void> {
  const { owner, id } = subscription;
  await dependencies.notifications.tell(owner, {
    kind: 'paused',
    subject: id,
    code,
    text: `Paused after ${failures} failures in a row. ${text}`,
  });
  await changeState(dependencies, subscription, 'paused');
}
