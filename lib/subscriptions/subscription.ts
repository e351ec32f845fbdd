import type { Temporal } from 'temporal-polyfill';
import type { Owner } from '../identity/principal.ts';
import type { TileVisual } from '../power-bi/tile-visual.ts';
import type { PinnableKind } from '../rdl/items/item-rule.ts';
import type { Schedule } from '../schedules/schedule.ts';
import type { FollowedSchedule } from './shared-schedules/shared-schedules.ts';

declare const idBrand: unique symbol;
/** The GUID of a subscription; the same as its pin's. */
export type SubscriptionId = string & { readonly [idBrand]: true };

const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

export function parseSubscriptionId(text: string): SubscriptionId | undefined {
  const id = text.toLowerCase();
  return GUID.test(id) ? (id as SubscriptionId) : undefined;
}

/**
 * `active` fires. `paused` by a person, or after repeated failure. `held` while its shared schedule is paused.
 * `retired`: its tile was deleted in Power BI. `ended`: the schedule has no further occurrence.
 */
export type SubscriptionState = 'active' | 'paused' | 'held' | 'retired' | 'ended';

export type ReportParameters = Readonly<Record<string, string | null | readonly (string | null)[]>>;

/** A tile on a dashboard and what stands behind it at Power BI. */
export type TileTarget = {
  readonly kind: 'tile';
  /** What it shows: the item's picture, or its data in a visual of Power BI. */
  readonly visual: TileVisual;
  readonly workspaceId: string;
  readonly dashboardId: string;
  readonly dashboardName: string;
  readonly dashboardUrl: string | undefined;
  readonly modelId: string;
  readonly reportId: string;
  readonly tileId: string;
};

/** An Image tile that a person made with the picture's address: Power BI fetches it, and nothing can be looked up. */
export type ImageTarget = {
  readonly kind: 'image';
  /** Where the person put it, in their words. */
  readonly dashboardName: string;
  readonly dashboardUrl: undefined;
};

export type Target = TileTarget | ImageTarget;

/** What people decide about a subscription. What runs write is beside it: `SubscriptionStatus`. */
export type Subscription = {
  readonly id: SubscriptionId;
  readonly owner: Owner;
  readonly reportId: string;
  readonly reportTitle: string;
  /** S2: the **Report Visual Name**; can be edited. */
  readonly itemName: string;
  /** Its kind when it was chosen: what it is looked for by when it is renamed in the report. */
  readonly itemKind?: PinnableKind | undefined;
  readonly parameters: ReportParameters;
  readonly target: Target;
  /** Its own, or that of the shared schedule it follows. */
  readonly schedule: Schedule;
  readonly follows: FollowedSchedule | undefined;
  readonly state: SubscriptionState;
  /** Drawn anew by every decision on when it fires: what it fired under an earlier one is recognised by it. */
  readonly stamp: string;
  /** When that decision was made: occurrences of the schedule after this one count. */
  readonly since: Temporal.Instant;
  /** Drawn anew by every change; a person's next change names it (If-Match). */
  readonly revision: string;
  readonly createdAt: Temporal.Instant;
};

/** What a new subscription is made of; the rest is drawn. */
export type NewSubscription = Omit<
  Subscription,
  'state' | 'stamp' | 'since' | 'revision' | 'createdAt' | 'follows'
>;

export type StoredSubscription = Subscription & { readonly etag: string };

export type SubscriptionStatus = {
  /** S11: `New subscription`, `Inactive`, `Done: …`, or the error's text. */
  readonly text: string;
  readonly code: string | undefined;
  readonly lastRunKey: string | undefined;
  readonly lastRunAt: Temporal.Instant | undefined;
  /** Stamp of the subscription at that run. */
  readonly stamp: string | undefined;
  /** When the tile last got a new picture, and the occurrence that was for. */
  readonly lastDeliveredAt: Temporal.Instant | undefined;
  readonly lastDeliveredDueAt: Temporal.Instant | undefined;
  /** Failed occurrences in a row, under that stamp, of a kind that pauses; and the last one that was counted. */
  readonly failures: number;
  readonly countedDueAt: Temporal.Instant | undefined;
  readonly tileCheckedAt: Temporal.Instant | undefined;
  readonly tileMissingAt: Temporal.Instant | undefined;
};

/** With the ETag it was read under. */
export type StoredStatus = SubscriptionStatus & { readonly etag: string };

export const NEW_STATUS: SubscriptionStatus = {
  text: 'New subscription',
  code: undefined,
  lastRunKey: undefined,
  lastRunAt: undefined,
  stamp: undefined,
  lastDeliveredAt: undefined,
  lastDeliveredDueAt: undefined,
  failures: 0,
  countedDueAt: undefined,
  tileCheckedAt: undefined,
  tileMissingAt: undefined,
};

export type SubscriptionWithStatus = {
  readonly subscription: StoredSubscription;
  readonly status: StoredStatus;
};

export interface Subscriptions {
  get(owner: Owner, id: SubscriptionId): Promise<StoredSubscription | undefined>;
  /** Both rows at once. */
  load(owner: Owner, id: SubscriptionId): Promise<SubscriptionWithStatus | undefined>;
  /** Owner of an id, from the locator row. */
  ownerOf(id: SubscriptionId): Promise<Owner | undefined>;
  list(owner: Owner): Promise<readonly SubscriptionWithStatus[]>;
  /** Everybody's, a slice at a time, for the upkeep: by ranges of partitions, never for a request. */
  walk(after: string | undefined): Promise<{
    readonly entries: readonly SubscriptionWithStatus[];
    readonly next: string | undefined;
  }>;
  status(owner: Owner, id: SubscriptionId): Promise<SubscriptionStatus>;
  /**
   * Changes by ETag, from `known` on, read anew when someone was faster. `change` returns undefined to leave it.
   * Undefined where the subscription was removed: a run never makes its status anew.
   */
  updateStatus(
    owner: Owner,
    id: SubscriptionId,
    change: (status: SubscriptionStatus) => SubscriptionStatus | undefined,
    known?: StoredStatus,
  ): Promise<StoredStatus | undefined>;
  /** Locator first, then row and status in one transaction, insert-only: there already = finished before. */
  add(subscription: Subscription): Promise<'added' | 'exists'>;
  /** By ETag, under a revision of its own; undefined when it was changed or removed meanwhile. */
  replace(subscription: Subscription, etag: string): Promise<StoredSubscription | undefined>;
  /** Row and status, the locator after; repeatable. */
  remove(owner: Owner, id: SubscriptionId): Promise<void>;
}
