/** The directory's objects, named as Microsoft Graph v1.0 names them. Times are ISO 8601 in UTC. */

export type Permission = {
  readonly id: string;
  readonly value: string;
  readonly isEnabled: boolean;
};

/** A delegated permission, what a token's `scp` lists. */
export type Scope = Permission & {
  readonly type: 'User' | 'Admin';
  readonly adminConsentDisplayName: string;
  readonly adminConsentDescription: string;
  readonly userConsentDisplayName: string | null;
  readonly userConsentDescription: string | null;
};

/** What a token's `roles` lists: of users, or of applications that act by themselves. */
export type AppRole = Permission & {
  readonly allowedMemberTypes: readonly ('User' | 'Application')[];
  readonly displayName: string;
  readonly description: string;
};

export type PasswordCredential = {
  readonly keyId: string;
  readonly displayName: string | null;
  readonly hint: string;
  readonly startDateTime: string;
  readonly endDateTime: string;
  /** SHA-256 of the secret, hexadecimal; the secret itself is shown once and kept nowhere. */
  readonly secretHash: string;
};

/** A certificate: `key` is the DER, base64. */
export type KeyCredential = {
  readonly keyId: string;
  readonly type: 'AsymmetricX509Cert';
  readonly usage: 'Verify';
  readonly key: string;
  readonly displayName: string | null;
  readonly startDateTime: string;
  readonly endDateTime: string;
};

export type FederatedIdentityCredential = {
  readonly id: string;
  readonly name: string;
  readonly issuer: string;
  readonly subject: string;
  readonly audiences: readonly string[];
  readonly description: string | null;
};

export type RequiredResourceAccess = {
  readonly resourceAppId: string;
  readonly resourceAccess: readonly { readonly id: string; readonly type: 'Scope' | 'Role' }[];
};

/** What a caller of Graph may set of an application, and reads back. */
export type ApplicationSettings = {
  displayName: string;
  description: string | null;
  notes: string | null;
  tags: readonly string[];
  signInAudience: 'AzureADMyOrg' | 'AzureADMultipleOrgs';
  identifierUris: readonly string[];
  isFallbackPublicClient: boolean | null;
  web: {
    readonly redirectUris: readonly string[];
    readonly homePageUrl: string | null;
    readonly logoutUrl: string | null;
    readonly implicitGrantSettings: {
      readonly enableIdTokenIssuance: boolean;
      readonly enableAccessTokenIssuance: boolean;
    };
  };
  spa: { readonly redirectUris: readonly string[] };
  publicClient: { readonly redirectUris: readonly string[] };
  requiredResourceAccess: readonly RequiredResourceAccess[];
  api: {
    readonly acceptMappedClaims: boolean | null;
    readonly requestedAccessTokenVersion: 1 | 2 | null;
    readonly knownClientApplications: readonly string[];
    readonly oauth2PermissionScopes: readonly Scope[];
    readonly preAuthorizedApplications: readonly {
      readonly appId: string;
      readonly delegatedPermissionIds: readonly string[];
    }[];
  };
  appRoles: readonly AppRole[];
  optionalClaims: {
    readonly idToken: readonly { readonly name: string }[];
    readonly accessToken: readonly { readonly name: string }[];
  } | null;
  keyCredentials: readonly KeyCredential[];
};

export type Application = ApplicationSettings & {
  readonly id: string;
  readonly appId: string;
  /** The key that an upsert gave it; it never changes. */
  readonly uniqueName: string | null;
  readonly createdDateTime: string;
  passwordCredentials: readonly PasswordCredential[];
  federatedIdentityCredentials: readonly FederatedIdentityCredential[];
  /** Object ids of the users and service principals that own it. */
  owners: readonly string[];
};

export type ServicePrincipal = {
  readonly id: string;
  readonly appId: string;
  readonly displayName: string;
  readonly servicePrincipalType: 'Application' | 'ManagedIdentity';
  accountEnabled: boolean;
  appRoleAssignmentRequired: boolean;
  owners: readonly string[];
  /** What a service of Microsoft publishes; empty for an application of the tenant, which publishes its own. */
  readonly published?: PublishedService;
};

export type PublishedService = {
  readonly servicePrincipalNames: readonly string[];
  readonly oauth2PermissionScopes: readonly Scope[];
  readonly appRoles: readonly AppRole[];
  /** Only a client of Microsoft's own: the redirect URIs of the public client. */
  readonly publicClientRedirectUris?: readonly string[];
};

export type OAuth2PermissionGrant = {
  readonly id: string;
  /** Object ids of service principals. */
  readonly clientId: string;
  readonly resourceId: string;
  readonly consentType: 'AllPrincipals' | 'Principal';
  readonly principalId: string | null;
  scope: string;
};

export type AppRoleAssignment = {
  readonly id: string;
  readonly appRoleId: string;
  readonly principalId: string;
  readonly principalType: 'User' | 'ServicePrincipal';
  readonly principalDisplayName: string;
  readonly resourceId: string;
  readonly resourceDisplayName: string;
  readonly createdDateTime: string;
};

export type User = {
  readonly id: string;
  readonly displayName: string;
  readonly userPrincipalName: string;
  accountEnabled: boolean;
  /** Roles of the directory by name, such as `Application Administrator`. */
  readonly directoryRoles: readonly string[];
  /** Values of app roles that the person holds in every application of the tenant that defines them. */
  appRoles: readonly string[];
  /** Grants of an earlier sign-in are refused. */
  signInSessionsValidFromDateTime: string;
};

export type VerifiedDomain = {
  readonly name: string;
  readonly isDefault: boolean;
  readonly isInitial: boolean;
};

export type Tenant = {
  readonly tenantId: string;
  readonly displayName: string;
  /** `viral`: grown out of self-service sign-ups, without an administrator. */
  readonly type: 'managed' | 'viral';
  readonly domains: readonly VerifiedDomain[];
};

/** A user-assigned managed identity, with the secret that its host puts into `IDENTITY_HEADER`. */
export type ManagedIdentity = {
  readonly name: string;
  readonly clientId: string;
  readonly principalId: string;
  readonly identityHeader: string;
};

export type DirectoryState = {
  readonly tenant: Tenant;
  readonly managedIdentities: readonly ManagedIdentity[];
  users: User[];
  applications: Application[];
  servicePrincipals: ServicePrincipal[];
  deletedApplications: (Application & { readonly deletedDateTime: string })[];
  deletedServicePrincipals: (ServicePrincipal & { readonly deletedDateTime: string })[];
  oauth2PermissionGrants: OAuth2PermissionGrant[];
  appRoleAssignments: AppRoleAssignment[];
  /** `automatic`: a person's consent is recorded without asking. `ask`: by a page. `admin-only`: by administrators. */
  userConsent: 'automatic' | 'ask' | 'admin-only';
};
