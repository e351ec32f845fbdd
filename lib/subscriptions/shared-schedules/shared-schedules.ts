import type { Temporal } from 'temporal-polyfill';
import type { Owner } from '../../identity/principal.ts';
import type { Schedule } from '../../schedules/schedule.ts';
import type { SubscriptionId } from '../subscription.ts';

/** What a subscription says of the shared schedule whose firing it takes over. */
export type FollowedSchedule = {
  readonly id: string;
  /** The version of it that the subscription's own firing follows. */
  readonly stamp: string;
};

/** `leaving`: it is being deleted; its followers get schedules of their own, and it goes with the last one. */
export type SharedScheduleState = 'active' | 'paused' | 'leaving';

/** A schedule that many subscriptions follow, and that administrators edit and pause for all of them. */
export type SharedSchedule = {
  /** A GUID that its maker draws. */
  readonly id: string;
  readonly name: string;
  readonly schedule: Schedule;
  readonly state: SharedScheduleState;
  /** Drawn anew by every change. */
  readonly stamp: string;
  readonly changedAt: Temporal.Instant;
};

export type StoredSharedSchedule = SharedSchedule & { readonly etag: string };

export type Follower = { readonly id: SubscriptionId; readonly owner: Owner };

export interface SharedSchedules {
  get(id: string): Promise<StoredSharedSchedule | undefined>;
  /** All of the installation: tens, not thousands. */
  list(): Promise<readonly StoredSharedSchedule[]>;
  /** By ETag, or insert-only without one; undefined where somebody else was faster. */
  put(shared: SharedSchedule, etag: string | undefined): Promise<StoredSharedSchedule | undefined>;
  remove(id: string): Promise<void>;
  /** Repeatable. Written before the subscription follows, so that no follower is missing here. */
  join(id: string, follower: Follower): Promise<void>;
  /** Done as well where it has left. */
  leave(id: string, subscription: SubscriptionId): Promise<void>;
  followers(
    id: string,
    page: { readonly pageSize: number; readonly after?: string },
  ): Promise<{ readonly followers: readonly Follower[]; readonly next: string | undefined }>;
}
