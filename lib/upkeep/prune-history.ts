import type { Temporal } from 'temporal-polyfill';
import type { Clock } from '../clock.ts';
import type { Settings } from '../settings.ts';
import type { Runs } from '../subscriptions/running/runs.ts';
import {
  parseSubscriptionId,
  type SubscriptionId,
  type Subscriptions,
} from '../subscriptions/subscription.ts';
import type { UpkeepWork } from './run-upkeep.ts';
import { atFullHour, type Upkeep } from './upkeep.ts';

const DAY_HOURS = 24;

/** The task under which a new subscription's history is looked at for the first time. Crash story: `addSubscription`. */
export async function planPruning(
  upkeep: Pick<Upkeep, 'add'>,
  id: SubscriptionId,
  options: { readonly now: Temporal.Instant; readonly settings: Pick<Settings, 'historyDays'> },
): Promise<void> {
  const hours = options.settings.historyDays * DAY_HOURS;
  await upkeep.add({ kind: 'history', subject: id, dueAt: atFullHour(options.now.add({ hours })) });
}

/**
 * Runs older than HISTORY_DAYS go: a subscription at a time, each looked at ten times in that span (once a day at the
 * most), so that a run is kept at most a tenth longer.
 */
export function pruneHistory(dependencies: {
  readonly subscriptions: Pick<Subscriptions, 'ownerOf'>;
  readonly runs: Pick<Runs, 'prune'>;
  readonly settings: Pick<Settings, 'historyDays'>;
  readonly clock: Clock;
}): UpkeepWork {
  const { subscriptions, runs, settings, clock } = dependencies;
  const hours = settings.historyDays * DAY_HOURS;
  return async ({ subject }) => {
    const id = parseSubscriptionId(subject);
    // What was unpinned leaves no history: `clearUnpinned`.
    if (!id || (await subscriptions.ownerOf(id)) === undefined) return 'done';
    const now = clock.now();
    await runs.prune(id, now.subtract({ hours }));
    return { againAt: atFullHour(now.add({ hours: Math.max(DAY_HOURS, Math.floor(hours / 10)) })) };
  };
}
