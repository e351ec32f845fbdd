import pLimit from 'p-limit';
import { Temporal } from 'temporal-polyfill';
import type { Log } from '../../log.ts';
import { nextOccurrence } from '../../schedules/next-occurrence.ts';
import type { Settings } from '../../settings.ts';
import type { Queue } from '../../storage/queue.ts';
import { insertDue, nextDueAt } from '../deciding/decide.ts';
import { countLateness } from '../overview/lateness.ts';
import { type NoticeDependencies, noticeOwnersLeft } from '../owners/notice-owners-left.ts';
import { accountedFrom } from '../running/claim-rules.ts';
import type { Ledger, Run, Runs } from '../running/runs.ts';
import { type SettleDependencies, settleState } from '../running/settle-state.ts';
import { type RemindDependencies, remindFollowers } from '../shared-schedules/remind-followers.ts';
import type { StoredSubscription, SubscriptionId, SubscriptionWithStatus } from '../subscription.ts';
import type { DispatchCursor } from './dispatch-cursor.ts';
import { dispatchRows } from './dispatch-rows.ts';
import { refreshMessage } from './messages.ts';
import { NO_COUNTS, type Reconciliation, type StateCounts } from './reconciliation.ts';

export type ReconcileDependencies = SettleDependencies &
  NoticeDependencies &
  RemindDependencies & {
    readonly settings: Pick<Settings, 'jitterSeconds'>;
    readonly runs: Runs;
    readonly cursor: DispatchCursor;
    readonly reconciliation: Reconciliation;
    readonly refreshQueue: Queue;
    readonly log: Log;
  };

const PARALLEL = 16;
/** A run that has waited this long beyond its time has lost its message. */
const FORGOTTEN_AFTER = { minutes: 30 } as const;

/**
 * One slice of the walk over all subscriptions, which never ends: what no crash of ours can bring about, but a lost
 * message, a restored table or a clock far off can, is put right. Each active subscription has its due row, each open
 * run its message, each follower its shared schedule as it stands, and no due row lies where the tick does not look.
 * Every correction may be repeated.
 */
export async function reconcile(
  dependencies: ReconcileDependencies,
): Promise<{ readonly checked: number; readonly mended: number }> {
  const { subscriptions, reconciliation, clock, log } = dependencies;
  const behind = await sweepBehindCursor(dependencies);
  const [{ walk, etag }, overdue] = await Promise.all([reconciliation.read(), overdueIds(dependencies)]);
  const { entries, next } = await subscriptions.walk(walk.after);
  const limit = pLimit(PARALLEL);
  const corrections = await Promise.all(
    entries.map((entry) => limit(() => mend(dependencies, entry, overdue))),
  );
  const reminded = await remindFollowers(
    dependencies,
    entries.map(({ subscription }) => subscription),
  );
  await noticeOwnersLeft(dependencies, entries);
  const now = clock.now();
  const counted = {
    counts: entries.reduce(count, walk.counts),
    lateness: entries.reduce((late, { status }) => countLateness(late, status, now), walk.lateness),
  };
  if (next === undefined) await reconciliation.recordCensus({ ...counted, asOf: now });
  const fresh = { counts: NO_COUNTS, lateness: {} };
  await reconciliation.advance({ after: next, ...(next === undefined ? fresh : counted) }, etag);
  const mended = behind + reminded + corrections.reduce((sum, each) => sum + each, 0);
  log.info('reconcile.done', { checked: entries.length, mended });
  return { checked: entries.length, mended };
}

/** Rows before the cursor were written later than any clock should be off; the tick passes them by. */
async function sweepBehindCursor(dependencies: ReconcileDependencies): Promise<number> {
  const { cursor, due, clock, log } = dependencies;
  const oldest = (await cursor.read())?.oldest;
  if (!oldest) return 0;
  const { rows } = await due.due({ from: undefined, until: oldest.subtract({ minutes: 1 }) });
  if (rows.length > 0) log.warn('reconcile.behind-cursor', { rows: rows.length });
  await dispatchRows(dependencies, rows, clock.now());
  return rows.length;
}

/** Subscriptions whose due row waits to be dispatched; undefined where they are more than a page. */
async function overdueIds({
  cursor,
  due,
  clock,
}: ReconcileDependencies): Promise<ReadonlySet<SubscriptionId> | undefined> {
  const page = await due.due({ from: (await cursor.read())?.oldest, until: clock.now() });
  return page.next === undefined ? new Set(page.rows.map(({ id }) => id)) : undefined;
}

async function mend(
  dependencies: ReconcileDependencies,
  entry: SubscriptionWithStatus,
  overdue: ReadonlySet<SubscriptionId> | undefined,
): Promise<number> {
  const { subscription } = entry;
  if (overdue === undefined || overdue.has(subscription.id)) return 0;
  const woken = await wakeForgotten(dependencies, entry);
  if (subscription.state !== 'active') return woken;
  return woken + (await restoreDueRow(dependencies, subscription));
}

async function restoreDueRow(
  { due, clock, log }: ReconcileDependencies,
  subscription: StoredSubscription,
): Promise<number> {
  const now = clock.now();
  const dueAt = nextDueAt(subscription, now);
  const { id, stamp } = subscription;
  if (!dueAt || (await due.holds(due.partitionOf(id, dueAt), id, stamp))) return 0;
  await insertDue(due, subscription, now);
  log.warn('reconcile.due-row', { subscriptionId: id });
  return 1;
}

/** Sends the message again of a run, or of an occurrence without one, that is long past its time. */
async function wakeForgotten(
  dependencies: ReconcileDependencies,
  { subscription, status }: SubscriptionWithStatus,
): Promise<number> {
  const { runs, refreshQueue, clock, log } = dependencies;
  const { id, owner } = subscription;
  const ledger = await runs.ledger(id);
  const run = ledger.open === undefined ? undefined : await runs.get(id, ledger.open);
  if (!run) await settleState(dependencies, subscription, { status, ledger });
  const open = run ?? unclaimed(subscription, ledger);
  if (!open) return 0;
  const since = (run && ledger.lease?.until) ?? open.notBefore ?? open.dueAt;
  if (Temporal.Instant.compare(clock.now(), since.add(FORGOTTEN_AFTER)) < 0) return 0;
  const { dueAt, stamp = subscription.stamp } = open;
  await refreshQueue.send(
    refreshMessage({
      kind: 'scheduled',
      owner,
      id,
      dueAt,
      stamp,
      nextPartition: '',
      looks: 0,
      poisonings: 0,
    }),
  );
  log.warn('reconcile.run', { subscriptionId: id, dueAt: dueAt.toString() });
  return 1;
}

/** The oldest occurrence that has no run; it may well be in the future. */
function unclaimed(
  subscription: StoredSubscription,
  ledger: Ledger,
): Pick<Run, 'dueAt' | 'notBefore' | 'stamp'> | undefined {
  if (subscription.state !== 'active') return undefined;
  const dueAt = nextOccurrence(subscription.schedule, accountedFrom(ledger, subscription));
  return dueAt && { dueAt, notBefore: undefined, stamp: subscription.stamp };
}

function count(counts: StateCounts, { subscription, status }: SubscriptionWithStatus): StateCounts {
  const { state } = subscription;
  const failing = state === 'active' && status.code !== undefined;
  return { ...counts, [state]: counts[state] + 1, failing: counts.failing + (failing ? 1 : 0) };
}
