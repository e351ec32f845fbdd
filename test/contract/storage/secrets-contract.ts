import { Temporal } from 'temporal-polyfill';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Secrets } from '../../../lib/storage/secrets.ts';

export type SecretsBench = {
  readonly secrets: Secrets;
  /** What an administrator does in the vault itself: deletes it, and it can be recovered. */
  readonly softDelete: (name: string) => Promise<void>;
  /** How many versions can still be read by someone who knows their ids. */
  readonly enabledVersions: (name: string) => Promise<number>;
};

/** What each adapter of the Secrets port must do. `open` gives an empty vault. */
export function secretsContract(adapter: string, open: () => Promise<SecretsBench>): void {
  describe(`Secrets, ${adapter}`, () => {
    let bench: SecretsBench;
    beforeEach(async () => {
      bench = await open();
    });

    it('give back the newest version', async () => {
      const first = await bench.secrets.set('pbi-1', 'one');
      const second = await bench.secrets.set('pbi-1', 'two');
      expect(second.version).not.toBe(first.version);
      expect(await bench.secrets.get('pbi-1')).toEqual({ value: 'two', version: second.version });
    });

    it('give back the version that is asked for, and no other once it is disabled', async () => {
      const first = await bench.secrets.set('pbi-1', 'one');
      const second = await bench.secrets.set('pbi-1', 'two');
      expect(await bench.secrets.get('pbi-1', first.version)).toEqual({
        value: 'one',
        version: first.version,
      });
      for (let time = 0; time < 2; time += 1) await bench.secrets.disable('pbi-1', first.version);
      expect(await bench.secrets.get('pbi-1', first.version)).toBeUndefined();
      expect((await bench.secrets.get('pbi-1', second.version))?.value).toBe('two');
      expect((await bench.secrets.get('pbi-1'))?.value).toBe('two');
    });

    it('know no version that was never written, and disable it quietly', async () => {
      const unknown = 'f'.repeat(32);
      await bench.secrets.disable('nobody', unknown);
      await bench.secrets.set('pbi-1', 'one');
      await bench.secrets.disable('pbi-1', unknown);
      expect(await bench.secrets.get('pbi-1', unknown)).toBeUndefined();
      await expect(bench.secrets.get('pbi-1', '../other')).rejects.toThrow(RangeError);
    });

    it('take an expiry, which does not hinder reading, and a content type', async () => {
      const expiresAt = Temporal.Instant.from('2026-11-23T07:30:00Z');
      const { version } = await bench.secrets.set('pbi-1', 'one', {
        expiresAt,
        contentType: 'application/json',
      });
      expect(await bench.secrets.get('pbi-1')).toEqual({ value: 'one', version });
    });

    it('are undefined where there are none', async () => {
      expect(await bench.secrets.get('nobody')).toBeUndefined();
    });

    it('are undefined when they were deleted, and are recovered by a new version', async () => {
      await bench.secrets.set('pbi-1', 'one');
      await bench.softDelete('pbi-1');
      expect(await bench.secrets.get('pbi-1')).toBeUndefined();
      const { version } = await bench.secrets.set('pbi-1', 'two');
      expect(await bench.secrets.get('pbi-1')).toEqual({ value: 'two', version });
    });

    it('are unreadable in every version after retiring, however often', async () => {
      await bench.secrets.set('pbi-1', 'one');
      await bench.secrets.set('pbi-1', 'two');
      for (let time = 0; time < 2; time += 1) {
        await bench.secrets.retire('pbi-1');
        expect(await bench.secrets.get('pbi-1')).toBeUndefined();
        expect(await bench.enabledVersions('pbi-1')).toBe(0);
      }
    });

    it('are readable again when they are set after retiring, and only in the new version', async () => {
      await bench.secrets.set('pbi-1', 'one');
      await bench.secrets.retire('pbi-1');
      await bench.secrets.set('pbi-1', 'two');
      expect((await bench.secrets.get('pbi-1'))?.value).toBe('two');
      expect(await bench.enabledVersions('pbi-1')).toBe(1);
    });

    it('retire quietly what is not there or was deleted', async () => {
      await bench.secrets.retire('nobody');
      await bench.secrets.set('pbi-1', 'one');
      await bench.softDelete('pbi-1');
      await bench.secrets.retire('pbi-1');
      expect(await bench.secrets.get('pbi-1')).toBeUndefined();
    });

    it('are written side by side from the very first call', async () => {
      const names = Array.from({ length: 10 }, (_, n) => `pbi-${n}`);
      await Promise.all(names.map((name) => bench.secrets.set(name, `value of ${name}`)));
      const read = await Promise.all(names.map((name) => bench.secrets.get(name)));
      expect(read.map((secret) => secret?.value)).toEqual(names.map((name) => `value of ${name}`));
    });

    it('take 25,600 bytes and not one more, nor none', async () => {
      await bench.secrets.set('large', 'x'.repeat(25_600));
      expect((await bench.secrets.get('large'))?.value).toHaveLength(25_600);
      await expect(bench.secrets.set('large', 'ż'.repeat(12_801))).rejects.toThrow(RangeError);
      await expect(bench.secrets.set('large', '')).rejects.toThrow(RangeError);
    });

    it.each(['', 'a.b', 'a_b', 'a/b', 'x'.repeat(128)])('may not be called %j', async (name) => {
      await expect(bench.secrets.get(name)).rejects.toThrow(RangeError);
      await expect(bench.secrets.set(name, 'v')).rejects.toThrow(RangeError);
      await expect(bench.secrets.retire(name)).rejects.toThrow(RangeError);
    });
  });
}
