import { randomUUID } from 'node:crypto';
import { createPrincipal } from './applications.ts';
import { type Client, type Directory, findPrincipalByAppId } from './directory.ts';
import { consentedScopes, type Resource } from './resources.ts';
import type { OAuth2PermissionGrant, ServicePrincipal, User } from './types.ts';

const CONSENTING_ROLES = [
  'Global Administrator',
  'Application Administrator',
  'Cloud Application Administrator',
];

/** Whether a person may consent for the whole tenant. */
export function mayConsentForAll(user: User): boolean {
  return user.directoryRoles.some((role) => CONSENTING_ROLES.includes(role));
}

/**
 * Whether a person may consent to these permissions. An administrator's permissions need an administrator, and so
 * does everything where the tenant lets no user consent.
 */
export function mayConsent(
  directory: Directory,
  user: User,
  resource: Resource,
  scopes: readonly string[],
): boolean {
  if (mayConsentForAll(user)) return true;
  if (directory.state.userConsent === 'admin-only') return false;
  return resource.scopes.every((scope) => scope.type === 'User' || !scopes.includes(scope.value));
}

export type Consent = {
  readonly client: Client;
  readonly user: User;
  readonly resource: Resource;
  readonly scopes: readonly string[];
};

/** Which of the scopes the client may not use for the person yet. */
export function missingConsent(
  directory: Directory,
  { client, user, resource, scopes }: Consent,
): readonly string[] {
  const principal = findPrincipalByAppId(directory, client.appId);
  if (principal === undefined) return scopes;
  const given = consentedScopes(directory, { clientId: principal.id, resource, userId: user.id });
  return scopes.filter((scope) => !given.has(scope));
}

/** Records consent for one person, or for all; signing in to an application for the first time brings it into the tenant. */
export function recordConsent(
  directory: Directory,
  { client, user, resource, scopes }: Consent,
  consentType: OAuth2PermissionGrant['consentType'] = 'Principal',
): void {
  const clientId = ensurePrincipal(directory, client).id;
  const principalId = consentType === 'Principal' ? user.id : null;
  const resourceId = resource.principal.id;
  const known = directory.state.oauth2PermissionGrants.find(
    (grant) =>
      grant.clientId === clientId && grant.resourceId === resourceId && grant.principalId === principalId,
  );
  if (known !== undefined) {
    known.scope = [...new Set([...known.scope.split(' '), ...scopes])].join(' ');
    return;
  }
  const scope = scopes.join(' ');
  directory.state.oauth2PermissionGrants.push({
    id: randomUUID(),
    clientId,
    resourceId,
    consentType,
    principalId,
    scope,
  });
}

function ensurePrincipal(directory: Directory, client: Client): ServicePrincipal {
  const principal = findPrincipalByAppId(directory, client.appId);
  if (principal !== undefined) return principal;
  if (client.application === undefined) throw new Error(`${client.appId} has no service principal.`);
  return createPrincipal(directory, client.application, []);
}
