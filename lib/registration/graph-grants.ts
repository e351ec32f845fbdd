import type { AppDirectory } from './app-directory.ts';
import { type Graph, GraphRefusal, literal, many, one, oneOrNone } from './graph-client.ts';

type Credential = {
  readonly id: string;
  readonly name: string;
  readonly issuer: string;
  readonly subject: string;
  readonly audiences: readonly string[];
};

type Grant = { readonly id: string; readonly consentType: string; readonly scope: string };

/** What an app is trusted with, through Microsoft Graph v1.0: its place in the tenant, its proof, its permissions. */
export function graphGrants(
  graph: Graph,
): Pick<AppDirectory, 'ensureServicePrincipal' | 'ensureFederatedCredential' | 'grantConsent'> {
  return {
    async ensureServicePrincipal(appId) {
      const path = `/servicePrincipals(appId=${literal(appId)})`;
      const present = await oneOrNone<{ id: string }>(graph, path);
      if (present) return present;
      const created = await created409(() =>
        one<{ id: string }>(graph, 'POST', '/servicePrincipals', { body: { appId }, replicating: true }),
      );
      return created ?? one<{ id: string }>(graph, 'GET', path, { replicating: true });
    },

    async ensureFederatedCredential(app, { name, issuer, subject, audience }) {
      const path = `/applications/${app.objectId}/federatedIdentityCredentials`;
      const find = async () =>
        (await many<Credential>(graph, path, { replicating: true })).find((known) => known.name === name);
      const wanted = { issuer, subject, audiences: [audience] };
      const present =
        (await find()) ??
        (await created409(() =>
          one<Credential>(graph, 'POST', path, { body: { name, ...wanted }, replicating: true }),
        )) ??
        (await find());
      // Not seen yet by the copy that answers: it was made a moment ago, by a request like this one.
      if (present === undefined) return;
      const isWanted =
        present.issuer === issuer && present.subject === subject && present.audiences.includes(audience);
      if (!isWanted) await one(graph, 'PATCH', `${path}/${present.id}`, { body: wanted });
    },

    async grantConsent({ servicePrincipalId, resource, names }) {
      try {
        const { id: resourceId } = await one<{ id: string }>(
          graph,
          'GET',
          `/servicePrincipals(appId=${literal(resource)})?$select=id`,
        );
        const filter = `clientId%20eq%20${literal(servicePrincipalId)}%20and%20resourceId%20eq%20${literal(resourceId)}`;
        const grants = await many<Grant>(graph, `/oauth2PermissionGrants?$filter=${filter}`);
        const present = grants.find(({ consentType }) => consentType === 'AllPrincipals');
        const granted = present?.scope.split(' ').filter(Boolean) ?? [];
        if (names.every((name) => granted.includes(name))) return 'granted';
        const scope = [...new Set([...granted, ...names])].join(' ');
        if (present) await one(graph, 'PATCH', `/oauth2PermissionGrants/${present.id}`, { body: { scope } });
        else
          await created409(() =>
            one(graph, 'POST', '/oauth2PermissionGrants', {
              body: { clientId: servicePrincipalId, consentType: 'AllPrincipals', resourceId, scope },
              replicating: true,
            }),
          );
        return 'granted';
      } catch (error) {
        // Consent for everyone is a right of its own; without it an administrator consents in the browser.
        if (error instanceof GraphRefusal && error.status === 403) return 'asked';
        throw error;
      }
    },
  };
}

/** What a POST created; undefined where it met what an earlier one, whose answer was lost, had created (409). */
async function created409<T>(create: () => Promise<T>): Promise<T | undefined> {
  try {
    return await create();
  } catch (error) {
    if (error instanceof GraphRefusal && error.status === 409) return undefined;
    throw error;
  }
}
