import { Temporal } from 'temporal-polyfill';
import { DomainError } from '../errors.ts';
import type { Owner } from '../identity/principal.ts';
import type { Schedule } from '../schedules/schedule.ts';
import { type Cells, type Row, rowsOf, type StoredRow, type Table, type Write } from '../storage/table.ts';
import {
  NEW_STATUS,
  type ReportParameters,
  type StoredStatus,
  type StoredSubscription,
  type Subscription,
  type SubscriptionId,
  type SubscriptionState,
  type SubscriptionStatus,
  type Subscriptions,
  type SubscriptionWithStatus,
  type TileTarget,
} from './subscription.ts';

const ATTEMPTS = 8;
/** Owners begin with the GUID of a tenant, locators with `id`. */
const OWNERS = { from: '0', to: 'g' } as const;
const WALK_ROWS = 400;

const keyOf = (owner: Owner, id: SubscriptionId) => ({ partitionKey: owner, rowKey: id });
const statusKeyOf = (owner: Owner, id: SubscriptionId) => ({ partitionKey: owner, rowKey: `${id}|status` });
const locatorOf = (id: SubscriptionId) => ({ partitionKey: `id|${id}`, rowKey: 'owner' });

/** PartitionKey the owner; RowKey `<id>` for what people decide, `<id>|status` for what runs write. */
export function tableSubscriptions(table: Table): Subscriptions {
  return {
    async get(owner, id) {
      const row = await table.get(keyOf(owner, id));
      return row && subscriptionOf(row);
    },

    async load(owner, id) {
      const [row, status] = await Promise.all([
        table.get(keyOf(owner, id)),
        table.get(statusKeyOf(owner, id)),
      ]);
      return row && { subscription: subscriptionOf(row), status: statusOf(status) };
    },

    async ownerOf(id) {
      const row = await table.get(locatorOf(id));
      return row && (String(row.cells.owner) as Owner);
    },

    async list(owner) {
      const rows: StoredRow[] = [];
      for await (const row of rowsOf(table, { partition: { is: owner } })) rows.push(row);
      return pairsOf(rows);
    },

    async walk(after) {
      const page = await table.page({
        partition: OWNERS,
        pageSize: WALK_ROWS,
        ...(after !== undefined && { after }),
      });
      return { entries: pairsOf(page.rows), next: page.next };
    },

    async status(owner, id) {
      return statusOf(await table.get(statusKeyOf(owner, id)));
    },

    async updateStatus(owner, id, change, known) {
      let before = known;
      for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
        if (!before) {
          const row = await table.get(statusKeyOf(owner, id));
          if (!row) return undefined;
          before = statusOf(row);
        }
        const after = change(before);
        if (!after) return before;
        const row = { ...statusKeyOf(owner, id), cells: statusCells(after) };
        const outcome = await table.write({ kind: 'replace', row, etag: before.etag });
        if (outcome.ok) return { ...after, etag: outcome.etag };
        before = undefined;
      }
      throw new DomainError('STORAGE_UNAVAILABLE', {
        detail: 'The status was changed by others over and over.',
      });
    },

    async add(subscription) {
      const { owner, id } = subscription;
      await table.write({ kind: 'upsert', row: { ...locatorOf(id), cells: { owner } } });
      const outcome = await table.batch(
        subscriptionRows(subscription, NEW_STATUS).map((row): Write => ({ kind: 'insert', row })),
      );
      return outcome.ok ? 'added' : 'exists';
    },

    async replace(subscription, etag) {
      const { owner, id, revision } = subscription;
      const row = { ...keyOf(owner, id), cells: subscriptionCells(subscription) };
      const outcome = await table.write({ kind: 'replace', row, etag });
      if (outcome.ok) return { ...subscription, etag: outcome.etag };
      // Refused: by another's change, or by our own first try, whose answer was lost.
      const present = await table.get(keyOf(owner, id));
      return present?.cells.revision === revision ? { ...subscription, etag: present.etag } : undefined;
    },

    async remove(owner, id) {
      await table.write({ kind: 'delete', key: keyOf(owner, id), etag: '*' });
      await table.write({ kind: 'delete', key: statusKeyOf(owner, id), etag: '*' });
      await table.write({ kind: 'delete', key: locatorOf(id), etag: '*' });
    },
  };
}

/** The two rows of a subscription, as they are stored. */
export function subscriptionRows(subscription: Subscription, status: SubscriptionStatus): readonly Row[] {
  const { owner, id } = subscription;
  return [
    { ...keyOf(owner, id), cells: subscriptionCells(subscription) },
    { ...statusKeyOf(owner, id), cells: statusCells(status) },
  ];
}

/** A page may end between the two rows: then the status is as new. */
function pairsOf(rows: readonly StoredRow[]): readonly SubscriptionWithStatus[] {
  const byKey = new Map(rows.map((row) => [`${row.partitionKey} ${row.rowKey}`, row]));
  return rows
    .filter((row) => !row.rowKey.includes('|'))
    .map((row) => ({
      subscription: subscriptionOf(row),
      status: statusOf(byKey.get(`${row.partitionKey} ${row.rowKey}|status`)),
    }));
}

function subscriptionCells(subscription: Subscription): Cells {
  const { reportId, reportTitle, itemName, state, stamp, since, revision, createdAt } = subscription;
  return {
    reportId,
    reportTitle,
    itemName,
    state,
    stamp,
    since: since.toString(),
    revision,
    parameters: JSON.stringify(subscription.parameters),
    target: JSON.stringify(subscription.target),
    schedule: JSON.stringify(subscription.schedule),
    createdAt: createdAt.toString(),
  };
}

function subscriptionOf(row: StoredRow): StoredSubscription {
  const text = (name: string) => String(row.cells[name] ?? '');
  return {
    id: row.rowKey as SubscriptionId,
    owner: row.partitionKey as Owner,
    reportId: text('reportId'),
    reportTitle: text('reportTitle'),
    itemName: text('itemName'),
    parameters: JSON.parse(text('parameters')) as ReportParameters,
    target: JSON.parse(text('target')) as TileTarget,
    schedule: JSON.parse(text('schedule')) as Schedule,
    state: text('state') as SubscriptionState,
    stamp: text('stamp'),
    since: Temporal.Instant.from(text('since')),
    revision: text('revision'),
    createdAt: Temporal.Instant.from(text('createdAt')),
    etag: row.etag,
  };
}

const INSTANTS = [
  'lastRunAt',
  'lastDeliveredAt',
  'lastDeliveredDueAt',
  'countedDueAt',
  'tileCheckedAt',
  'tileMissingAt',
] as const;

function statusCells(status: SubscriptionStatus): Cells {
  const { text, code, lastRunKey, stamp, failures } = status;
  const instants = Object.fromEntries(INSTANTS.map((name) => [name, status[name]?.toString()]));
  return { text, code, lastRunKey, stamp, failures, ...instants };
}

function statusOf(row: StoredRow | undefined): StoredStatus {
  if (!row) return { ...NEW_STATUS, etag: '' };
  const text = (name: string) => (row.cells[name] === undefined ? undefined : String(row.cells[name]));
  const instant = (name: (typeof INSTANTS)[number]) => {
    const value = text(name);
    return value === undefined ? undefined : Temporal.Instant.from(value);
  };
  return {
    text: text('text') ?? NEW_STATUS.text,
    code: text('code'),
    lastRunKey: text('lastRunKey'),
    lastRunAt: instant('lastRunAt'),
    stamp: text('stamp'),
    lastDeliveredAt: instant('lastDeliveredAt'),
    lastDeliveredDueAt: instant('lastDeliveredDueAt'),
    failures: Number(row.cells.failures ?? 0),
    countedDueAt: instant('countedDueAt'),
    tileCheckedAt: instant('tileCheckedAt'),
    tileMissingAt: instant('tileMissingAt'),
    etag: row.etag,
  };
}
