import { Temporal } from 'temporal-polyfill';
import { beforeEach, describe, expect, it } from 'vitest';
import type { TokenStore } from '../../../lib/identity/token-store.ts';
import { ownerOf } from '../../support/memory-installation.ts';

const BOB = ownerOf('b0000000-0000-4000-8000-00000000000b');
const EVE = ownerOf('e0000000-0000-4000-8000-00000000000e');
const EXPIRY = { expiresAt: Temporal.Instant.from('2026-11-23T07:00:00Z') };

/** What each token store must do. `open` gives an empty one. */
export function tokenStoreContract(adapter: string, open: () => Promise<TokenStore>): void {
  describe(`TokenStore, ${adapter}`, () => {
    let store: TokenStore;
    beforeEach(async () => {
      store = await open();
    });

    it('gives back the version that is asked for', async () => {
      const first = await store.save(BOB, 'first', EXPIRY);
      const second = await store.save(BOB, 'second – with ünïcode', EXPIRY);
      expect(await store.load(BOB, first.version)).toBe('first');
      expect(await store.load(BOB, second.version)).toBe('second – with ünïcode');
    });

    it('keeps people apart: a version is of one person', async () => {
      const { version } = await store.save(BOB, 'of Bob', EXPIRY);
      await store.save(EVE, 'of Eve', EXPIRY);
      expect(await store.load(EVE, version)).toBeUndefined();
      await store.retire(EVE);
      expect(await store.load(BOB, version)).toBe('of Bob');
    });

    it('makes one version unreadable, and no other', async () => {
      const first = await store.save(BOB, 'first', EXPIRY);
      const second = await store.save(BOB, 'second', EXPIRY);
      for (let time = 0; time < 2; time++) await store.discard(BOB, second.version);
      expect(await store.load(BOB, second.version)).toBeUndefined();
      expect(await store.load(BOB, first.version)).toBe('first');
    });

    it('keeps the version that replaced another', async () => {
      const first = await store.save(BOB, 'first', EXPIRY);
      const second = await store.save(BOB, 'second', EXPIRY);
      for (let time = 0; time < 2; time++) await store.replaced(BOB, first.version);
      expect(await store.load(BOB, second.version)).toBe('second');
    });

    it('makes everything of a person unreadable, also where nothing is, and takes what is new', async () => {
      await store.retire(BOB);
      const versions = [await store.save(BOB, 'first', EXPIRY), await store.save(BOB, 'second', EXPIRY)];
      for (let time = 0; time < 2; time++) await store.retire(BOB);
      for (const { version } of versions) expect(await store.load(BOB, version)).toBeUndefined();
      const { version } = await store.save(BOB, 'third', EXPIRY);
      expect(await store.load(BOB, version)).toBe('third');
    });

    it('takes what a sign-in leaves, and refuses what is too large to be one', async () => {
      const large = 'x'.repeat(23 * 1024);
      const { version } = await store.save(BOB, large, EXPIRY);
      expect(await store.load(BOB, version)).toBe(large);
      await expect(store.save(BOB, `${large}x`, EXPIRY)).rejects.toMatchObject({ code: 'INTERNAL' });
    });

    it('is written side by side from the very first call', async () => {
      const owners = Array.from({ length: 10 }, (_, n) => ownerOf(`b0000000-0000-4000-8000-00000000010${n}`));
      const saved = await Promise.all(owners.map((owner) => store.save(owner, `of ${owner}`, EXPIRY)));
      const loaded = await Promise.all(
        owners.map((owner, index) => store.load(owner, saved[index]?.version ?? '')),
      );
      expect(loaded).toEqual(owners.map((owner) => `of ${owner}`));
    });
  });
}
