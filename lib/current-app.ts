import { type App, createApp } from './app.ts';
import { jsonLog } from './log.ts';
import { parseSettings, type Settings } from './settings.ts';
import { AzureStorage } from './storage/azure/azure-storage.ts';
import type { StorageConnection } from './storage/azure/connection.ts';
import { KeyVaultKeyWrapper } from './storage/azure/key-vault-key-wrapper.ts';
import { KeyVaultSecrets } from './storage/azure/key-vault-secrets.ts';
import { managedIdentityCredential } from './storage/azure/managed-identity.ts';
import type { SpanSink } from './telemetry/span.ts';
import { tracedSecrets, tracedStorage } from './telemetry/traced-ports.ts';
import { createTracer, type Tracer } from './telemetry/tracer.ts';

let built: App | undefined;

/** The app of this process, built from its environment at the first call. @throws SettingsError. */
export function currentApp(): App {
  built ??= build(parseSettings(process.env));
  return built;
}

function build(settings: Settings): App {
  const credential = managedIdentityCredential(settings.identity.clientId);
  const write = (level: 'info' | 'warn' | 'error', line: string) => console[level](line);
  const tracer: Tracer = createTracer({
    log: jsonLog(write),
    now: () => performance.timeOrigin + performance.now(),
    ...(settings.traceEndpoint !== undefined && { sink: lazySink(settings.traceEndpoint) }),
  });
  return createApp(settings, {
    storage: tracedStorage(new AzureStorage(connectionOf(settings, credential)), tracer),
    secrets: tracedSecrets(new KeyVaultSecrets({ vaultUri: settings.keyVaultUrl, credential }), tracer),
    keyWrapper: new KeyVaultKeyWrapper({
      vaultUri: settings.keyVaultUrl,
      keyName: settings.tokenKey,
      credential,
    }),
    log: jsonLog(write, () => tracer.ids()),
    tracer,
  });
}

/** Loaded with the first spans: a cold start does not pay for it. */
function lazySink(endpoint: string): SpanSink {
  return async (spans) => {
    const { otlpSink } = await import('./telemetry/otlp-sink.ts');
    await otlpSink(endpoint, 'report-tiles')(spans);
  };
}

function connectionOf(
  { storage }: Settings,
  credential: ReturnType<typeof managedIdentityCredential>,
): StorageConnection {
  if (storage.kind === 'connection-string') return { connectionString: storage.value };
  return { tableUri: storage.tables, queueUri: storage.queues, blobUri: storage.blobs, credential };
}
