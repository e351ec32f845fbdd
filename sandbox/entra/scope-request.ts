import { AadstsError } from './aadsts.ts';
import type { Client, Directory } from './directory/directory.ts';
import { findResource, type Resource } from './directory/resources.ts';

const OIDC_SCOPES = ['openid', 'profile', 'email', 'offline_access'];
const GRAPH = 'https://graph.microsoft.com';
const GRAPH_APP_ID = '00000003-0000-0000-c000-000000000000';

/** What a `scope` parameter asks for: sign-in scopes, and permissions of one resource. */
export type ScopeRequest = {
  readonly oidc: readonly string[];
  readonly resource: Resource;
  /** The audience a v1 token gets: the resource's identifier as the client wrote it. */
  readonly identifier: string;
  /** The permissions by name; all that are consented to when `.default` was asked for. */
  readonly names: readonly string[];
  readonly isDefault: boolean;
};

/**
 * Reads a v2.0 `scope`: `<resource identifier>/<permission>`, `<resource identifier>/.default`, or a bare permission,
 * which is Microsoft Graph's. Refused: two resources at once, a resource that has no service principal in the tenant,
 * a permission it does not publish, `.default` beside others.
 */
export function readScope(directory: Directory, scope: string, client: Client): ScopeRequest {
  const entries = [...new Set(scope.split(' ').filter((entry) => entry !== ''))];
  const oidc = entries.filter((entry) => OIDC_SCOPES.includes(entry));
  const permissions = entries.filter((entry) => !OIDC_SCOPES.includes(entry)).map(splitPermission);
  const [first] = permissions;
  const identifier = first?.identifier ?? GRAPH_APP_ID;
  if (permissions.some((permission) => permission.identifier !== identifier)) {
    throw new AadstsError(28000, { scope });
  }
  const resource = findResource(directory, identifier);
  if (resource === undefined) {
    throw new AadstsError(500011, { resource: identifier, tenant: directory.state.tenant.tenantId });
  }
  const names = permissions.map((permission) => permission.name);
  const isDefault = names.includes('.default');
  if (isDefault && names.length > 1) throw new AadstsError(70011, { scope });
  const unknown = names.find((name) => name !== '.default' && !publishes(resource, name));
  if (unknown !== undefined) {
    const details = { client: client.displayName, scope: unknown, resource: resource.principal.displayName };
    throw new AadstsError(650053, details);
  }
  return { oidc, resource, identifier, names: isDefault ? [] : names, isDefault };
}

function splitPermission(entry: string): { readonly identifier: string; readonly name: string } {
  const slash = entry.lastIndexOf('/');
  if (slash < 0) return { identifier: GRAPH_APP_ID, name: entry };
  return { identifier: entry.slice(0, slash), name: entry.slice(slash + 1) };
}

function publishes(resource: Resource, name: string): boolean {
  return resource.scopes.some((scope) => scope.isEnabled && scope.value === name);
}

/**
 * Which permissions need consent: those named, or with `.default` those the client's registration lists for the
 * resource (`requiredResourceAccess`).
 */
export function scopesToConsent(request: ScopeRequest, client: Client): readonly string[] {
  if (!request.isDefault) return request.names;
  const required = client.application?.requiredResourceAccess
    .filter((access) => access.resourceAppId === request.resource.principal.appId)
    .flatMap((access) => access.resourceAccess)
    .filter((access) => access.type === 'Scope')
    .map((access) => access.id);
  return request.resource.scopes.filter((scope) => required?.includes(scope.id)).map((scope) => scope.value);
}

/** The `scope` of a token answer: full names, and the `.default` that was asked for, which clients cache by. */
export function grantedScopeText(request: ScopeRequest, granted: readonly string[]): string {
  const isGraph = request.identifier === GRAPH_APP_ID || request.identifier === GRAPH;
  const prefix = request.identifier === GRAPH_APP_ID ? `${GRAPH}/` : `${request.identifier}/`;
  return [
    ...granted.map((name) => `${prefix}${name}`),
    ...(isGraph ? request.oidc.filter((name) => name !== 'offline_access') : []),
    ...(request.isDefault ? [`${prefix}.default`] : []),
  ].join(' ');
}
