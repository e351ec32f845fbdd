import { readFileSync } from 'node:fs';
import { AzureCliCredential, AzureDeveloperCliCredential, ChainedTokenCredential } from '@azure/identity';
import { SecretClient } from '@azure/keyvault-secrets';
import { type App, createApp } from '../../lib/app.ts';
import { jsonLog } from '../../lib/log.ts';
import { parseSettings, type Settings } from '../../lib/settings.ts';
import { AzureStorage } from '../../lib/storage/azure/azure-storage.ts';
import { KeyVaultKeyWrapper } from '../../lib/storage/azure/key-vault-key-wrapper.ts';
import { KeyVaultSecrets } from '../../lib/storage/azure/key-vault-secrets.ts';
import type { KeyWrapper } from '../../lib/storage/key-wrapper.ts';
import type { Secrets } from '../../lib/storage/secrets.ts';
import type { Storage } from '../../lib/storage/storage.ts';

/** An installation as an operator reaches it: with the app's own settings, signed in through azd or az. */
export type Installation = {
  readonly settings: Settings;
  readonly app: App;
  readonly storage: Storage;
  readonly secrets: Secrets;
  readonly keyWrapper: KeyWrapper;
  /** The vault at an address, or the installation's own, as the operator reaches it. */
  readonly vault: (address?: string) => SecretClient;
};

/**
 * @param settingsFile as `az functionapp config appsettings list` prints it, or in the form of local.settings.json;
 *   without one the environment says it all
 * @throws SettingsError naming every problem
 */
export function connect(settingsFile: string | undefined): Installation {
  const settings = parseSettings({ ...process.env, ...(settingsFile && readSettings(settingsFile)) });
  const credential = new ChainedTokenCredential(new AzureDeveloperCliCredential(), new AzureCliCredential());
  const { storage: where, keyVaultUrl, tokenKey } = settings;
  const storage = new AzureStorage(
    where.kind === 'connection-string'
      ? { connectionString: where.value }
      : { tableUri: where.tables, queueUri: where.queues, blobUri: where.blobs, credential },
  );
  const secrets = new KeyVaultSecrets({ vaultUri: keyVaultUrl, credential });
  const keyWrapper = new KeyVaultKeyWrapper({ vaultUri: keyVaultUrl, keyName: tokenKey, credential });
  const log = jsonLog((level, line) => (level === 'info' ? undefined : console.error(line)));
  const app = createApp(settings, { storage, secrets, keyWrapper, log });
  const vault = (address = keyVaultUrl) => new SecretClient(address, credential);
  return { settings, app, storage, secrets, keyWrapper, vault };
}

type Named = { readonly name: string; readonly value: string };

function readSettings(file: string): Readonly<Record<string, string>> {
  const text: readonly Named[] | { readonly Values: Record<string, string> } = JSON.parse(
    readFileSync(file, 'utf8'),
  );
  return 'Values' in text ? text.Values : Object.fromEntries(text.map(({ name, value }) => [name, value]));
}
