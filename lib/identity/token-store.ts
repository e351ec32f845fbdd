import type { Temporal } from 'temporal-polyfill';
import { DomainError } from '../errors.ts';
import type { Owner } from './principal.ts';

/**
 * Where people's Power BI tokens are kept; nothing else ever holds one. What is saved is a new version, and counts once
 * the person's row names it: a write that was overtaken by a sign-in or a sign-out changes nothing.
 * Throttling and outages throw DomainError SECRETS_UNAVAILABLE or STORAGE_UNAVAILABLE.
 */
export interface TokenStore {
  /** The cache that a refresh needs; undefined where this version is not there, or was made unreadable. */
  load(owner: Owner, version: string): Promise<string | undefined>;
  /** @throws DomainError INTERNAL where the cache is too large to be one person's refresh token. */
  save(
    owner: Owner,
    cache: string,
    options: { readonly expiresAt: Temporal.Instant },
  ): Promise<{ readonly version: string }>;
  /** Told once the row names a later version: this one is of no more use. */
  replaced(owner: Owner, version: string): Promise<void>;
  /** Makes one version unreadable; repeatable. */
  discard(owner: Owner, version: string): Promise<void>;
  /** Makes everything of the person unreadable; repeatable. */
  retire(owner: Owner): Promise<void>;
}

/**
 * Key Vault takes 25,600 bytes, a cell of a table 32,768 letters; a slim cache has about 3 KB. More is a sign of
 * something that must not be stored.
 */
const MAX_BYTES = 23 * 1024;

export function requireSlim(cache: string): void {
  if (Buffer.byteLength(cache) > MAX_BYTES)
    throw new DomainError('INTERNAL', { detail: 'The sign-in is too large to be stored.' });
}
