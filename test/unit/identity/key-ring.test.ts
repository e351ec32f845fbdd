import { beforeEach, describe, expect, it } from 'vitest';
import { DomainError } from '../../../lib/errors.ts';
import { type KeyRing, secretKeyRing } from '../../../lib/identity/key-ring.ts';
import { MemorySecrets } from '../../../lib/storage/memory/memory-secrets.ts';
import { TestClock } from '../../support/test-clock.ts';

class Vault extends MemorySecrets {
  reads = 0;
  isAway = false;

  override async get(name: string, version?: string) {
    this.reads += 1;
    if (this.isAway) throw new DomainError('SECRETS_UNAVAILABLE');
    return super.get(name, version);
  }
}

let clock: TestClock;
let vault: Vault;
let ring: KeyRing;
const another = () => secretKeyRing({ secrets: vault, name: 'session-keys', clock });

beforeEach(() => {
  clock = new TestClock('2026-03-02T08:00:00Z');
  vault = new Vault();
  ring = another();
});

describe('a ring of keys', () => {
  it('is asked for once in five minutes, however many need it', async () => {
    await ring.current();
    vault.reads = 0;
    await Promise.all(Array.from({ length: 50 }, () => ring.current()));
    expect(vault.reads).toBe(0);
    clock.advance({ minutes: 6 });
    await Promise.all(Array.from({ length: 50 }, () => ring.current()));
    expect(vault.reads).toBe(1);
  });

  it('stays good in a process that has it while the vault is away, for a day', async () => {
    const { kid } = await ring.current();
    vault.isAway = true;
    clock.advance({ hours: 20 });
    expect((await ring.current()).kid).toBe(kid);
    expect(await ring.find(kid)).toBeDefined();
    vault.reads = 0;
    for (let request = 0; request < 20; request++) await ring.current();
    expect(vault.reads).toBe(0);
    clock.advance({ hours: 5 });
    await expect(ring.current()).rejects.toMatchObject({ code: 'SECRETS_UNAVAILABLE' });
    vault.isAway = false;
    clock.advance({ seconds: 10 });
    expect((await ring.current()).kid).toBe(kid);
  });

  it('does not call a key gone that it cannot look for', async () => {
    await ring.current();
    vault.isAway = true;
    await expect(ring.find('made-elsewhere')).rejects.toMatchObject({ code: 'SECRETS_UNAVAILABLE' });
  });

  it('is refused in one that has none, without asking the vault for each request', async () => {
    vault.isAway = true;
    for (let request = 0; request < 20; request++)
      await expect(ring.current()).rejects.toMatchObject({ code: 'SECRETS_UNAVAILABLE' });
    expect(vault.reads).toBe(1);
    vault.isAway = false;
    clock.advance({ seconds: 6 });
    expect((await ring.current()).kid).toMatch(/^[\w-]{8}$/);
  });

  it('follows a rotation made elsewhere within five minutes, and a key it does not know at once', async () => {
    const first = await ring.current();
    const key = Buffer.alloc(32, 7).toString('base64url');
    const old = Buffer.from(first.key).toString('base64url');
    await vault.set(
      'session-keys',
      JSON.stringify({ current: 'next', keys: { [first.kid]: old, next: key } }),
    );
    expect((await ring.current()).kid).toBe(first.kid);
    expect(await ring.find('next')).toEqual(Buffer.alloc(32, 7));
    clock.advance({ minutes: 6 });
    expect((await ring.current()).kid).toBe('next');
    await vault.set('session-keys', JSON.stringify({ current: 'next', keys: { next: key } }));
    clock.advance({ minutes: 6 });
    expect(await ring.find(first.kid)).toBeUndefined();
  });

  it('asks no more than once in five seconds for ids that somebody makes up', async () => {
    await ring.current();
    vault.reads = 0;
    for (let guess = 0; guess < 100; guess++) expect(await ring.find(`forged-${guess}`)).toBeUndefined();
    expect(vault.reads).toBe(1);
  });

  it('that is damaged is not taken for a vault that is away', async () => {
    const { kid } = await ring.current();
    await vault.set('session-keys', '{"current":1}');
    clock.advance({ minutes: 6 });
    await expect(ring.find(kid)).rejects.toMatchObject({ code: 'INTERNAL' });
  });
});
