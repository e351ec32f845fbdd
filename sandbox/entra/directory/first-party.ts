import type { AppRole, PublishedService, Scope } from './types.ts';

/**
 * Services and clients of Microsoft that a tenant knows without registering them, with the permissions that Report
 * Tiles has to do with. Ids are the public ones; object ids differ in every tenant and are drawn with the seed.
 */
export type FirstParty = {
  readonly appId: string;
  readonly displayName: string;
  readonly service: PublishedService;
};

export const POWER_BI_APP_ID = '00000009-0000-0000-c000-000000000000';
export const GRAPH_APP_ID = '00000003-0000-0000-c000-000000000000';
export const KEY_VAULT_APP_ID = 'cfa8b339-82a2-471a-a3c9-0fc0be7a4093';
export const GRAPH_COMMAND_LINE_APP_ID = '14d82eec-204b-4c2f-b7e8-296a70dab67e';

export const FIRST_PARTIES: readonly FirstParty[] = [
  {
    appId: POWER_BI_APP_ID,
    displayName: 'Power BI Service',
    service: {
      servicePrincipalNames: [
        'https://analysis.windows.net/powerbi/api',
        'https://analysis.windows.net/powerbi/connector',
        POWER_BI_APP_ID,
      ],
      oauth2PermissionScopes: [
        scope('322b68b2-0804-416e-86a5-d772c567b6e6', 'Dataset.ReadWrite.All'),
        scope('7f33e027-4039-419b-938e-2f8ca153e68e', 'Dataset.Read.All'),
        scope('b2f1b2fa-f35c-407c-979c-a858a808ba85', 'Workspace.Read.All'),
        scope('445002fb-a6f2-4dc1-a81e-4254a111cd29', 'Workspace.ReadWrite.All'),
        scope('b271f05e-8329-4b97-baa4-91cf15b99cf1', 'Dashboard.ReadWrite.All'),
        scope('2448370f-f988-42cd-909c-6528efd67c1a', 'Dashboard.Read.All'),
        scope('7504609f-c495-4c64-8542-686125a5a36f', 'Report.ReadWrite.All'),
        scope('4ae1bf56-f562-4747-b7bc-2fa0874ed46f', 'Report.Read.All'),
        scope('f3076109-ca66-412a-be10-d4ee1be95d47', 'Content.Create'),
      ],
      appRoles: [],
    },
  },
  {
    appId: GRAPH_APP_ID,
    displayName: 'Microsoft Graph',
    service: {
      servicePrincipalNames: ['https://graph.microsoft.com', GRAPH_APP_ID],
      oauth2PermissionScopes: [
        scope('37f7f235-527c-4136-accd-4a02d197296e', 'openid'),
        scope('14dad69e-099b-42c9-810b-d002981feec1', 'profile'),
        scope('64a6cdd6-aab1-4aaf-94b8-3cc8405e90d0', 'email'),
        scope('7427e0e9-2fba-42fe-b0c0-848c9e6a8182', 'offline_access'),
        scope('e1fe6dd8-ba31-4d61-89e7-88639da4683d', 'User.Read'),
        scope('a154be20-db9c-4678-8ab7-66f6cc099a59', 'User.Read.All', 'Admin'),
        scope('4908d5b9-3fb2-4b1e-9336-1888b7937185', 'Organization.Read.All', 'Admin'),
        scope('06da0dbc-49e2-44d2-8312-53f166ab848a', 'Directory.Read.All', 'Admin'),
        scope('c79f8feb-a9db-4090-85f9-90d820caa0eb', 'Application.Read.All', 'Admin'),
        scope('bdfbf15f-ee85-4955-8675-146e8e5296b5', 'Application.ReadWrite.All', 'Admin'),
        scope('41ce6ca6-6826-4807-84f1-1c82854f7ee5', 'DelegatedPermissionGrant.ReadWrite.All', 'Admin'),
        scope('84bccea3-f856-4a8a-967b-dbe0a3d53a64', 'AppRoleAssignment.ReadWrite.All', 'Admin'),
      ],
      appRoles: [
        role('18a4783c-866b-4cc7-a460-3d5e5662c884', 'Application.ReadWrite.OwnedBy'),
        role('1bfefb4e-e0b5-418b-a88f-73c46d2cc8e9', 'Application.ReadWrite.All'),
        role('9a5d68dd-52b0-4cc2-bd40-abcf44ac3a30', 'Application.Read.All'),
        role('498476ce-e0fe-48b0-b801-37ba7e2685c6', 'Organization.Read.All'),
        role('df021288-bdef-4463-88db-98f22de89214', 'User.Read.All'),
        role('7ab1d382-f21e-4acd-a863-ba3e13f7da61', 'Directory.Read.All'),
        role('8e8e4742-1d95-4f68-9d56-6ee75648c72a', 'DelegatedPermissionGrant.ReadWrite.All'),
        role('06b708a9-e830-4db3-a914-8e69da51d44f', 'AppRoleAssignment.ReadWrite.All'),
      ],
    },
  },
  {
    appId: KEY_VAULT_APP_ID,
    displayName: 'Azure Key Vault',
    service: {
      servicePrincipalNames: ['https://vault.azure.net', KEY_VAULT_APP_ID],
      oauth2PermissionScopes: [scope('f53da476-18e3-4152-8e01-aec403e6edc0', 'user_impersonation')],
      appRoles: [],
    },
  },
  {
    appId: 'fb60f99c-7a34-4190-8149-302f77469936',
    displayName: 'AAD Token Exchange',
    service: {
      servicePrincipalNames: ['api://AzureADTokenExchange', 'fb60f99c-7a34-4190-8149-302f77469936'],
      oauth2PermissionScopes: [],
      appRoles: [],
    },
  },
  {
    appId: GRAPH_COMMAND_LINE_APP_ID,
    displayName: 'Microsoft Graph Command Line Tools',
    service: {
      servicePrincipalNames: [GRAPH_COMMAND_LINE_APP_ID],
      oauth2PermissionScopes: [],
      appRoles: [],
      publicClientRedirectUris: [
        'http://localhost',
        'https://login.microsoftonline.com/common/oauth2/nativeclient',
      ],
    },
  },
];

function scope(id: string, value: string, type: 'User' | 'Admin' = 'User'): Scope {
  return {
    id,
    value,
    type,
    isEnabled: true,
    adminConsentDisplayName: value,
    adminConsentDescription: `Allows the application ${value} on behalf of the signed-in user.`,
    userConsentDisplayName: value,
    userConsentDescription: `Allows the application ${value} on your behalf.`,
  };
}

function role(id: string, value: string): AppRole {
  return {
    id,
    value,
    isEnabled: true,
    allowedMemberTypes: ['Application'],
    displayName: value,
    description: `Allows the application ${value} without a signed-in user.`,
  };
}
