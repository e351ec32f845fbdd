import type { Temporal } from 'temporal-polyfill';

export type Secret = { readonly value: string; readonly version: string };

/**
 * Named secrets with versions (Key Vault). Names are `[0-9A-Za-z-]{1,127}`, made from validated ids; values at most
 * 25,600 bytes. Throttling and network faults throw DomainError `SECRETS_UNAVAILABLE` (retry class backoff).
 */
export interface Secrets {
  /** The newest version, or the one that is named; undefined where there is none, or it is disabled or deleted. */
  get(name: string, version?: string): Promise<Secret | undefined>;
  /** Writes a new version; a soft-deleted secret of that name is recovered first. */
  set(
    name: string,
    value: string,
    options?: { readonly expiresAt?: Temporal.Instant; readonly contentType?: string },
  ): Promise<{ readonly version: string }>;
  /** Makes one version unreadable; one that is not there is left alone. Repeatable. */
  disable(name: string, version: string): Promise<void>;
  /** Makes it unreadable: the newest version becomes an empty tombstone, older ones are disabled. Repeatable. */
  retire(name: string): Promise<void>;
}
