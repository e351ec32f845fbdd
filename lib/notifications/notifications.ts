import type { Temporal } from 'temporal-polyfill';
import type { Owner } from '../identity/principal.ts';

/**
 * `sign-in`: U7, tiles wait for a sign-in. `sign-in-ends`: it will lapse. `failed`: a subscription cannot run. `paused`,
 * `retired`: it was stopped, and why.
 */
export type NotificationKind = 'sign-in' | 'sign-in-ends' | 'failed' | 'paused' | 'retired';

export type Notification = {
  readonly id: string;
  readonly kind: NotificationKind;
  /** Subscription it is about; for `sign-in` the last one that told; empty for a warning. */
  readonly subject: string;
  readonly code: string;
  readonly text: string;
  readonly at: Temporal.Instant;
  readonly read: boolean;
};

/** What people are told: once per cause, not per run; gone when the cause is healed. */
export interface Notifications {
  /** The same cause again changes nothing until it was healed or its code changed. */
  tell(
    owner: Owner,
    news: {
      readonly kind: NotificationKind;
      readonly subject: string;
      readonly code: string;
      readonly text: string;
    },
  ): Promise<void>;
  heal(owner: Owner, cause: { readonly subject: string } | { readonly kind: 'sign-in' }): Promise<void>;
  list(owner: Owner): Promise<readonly Notification[]>;
  markRead(owner: Owner, id: string): Promise<void>;
}
