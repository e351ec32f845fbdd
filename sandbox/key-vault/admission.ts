import type { BearerProblem, BearerResult } from '../shared/bearer.ts';
import { type Call, Refusal } from '../shared/http.ts';
import type { Traffic } from '../shared/traffic.ts';
import type { VaultOperation } from './operation.ts';
import type { VaultContext, VaultRole } from './state.ts';
import { badParameter, errorReply, throttled, VaultError } from './vault-error.ts';

const RESOURCE = 'https://vault.azure.net';
const WINDOW_MS = 10_000;

/** Data actions by role, after `Microsoft.KeyVault/vaults/`. */
const ROLE_ACTIONS: Readonly<Record<VaultRole, readonly string[]>> = {
  'Key Vault Administrator': ['secrets/*', 'keys/*'],
  'Key Vault Secrets Officer': ['secrets/*'],
  'Key Vault Secrets User': ['secrets/getSecret', 'secrets/readMetadata'],
  'Key Vault Crypto Officer': ['keys/*'],
  'Key Vault Crypto User': ['keys/read', 'keys/wrap', 'keys/unwrap'],
};

export type RoleAssignment = { readonly principalId: string; readonly role: VaultRole };

/**
 * What stands before every operation: a token of the tenant for `https://vault.azure.net`, a role that includes the
 * action, an api-version, and the vault's limits. A call without a valid token is answered with the challenge and
 * counted as `challenge`, not as the operation.
 */
export function createAdmission(options: {
  readonly vault: VaultContext;
  readonly traffic: Traffic;
  readonly roles: readonly RoleAssignment[];
  /** Where the challenge sends clients for a token: the tenant at the Entra stand-in. */
  readonly authority: string;
  readonly checkBearer: (authorization: string | undefined) => Promise<BearerResult>;
}): (call: Call, operation: VaultOperation) => Promise<void> {
  const { vault, traffic, roles } = options;
  const window = { start: 0, transactions: 0, creates: 0 };

  async function admit(call: Call, operation: VaultOperation): Promise<void> {
    const result = await options.checkBearer(call.headers.authorization);
    if (!result.ok) {
      traffic.count('challenge');
      throw unauthorized(options.authority, result.problem);
    }
    checkApiVersion(call);
    const principalId = String(result.claims.oid);
    const allowed = roles
      .filter((assignment) => assignment.principalId === principalId)
      .flatMap(({ role }) => ROLE_ACTIONS[role]);
    if (
      !allowed.some(
        (action) => action === operation.action || action === `${operation.action.split('/')[0]}/*`,
      )
    ) {
      throw forbidden(
        vault,
        call,
        operation,
        `appid=${result.claims.appid};oid=${principalId};iss=${result.claims.iss}`,
      );
    }
    checkLimits(operation);
  }

  /** Refused calls do not count against the limits. */
  function checkLimits({ creates = false, action }: VaultOperation): void {
    const now = vault.clock.now();
    if (now - window.start >= WINDOW_MS) Object.assign(window, { start: now, transactions: 0, creates: 0 });
    if (window.transactions >= vault.settings.transactionLimit)
      throw throttled('VaultRequestTypeLimitReached');
    const isCreate = creates && action.startsWith('secrets/');
    if (isCreate && window.creates >= vault.settings.createLimit)
      throw throttled('VaultOperationLimitReached');
    window.transactions += 1;
    if (isCreate) window.creates += 1;
  }

  return async (call, operation) => {
    try {
      await admit(call, operation);
    } catch (error) {
      if (error instanceof VaultError) throw new Refusal(errorReply(error));
      throw error;
    }
  };
}

function checkApiVersion({ url }: Call): void {
  const version = url.searchParams.get('api-version');
  if (version === null) throw badParameter('api-version must be specified');
  if (!/^(7\.\d|\d{4}-\d\d-\d\d)(-preview(\.\d)?)?$/.test(version)) {
    throw badParameter(
      `The specified version (${version}) is not recognized. Consider using the latest supported version.`,
    );
  }
}

const PROBLEMS: Readonly<Record<BearerProblem, string>> = {
  missing: 'AKV10000: Request is missing a Bearer or PoP token.',
  malformed: 'AKV10001: Bearer token is malformed.',
  signature: 'AKV10023: Error validating token: its signature is invalid.',
  issuer: 'AKV10032: Invalid issuer.',
  audience: `AKV10022: Invalid audience. Expected ${RESOURCE}.`,
  expired: '[TokenExpired] Error validating token: it has expired.',
  'not-yet-valid': '[TokenNotYetValid] Error validating token: it is not yet valid.',
};

function unauthorized(authority: string, problem: BearerProblem): VaultError {
  const error = problem === 'missing' ? '' : ', error="invalid_token"';
  const challenge = `Bearer authorization="${authority}", resource="${RESOURCE}"${error}`;
  const headers = { 'www-authenticate': challenge };
  return new VaultError({ status: 401, code: 'Unauthorized', message: PROBLEMS[problem], headers });
}

function forbidden(vault: VaultContext, call: Call, operation: VaultOperation, caller: string): VaultError {
  const message = [
    'Caller is not authorized to perform action on resource.',
    'If role assignments, deny assignments or role definitions were changed recently, please observe propagation time.',
    `Caller: ${caller}`,
    `Action: 'Microsoft.KeyVault/vaults/${operation.action}/action'`,
    `Resource: '${call.url.pathname}'`,
    'Assignment: (not found)',
    `Vault: ${new URL(vault.url).host}`,
  ].join('\r\n');
  return new VaultError({ status: 403, code: 'Forbidden', inner: 'ForbiddenByRbac', message });
}
