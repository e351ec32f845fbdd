import type { Temporal } from 'temporal-polyfill';
import type { Owner } from '../../identity/principal.ts';
import type { Schedule } from '../../schedules/schedule.ts';
import type { SubscriptionId } from '../subscription.ts';

/** The next occurrence of an active subscription, with what the one after it is computed from. */
export type DueRow = {
  readonly id: SubscriptionId;
  readonly stamp: string;
  readonly owner: Owner;
  readonly dueAt: Temporal.Instant;
  readonly schedule: Schedule;
  /** The same for what shows the same, so that its messages come together where they are spread. */
  readonly group?: string | undefined;
};

export type StoredDueRow = DueRow & { readonly partition: string; readonly etag: string };

export type DuePage = { readonly rows: readonly StoredDueRow[]; readonly next: string | undefined };

/** From the minute of `from` (the first there is, without it) to that of `until`, both included. */
export type DueRange = { readonly from: Temporal.Instant | undefined; readonly until: Temporal.Instant };

export interface DueIndex {
  /** A page of the rows of a range, oldest minute first. */
  due(range: DueRange & { readonly after?: string }): Promise<DuePage>;
  /** The same from the partition behind `partition` on. */
  dueBehind(partition: string, until: Temporal.Instant): Promise<DuePage>;
  /** The first rows of one partition, at most `count`. */
  duePartition(partition: string, count: number): Promise<readonly StoredDueRow[]>;
  holds(partition: string, id: SubscriptionId, stamp: string): Promise<boolean>;
  /** Insert-only, batched by partition; a row that is there already counts as inserted. */
  insert(rows: readonly DueRow[]): Promise<void>;
  /** By the ETag read, batched by partition; a row that is gone or another counts as deleted. */
  remove(rows: readonly StoredDueRow[]): Promise<void>;
  /** Deletes the row of a foreign stamp that a message led to. */
  removeByKey(partition: string, id: SubscriptionId, stamp: string): Promise<void>;
  partitionOf(id: SubscriptionId, dueAt: Temporal.Instant): string;
}
