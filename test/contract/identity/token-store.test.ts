import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bothTokenStores } from '../../../lib/identity/both-token-stores.ts';
import { tableDataKeys } from '../../../lib/identity/data-keys.ts';
import { envelopeTokenStore } from '../../../lib/identity/envelope-token-store.ts';
import { keyVaultTokenStore } from '../../../lib/identity/key-vault-token-store.ts';
import { KeyVaultKeyWrapper } from '../../../lib/storage/azure/key-vault-key-wrapper.ts';
import { KeyVaultSecrets } from '../../../lib/storage/azure/key-vault-secrets.ts';
import type { KeyWrapper } from '../../../lib/storage/key-wrapper.ts';
import { MemoryKeyWrapper } from '../../../lib/storage/memory/memory-key-wrapper.ts';
import { MemorySecrets } from '../../../lib/storage/memory/memory-secrets.ts';
import { MemoryStorage } from '../../../lib/storage/memory/memory-storage.ts';
import { ownerOf } from '../../support/memory-installation.ts';
import { LATER } from '../../support/stub-entra.ts';
import { TestClock } from '../../support/test-clock.ts';
import { startVaultBench, type VaultBench } from '../storage/key-vault-bench.ts';
import { tokenStoreContract } from './token-store-contract.ts';

let bench: VaultBench;
beforeAll(async () => {
  bench = await startVaultBench();
});
afterAll(() => bench.close());

const BOB = ownerOf('b0000000-0000-4000-8000-00000000000b');
const EVE = ownerOf('e0000000-0000-4000-8000-00000000000e');

class Envelope {
  readonly clock = new TestClock('2026-11-23T07:00:00Z');
  readonly storage = new MemoryStorage(this.clock);
  readonly wrapper: KeyWrapper;
  readonly told: string[] = [];

  constructor(wrapper: KeyWrapper) {
    this.wrapper = wrapper;
  }

  /** Another process on the same table. */
  process() {
    const table = this.storage.table('Tokens');
    const log = { info: () => {}, warn: () => {}, error: (event: string) => void this.told.push(event) };
    const dataKeys = tableDataKeys({ table, wrapper: this.wrapper, clock: this.clock });
    return envelopeTokenStore({ table, dataKeys, log });
  }
}

/** A key in a vault of its own, made as a deployment makes it. */
async function vaultKey(): Promise<KeyVaultKeyWrapper> {
  const [identity] = bench.entra.directory.state.managedIdentities;
  const vault = await bench.open({
    roles: [{ principalId: identity?.principalId ?? '', role: 'Key Vault Administrator' }],
  });
  const { token } = (await bench.credential.getToken('https://vault.azure.net/.default')) ?? {};
  const answer = await fetch(`${vault.url}/keys/token-key/create?api-version=7.4`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ kty: 'RSA' }),
  });
  if (!answer.ok) throw new Error(await answer.text());
  return new KeyVaultKeyWrapper({
    vaultUri: vault.url,
    keyName: 'token-key',
    credential: bench.credential,
  });
}

tokenStoreContract('secrets in memory', async () => keyVaultTokenStore(new MemorySecrets()));

tokenStoreContract('secrets of Key Vault', async () => {
  const vault = await bench.open();
  return keyVaultTokenStore(new KeyVaultSecrets({ vaultUri: vault.url, credential: bench.credential }));
});

tokenStoreContract('envelopes, key in memory', async () => new Envelope(new MemoryKeyWrapper()).process());

tokenStoreContract('envelopes, key of Key Vault', async () => new Envelope(await vaultKey()).process());

tokenStoreContract('both, writing envelopes', async () =>
  bothTokenStores({
    keyVault: keyVaultTokenStore(new MemorySecrets()),
    envelope: new Envelope(new MemoryKeyWrapper()).process(),
    writes: 'envelope',
  }),
);

describe('envelopes', () => {
  const expiresAt = LATER;

  it('need the vault once a process and data key, however many people there are', async () => {
    const wrapper = new MemoryKeyWrapper();
    const envelope = new Envelope(wrapper);
    const store = envelope.process();
    const owners = Array.from({ length: 50 }, (_, n) =>
      ownerOf(`b0000000-0000-4000-8000-0000000002${n + 10}`),
    );
    const saved = await Promise.all(owners.map((owner) => store.save(owner, `of ${owner}`, { expiresAt })));
    expect(wrapper.unwrapped).toBe(0);
    const other = envelope.process();
    for (const [index, owner] of owners.entries())
      expect(await other.load(owner, saved[index]?.version ?? '')).toBe(`of ${owner}`);
    expect(wrapper.unwrapped).toBe(1);
  });

  it('take a new data key each month, and a new version of the vault key does not hurt the old ones', async () => {
    const wrapper = new MemoryKeyWrapper();
    const envelope = new Envelope(wrapper);
    const first = await envelope.process().save(BOB, 'first', { expiresAt });
    wrapper.rotate();
    envelope.clock.advance({ hours: 31 * 24 });
    const second = await envelope.process().save(BOB, 'second', { expiresAt });
    const keys = await envelope.storage.table('Tokens').page({ partition: { is: 'data-key' } });
    expect(keys.rows.map(({ cells }) => cells.keyId)).toEqual(['memory/2', 'memory/1']);
    const store = envelope.process();
    expect(await store.load(BOB, first.version)).toBe('first');
    expect(await store.load(BOB, second.version)).toBe('second');
  });

  it('hold no token in the clear', async () => {
    const envelope = new Envelope(new MemoryKeyWrapper());
    const { version } = await envelope.process().save(BOB, 'a very secret token', { expiresAt });
    const row = await envelope.storage.table('Tokens').get({ partitionKey: BOB, rowKey: version });
    const sealed = String(row?.cells.sealed);
    expect(Buffer.from(sealed, 'base64url').toString('latin1')).not.toContain('secret');
    const again = await envelope.process().save(BOB, 'a very secret token', { expiresAt });
    const other = await envelope.storage.table('Tokens').get({ partitionKey: BOB, rowKey: again.version });
    expect(other?.cells.sealed).not.toBe(sealed);
  });

  it('open for no other person and no other version, nor after a bit was changed', async () => {
    const envelope = new Envelope(new MemoryKeyWrapper());
    const store = envelope.process();
    const table = envelope.storage.table('Tokens');
    const bobs = await store.save(BOB, 'of Bob', { expiresAt });
    const eves = await store.save(EVE, 'of Eve', { expiresAt });
    const row = await table.get({ partitionKey: BOB, rowKey: bobs.version });
    const forge = async (owner: typeof BOB, version: string, sealed: string) => {
      const cells = { ...row?.cells, sealed };
      await table.write({ kind: 'upsert', row: { partitionKey: owner, rowKey: version, cells } });
      return store.load(owner, version);
    };
    const sealed = String(row?.cells.sealed);
    expect(await forge(EVE, eves.version, sealed)).toBeUndefined();
    expect(await forge(BOB, `e${'0'.repeat(32)}`, sealed)).toBeUndefined();
    for (const at of [0, 20, sealed.length - 2]) {
      const letter = sealed[at] === 'A' ? 'B' : 'A';
      const changed = sealed.slice(0, at) + letter + sealed.slice(at + 1);
      expect(await forge(BOB, bobs.version, changed), `letter ${at}`).toBeUndefined();
    }
    expect(await forge(BOB, bobs.version, 'x')).toBeUndefined();
    expect(envelope.told.every((event) => event === 'token.damaged')).toBe(true);
    expect(envelope.told).toHaveLength(6);
  });

  it('unwrap with the key of this vault only', async () => {
    const wrapper = await vaultKey();
    const { wrapped, keyId } = await wrapper.wrap(new Uint8Array(32).fill(7));
    expect(await wrapper.unwrap({ wrapped, keyId })).toEqual(Buffer.alloc(32, 7));
    for (const foreign of [
      keyId.replace('token-key', 'other-key'),
      keyId.replace(/\/[0-9a-f]{32}$/, '/../../secrets/x'),
      'https://evil.example/keys/token-key/00000000000000000000000000000000',
    ])
      await expect(wrapper.unwrap({ wrapped, keyId: foreign })).rejects.toThrow(RangeError);
  });
});

describe('a change of the store', () => {
  it('asks nobody to sign in: what was kept before is read where it lies, and signing out retires both', async () => {
    const keyVault = keyVaultTokenStore(new MemorySecrets());
    const envelope = new Envelope(new MemoryKeyWrapper()).process();
    const before = bothTokenStores({ keyVault, envelope, writes: 'key-vault' });
    const after = bothTokenStores({ keyVault, envelope, writes: 'envelope' });
    const old = await before.save(BOB, 'kept before', { expiresAt: LATER });
    expect(await after.load(BOB, old.version)).toBe('kept before');
    const fresh = await after.save(BOB, 'kept after', { expiresAt: LATER });
    expect(await before.load(BOB, fresh.version)).toBe('kept after');
    await after.retire(BOB);
    for (const { version } of [old, fresh]) expect(await after.load(BOB, version)).toBeUndefined();
  });
});
