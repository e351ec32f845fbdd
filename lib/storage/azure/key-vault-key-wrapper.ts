import type { TokenCredential } from '@azure/identity';
import type { KeyWrapper, WrappedKey } from '../key-wrapper.ts';
import { isLoopback, RETRIES } from './connection.ts';
import { callService } from './faults.ts';

const API_VERSION = '7.4';
const ALGORITHM = 'RSA-OAEP-256';

/**
 * An RSA key of Key Vault (https://learn.microsoft.com/rest/api/keyvault/keys). Three plain requests through the SDK's
 * own pipeline: the client for keys would be one more package to load at a cold start.
 */
export class KeyVaultKeyWrapper implements KeyWrapper {
  readonly #vaultUri: string;
  readonly #name: string;
  readonly #deadlineMs: number | undefined;
  readonly #client: () => Promise<KeyClient>;

  /** Nothing is sent before the first call. */
  constructor(options: {
    readonly vaultUri: string;
    readonly keyName: string;
    readonly credential: TokenCredential;
    readonly deadlineMs?: number;
  }) {
    this.#vaultUri = options.vaultUri.replace(/\/+$/, '');
    this.#name = options.keyName;
    this.#deadlineMs = options.deadlineMs;
    let loaded: Promise<KeyClient> | undefined;
    this.#client = () => {
      loaded ??= keyClient(this.#vaultUri, options.credential);
      return loaded;
    };
  }

  async wrap(key: Uint8Array): Promise<WrappedKey> {
    const current = await this.#send('GET', `${this.#vaultUri}/keys/${this.#name}`);
    const keyId = textOf(objectOf(current.key).kid);
    const answer = await this.#send('POST', `${this.#addressOf(keyId)}/wrapkey`, {
      alg: ALGORITHM,
      value: Buffer.from(key).toString('base64url'),
    });
    return { keyId, wrapped: textOf(answer.value) };
  }

  async unwrap({ keyId, wrapped }: WrappedKey): Promise<Uint8Array> {
    const body = { alg: ALGORITHM, value: wrapped };
    const answer = await this.#send('POST', `${this.#addressOf(keyId)}/unwrapkey`, body);
    return Buffer.from(textOf(answer.value), 'base64url');
  }

  /** The id comes from a table: it may lead nowhere but to our own key. */
  #addressOf(keyId: string): string {
    const version = keyId.slice(`${this.#vaultUri}/keys/${this.#name}/`.length);
    if (keyId !== `${this.#vaultUri}/keys/${this.#name}/${version}` || !/^[0-9a-f]{32}$/.test(version))
      throw new RangeError('That is no version of the key that wraps data keys.');
    return keyId;
  }

  #send(method: 'GET' | 'POST', url: string, body?: unknown): Promise<Record<string, unknown>> {
    return callService({
      unavailable: 'SECRETS_UNAVAILABLE',
      what: 'key vault',
      deadlineMs: this.#deadlineMs,
      call: async (abortSignal) => {
        const client = await this.#client();
        return objectOf(
          await client({ method, url: `${url}?api-version=${API_VERSION}`, body, abortSignal }),
        );
      },
    });
  }
}

type KeyClient = (request: {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly body: unknown;
  readonly abortSignal: AbortSignal;
}) => Promise<unknown>;

/** Loaded with its first use: most installations never need it. */
async function keyClient(vaultUri: string, credential: TokenCredential): Promise<KeyClient> {
  const rest = await import('@azure/core-rest-pipeline');
  const http = rest.createDefaultHttpClient();
  const pipeline = rest.createPipelineFromOptions({
    retryOptions: {
      maxRetries: RETRIES.count,
      retryDelayInMs: RETRIES.firstDelayMs,
      maxRetryDelayInMs: RETRIES.longestDelayMs,
    },
  });
  const scope = `${audienceOf(vaultUri)}/.default`;
  return async ({ method, url, body, abortSignal }) => {
    // The SDK's own policy for tokens refuses plain http, which a stand-in on loopback speaks.
    const token = await credential.getToken(scope, { abortSignal });
    const request = rest.createPipelineRequest({
      url,
      method,
      headers: rest.createHttpHeaders({
        accept: 'application/json',
        authorization: `Bearer ${token?.token}`,
        'content-type': 'application/json',
      }),
      abortSignal,
      allowInsecureConnection: isLoopback(url),
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const response = await pipeline.sendRequest(http, request);
    const answer: unknown = JSON.parse(response.bodyAsText ?? '{}');
    if (response.status === 200) return answer;
    const code = textOf(objectOf(objectOf(answer).error).code);
    throw new rest.RestError(`The key vault answered ${response.status} ${code}`, {
      statusCode: response.status,
      code,
      request,
      response,
    });
  };
}

/** The vault's cloud: `https://name.vault.azure.net` wants a token for `https://vault.azure.net`. */
function audienceOf(vaultUri: string): string {
  if (isLoopback(vaultUri)) return 'https://vault.azure.net';
  return `https://${new URL(vaultUri).hostname.split('.').slice(1).join('.')}`;
}

function objectOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
