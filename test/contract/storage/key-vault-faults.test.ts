import { inspect } from 'node:util';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { DomainError } from '../../../lib/errors.ts';
import { KeyVaultSecrets } from '../../../lib/storage/azure/key-vault-secrets.ts';
import type { KeyVaultStandIn } from '../../../sandbox/key-vault/start.ts';
import { startVaultBench, type VaultBench } from './key-vault-bench.ts';

describe('Azure Key Vault under faults', () => {
  let bench: VaultBench;
  let vault: KeyVaultStandIn;
  let secrets: KeyVaultSecrets;

  beforeAll(async () => {
    bench = await startVaultBench();
  });
  afterAll(async () => {
    await bench.close();
  });
  beforeEach(async () => {
    vault = await bench.open();
    secrets = new KeyVaultSecrets({ vaultUri: vault.url, credential: bench.credential, deadlineMs: 8_000 });
  });

  const errorOf = (call: Promise<unknown>): Promise<DomainError> =>
    call.then(
      () => Promise.reject(new Error('The call went through.')),
      (error: DomainError) => error,
    );
  const versionsOf = async (
    name: string,
  ): Promise<{ readonly versions?: number; readonly enabledVersions?: number }> =>
    (await vault.control.inventory()).find((secret) => secret.name === name) ?? {};

  it('spends no request on warming up: one challenge a process, then one request a call', async () => {
    await Promise.all(['a', 'b', 'c'].map((name) => secrets.set(name, 'v')));
    await secrets.get('a');
    expect(await vault.control.counts()).toEqual({ challenge: 1, 'secrets.get': 1, 'secrets.set': 3 });
  });

  it('writes whole secrets side by side on a cold client although the first call fails', async () => {
    await vault.control.failNext({ operation: 'secrets.set', status: 500, times: 3 });
    const names = Array.from({ length: 10 }, (_, n) => `pbi-${n}`);
    const outcomes = await Promise.allSettled(names.map((name) => secrets.set(name, `value of ${name}`)));
    expect(outcomes.filter((outcome) => outcome.status === 'rejected')).toHaveLength(1);
    for (const [index, name] of names.entries()) {
      if (outcomes[index]?.status === 'fulfilled') {
        expect((await secrets.get(name))?.value).toBe(`value of ${name}`);
      }
    }
  });

  it('goes through after being throttled shortly', async () => {
    await vault.control.throttle({ times: 1, retryAfterSeconds: 1 });
    await secrets.set('a', 'v');
    expect((await secrets.get('a'))?.value).toBe('v');
  });

  it('says how long to wait where it stays throttled', async () => {
    await secrets.get('a');
    await vault.control.throttle({ times: 5, retryAfterSeconds: 2 });
    expect(await errorOf(secrets.set('a', 'v'))).toMatchObject({
      code: 'SECRETS_UNAVAILABLE',
      retry: 'backoff',
      retryAfterSeconds: 2,
    });
  });

  it('is unavailable, not empty, where the identity has no right to read', async () => {
    const closed = await bench.open({ roles: [] });
    const unread = new KeyVaultSecrets({ vaultUri: closed.url, credential: bench.credential });
    expect(await errorOf(unread.get('a'))).toMatchObject({
      code: 'SECRETS_UNAVAILABLE',
      detail: 'key vault: 403 Forbidden',
    });
  });

  it('is unavailable where nobody answers, and works when somebody does', async () => {
    await vault.control.failNext({ operation: 'secrets.get', drop: true, times: 3 });
    expect(await errorOf(secrets.get('a'))).toMatchObject({ code: 'SECRETS_UNAVAILABLE' });
    expect(await secrets.get('a')).toBeUndefined();
  });

  it('is unavailable where no token is to be had', async () => {
    const credential = { getToken: () => Promise.reject(new Error('The identity endpoint is down.')) };
    const tokenless = new KeyVaultSecrets({ vaultUri: vault.url, credential });
    const errors = await Promise.all([errorOf(tokenless.get('a')), errorOf(tokenless.set('a', 'v'))]);
    expect(errors.map((error) => error.code)).toEqual(['SECRETS_UNAVAILABLE', 'SECRETS_UNAVAILABLE']);
  });

  it('keeps the value and the token out of what it throws', async () => {
    await vault.control.failNext({ operation: 'secrets.set', status: 500, times: 3 });
    const error = await errorOf(secrets.set('a', 'hunter2-and-more'));
    expect(error.code).toBe('SECRETS_UNAVAILABLE');
    expect(inspect(error, { depth: 10, showHidden: true })).not.toMatch(/hunter2|Bearer|eyJ/);
  });

  it('ends in a readable secret where the answer to a set is lost', async () => {
    await vault.control.failNext({ operation: 'secrets.set', effect: 'after', drop: true });
    await secrets.set('a', 'v');
    expect((await secrets.get('a'))?.value).toBe('v');
  });

  it('is unreadable from the first write of a retirement on, and a repetition disables the rest', async () => {
    await secrets.set('a', 'one');
    await secrets.set('a', 'two');
    await vault.control.failNext({ operation: 'secrets.update', status: 503, times: 6 });
    expect(await errorOf(secrets.retire('a'))).toMatchObject({ code: 'SECRETS_UNAVAILABLE' });
    expect(await secrets.get('a')).toBeUndefined();
    await vault.control.clearFaults();
    await secrets.retire('a');
    expect((await versionsOf('a')).enabledVersions).toBe(0);
    const before = await vault.control.counts();
    await secrets.retire('a');
    const after = await vault.control.counts();
    expect(after['secrets.set']).toBe(before['secrets.set']);
  });

  it('disables many versions at a retirement', async () => {
    for (let n = 0; n < 30; n += 1) await secrets.set('a', `version ${n}`);
    await secrets.retire('a');
    expect(await versionsOf('a')).toMatchObject({ versions: 31, enabledVersions: 0 });
  });
});
