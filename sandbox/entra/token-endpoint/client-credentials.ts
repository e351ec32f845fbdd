import { AadstsError } from '../aadsts.ts';
import type { EntraContext } from '../context.ts';
import { type Client, findPrincipalByAppId } from '../directory/directory.ts';
import { applicationRoles } from '../directory/resources.ts';
import { readScope } from '../scope-request.ts';
import { applicationAccessToken } from '../tokens/application-tokens.ts';
import { accessTokenSeconds } from '../tokens/user-tokens.ts';
import { authenticateClient, type Presented } from './client-authentication.ts';

/** A token for the application itself: `scope` is `<resource>/.default`, and no refresh token comes with it. */
export async function clientCredentials(
  entra: EntraContext,
  client: Client,
  presented: Presented,
): Promise<Record<string, unknown>> {
  const { form } = presented;
  if (
    !form.has('client_secret') &&
    !form.has('client_assertion') &&
    presented.headers.authorization === undefined
  ) {
    throw new AadstsError(7000216);
  }
  const proof = await authenticateClient(entra, client, 'web', presented);
  const principal = findPrincipalByAppId(entra.directory, client.appId);
  if (principal === undefined)
    throw new AadstsError(7000229, { appId: client.appId, tenant: entra.tenantId });
  if (!principal.accountEnabled) throw new AadstsError(7000112, { appId: client.appId });
  const scope = form.get('scope') ?? '';
  if (!/^\S+\/\.default$/.test(scope)) throw new AadstsError(1002012, { scope });
  const { resource, identifier } = readScope(entra.directory, scope, client);
  const roles = applicationRoles(entra.directory, principal.id, resource);
  if (resource.principal.appRoleAssignmentRequired && roles.length === 0) {
    throw new AadstsError(501051, { appId: client.appId, resource: resource.principal.displayName });
  }
  const seconds = accessTokenSeconds();
  return {
    token_type: 'Bearer',
    expires_in: seconds,
    ext_expires_in: seconds,
    access_token: await applicationAccessToken(entra, { principal, resource, identifier, proof, seconds }),
  };
}
