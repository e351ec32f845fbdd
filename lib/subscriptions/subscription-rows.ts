import { Temporal } from 'temporal-polyfill';
import type { Owner } from '../identity/principal.ts';
import type { PinnableKind } from '../rdl/items/item-rule.ts';
import type { Schedule } from '../schedules/schedule.ts';
import type { Cells, Row, RowKey, StoredRow } from '../storage/table.ts';
import type { FollowedSchedule } from './shared-schedules/shared-schedules.ts';
import {
  NEW_STATUS,
  type ReportParameters,
  type StoredStatus,
  type StoredSubscription,
  type Subscription,
  type SubscriptionId,
  type SubscriptionState,
  type SubscriptionStatus,
  type SubscriptionWithStatus,
  type Target,
} from './subscription.ts';

export const keyOf = (owner: Owner, id: SubscriptionId): RowKey => ({ partitionKey: owner, rowKey: id });
export const statusKeyOf = (owner: Owner, id: SubscriptionId): RowKey => ({
  partitionKey: owner,
  rowKey: `${id}|status`,
});
export const locatorOf = (id: SubscriptionId): RowKey => ({ partitionKey: `id|${id}`, rowKey: 'owner' });

/** The last move of its tile. */
export const moveKeyOf = (owner: Owner, id: SubscriptionId): RowKey => ({
  partitionKey: owner,
  rowKey: `${id}|move`,
});

/** Made for a new owner, and not theirs yet: nobody sees it but who makes it. */
export function isCopy(row: StoredRow): boolean {
  return row.cells.copyOf !== undefined;
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
export function pairsOf(rows: readonly StoredRow[]): readonly SubscriptionWithStatus[] {
  const byKey = new Map(rows.map((row) => [`${row.partitionKey} ${row.rowKey}`, row]));
  return rows
    .filter((row) => !row.rowKey.includes('|') && !isCopy(row))
    .map((row) => ({
      subscription: subscriptionOf(row),
      status: statusOf(byKey.get(`${row.partitionKey} ${row.rowKey}|status`)),
    }));
}

export function subscriptionCells(subscription: Subscription): Cells {
  const { reportId, reportTitle, itemName, itemKind, state, stamp, since, revision, createdAt } =
    subscription;
  return {
    reportId,
    reportTitle,
    itemName,
    itemKind,
    state,
    stamp,
    since: since.toString(),
    revision,
    parameters: JSON.stringify(subscription.parameters),
    target: JSON.stringify(subscription.target),
    schedule: JSON.stringify(subscription.schedule),
    follows: subscription.follows && JSON.stringify(subscription.follows),
    createdAt: createdAt.toString(),
  };
}

export function subscriptionOf(row: StoredRow): StoredSubscription {
  const text = (name: string) => String(row.cells[name] ?? '');
  return {
    id: row.rowKey as SubscriptionId,
    owner: row.partitionKey as Owner,
    reportId: text('reportId'),
    reportTitle: text('reportTitle'),
    itemName: text('itemName'),
    itemKind: row.cells.itemKind === undefined ? undefined : (text('itemKind') as PinnableKind),
    parameters: JSON.parse(text('parameters')) as ReportParameters,
    target: JSON.parse(text('target')) as Target,
    schedule: JSON.parse(text('schedule')) as Schedule,
    follows: row.cells.follows === undefined ? undefined : (JSON.parse(text('follows')) as FollowedSchedule),
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

export function statusCells(status: SubscriptionStatus): Cells {
  const { text, code, lastRunKey, stamp, failures } = status;
  const instants = Object.fromEntries(INSTANTS.map((name) => [name, status[name]?.toString()]));
  return { text, code, lastRunKey, stamp, failures, ...instants };
}

export function statusOf(row: StoredRow | undefined): StoredStatus {
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
