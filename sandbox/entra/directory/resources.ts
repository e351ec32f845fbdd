import { type Directory, findApplication, findPrincipal } from './directory.ts';
import type { Application, AppRole, Scope, ServicePrincipal, User } from './types.ts';

/** An API that tokens are issued for. */
export type Resource = {
  readonly principal: ServicePrincipal;
  readonly application: Application | undefined;
  readonly tokenVersion: 1 | 2;
  readonly scopes: readonly Scope[];
  readonly appRoles: readonly AppRole[];
};

/** The resource of an identifier such as `https://graph.microsoft.com`, `api://<app id>` or an app id. */
export function findResource(directory: Directory, identifier: string): Resource | undefined {
  const wanted = withoutSlash(identifier);
  const principal = directory.state.servicePrincipals.find((candidate) =>
    namesOf(directory, candidate).some((name) => withoutSlash(name) === wanted),
  );
  return principal === undefined ? undefined : resourceOf(directory, principal);
}

export function resourceOf(directory: Directory, principal: ServicePrincipal): Resource {
  const application = findApplication(directory, principal.appId);
  return {
    principal,
    application,
    tokenVersion: application?.api.requestedAccessTokenVersion ?? 1,
    scopes: principal.published?.oauth2PermissionScopes ?? application?.api.oauth2PermissionScopes ?? [],
    appRoles: principal.published?.appRoles ?? application?.appRoles ?? [],
  };
}

export function namesOf(directory: Directory, principal: ServicePrincipal): readonly string[] {
  if (principal.published !== undefined) return principal.published.servicePrincipalNames;
  return [...(findApplication(directory, principal.appId)?.identifierUris ?? []), principal.appId];
}

function withoutSlash(identifier: string): string {
  return identifier.replace(/\/+$/, '').toLowerCase();
}

/** What a client may do on a resource for a person: an administrator's consent for all, and the person's own. */
export function consentedScopes(
  directory: Directory,
  consent: { readonly clientId: string; readonly resource: Resource; readonly userId: string },
): ReadonlySet<string> {
  const client = findPrincipal(directory, consent.clientId);
  const preAuthorized = consent.resource.application?.api.preAuthorizedApplications.find(
    (candidate) => candidate.appId === client?.appId,
  );
  return new Set([
    ...directory.state.oauth2PermissionGrants
      .filter(
        (grant) => grant.clientId === consent.clientId && grant.resourceId === consent.resource.principal.id,
      )
      .filter((grant) => grant.consentType === 'AllPrincipals' || grant.principalId === consent.userId)
      .flatMap((grant) => grant.scope.split(' ')),
    ...consent.resource.scopes
      .filter((scope) => preAuthorized?.delegatedPermissionIds.includes(scope.id) === true)
      .map((scope) => scope.value),
  ]);
}

/** Application permissions of a service principal on a resource. */
export function applicationRoles(
  directory: Directory,
  principalId: string,
  resource: Resource,
): readonly string[] {
  return rolesAssigned(directory, principalId, resource, 'Application');
}

/** The app roles of a person in an application: assigned ones, and those the sample tenant gives by value. */
export function userRoles(directory: Directory, user: User, resource: Resource): readonly string[] {
  const byValue = resource.appRoles.filter(
    (role) =>
      role.isEnabled && role.allowedMemberTypes.includes('User') && user.appRoles.includes(role.value),
  );
  const assigned = rolesAssigned(directory, user.id, resource, 'User');
  return [...new Set([...assigned, ...byValue.map((role) => role.value)])].sort();
}

function rolesAssigned(
  directory: Directory,
  principalId: string,
  resource: Resource,
  member: 'User' | 'Application',
): readonly string[] {
  const assigned = directory.state.appRoleAssignments
    .filter((assignment) => assignment.principalId === principalId)
    .filter((assignment) => assignment.resourceId === resource.principal.id)
    .map((assignment) => assignment.appRoleId);
  return resource.appRoles
    .filter(
      (role) => role.isEnabled && role.allowedMemberTypes.includes(member) && assigned.includes(role.id),
    )
    .map((role) => role.value);
}
