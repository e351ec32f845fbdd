import type { Temporal } from 'temporal-polyfill';
import type { Owner } from '../identity/principal.ts';

/**
 * `sign-in`: U7, tiles wait for a sign-in. `sign-in-ends`: it will lapse. `not-registered`: the Power BI integration is
 * off, or Entra refuses it. `failed`: a subscription cannot run. `paused`, `retired`: it was stopped, and why.
 */
export type NotificationKind =
  | 'sign-in'
  | 'sign-in-ends'
  | 'not-registered'
  | 'failed'
  | 'paused'
  | 'retired';

/** Causes that concern all of a person's tiles at once. */
export type PersonalKind = Extract<NotificationKind, 'sign-in' | 'sign-in-ends' | 'not-registered'>;

export type Notification = {
  readonly id: string;
  readonly kind: NotificationKind;
  /** Subscription it is about; empty where it is about all of them. */
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
  /** Of a subscription everything; a sign-in takes its warnings along. */
  heal(owner: Owner, cause: { readonly subject: string } | { readonly kind: PersonalKind }): Promise<void>;
  get(owner: Owner, id: string): Promise<Notification | undefined>;
  list(owner: Owner): Promise<readonly Notification[]>;
  markRead(owner: Owner, id: string): Promise<void>;
}
