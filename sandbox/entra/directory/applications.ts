import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { type Directory, findApplication, timestamp } from './directory.ts';
import type { Application, ApplicationSettings, PasswordCredential, ServicePrincipal } from './types.ts';

const DEFAULT_SETTINGS: Omit<ApplicationSettings, 'displayName'> = {
  description: null,
  notes: null,
  tags: [],
  signInAudience: 'AzureADMyOrg',
  identifierUris: [],
  isFallbackPublicClient: null,
  web: {
    redirectUris: [],
    homePageUrl: null,
    logoutUrl: null,
    implicitGrantSettings: { enableIdTokenIssuance: false, enableAccessTokenIssuance: false },
  },
  spa: { redirectUris: [] },
  publicClient: { redirectUris: [] },
  requiredResourceAccess: [],
  api: {
    acceptMappedClaims: null,
    requestedAccessTokenVersion: null,
    knownClientApplications: [],
    oauth2PermissionScopes: [],
    preAuthorizedApplications: [],
  },
  appRoles: [],
  optionalClaims: null,
  keyCredentials: [],
};

export function createApplication(
  directory: Directory,
  settings: Partial<ApplicationSettings> & { readonly displayName: string },
  owners: readonly string[],
  uniqueName: string | null = null,
): Application {
  const application: Application = {
    ...structuredClone(DEFAULT_SETTINGS),
    ...settings,
    uniqueName,
    id: randomUUID(),
    appId: randomUUID(),
    createdDateTime: timestamp(directory),
    passwordCredentials: [],
    federatedIdentityCredentials: [],
    owners,
  };
  directory.state.applications.push(application);
  return application;
}

/** The application's presence in the tenant; people and permissions are tied to it, not to the application. */
export function createPrincipal(
  directory: Directory,
  application: Application,
  owners: readonly string[],
): ServicePrincipal {
  const principal: ServicePrincipal = {
    id: randomUUID(),
    appId: application.appId,
    displayName: application.displayName,
    servicePrincipalType: 'Application',
    accountEnabled: true,
    appRoleAssignmentRequired: false,
    owners,
  };
  directory.state.servicePrincipals.push(principal);
  return principal;
}

/** Moves the application and its service principal to the deleted items, where they stay for 30 days. */
export function deleteApplication(directory: Directory, application: Application): void {
  const { state } = directory;
  state.applications = state.applications.filter((other) => other !== application);
  state.deletedApplications.push({ ...application, deletedDateTime: timestamp(directory) });
  const principal = state.servicePrincipals.find((candidate) => candidate.appId === application.appId);
  if (principal !== undefined) deletePrincipal(directory, principal);
}

export function deletePrincipal(directory: Directory, principal: ServicePrincipal): void {
  const { state } = directory;
  state.servicePrincipals = state.servicePrincipals.filter((other) => other !== principal);
  state.deletedServicePrincipals.push({ ...principal, deletedDateTime: timestamp(directory) });
}

/** Restoring an application leaves its service principal among the deleted items: that is a second call. */
export function restoreDeleted(directory: Directory, id: string): Application | ServicePrincipal | undefined {
  const { state } = directory;
  const application = state.deletedApplications.find((item) => item.id === id);
  if (application !== undefined) {
    const { deletedDateTime: _, ...restored } = application;
    state.deletedApplications = state.deletedApplications.filter((item) => item !== application);
    state.applications.push(restored);
    return restored;
  }
  const principal = state.deletedServicePrincipals.find((item) => item.id === id);
  if (principal === undefined || findApplication(directory, principal.appId) === undefined) return undefined;
  const { deletedDateTime: _, ...restored } = principal;
  state.deletedServicePrincipals = state.deletedServicePrincipals.filter((item) => item !== principal);
  state.servicePrincipals.push(restored);
  return restored;
}

/** Removes a deleted item for good, with what hangs on it. False when there is none. */
export function purgeDeleted(directory: Directory, id: string): boolean {
  const { state } = directory;
  const before = state.deletedApplications.length + state.deletedServicePrincipals.length;
  state.deletedApplications = state.deletedApplications.filter((item) => item.id !== id);
  state.deletedServicePrincipals = state.deletedServicePrincipals.filter((item) => item.id !== id);
  state.oauth2PermissionGrants = state.oauth2PermissionGrants.filter(
    (grant) => grant.clientId !== id && grant.resourceId !== id,
  );
  state.appRoleAssignments = state.appRoleAssignments.filter(
    (assignment) => assignment.principalId !== id && assignment.resourceId !== id,
  );
  return state.deletedApplications.length + state.deletedServicePrincipals.length < before;
}

const RECYCLE_MS = 30 * 86_400_000;

/** Purges what has been deleted for 30 days. */
export function emptyRecycleBin(directory: Directory): void {
  const { deletedApplications, deletedServicePrincipals } = directory.state;
  const limit = directory.clock.now() - RECYCLE_MS;
  for (const { id, deletedDateTime } of [...deletedApplications, ...deletedServicePrincipals]) {
    if (Date.parse(deletedDateTime) <= limit) purgeDeleted(directory, id);
  }
}

const TWO_YEARS_MS = 2 * 365 * 86_400_000;

/** Adds a secret and answers it with its text, which is shown this once. */
export function addPassword(
  directory: Directory,
  application: Application,
  wanted: {
    readonly displayName?: string | null;
    readonly startDateTime?: string;
    readonly endDateTime?: string;
  },
): PasswordCredential & { readonly secretText: string } {
  const secretText = `${randomBytes(3).toString('hex').slice(0, 3)}8Q~${randomBytes(25).toString('base64url')}`;
  const credential: PasswordCredential = {
    keyId: randomUUID(),
    displayName: wanted.displayName ?? null,
    hint: secretText.slice(0, 3),
    startDateTime: wanted.startDateTime ?? timestamp(directory),
    endDateTime: wanted.endDateTime ?? new Date(directory.clock.now() + TWO_YEARS_MS).toISOString(),
    secretHash: hashSecret(secretText),
  };
  application.passwordCredentials = [...application.passwordCredentials, credential];
  return { ...credential, secretText };
}

export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}
