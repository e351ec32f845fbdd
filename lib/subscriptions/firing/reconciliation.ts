import { Temporal } from 'temporal-polyfill';
import type { Cells, Table } from '../../storage/table.ts';
import type { LatenessCounts } from '../overview/lateness.ts';
import type { SubscriptionState } from '../subscription.ts';

/** How many subscriptions there are of each state, and how many of the active ones failed at their last run. */
export type StateCounts = Readonly<Record<SubscriptionState | 'failing', number>>;

export const NO_COUNTS: StateCounts = { active: 0, paused: 0, held: 0, retired: 0, ended: 0, failing: 0 };

/** Where the walk over all subscriptions stands. */
export type Walk = {
  /** Continuation of the next slice; none at the beginning. */
  readonly after: string | undefined;
  readonly counts: StateCounts;
  readonly lateness: LatenessCounts;
};

/** What the last walk that came to its end has counted. */
export type Census = Omit<Walk, 'after'> & { readonly asOf: Temporal.Instant };

export interface Reconciliation {
  read(): Promise<{ readonly walk: Walk; readonly etag: string | undefined }>;
  /** By the ETag read; a slice that was overtaken by another leaves the other's position. */
  advance(walk: Walk, etag: string | undefined): Promise<void>;
  census(): Promise<Census | undefined>;
  recordCensus(census: Census): Promise<void>;
}

const WALK = { partitionKey: 'reconcile', rowKey: 'walk' } as const;
const CENSUS = { partitionKey: 'reconcile', rowKey: 'census' } as const;

/** Two rows beside the cursor. Crash story: a slice is walked again, which changes nothing that is right. */
export function tableReconciliation(table: Table): Reconciliation {
  return {
    async read() {
      const row = await table.get(WALK);
      if (!row) return { walk: { after: undefined, counts: NO_COUNTS, lateness: {} }, etag: undefined };
      const { after } = row.cells;
      const walk = { after: after === undefined ? undefined : String(after), ...countedOf(row.cells) };
      return { walk, etag: row.etag };
    },

    async advance({ after, ...counted }, etag) {
      const row = { ...WALK, cells: { after, ...cellsOf(counted) } };
      await table.write(etag === undefined ? { kind: 'insert', row } : { kind: 'replace', row, etag });
    },

    async census() {
      const row = await table.get(CENSUS);
      if (!row) return undefined;
      return { ...countedOf(row.cells), asOf: Temporal.Instant.from(String(row.cells.asOf)) };
    },

    async recordCensus({ asOf, ...counted }) {
      const cells = { ...cellsOf(counted), asOf: asOf.toString() };
      await table.write({ kind: 'upsert', row: { ...CENSUS, cells } });
    },
  };
}

type Counted = Omit<Walk, 'after'>;

function cellsOf({ counts, lateness }: Counted): Cells {
  return { counts: JSON.stringify(counts), lateness: JSON.stringify(lateness) };
}

/** A row that was written before there was a member lacks it. */
function countedOf({ counts, lateness = '{}' }: Cells): Counted {
  return {
    counts: { ...NO_COUNTS, ...(JSON.parse(String(counts)) as Partial<StateCounts>) },
    lateness: JSON.parse(String(lateness)) as LatenessCounts,
  };
}
