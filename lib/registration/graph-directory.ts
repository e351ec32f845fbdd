import { DomainError } from '../errors.ts';
import type { AppDirectory, AppSpec, DirectoryApp } from './app-directory.ts';
import { APP_ROLES, USER_SCOPE } from './exposed-api.ts';
import { type Graph, many, one } from './graph-client.ts';

type GraphApp = {
  readonly id: string;
  readonly appId: string;
  readonly displayName: string;
  readonly tags?: readonly string[];
  readonly web?: { readonly redirectUris?: readonly string[] };
};

/** AppDirectory over Microsoft Graph v1.0. */
export function graphDirectory(graph: Graph): AppDirectory {
  async function resourceOf(resource: string) {
    const path = `/servicePrincipals(appId='${resource}')?$select=id,oauth2PermissionScopes`;
    return one<{ id: string; oauth2PermissionScopes: readonly { id: string; value: string }[] }>(
      graph,
      'GET',
      path,
    );
  }

  return {
    async tenant() {
      const path = '/organization?$select=id,displayName,tenantType,verifiedDomains';
      const [organization] = await many<{
        id: string;
        displayName: string;
        tenantType?: string;
        verifiedDomains?: readonly { type?: string }[];
      }>(graph, path);
      if (!organization)
        throw new DomainError('DIRECTORY_REFUSED', { detail: 'Graph showed no organisation.' });
      const domains = organization.verifiedDomains ?? [];
      const viral =
        organization.tenantType?.toLowerCase() === 'viral' ||
        (domains.length > 0 && domains.every((d) => d.type === 'Viral'));
      return { id: organization.id, name: organization.displayName, managed: !viral };
    },

    async findByTag({ displayName, tag }) {
      const filter = encodeURIComponent(`displayName eq '${displayName.replaceAll("'", "''")}'`);
      const apps = await many<GraphApp>(graph, `/applications?$filter=${filter}`);
      const app = apps.find((candidate) => candidate.tags?.includes(tag));
      return app && toApp(app);
    },

    async get(appId) {
      const [app] = await many<GraphApp>(
        graph,
        `/applications?$filter=${encodeURIComponent(`appId eq '${appId}'`)}`,
      );
      return app && toApp(app);
    },

    async create(spec) {
      return toApp(await one<GraphApp>(graph, 'POST', '/applications', await newApp(spec)));
    },

    async exposeApi(app) {
      await one(graph, 'PATCH', `/applications/${app.objectId}`, {
        identifierUris: [`api://${app.appId}`],
        api: { requestedAccessTokenVersion: 2, oauth2PermissionScopes: [USER_SCOPE] },
        appRoles: APP_ROLES,
      });
    },

    async setRedirectUrls(app, urls) {
      const merged = [...new Set([...app.redirectUrls, ...urls])];
      if (merged.length === app.redirectUrls.length) return;
      await one(graph, 'PATCH', `/applications/${app.objectId}`, { web: { redirectUris: merged } });
    },

    async ensureServicePrincipal(appId) {
      const filter = encodeURIComponent(`appId eq '${appId}'`);
      const [present] = await many<{ id: string }>(graph, `/servicePrincipals?$filter=${filter}`);
      return (
        present ?? one<{ id: string }>(graph, 'POST', '/servicePrincipals', { appId }, { replicating: true })
      );
    },

    async ensureFederatedCredential(app, credential) {
      const path = `/applications/${app.objectId}/federatedIdentityCredentials`;
      type Present = {
        id: string;
        name: string;
        issuer: string;
        subject: string;
        audiences: readonly string[];
      };
      const present = (await many<Present>(graph, path)).find(({ name }) => name === credential.name);
      const wanted = {
        issuer: credential.issuer,
        subject: credential.subject,
        audiences: [credential.audience],
      };
      if (!present)
        await one(graph, 'POST', path, { name: credential.name, ...wanted }, { replicating: true });
      else if (
        present.issuer !== wanted.issuer ||
        present.subject !== wanted.subject ||
        !present.audiences.includes(credential.audience)
      )
        await one(graph, 'PATCH', `${path}/${present.id}`, wanted);
    },

    async grantConsent({ servicePrincipalId, resource, names }) {
      const { id: resourceId } = await resourceOf(resource);
      const filter = encodeURIComponent(
        `clientId eq '${servicePrincipalId}' and resourceId eq '${resourceId}'`,
      );
      type Grant = { id: string; consentType: string; scope: string };
      try {
        const present = (await many<Grant>(graph, `/oauth2PermissionGrants?$filter=${filter}`)).find(
          ({ consentType }) => consentType === 'AllPrincipals',
        );
        const scope = [...new Set([...(present?.scope.split(' ').filter(Boolean) ?? []), ...names])].join(
          ' ',
        );
        if (!present)
          await one(graph, 'POST', '/oauth2PermissionGrants', {
            clientId: servicePrincipalId,
            consentType: 'AllPrincipals',
            resourceId,
            scope,
          });
        else if (scope !== present.scope)
          await one(graph, 'PATCH', `/oauth2PermissionGrants/${present.id}`, { scope });
        return 'granted';
      } catch (error) {
        // Consent for everyone is a right of its own; without it an administrator consents in the browser.
        if (error instanceof DomainError && error.code === 'DIRECTORY_REFUSED') return 'asked';
        throw error;
      }
    },

    async delete(app) {
      await one(graph, 'DELETE', `/applications/${app.objectId}`);
    },
  };

  async function newApp(spec: AppSpec) {
    const { oauth2PermissionScopes } = await resourceOf(spec.permissions.resource);
    const resourceAccess = spec.permissions.names.map((name) => {
      const scope = oauth2PermissionScopes.find(({ value }) => value === name);
      if (!scope)
        throw new DomainError('DIRECTORY_REFUSED', {
          detail: `Power BI offers no permission ${name} in this cloud.`,
        });
      return { id: scope.id, type: 'Scope' };
    });
    return {
      displayName: spec.displayName,
      tags: [spec.tag],
      signInAudience: 'AzureADMyOrg',
      web: {
        redirectUris: spec.redirectUrls,
        implicitGrantSettings: { enableIdTokenIssuance: false, enableAccessTokenIssuance: false },
      },
      requiredResourceAccess: [{ resourceAppId: spec.permissions.resource, resourceAccess }],
    };
  }
}

function toApp(app: GraphApp): DirectoryApp {
  return {
    appId: app.appId,
    objectId: app.id,
    displayName: app.displayName,
    redirectUrls: app.web?.redirectUris ?? [],
  };
}
