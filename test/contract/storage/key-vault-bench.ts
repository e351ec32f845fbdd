import { SecretClient } from '@azure/keyvault-secrets';
import { managedIdentityCredential } from '../../../lib/storage/azure/managed-identity.ts';
import { type EntraStandIn, startEntra } from '../../../sandbox/entra/start.ts';
import {
  type KeyVaultOptions,
  type KeyVaultStandIn,
  startKeyVault,
} from '../../../sandbox/key-vault/start.ts';

export type VaultBench = {
  readonly entra: EntraStandIn;
  readonly credential: ReturnType<typeof managedIdentityCredential>;
  /** An empty vault of its own, closed with the bench. */
  open(options?: Omit<KeyVaultOptions, 'entra'>): Promise<KeyVaultStandIn>;
  /** Deletes a secret as an administrator would, and waits until it is deleted. */
  softDelete(vault: KeyVaultStandIn, name: string): Promise<void>;
  close(): Promise<void>;
};

/** The Entra stand-in with its managed identity set up for this process, and vaults beside it. */
export async function startVaultBench(): Promise<VaultBench> {
  const entra = await startEntra();
  const [identity] = entra.directory.state.managedIdentities;
  if (identity === undefined) throw new Error('The tenant has no managed identity.');
  process.env.IDENTITY_ENDPOINT = `${entra.url}/msi/token`;
  process.env.IDENTITY_HEADER = identity.identityHeader;
  const credential = managedIdentityCredential(identity.clientId);
  const vaults: KeyVaultStandIn[] = [];
  return {
    entra,
    credential,
    open: async (options = {}) => {
      const vault = await startKeyVault({ entra, ...options });
      await vault.control.setTransition({ milliseconds: 100 });
      vaults.push(vault);
      return vault;
    },
    softDelete: async (vault, name) => {
      const client = new SecretClient(vault.url, credential, {
        allowInsecureConnection: true,
        disableChallengeResourceVerification: true,
      });
      const poller = await client.beginDeleteSecret(name, { intervalInMs: 50 });
      await poller.pollUntilDone();
    },
    close: async () => {
      await Promise.all(vaults.map((vault) => vault.close()));
      await entra.close();
      delete process.env.IDENTITY_ENDPOINT;
      delete process.env.IDENTITY_HEADER;
    },
  };
}
