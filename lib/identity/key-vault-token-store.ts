import type { Secrets } from '../storage/secrets.ts';
import { type Owner, readOwner } from './principal.ts';
import { requireSlim, type TokenStore } from './token-store.ts';

/** One Key Vault secret a person, `pbi-<oid>`, with a version for each sign-in and each kept rotation. */
export function keyVaultTokenStore(secrets: Secrets): TokenStore {
  const nameOf = (owner: Owner) => {
    const parts = readOwner(owner);
    if (!parts) throw new TypeError('An owner key holds two GUIDs.');
    return `pbi-${parts.oid}`;
  };
  return {
    async load(owner, version) {
      return (await secrets.get(nameOf(owner), version))?.value;
    },
    async save(owner, cache, { expiresAt }) {
      requireSlim(cache);
      return secrets.set(nameOf(owner), cache, { expiresAt, contentType: 'application/json' });
    },
    /** Left as it is: disabling it would double the writes of a vault that takes 30 a second. Signing out disables it. */
    async replaced() {},
    async discard(owner, version) {
      await secrets.disable(nameOf(owner), version);
    },
    async retire(owner) {
      await secrets.retire(nameOf(owner));
    },
  };
}
