import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type EntraStandIn, startEntra } from '../../../../sandbox/entra/start.ts';
import { startKeyVault } from '../../../../sandbox/key-vault/start.ts';
import { managedIdentityToken } from '../graph/setup.ts';
import { refusal, secretClient, startVault, type VaultAndTenant, vaultCaller } from './setup.ts';

const VAULT = 'https://vault.azure.net';

let entra: EntraStandIn;
let running: VaultAndTenant;
beforeAll(async () => {
  entra = await startEntra();
});
afterAll(() => entra.close());
let call: ReturnType<typeof vaultCaller>;
beforeEach(async () => {
  running = await startVault(entra);
  call = vaultCaller(running.vault.url, await managedIdentityToken(entra, VAULT));
});
afterEach(() => running.close());

describe('who may come in', () => {
  test('a call without a token is challenged, and not counted as the operation', async () => {
    const response = await fetch(`${running.vault.url}/secrets/x?api-version=7.6`);
    expect(response.status).toBe(401);
    expect(response.headers.get('www-authenticate')).toBe(
      `Bearer authorization="${entra.url}/${entra.tenantId}", resource="${VAULT}"`,
    );
    expect(await response.json()).toEqual({
      error: { code: 'Unauthorized', message: 'AKV10000: Request is missing a Bearer or PoP token.' },
    });
    expect(await running.vault.control.counts()).toEqual({ challenge: 1 });
  });

  test('a token for Graph, a forged one and an expired one are refused', async () => {
    const tell = async (token: string) => {
      const answer = await vaultCaller(running.vault.url, token)('GET', '/secrets');
      expect(answer.headers.get('www-authenticate')).toMatch(/error="invalid_token"$/);
      return (answer.body.error as { message: string }).message;
    };
    expect(await tell(await managedIdentityToken(entra))).toMatch(/Invalid audience/);
    const good = await managedIdentityToken(entra, VAULT);
    const other = await startEntra();
    try {
      expect(await tell(await managedIdentityToken(other, VAULT))).toMatch(/signature is invalid/);
    } finally {
      await other.close();
    }
    await running.vault.control.advance({ hours: 25 });
    expect(await tell(good)).toMatch(/expired/);
  });

  test('a role is needed, and it has to include the action', async () => {
    const [{ principalId } = { principalId: '' }] = entra.directory.state.managedIdentities;
    const nobody = await startKeyVault({ entra, roles: [] });
    const reader = await startKeyVault({ entra, roles: [{ principalId, role: 'Key Vault Secrets User' }] });
    try {
      const token = await managedIdentityToken(entra, VAULT);
      expect(refusal(await vaultCaller(nobody.url, token)('GET', '/secrets'))).toEqual([
        403,
        'Forbidden',
        'ForbiddenByRbac',
      ]);
      const read = vaultCaller(reader.url, token);
      expect((await read('GET', '/secrets')).status).toBe(200);
      expect(refusal(await read('PUT', '/secrets/x', { value: 'one' }))).toEqual([
        403,
        'Forbidden',
        'ForbiddenByRbac',
      ]);
    } finally {
      await nobody.close();
      await reader.close();
    }
  });

  test('an api-version is needed', async () => {
    const token = await managedIdentityToken(entra, VAULT);
    const status = async (query: string) =>
      (await fetch(`${running.vault.url}/secrets${query}`, { headers: { authorization: `Bearer ${token}` } }))
        .status;
    expect(await status('')).toBe(400);
    expect(await status('?api-version=1999')).toBe(400);
    expect(await status('?api%2Dversion=2026-04-01')).toBe(200);
  });
});

describe('what a request may say', () => {
  test.each([
    ['a name with a dot', '/secrets/oid.tid', { value: 'x' }],
    ['a name of 128 characters', `/secrets/${'n'.repeat(128)}`, { value: 'x' }],
    ['no value', '/secrets/x', {}],
    ['an empty body', '/secrets/x', undefined],
    [
      '16 tags',
      '/secrets/x',
      { value: 'x', tags: Object.fromEntries(Array.from({ length: 16 }, (_, i) => [`t${i}`, ''])) },
    ],
    ['a tag of 257 characters', '/secrets/x', { value: 'x', tags: { t: 'v'.repeat(257) } }],
    ['an end before the start', '/secrets/x', { value: 'x', attributes: { nbf: 20, exp: 10 } }],
  ])('%s is a bad parameter', async (_, path, body) => {
    expect(refusal(await call('PUT', path, body))).toEqual([400, 'BadParameter']);
    expect(await running.vault.control.inventory()).toEqual([]);
  });

  test('a name of 127 characters is well', async () => {
    expect((await call('PUT', `/secrets/${'n'.repeat(127)}`, { value: 'x' })).status).toBe(200);
  });

  test('what is not there is not found, and a page has at most 25', async () => {
    expect(refusal(await call('GET', '/secrets/none/'))).toEqual([404, 'SecretNotFound']);
    await call('PUT', '/secrets/some', { value: 'x' });
    expect(refusal(await call('GET', `/secrets/some/${'0'.repeat(32)}`))).toEqual([404, 'SecretNotFound']);
    expect(refusal(await call('GET', '/deletedsecrets/some'))).toEqual([404, 'SecretNotFound']);
    expect(refusal(await call('GET', '/secrets?maxresults=26'))).toEqual([400, 'BadParameter']);
    expect((await call('GET', '/certificates')).status).toBe(404);
  });
});

describe('the life of a secret', () => {
  test('deleting and recovering take a moment, in which the secret is neither here nor there', async () => {
    await call('PUT', '/secrets/x', { value: 'one' });
    const deleted = await call('DELETE', '/secrets/x');
    const { deletedDate, scheduledPurgeDate } = deleted.body;
    expect(Number(scheduledPurgeDate) - Number(deletedDate)).toBe(90 * 86_400);
    expect(refusal(await call('GET', '/secrets/x'))).toEqual([404, 'SecretNotFound']);
    expect(refusal(await call('GET', '/deletedsecrets/x'))).toEqual([404, 'SecretNotFound']);
    expect(refusal(await call('POST', '/deletedsecrets/x/recover'))).toEqual([
      409,
      'Conflict',
      'ObjectIsBeingDeleted',
    ]);
    expect(refusal(await call('DELETE', '/secrets/x'))).toEqual([409, 'Conflict', 'ObjectIsBeingDeleted']);
    await running.vault.control.advance({ seconds: 1 });
    expect((await call('GET', '/deletedsecrets/x')).status).toBe(200);
    expect((await call('POST', '/deletedsecrets/x/recover')).status).toBe(200);
    expect(refusal(await call('GET', '/secrets/x'))).toEqual([404, 'SecretNotFound']);
    expect(refusal(await call('PUT', '/secrets/x', { value: 'two' }))).toEqual([
      409,
      'Conflict',
      'ObjectIsBeingRecovered',
    ]);
    await running.vault.control.advance({ seconds: 1 });
    expect((await call('GET', '/secrets/x')).body.value).toBe('one');
  });

  test('a deleted secret purges itself after 90 days', async () => {
    await call('PUT', '/secrets/x', { value: 'one' });
    await call('DELETE', '/secrets/x');
    await running.vault.control.advance({ days: 91 });
    expect(await running.vault.control.inventory()).toEqual([]);
    call = vaultCaller(running.vault.url, await managedIdentityToken(entra, VAULT));
    expect((await call('PUT', '/secrets/x', { value: 'two' })).status).toBe(200);
  });

  test('with purge protection nothing is purged', async () => {
    const kept = await startKeyVault({ entra: entra, purgeProtection: true });
    try {
      const ask = vaultCaller(kept.url, await managedIdentityToken(entra, VAULT));
      await ask('PUT', '/secrets/x', { value: 'one' });
      await ask('DELETE', '/secrets/x');
      await kept.control.advance({ seconds: 1 });
      expect(refusal(await ask('DELETE', '/deletedsecrets/x'))).toEqual([403, 'Forbidden']);
    } finally {
      await kept.close();
    }
  });
});

describe('limits', () => {
  test('the 301st new version in 10 seconds is refused, and refused ones do not count', async () => {
    const outcomes = [];
    for (let index = 0; index < 310; index += 1)
      outcomes.push((await call('PUT', '/secrets/x', { value: 'v' })).status);
    expect(outcomes.filter((status) => status === 200)).toHaveLength(300);
    expect(outcomes.slice(300)).toEqual(Array.from({ length: 10 }, () => 429));
    expect(refusal(await call('PUT', '/secrets/x', { value: 'v' }))).toEqual([429, 'Throttled']);
    expect((await call('GET', '/secrets/x')).status).toBe(200);
    await running.vault.control.advance({ seconds: 10 });
    expect((await call('PUT', '/secrets/x', { value: 'v' })).status).toBe(200);
  });

  test('all transactions together have a limit too', async () => {
    await running.vault.control.setLimits({ transactions: 5 });
    const statuses = [];
    for (let index = 0; index < 7; index += 1) statuses.push((await call('GET', '/secrets')).status);
    expect(statuses).toEqual([200, 200, 200, 200, 200, 429, 429]);
  });
});

test('a key wraps and unwraps a data key, and never leaves', async () => {
  const [{ principalId } = { principalId: '' }] = entra.directory.state.managedIdentities;
  const vault = await startKeyVault({
    entra: entra,
    roles: [{ principalId, role: 'Key Vault Crypto Officer' }],
  });
  try {
    const ask = vaultCaller(vault.url, await managedIdentityToken(entra, VAULT));
    const { key } = (await ask('POST', '/keys/envelope/create', { kty: 'RSA', key_size: 2048 })).body as {
      key: { kid: string };
    };
    expect(Object.keys(key).sort()).toEqual(['e', 'key_ops', 'kid', 'kty', 'n']);
    const path = new URL(key.kid).pathname;
    const value = Buffer.from('0123456789abcdef0123456789abcdef').toString('base64url');
    const wrapped = await ask('POST', `${path}/wrapkey`, { alg: 'RSA-OAEP-256', value });
    expect(wrapped.body.value).not.toBe(value);
    const request = { alg: 'RSA-OAEP-256', value: wrapped.body.value };
    expect((await ask('POST', `${path}/unwrapkey`, request)).body).toEqual({ kid: key.kid, value });
    expect(refusal(await ask('POST', `${path}/unwrapkey`, { ...request, alg: 'RSA-OAEP' }))).toEqual([
      400,
      'BadParameter',
    ]);
    expect(refusal(await ask('GET', '/secrets'))).toEqual([403, 'Forbidden', 'ForbiddenByRbac']);
  } finally {
    await vault.close();
  }
});

test('killed at any moment, a vault starts again with every secret that it had answered', async () => {
  const dataFolder = await mkdtemp(join(tmpdir(), 'vault-'));
  try {
    const answered: string[] = [];
    for (let round = 0; round < 3; round += 1) {
      const child = fork(new URL('./vault-process.ts', import.meta.url), [dataFolder], { execArgv: [] });
      const [{ url, token }] = await once(child, 'message');
      const ask = vaultCaller(url, token);
      const writing = (async () => {
        for (let index = 0; ; index += 1) {
          const { status } = await ask('PUT', `/secrets/s-${round}-${index}`, { value: 'kept' });
          if (status === 200) answered.push(`s-${round}-${index}`);
        }
      })();
      writing.catch(() => undefined);
      // Two secrets each round, however slow the machine; then anywhere in the writing of the next.
      while (answered.length < 2 * (round + 1)) await setTimeout(1);
      await setTimeout(40 * round);
      child.kill('SIGKILL');
      await once(child, 'exit');
      await expect(writing).rejects.toThrow();
    }
    const vault = await startKeyVault({ entra, dataFolder });
    const names = (await vault.control.inventory()).map(({ name }) => name);
    const client = secretClient({ entra, vault });
    expect(answered.length).toBeGreaterThan(3);
    expect(names).toEqual(expect.arrayContaining(answered));
    expect((await client.getSecret(answered[0] ?? '')).value).toBe('kept');
    await vault.close();
  } finally {
    await rm(dataFolder, { recursive: true, force: true });
  }
});
