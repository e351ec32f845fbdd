import { afterAll, beforeAll, expect, it } from 'vitest';
import { type EntraStandIn, startEntra } from '../../../sandbox/entra/start.ts';
import { copySecrets } from '../../../scripts/ops/copy-secrets.ts';
import { secretClient, startVault, type VaultAndTenant } from '../sandbox/key-vault/setup.ts';

let entra: EntraStandIn;
let from: VaultAndTenant;
let to: VaultAndTenant;

beforeAll(async () => {
  entra = await startEntra();
  [from, to] = [await startVault(entra), await startVault(entra)];
});

afterAll(async () => {
  await from.close();
  await to.close();
  await entra.close();
});

it('copying secrets keeps the versions that rows name, leaves what is there, and goes on when it is repeated', async () => {
  const [source, target] = [secretClient(from), secretClient(to)];
  const { properties: first } = await source.setSecret('pbi-bob', 'first');
  await source.setSecret('pbi-bob', 'second');
  for (let n = 0; n < 8; n++) await source.setSecret(`pbi-${n}`, `token ${n}`);
  await target.setSecret('session-keys', 'of the new installation');
  await source.setSecret('session-keys', 'of the old one');

  expect(await copySecrets(source, target)).toEqual({ copied: 9, present: 1 });
  expect((await target.getSecret('pbi-bob')).value).toBe('second');
  expect((await target.getSecret('pbi-bob', { version: first.version ?? '' })).value).toBe('first');
  expect((await target.getSecret('pbi-7')).value).toBe('token 7');
  expect((await target.getSecret('session-keys')).value).toBe('of the new installation');
  await source.setSecret('pbi-8', 'token 8');
  expect(await copySecrets(source, target)).toEqual({ copied: 1, present: 10 });
});
