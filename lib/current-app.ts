import { type App, createApp } from './app.ts';
import { jsonLog } from './log.ts';
import { parseSettings, type Settings } from './settings.ts';
import { AzureStorage } from './storage/azure/azure-storage.ts';
import type { StorageConnection } from './storage/azure/connection.ts';
import { KeyVaultKeyWrapper } from './storage/azure/key-vault-key-wrapper.ts';
import { KeyVaultSecrets } from './storage/azure/key-vault-secrets.ts';
import { managedIdentityCredential } from './storage/azure/managed-identity.ts';

let built: App | undefined;

/** The app of this process, built from its environment at the first call. @throws SettingsError. */
export function currentApp(): App {
  built ??= build(parseSettings(process.env));
  return built;
}

function build(settings: Settings): App {
  const credential = managedIdentityCredential(settings.identity.clientId);
  return createApp(settings, {
    storage: new AzureStorage(connectionOf(settings, credential)),
    secrets: new KeyVaultSecrets({ vaultUri: settings.keyVaultUrl, credential }),
    keyWrapper: new KeyVaultKeyWrapper({
      vaultUri: settings.keyVaultUrl,
      keyName: settings.tokenKey,
      credential,
    }),
    log: jsonLog((level, line) => console[level](line)),
  });
}

function connectionOf(
  { storage }: Settings,
  credential: ReturnType<typeof managedIdentityCredential>,
): StorageConnection {
  if (storage.kind === 'connection-string') return { connectionString: storage.value };
  return { tableUri: storage.tables, queueUri: storage.queues, blobUri: storage.blobs, credential };
}
