import { ENVELOPE_VERSION } from './envelope-token-store.ts';
import type { TokenStore } from './token-store.ts';

/**
 * Two stores as one: what is new goes to `writes`, what was kept before is read where its version says it lies. So an
 * installation changes its store by a setting, and nobody has to sign in for it.
 */
export function bothTokenStores(stores: {
  readonly keyVault: TokenStore;
  readonly envelope: TokenStore;
  readonly writes: 'key-vault' | 'envelope';
}): TokenStore {
  const { keyVault, envelope, writes } = stores;
  const storeOf = (version: string) => (ENVELOPE_VERSION.test(version) ? envelope : keyVault);
  return {
    load: (owner, version) => storeOf(version).load(owner, version),
    save: (owner, cache, options) =>
      (writes === 'envelope' ? envelope : keyVault).save(owner, cache, options),
    replaced: (owner, version) => storeOf(version).replaced(owner, version),
    discard: (owner, version) => storeOf(version).discard(owner, version),
    async retire(owner) {
      await Promise.all([keyVault.retire(owner), envelope.retire(owner)]);
    },
  };
}
