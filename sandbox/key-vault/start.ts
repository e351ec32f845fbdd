import type { EntraStandIn } from '../entra/start.ts';
import { createBearerCheck } from '../shared/bearer.ts';
import { listen } from '../shared/http.ts';
import { openStateFile } from '../shared/state-file.ts';
import { type BaseControl, baseControl, Traffic } from '../shared/traffic.ts';
import { createAdmission, type RoleAssignment } from './admission.ts';
import { keyOperations } from './key-operations.ts';
import { currentSecret } from './lifecycle.ts';
import { asOperation } from './operation.ts';
import { secretOperations } from './secret-operations.ts';
import type { Secret, VaultContext, VaultSettings, VaultState } from './state.ts';
import { errorForStatus, errorReply, VaultError } from './vault-error.ts';

export type KeyVaultOptions = {
  /** The Entra stand-in whose tokens are taken; the vault lives in its time. */
  readonly entra: Pick<EntraStandIn, 'url' | 'tenantId' | 'directory'>;
  /** A free port when left out. */
  readonly port?: number;
  /** Where secrets outlive the process; in memory when left out. */
  readonly dataFolder?: string;
  /** Tells several vaults in one data folder apart; `vault` when left out. */
  readonly name?: string;
  /** Who may do what; the tenant's managed identities are Secrets Officer and Crypto User when left out. */
  readonly roles?: readonly RoleAssignment[];
  readonly purgeProtection?: boolean;
};

export type SecretInventory = {
  readonly name: string;
  readonly status: Secret['status'];
  readonly versions: number;
  readonly enabledVersions: number;
};

export type KeyVaultControl = BaseControl & {
  /** How long deleting, recovering and purging take from now on, in the stand-in's time; 1000 ms at first. */
  setTransition(options: { readonly milliseconds: number }): Promise<void>;
  /** Transactions, and new versions of secrets, per 10 seconds; 4000 and 300 at first. */
  setLimits(options: { readonly transactions?: number; readonly creates?: number }): Promise<void>;
  /** Every secret, deleted ones included, without values: what a test compares with the owners it knows. */
  inventory(): Promise<readonly SecretInventory[]>;
};

export type KeyVaultStandIn = {
  readonly url: string;
  readonly control: KeyVaultControl;
  close(): Promise<void>;
};

/**
 * Starts one key vault: the secrets of its data plane (versions, attributes, lists, soft delete, backup) and RSA keys
 * for wrapping. @azure/keyvault-secrets works with it over plain http:
 *
 * ```ts
 * new SecretClient(url, credential, { allowInsecureConnection: true, disableChallengeResourceVerification: true })
 * ```
 *
 * where the credential gets a token for `https://vault.azure.net` from the same Entra stand-in, such as
 * `ManagedIdentityCredential` with `IDENTITY_ENDPOINT` and `IDENTITY_HEADER` set.
 *
 * A vault over its limits answers 429 without `Retry-After`, as answers that were recorded from the real one do; with
 * it when a test asks for `throttle` or for a fault that names the seconds. Keys have no soft delete.
 */
export async function startKeyVault(options: KeyVaultOptions): Promise<KeyVaultStandIn> {
  const { entra, name = 'vault' } = options;
  const { clock, state: directory } = entra.directory;
  const { state, save } = await openStateFile<VaultState>({
    name: `key-vault-${name}`,
    dataFolder: options.dataFolder,
    initial: () => ({ secrets: {}, keys: {} }),
  });
  const traffic = new Traffic();
  const listener = await listen(options.port);
  const settings: VaultSettings = {
    transitionMs: 1000,
    transactionLimit: 4000,
    createLimit: 300,
    purgeProtection: options.purgeProtection ?? false,
  };
  const vault: VaultContext = { state, clock, url: listener.url, settings };
  const admit = createAdmission({
    vault,
    traffic,
    authority: `${entra.url}/${entra.tenantId}`,
    roles:
      options.roles ?? directory.managedIdentities.flatMap(({ principalId }) => defaultRoles(principalId)),
    checkBearer: createBearerCheck({
      entraUrl: entra.url,
      tenantId: entra.tenantId,
      audiences: [
        'https://vault.azure.net',
        'https://vault.azure.net/',
        'cfa8b339-82a2-471a-a3c9-0fc0be7a4093',
      ],
      clock,
    }),
  });
  const operations = [...secretOperations, ...keyOperations];
  const byName = new Map(operations.map((operation) => [operation.name, operation]));
  const control: KeyVaultControl = {
    ...baseControl(traffic, clock),
    setTransition: async ({ milliseconds }) => {
      settings.transitionMs = milliseconds;
    },
    setLimits: async ({ transactions, creates }) => {
      settings.transactionLimit = transactions ?? settings.transactionLimit;
      settings.createLimit = creates ?? settings.createLimit;
    },
    inventory: async () => inventoryOf(vault),
  };
  listener.serve({
    operations: operations.map((operation) => asOperation(vault, save, operation)),
    traffic,
    control,
    admit: (call, { name: operationName }) => {
      const operation = byName.get(operationName);
      if (operation === undefined) throw new Error(`No operation ${operationName}.`);
      return admit(call, operation);
    },
    answerFault: ({ status = 500, code, message, retryAfterSeconds }) => {
      const reply = errorReply(errorForStatus(status, code, message));
      const wait = retryAfterSeconds === undefined ? {} : { 'retry-after': String(retryAfterSeconds) };
      return { ...reply, headers: { ...reply.headers, ...wait } };
    },
    answerUnknown: (call) => {
      const message = `The request URI contains an invalid path: ${call.method} ${call.url.pathname}`;
      return errorReply(new VaultError({ status: 404, code: 'NotFound', message }));
    },
  });
  return { url: listener.url, control, close: listener.close };
}

function defaultRoles(principalId: string): readonly RoleAssignment[] {
  return [
    { principalId, role: 'Key Vault Secrets Officer' },
    { principalId, role: 'Key Vault Crypto User' },
  ];
}

function inventoryOf(vault: VaultContext): readonly SecretInventory[] {
  const secrets = Object.keys(vault.state.secrets).map((name) => currentSecret(vault, name));
  return secrets
    .filter((secret) => secret !== undefined)
    .map(({ name, status, versions }) => ({
      name,
      status,
      versions: versions.length,
      enabledVersions: versions.filter(({ attributes }) => attributes.enabled).length,
    }));
}
