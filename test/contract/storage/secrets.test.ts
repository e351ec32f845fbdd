import { MemorySecrets } from '../../../lib/storage/memory/memory-secrets.ts';
import { secretsContract } from './secrets-contract.ts';

secretsContract('in memory', async () => {
  const secrets = new MemorySecrets();
  return {
    secrets,
    softDelete: async (name) => secrets.softDelete(name),
    enabledVersions: async (name) => secrets.versionsOf(name).filter((version) => version.enabled).length,
  };
});
