import { Temporal } from 'temporal-polyfill';
import type { Clock } from '../../clock.ts';
import type { OwnerLeft, OwnersLeft } from '../../identity/owners-left.ts';
import type { Queue } from '../../storage/queue.ts';
import type { DispatchCursor } from '../firing/dispatch-cursor.ts';
import type { DueIndex, StoredDueRow } from '../firing/due-index.ts';
import type { Census, Reconciliation } from '../firing/reconciliation.ts';

/** Of a thousand rows each: more than that is due within the hour only where a count to the last one helps nobody. */
const MOST_PAGES = 10;
const AHEAD = { hours: 1 } as const;

export type Overview = {
  readonly at: Temporal.Instant;
  /** What the reconciler counted at its last walk over all; none before its first one has ended. */
  readonly census: Census | undefined;
  readonly ownersLeft: readonly OwnerLeft[];
  /** The oldest occurrence that is due and not dispatched yet. */
  readonly oldestDue: Temporal.Instant | undefined;
  /** Messages of runs that wait, retries included; approximate. */
  readonly openRuns: number;
  readonly nextHour: {
    readonly perMinute: readonly { readonly minute: Temporal.Instant; readonly count: number }[];
    readonly total: number;
    /** False where there are more rows than were counted. */
    readonly complete: boolean;
  };
};

/** How the installation does, at the cost of a few requests, whatever number of subscriptions there is. */
export async function overview(dependencies: {
  readonly reconciliation: Pick<Reconciliation, 'census'>;
  readonly ownersLeft: Pick<OwnersLeft, 'list'>;
  readonly due: DueIndex;
  readonly cursor: DispatchCursor;
  readonly refreshQueue: Queue;
  readonly clock: Clock;
}): Promise<Overview> {
  const { reconciliation, ownersLeft, refreshQueue, clock } = dependencies;
  const at = clock.now();
  const [census, left, openRuns, { rows, complete }] = await Promise.all([
    reconciliation.census(),
    ownersLeft.list(),
    refreshQueue.approximateLength(),
    dueWithinTheHour(dependencies, at),
  ]);
  const ahead = rows.filter(({ dueAt }) => Temporal.Instant.compare(dueAt, at) > 0);
  const minutes = Map.groupBy(ahead, ({ dueAt }) => dueAt.epochMilliseconds);
  const first = rows[0]?.dueAt;
  return {
    at,
    census,
    ownersLeft: left,
    oldestDue: first && Temporal.Instant.compare(first, at) <= 0 ? first : undefined,
    openRuns,
    nextHour: {
      perMinute: [...minutes].map(([minute, due]) => ({
        minute: Temporal.Instant.fromEpochMilliseconds(minute),
        count: due.length,
      })),
      total: ahead.length,
      complete,
    },
  };
}

async function dueWithinTheHour(
  { due, cursor }: { readonly due: DueIndex; readonly cursor: DispatchCursor },
  now: Temporal.Instant,
): Promise<{ readonly rows: readonly StoredDueRow[]; readonly complete: boolean }> {
  const from = (await cursor.read())?.oldest;
  const rows: StoredDueRow[] = [];
  let after: string | undefined;
  for (let pages = 0; pages < MOST_PAGES; pages++) {
    const page = await due.due({ from, until: now.add(AHEAD), ...(after !== undefined && { after }) });
    rows.push(...page.rows);
    after = page.next;
    if (after === undefined) return { rows, complete: true };
  }
  return { rows, complete: false };
}
