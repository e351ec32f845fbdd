import type { Temporal } from 'temporal-polyfill';

/** `teams`: a message with an adaptive card, as Teams workflows take it. `json`: plain fields, for Logic Apps and others. */
export const WEBHOOK_FORMATS = ['teams', 'json'] as const;
export type WebhookFormat = (typeof WEBHOOK_FORMATS)[number];

/** Where an administrator has all notifications sent. Its address holds a signature and is a secret. */
export type Webhook = {
  readonly format: WebhookFormat;
  /** All of the address that is shown. */
  readonly host: string;
  /** Version of the secret that holds the address. */
  readonly version: string;
  readonly changedBy: string;
  readonly changedAt: Temporal.Instant;
  /** Since when nothing gets through, and why. */
  readonly failing: { readonly since: Temporal.Instant; readonly text: string } | undefined;
};

export interface Webhooks {
  current(): Promise<Webhook | undefined>;
  /** The address; undefined where the secret was disabled in the vault. @throws DomainError SECRETS_UNAVAILABLE. */
  address(webhook: Webhook): Promise<string | undefined>;
  /** Replaces what there was. @throws DomainError SECRETS_UNAVAILABLE. */
  set(webhook: {
    readonly address: URL;
    readonly format: WebhookFormat;
    readonly by: string;
  }): Promise<Webhook>;
  /** Repeatable. */
  remove(): Promise<void>;
  /** Writes down that nothing gets through, or that it does again; once each. */
  note(webhook: Webhook, failure: string | undefined): Promise<void>;
  /** Makes the address unreadable where no row names it. Repeatable. */
  retireUnnamed(): Promise<void>;
}
