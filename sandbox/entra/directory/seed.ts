import { randomUUID } from 'node:crypto';
import { FIRST_PARTIES, GRAPH_APP_ID } from './first-party.ts';
import type {
  AppRoleAssignment,
  DirectoryState,
  ManagedIdentity,
  ServicePrincipal,
  Tenant,
} from './types.ts';

export type SeedUser = {
  readonly id: string;
  readonly displayName: string;
  readonly userPrincipalName: string;
  readonly directoryRoles: readonly string[];
  readonly appRoles: readonly string[];
};

export type SeedManagedIdentity = ManagedIdentity & {
  /** Application permissions on Microsoft Graph, as a deploy script would have assigned them. */
  readonly graphRoles: readonly string[];
};

/** A tenant before anything is registered in it. */
export type TenantSeed = Tenant & {
  readonly users: readonly SeedUser[];
  readonly managedIdentities: readonly SeedManagedIdentity[];
  readonly userConsent: DirectoryState['userConsent'];
};

/**
 * The sample tenant: an administrator, a publisher, two report users, and the managed identity of the functions.
 * `seedTenant({ type: 'viral' })` is the same one without an administrator's takeover.
 */
export function seedTenant(changes: Partial<TenantSeed> = {}): TenantSeed {
  return {
    tenantId: '7a6f2c1e-5b3d-4e8f-9a0b-1c2d3e4f5a6b',
    displayName: 'Contoso Reports',
    type: 'managed',
    domains: [
      { name: 'contoso.example', isDefault: true, isInitial: false },
      { name: 'contosoreports.onmicrosoft.com', isDefault: false, isInitial: true },
    ],
    users: [
      user('a0000000-0000-4000-8000-00000000000a', 'Ada Admin', 'ada', ['Global Administrator'], ['Admin']),
      user('b0000000-0000-4000-8000-00000000000b', 'Bob Report', 'bob', [], []),
      user('c0000000-0000-4000-8000-00000000000c', 'Cleo Publisher', 'cleo', [], ['Publisher']),
      user('d0000000-0000-4000-8000-00000000000d', 'Dev Register', 'dev', ['Application Administrator'], []),
      user('e0000000-0000-4000-8000-00000000000e', 'Eve Viewer', 'eve', [], []),
    ],
    managedIdentities: [
      {
        name: 'id-report-tiles',
        clientId: '1d000000-0000-4000-8000-0000000000c1',
        principalId: '1d000000-0000-4000-8000-0000000000f1',
        identityHeader: '5e7c0d9b4f2a4c6e8a1b3d5f7092a4c6',
        graphRoles: ['Application.ReadWrite.OwnedBy', 'Organization.Read.All', 'User.Read.All'],
      },
    ],
    userConsent: 'automatic',
    ...changes,
  };
}

function user(
  id: string,
  displayName: string,
  name: string,
  directoryRoles: readonly string[],
  appRoles: readonly string[],
): SeedUser {
  return { id, displayName, userPrincipalName: `${name}@contoso.example`, directoryRoles, appRoles };
}

/** The directory's state on its first day; `now` in milliseconds since 1970. */
export function initialDirectory(seed: TenantSeed, now: number): DirectoryState {
  const { users, managedIdentities, userConsent, ...tenant } = seed;
  const services = FIRST_PARTIES.map(
    ({ appId, displayName, service }): ServicePrincipal => ({
      id: randomUUID(),
      appId,
      displayName,
      servicePrincipalType: 'Application',
      accountEnabled: true,
      appRoleAssignmentRequired: false,
      owners: [],
      published: service,
    }),
  );
  return {
    tenant,
    userConsent,
    managedIdentities: managedIdentities.map(({ graphRoles: _, ...identity }) => identity),
    users: users.map((person) => ({
      ...person,
      accountEnabled: true,
      signInSessionsValidFromDateTime: new Date(now).toISOString(),
    })),
    applications: [],
    servicePrincipals: [...services, ...managedIdentities.map(principalOf)],
    deletedApplications: [],
    deletedServicePrincipals: [],
    oauth2PermissionGrants: [],
    appRoleAssignments: managedIdentities.flatMap((identity) => graphAssignments(identity, services, now)),
  };
}

function principalOf(identity: SeedManagedIdentity): ServicePrincipal {
  return {
    id: identity.principalId,
    appId: identity.clientId,
    displayName: identity.name,
    servicePrincipalType: 'ManagedIdentity',
    accountEnabled: true,
    appRoleAssignmentRequired: false,
    owners: [],
    published: { servicePrincipalNames: [identity.clientId], oauth2PermissionScopes: [], appRoles: [] },
  };
}

function graphAssignments(
  identity: SeedManagedIdentity,
  services: readonly ServicePrincipal[],
  now: number,
): AppRoleAssignment[] {
  const graph = services.find((service) => service.appId === GRAPH_APP_ID);
  if (graph === undefined) throw new Error('The seed has no Microsoft Graph.');
  return identity.graphRoles.map((value) => {
    const role = graph.published?.appRoles.find((candidate) => candidate.value === value);
    if (role === undefined) throw new Error(`Microsoft Graph has no application permission '${value}' here.`);
    return {
      id: randomUUID(),
      appRoleId: role.id,
      principalId: identity.principalId,
      principalType: 'ServicePrincipal',
      principalDisplayName: identity.name,
      resourceId: graph.id,
      resourceDisplayName: graph.displayName,
      createdDateTime: new Date(now).toISOString(),
    };
  });
}
