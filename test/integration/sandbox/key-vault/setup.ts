import { SecretClient, type SecretClientOptions } from '@azure/keyvault-secrets';
import type { EntraStandIn } from '../../../../sandbox/entra/start.ts';
import {
  type KeyVaultOptions,
  type KeyVaultStandIn,
  startKeyVault,
} from '../../../../sandbox/key-vault/start.ts';
import { managedIdentityToken } from '../graph/setup.ts';

export type VaultAndTenant = {
  readonly entra: EntraStandIn;
  readonly vault: KeyVaultStandIn;
  close(): Promise<void>;
};

/** A vault of its own beside a tenant that tests share. */
export async function startVault(
  entra: EntraStandIn,
  options: Omit<KeyVaultOptions, 'entra'> = {},
): Promise<VaultAndTenant> {
  const vault = await startKeyVault({ entra, ...options });
  return { entra, vault, close: vault.close };
}

/** A client of the vault that signs in as the tenant's managed identity, and retries only where a test wants it. */
export function secretClient(
  { entra, vault }: Pick<VaultAndTenant, 'entra' | 'vault'>,
  options: SecretClientOptions = {},
): SecretClient {
  const getToken = async () => ({
    token: await managedIdentityToken(entra, 'https://vault.azure.net'),
    expiresOnTimestamp: Date.now() + 3_600_000,
  });
  return new SecretClient(
    vault.url,
    { getToken },
    {
      allowInsecureConnection: true,
      disableChallengeResourceVerification: true,
      retryOptions: { maxRetries: 0 },
      ...options,
    },
  );
}

export type Answer = {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Record<string, unknown>;
};

/** Plain calls with one token, to see what the vault itself answers. */
export function vaultCaller(url: string, token: string) {
  return async (method: string, path: string, body?: unknown): Promise<Answer> => {
    const separator = path.includes('?') ? '&' : '?';
    const response = await fetch(`${url}${path}${separator}api%2Dversion=7.6`, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: text === '' ? {} : JSON.parse(text) };
  };
}

/** Status, code and inner code of an answer. */
export function refusal({ status, body }: Answer): readonly unknown[] {
  const error = body.error as { code?: string; innererror?: { code?: string } } | undefined;
  return [status, error?.code, error?.innererror?.code].filter((part) => part !== undefined);
}
