import type { TokenCredential } from '@azure/identity';
import type { SecretClient, SecretProperties } from '@azure/keyvault-secrets';
import type { Temporal } from 'temporal-polyfill';
import { checkSecretName, checkSecretValue, checkSecretVersion } from '../secret-rules.ts';
import type { Secret, Secrets } from '../secrets.ts';
import { isLoopback, RETRIES } from './connection.ts';
import { callService, faultOf, type ServiceFault } from './faults.ts';
import { FirstCallAlone } from './first-call-alone.ts';

/** Marks the version that stands for "no secret any more"; it is written disabled, and its value means nothing. */
const TOMBSTONE = { value: 'retired', contentType: 'application/vnd.report-tiles.retired' } as const;
/** A recovery takes a real vault some seconds. */
const RECOVERY_POLL_MS = 500;
/** Versions that are disabled side by side. */
const DISABLED_AT_ONCE = 8;

type SetOptions = { readonly expiresAt?: Temporal.Instant; readonly contentType?: string };

/**
 * Azure Key Vault. Refusals and silence throw SECRETS_UNAVAILABLE, with the vault's Retry-After where it sent one. A
 * set whose answer was lost may have written a version; repeating it writes one more, and the newest counts.
 */
export class KeyVaultSecrets implements Secrets {
  readonly #client: () => Promise<SecretClient>;
  readonly #deadlineMs: number | undefined;
  readonly #gate = new FirstCallAlone((error) => {
    const { status } = faultOf(error);
    return status !== undefined && status !== 401;
  });

  /** Nothing is loaded or sent before the first call. */
  constructor(options: {
    readonly vaultUri: string;
    readonly credential: TokenCredential;
    readonly deadlineMs?: number;
  }) {
    this.#deadlineMs = options.deadlineMs;
    let loaded: Promise<SecretClient> | undefined;
    this.#client = () => {
      loaded ??= secretClient(options.vaultUri, options.credential);
      return loaded;
    };
  }

  async get(name: string, version?: string): Promise<Secret | undefined> {
    checkSecretName(name);
    if (version !== undefined) checkSecretVersion(version);
    return await this.#call<Secret | undefined>(
      async (client, abortSignal) => {
        const { value, properties } = await client.getSecret(name, {
          abortSignal,
          ...(version !== undefined && { version }),
        });
        return value === undefined ? undefined : { value, version: versionOf(properties) };
      },
      ({ code, innerCode }) =>
        code === 'SecretNotFound' || innerCode === 'SecretDisabled' ? { result: undefined } : undefined,
    );
  }

  async set(name: string, value: string, options: SetOptions = {}): Promise<{ readonly version: string }> {
    checkSecretName(name);
    checkSecretValue(value);
    const properties = {
      ...(options.contentType === undefined ? {} : { contentType: options.contentType }),
      ...(options.expiresAt === undefined
        ? {}
        : { expiresOn: new Date(options.expiresAt.epochMilliseconds) }),
    };
    return await this.#call(async (client, abortSignal) => {
      const write = () => client.setSecret(name, value, { ...properties, abortSignal });
      const written = await write().catch(async (error: unknown) => {
        if (faultOf(error).innerCode !== 'ObjectIsDeletedButRecoverable') throw error;
        await recover(client, name, abortSignal);
        return await write();
      });
      return { version: versionOf(written.properties) };
    });
  }

  async disable(name: string, version: string): Promise<void> {
    checkSecretName(name);
    checkSecretVersion(version);
    await this.#call<void>(
      async (client, abortSignal) => {
        await client.updateSecretProperties(name, version, { enabled: false, abortSignal });
      },
      ({ code }) => (code === 'SecretNotFound' ? { result: undefined } : undefined),
    );
  }

  /**
   * Crash story: the tombstone is the newest version before any older one is disabled, so that the secret is
   * unreadable from the first write on; a repetition disables what is left, and does nothing where nothing is.
   */
  async retire(name: string): Promise<void> {
    checkSecretName(name);
    if (!(await this.#versions(name)).some((version) => version.enabled === true)) return;
    const { properties: tombstone } = await this.#call((client, abortSignal) =>
      client.setSecret(name, TOMBSTONE.value, {
        contentType: TOMBSTONE.contentType,
        enabled: false,
        abortSignal,
      }),
    );
    // What a new sign-in has written since is spared; the vault's times are whole seconds, and a tie is not.
    const older = (await this.#versions(name)).filter(
      (version) => version.enabled === true && createdAt(version) <= createdAt(tombstone),
    );
    for (let index = 0; index < older.length; index += DISABLED_AT_ONCE) {
      const some = older.slice(index, index + DISABLED_AT_ONCE);
      await Promise.all(some.map((version) => this.#disable(name, versionOf(version))));
    }
  }

  async #versions(name: string): Promise<readonly SecretProperties[]> {
    return await this.#call<readonly SecretProperties[]>(
      async (client, abortSignal) => {
        const versions: SecretProperties[] = [];
        for await (const version of client.listPropertiesOfSecretVersions(name, { abortSignal })) {
          versions.push(version);
        }
        return versions;
      },
      ({ code }) => (code === 'SecretNotFound' ? { result: [] } : undefined),
    );
  }

  async #disable(name: string, version: string): Promise<void> {
    await this.#call((client, abortSignal) =>
      client.updateSecretProperties(name, version, { enabled: false, abortSignal }),
    );
  }

  #call<Result>(
    call: (client: SecretClient, abortSignal: AbortSignal) => Promise<Result>,
    expected: (fault: ServiceFault) => { readonly result: Result } | undefined = () => undefined,
  ): Promise<Result> {
    return callService({
      unavailable: 'SECRETS_UNAVAILABLE',
      what: 'key vault',
      deadlineMs: this.#deadlineMs,
      call: async (abortSignal) => {
        const client = await this.#client();
        return await this.#gate.run(() => call(client, abortSignal));
      },
      expected,
    });
  }
}

/**
 * A vault on loopback is a stand-in: it has no certificate and no name under the cloud's vault domain to be held
 * against.
 */
async function secretClient(vaultUri: string, credential: TokenCredential): Promise<SecretClient> {
  const { SecretClient } = await import('@azure/keyvault-secrets');
  const isStandIn = isLoopback(vaultUri);
  return new SecretClient(vaultUri, credential, {
    allowInsecureConnection: isStandIn,
    disableChallengeResourceVerification: isStandIn,
    retryOptions: {
      maxRetries: RETRIES.count,
      retryDelayInMs: RETRIES.firstDelayMs,
      maxRetryDelayInMs: RETRIES.longestDelayMs,
    },
  });
}

async function recover(client: SecretClient, name: string, abortSignal: AbortSignal): Promise<void> {
  const poller = await client.beginRecoverDeletedSecret(name, {
    intervalInMs: RECOVERY_POLL_MS,
    abortSignal,
  });
  await poller.pollUntilDone();
}

function versionOf(properties: SecretProperties): string {
  if (properties.version === undefined) throw new Error('The vault named no version.');
  return properties.version;
}

function createdAt(properties: SecretProperties): number {
  return properties.createdOn?.getTime() ?? 0;
}
