import type { Directory } from '../entra/directory/directory.ts';
import type { Application, ApplicationSettings, Permission } from '../entra/directory/types.ts';
import type { ApplicationPatch } from './application-input.ts';
import { badRequest } from './graph-error.ts';
import { checkRedirectUris } from './redirect-uris.ts';

/** A patch over what is there: complex properties keep what is not named, collections are replaced whole. */
export function mergeSettings(current: ApplicationSettings, patch: ApplicationPatch): ApplicationSettings {
  const { web, spa, publicClient, api, ...plain } = patch;
  const implicitGrantSettings = over(current.web.implicitGrantSettings, web?.implicitGrantSettings);
  return {
    ...over(current, plain),
    web: over(current.web, { ...web, implicitGrantSettings }),
    spa: over(current.spa, spa),
    publicClient: over(current.publicClient, publicClient),
    api: over(current.api, api),
  };
}

/** What is undefined in the changes is left as it is. */
export function over<T extends object>(
  base: T,
  changes: { readonly [K in keyof T]?: T[K] | undefined } = {},
): T {
  return {
    ...base,
    ...Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined)),
  };
}

/** The rules that span properties. `before` is the application as it was, undefined for a new one. */
export function checkSettings(
  directory: Directory,
  settings: ApplicationSettings,
  before: Application | undefined,
): void {
  checkRedirectUris(settings);
  const { domains, tenantId } = directory.state.tenant;
  for (const uri of settings.identifierUris) {
    const isOwn = [before?.appId, tenantId].some((id) => id !== undefined && uri.split('/').includes(id));
    const isVerified = domains.some(({ name }) => isBelow(uri, name));
    if ((uri.startsWith('api://') && isOwn) || isVerified) continue;
    throw badRequest(
      `Values of identifierUris property must use a verified domain of the organization or its subdomain: '${uri}'`,
      { code: 'HostNotOnVerifiedDomain', target: 'identifierUris' },
    );
  }
  const taken = directory.state.applications.find(
    (other) => other !== before && other.identifierUris.some((uri) => settings.identifierUris.includes(uri)),
  );
  if (taken !== undefined) {
    throw badRequest('Another object with the same value for property identifierUris already exists.', {
      code: 'ObjectConflict',
      target: 'identifierUris',
    });
  }
  checkPermissions('appRoles', settings.appRoles, before?.appRoles ?? []);
  const scopes = settings.api.oauth2PermissionScopes;
  checkPermissions('oauth2PermissionScopes', scopes, before?.api.oauth2PermissionScopes ?? []);
  const ids = scopes.map((scope) => scope.id);
  for (const { appId, delegatedPermissionIds } of settings.api.preAuthorizedApplications) {
    if (delegatedPermissionIds.every((id) => ids.includes(id))) continue;
    throw badRequest(`Pre-authorized application ${appId} names a permission that does not exist.`, {
      code: 'InvalidValue',
      target: 'api.preAuthorizedApplications',
    });
  }
}

function isBelow(uri: string, domain: string): boolean {
  if (!URL.canParse(uri)) return false;
  const { protocol, hostname } = new URL(uri);
  return protocol === 'https:' && (hostname === domain || hostname.endsWith(`.${domain}`));
}

/** Ids and values are unique, and a permission that is enabled can be neither removed nor renamed. */
function checkPermissions(
  target: string,
  wanted: readonly Permission[],
  before: readonly Permission[],
): void {
  for (const property of ['id', 'value'] as const) {
    if (new Set(wanted.map((permission) => permission[property])).size < wanted.length) {
      throw badRequest(`Property ${target} has a duplicate ${property}.`, { code: 'InvalidValue', target });
    }
  }
  const lost = before.find(
    ({ id, value, isEnabled }) =>
      isEnabled && wanted.find((permission) => permission.id === id)?.value !== value,
  );
  if (lost !== undefined) {
    throw badRequest('Permission (scope or role) cannot be deleted or updated unless disabled first.', {
      code: 'CannotDeleteOrUpdateEnabledEntitlement',
      target,
    });
  }
}
