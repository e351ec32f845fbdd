import type { Operation, Reply } from '../shared/http.ts';
import type { EntraContext } from './context.ts';
import { findPrincipal } from './directory/directory.ts';
import { findResource } from './directory/resources.ts';
import type { ManagedIdentity } from './directory/types.ts';
import { applicationAccessToken } from './tokens/application-tokens.ts';

const DAY_SECONDS = 86_400;
const EXCHANGE = 'api://AzureADTokenExchange';

/**
 * The token endpoint that App Service and Functions give to their processes: `IDENTITY_ENDPOINT` is `<url>/msi/token`,
 * `IDENTITY_HEADER` the identity's secret. Asked for `api://AzureADTokenExchange` it issues the assertion that a
 * federated credential of an application trusts: a v2.0 token whose subject is the identity's principal id.
 */
export function managedIdentityOperation(entra: EntraContext): Operation {
  return {
    name: 'msi.token',
    method: 'GET',
    path: /^\/msi\/token\/?$/,
    run: async ({ url, headers }): Promise<Reply> => {
      const query = url.searchParams;
      const known = entra.directory.state.managedIdentities;
      if (!known.some((identity) => identity.identityHeader === headers['x-identity-header'])) {
        return refusal(401, 'The header X-IDENTITY-HEADER is missing or wrong.');
      }
      if (query.get('api-version') !== '2019-08-01') return refusal(400, 'The api-version is not supported.');
      const identifier = query.get('resource');
      if (identifier === null || identifier === '') return refusal(400, 'The parameter resource is missing.');
      const identity = pick(known, query);
      const principal =
        identity === undefined ? undefined : findPrincipal(entra.directory, identity.principalId);
      if (identity === undefined || principal === undefined) {
        return refusal(
          400,
          'No User Assigned or Delegated Managed Identity found for specified ClientId/ResourceId/PrincipalId.',
        );
      }
      const resource = findResource(entra.directory, identifier);
      if (resource === undefined) {
        return refusal(
          500,
          `AADSTS500011: The resource principal named ${identifier} was not found in the tenant.`,
        );
      }
      const isExchange = identifier === EXCHANGE;
      const token = await applicationAccessToken(entra, {
        principal,
        resource,
        identifier,
        proof: '2',
        seconds: DAY_SECONDS,
        ...(isExchange && { version: 2 }),
      });
      return { status: 200, body: answer(entra, identity, identifier, token) };
    },
  };
}

/** The one that is named: there is no system-assigned identity that a nameless request could mean. */
function pick(known: readonly ManagedIdentity[], query: URLSearchParams): ManagedIdentity | undefined {
  const clientId = query.get('client_id');
  const principalId = query.get('principal_id') ?? query.get('object_id');
  if (clientId !== null) return known.find((identity) => identity.clientId === clientId.toLowerCase());
  if (principalId !== null)
    return known.find((identity) => identity.principalId === principalId.toLowerCase());
  return undefined;
}

function answer(entra: EntraContext, identity: ManagedIdentity, resource: string, token: string): unknown {
  return {
    access_token: token,
    client_id: identity.clientId,
    expires_on: String(Math.floor(entra.clock.now() / 1000) + DAY_SECONDS),
    resource,
    token_type: 'Bearer',
  };
}

function refusal(status: number, message: string): Reply {
  return { status, body: { statusCode: status, message } };
}
