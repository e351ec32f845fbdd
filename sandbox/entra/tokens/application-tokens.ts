import { type EntraContext, issuerV1, issuerV2 } from '../context.ts';
import { applicationRoles, type Resource } from '../directory/resources.ts';
import type { ServicePrincipal } from '../directory/types.ts';
import { type ClientProof, lifetime } from './user-tokens.ts';

/**
 * An access token without a person. It lists the application permissions that were assigned, and is issued without
 * any where none were: the resource refuses, not Entra.
 */
export async function applicationAccessToken(
  entra: EntraContext,
  options: {
    readonly principal: ServicePrincipal;
    readonly resource: Resource;
    readonly identifier: string;
    readonly proof: ClientProof;
    readonly seconds: number;
    /** The managed identity's exchange token is v2.0 whatever the resource says. */
    readonly version?: 1 | 2;
  },
): Promise<string> {
  const { principal, resource, identifier, proof, seconds } = options;
  const roles = applicationRoles(entra.directory, principal.id, resource);
  const common = {
    ...lifetime(entra, seconds),
    oid: principal.id,
    sub: principal.id,
    tid: entra.tenantId,
    ...(roles.length > 0 && { roles }),
  };
  if ((options.version ?? resource.tokenVersion) === 2) {
    const aud = resource.application === undefined ? identifier : resource.principal.appId;
    return entra.signer.sign({
      ...common,
      aud,
      iss: issuerV2(entra),
      azp: principal.appId,
      azpacr: proof,
      ver: '2.0',
    });
  }
  return entra.signer.sign({
    ...common,
    aud: identifier,
    iss: issuerV1(entra),
    app_displayname: principal.displayName,
    appid: principal.appId,
    appidacr: proof,
    idp: issuerV1(entra),
    idtyp: 'app',
    ver: '1.0',
  });
}
