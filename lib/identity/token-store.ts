import type { Temporal } from 'temporal-polyfill';
import { DomainError } from '../errors.ts';
import type { Secrets } from '../storage/secrets.ts';
import { type Owner, readOwner } from './principal.ts';

export type StoredToken = { readonly cache: string; readonly version: string };

/** Where people's Power BI tokens are kept. Nothing else ever holds one. */
export interface TokenStore {
  load(owner: Owner): Promise<StoredToken | undefined>;
  save(
    owner: Owner,
    cache: string,
    options: { readonly expiresAt: Temporal.Instant },
  ): Promise<{ readonly version: string }>;
  /** Makes what is stored unreadable; repeatable. */
  retire(owner: Owner): Promise<void>;
}

/** Key Vault takes 25,600 bytes; a slim cache has about 3 KB. More is a sign of something that must not be stored. */
const MAX_BYTES = 24 * 1024;

/** One Key Vault secret a person, `pbi-<oid>`. */
export function keyVaultTokenStore(secrets: Secrets): TokenStore {
  const nameOf = (owner: Owner) => {
    const parts = readOwner(owner);
    if (!parts) throw new TypeError('An owner key holds two GUIDs.');
    return `pbi-${parts.oid}`;
  };
  return {
    async load(owner) {
      const secret = await secrets.get(nameOf(owner));
      return secret && { cache: secret.value, version: secret.version };
    },
    async save(owner, cache, { expiresAt }) {
      if (Buffer.byteLength(cache) > MAX_BYTES)
        throw new DomainError('INTERNAL', { detail: 'The sign-in is too large to be stored.' });
      return secrets.set(nameOf(owner), cache, { expiresAt, contentType: 'application/json' });
    },
    async retire(owner) {
      await secrets.retire(nameOf(owner));
    },
  };
}
