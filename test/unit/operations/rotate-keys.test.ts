import { describe, expect, it } from 'vitest';
import { tableDataKeys } from '../../../lib/identity/data-keys.ts';
import { secretKeyRing } from '../../../lib/identity/key-ring.ts';
import { joseSealer } from '../../../lib/identity/seal.ts';
import { rewrapDataKeys, rotateRing } from '../../../lib/operations/rotate-keys.ts';
import { MemoryKeyWrapper } from '../../../lib/storage/memory/memory-key-wrapper.ts';
import { MemorySecrets } from '../../../lib/storage/memory/memory-secrets.ts';
import { MemoryStorage } from '../../../lib/storage/memory/memory-storage.ts';
import { TestClock } from '../../support/test-clock.ts';

describe('rotation of the keys that seal', () => {
  const clock = new TestClock('2026-11-23T07:00:00Z');
  const sealerOf = (secrets: MemorySecrets) =>
    joseSealer({ ring: secretKeyRing({ secrets, name: 'session-keys', clock }), clock, audience: 'app' });

  it('opens what was sealed before, in processes that knew the old key, and what is sealed after in those', async () => {
    const secrets = new MemorySecrets();
    const [old, other] = [sealerOf(secrets), sealerOf(secrets)];
    const before = await old.seal('session', { who: 'ada' }, 3600);
    expect(await other.open('session', before)).toMatchObject({ who: 'ada' });
    await rotateRing(secrets, 'session-keys');
    const fresh = sealerOf(secrets);
    const after = await fresh.seal('session', { who: 'bob' }, 3600);
    clock.advance({ seconds: 6 });
    expect(await fresh.open('session', before)).toMatchObject({ who: 'ada' });
    expect(await old.open('session', after)).toMatchObject({ who: 'bob' });
  });

  it('drops the oldest keys beyond those to keep', async () => {
    const secrets = new MemorySecrets();
    const before = await sealerOf(secrets).seal('session', { who: 'ada' }, 3600);
    await rotateRing(secrets, 'session-keys');
    const { kept, dropped } = await rotateRing(secrets, 'session-keys', 2);
    expect([kept.length, dropped.length]).toEqual([1, 1]);
    expect(await sealerOf(secrets).open('session', before)).toBeUndefined();
  });

  it('has nothing to rotate in an empty vault', async () => {
    await expect(rotateRing(new MemorySecrets(), 'session-keys')).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  });
});

describe('rotation of the key that wraps data keys', () => {
  it('wraps each anew by the newest version; what they encrypted stays readable; again does nothing', async () => {
    const clock = new TestClock('2026-11-23T07:00:00Z');
    const table = new MemoryStorage(clock).table('Tokens');
    const wrapper = new MemoryKeyWrapper();
    const { id, key } = await tableDataKeys({ table, wrapper, clock }).current();
    wrapper.rotate();
    expect(await rewrapDataKeys(table, wrapper)).toEqual({ rewrapped: 1, current: 0, foreign: 0 });
    const found = await tableDataKeys({ table, wrapper, clock }).find(id);
    expect(found && Buffer.from(found).equals(Buffer.from(key))).toBe(true);
    expect(await rewrapDataKeys(table, wrapper)).toEqual({ rewrapped: 0, current: 1, foreign: 0 });
  });

  it('passes over those of another vault, and beside them a new one is made', async () => {
    const clock = new TestClock('2026-11-23T07:00:00Z');
    const table = new MemoryStorage(clock).table('Tokens');
    const former = new MemoryKeyWrapper();
    former.rotate();
    const { id } = await tableDataKeys({ table, wrapper: former, clock }).current();
    // A restored installation: the rows are there, the vault is another.
    const wrapper = new MemoryKeyWrapper();
    clock.advance({ seconds: 1 });
    const keys = tableDataKeys({ table, wrapper, clock });
    expect(await keys.find(id)).toBeUndefined();
    const fresh = await keys.current();
    expect(fresh.id).not.toBe(id);
    expect((await tableDataKeys({ table, wrapper, clock }).current()).id).toBe(fresh.id);
    expect(await rewrapDataKeys(table, wrapper)).toEqual({ rewrapped: 0, current: 1, foreign: 1 });
  });
});
