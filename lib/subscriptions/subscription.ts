import type { Temporal } from 'temporal-polyfill';
import type { Owner } from '../identity/principal.ts';
import type { Schedule } from '../schedules/schedule.ts';

declare const idBrand: unique symbol;
/** The GUID of a subscription; the same as its pin's. */
export type SubscriptionId = string & { readonly [idBrand]: true };

const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

export function parseSubscriptionId(text: string): SubscriptionId | undefined {
  const id = text.toLowerCase();
  return GUID.test(id) ? (id as SubscriptionId) : undefined;
}

/**
 * `active` fires. `paused` by a person, or after repeated failure. `retired`: its tile was deleted in Power BI.
 * `ended`: the schedule has no further occurrence.
 */
export type SubscriptionState = 'active' | 'paused' | 'retired' | 'ended';

export type ReportParameters = Readonly<Record<string, string | null | readonly (string | null)[]>>;

/** The tile and what stands behind it at Power BI. */
export type TileTarget = {
  readonly workspaceId: string;
  readonly dashboardId: string;
  readonly dashboardName: string;
  readonly dashboardUrl: string | undefined;
  readonly modelId: string;
  readonly reportId: string;
  readonly tileId: string;
};

/** What people decide about a subscription. What runs write is beside it: `SubscriptionStatus`. */
export type Subscription = {
  readonly id: SubscriptionId;
  readonly owner: Owner;
  readonly reportId: string;
  readonly reportTitle: string;
  /** S2: the **Report Visual Name**; can be edited. */
  readonly itemName: string;
  readonly parameters: ReportParameters;
  readonly target: TileTarget;
  readonly schedule: Schedule;
  readonly state: SubscriptionState;
  /** Random, drawn anew by every change: messages and due rows of an earlier decision are recognised by it. */
  readonly stamp: string;
  readonly createdAt: Temporal.Instant;
};

export type StoredSubscription = Subscription & { readonly etag: string };

export type SubscriptionStatus = {
  /** S11: `New subscription`, `Inactive`, `Done: …`, or the error's text. */
  readonly text: string;
  readonly code: string | undefined;
  readonly lastRunKey: string | undefined;
  readonly lastRunAt: Temporal.Instant | undefined;
  /** When the tile last got a new picture, and the occurrence that was for. */
  readonly lastDeliveredAt: Temporal.Instant | undefined;
  readonly lastDeliveredDueAt: Temporal.Instant | undefined;
  /** Failed occurrences in a row of a kind that pauses. */
  readonly failures: number;
  readonly tileCheckedAt: Temporal.Instant | undefined;
  readonly tileMissingAt: Temporal.Instant | undefined;
};

export const NEW_STATUS: SubscriptionStatus = {
  text: 'New subscription',
  code: undefined,
  lastRunKey: undefined,
  lastRunAt: undefined,
  lastDeliveredAt: undefined,
  lastDeliveredDueAt: undefined,
  failures: 0,
  tileCheckedAt: undefined,
  tileMissingAt: undefined,
};

export interface Subscriptions {
  get(owner: Owner, id: SubscriptionId): Promise<StoredSubscription | undefined>;
  /** Owner of an id, from the locator row. */
  ownerOf(id: SubscriptionId): Promise<Owner | undefined>;
  list(
    owner: Owner,
  ): Promise<readonly { readonly subscription: StoredSubscription; readonly status: SubscriptionStatus }[]>;
  status(owner: Owner, id: SubscriptionId): Promise<SubscriptionStatus>;
  /** Reads, changes and writes by ETag. Missing rows are made: a status is never in the way of a run. */
  updateStatus(
    owner: Owner,
    id: SubscriptionId,
    change: (status: SubscriptionStatus) => SubscriptionStatus | undefined,
  ): Promise<SubscriptionStatus>;
  /** Locator first, then the row, insert-only: there already = the same pin was finished before. */
  add(subscription: Subscription): Promise<'added' | 'exists'>;
  /** By ETag; undefined when it was changed or removed meanwhile. */
  replace(subscription: Subscription, etag: string): Promise<StoredSubscription | undefined>;
  /** Row and status in one transaction, the locator after; repeatable. */
  remove(owner: Owner, id: SubscriptionId): Promise<void>;
}
