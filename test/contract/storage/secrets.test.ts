import { afterAll, beforeAll } from 'vitest';
import { KeyVaultSecrets } from '../../../lib/storage/azure/key-vault-secrets.ts';
import { MemorySecrets } from '../../../lib/storage/memory/memory-secrets.ts';
import { startVaultBench, type VaultBench } from './key-vault-bench.ts';
import { secretsContract } from './secrets-contract.ts';

let bench: VaultBench;
beforeAll(async () => {
  bench = await startVaultBench();
});
afterAll(async () => {
  await bench.close();
});

secretsContract('in memory', async () => {
  const secrets = new MemorySecrets();
  return {
    secrets,
    softDelete: async (name) => secrets.softDelete(name),
    enabledVersions: async (name) => secrets.versionsOf(name).filter((version) => version.enabled).length,
  };
});

secretsContract('Azure Key Vault', async () => {
  const vault = await bench.open();
  return {
    secrets: new KeyVaultSecrets({ vaultUri: vault.url, credential: bench.credential }),
    softDelete: (name) => bench.softDelete(vault, name),
    enabledVersions: async (name) =>
      (await vault.control.inventory()).find((secret) => secret.name === name)?.enabledVersions ?? 0,
  };
});
