import { DomainError } from '../errors.ts';
import type { AppDirectory, AppSpec, CommandLineSpec, DirectoryApp } from './app-directory.ts';
import { APP_ROLES, USER_SCOPE } from './exposed-api.ts';
import { type Graph, GraphRefusal, literal, many, one, oneOrNone } from './graph-client.ts';

type Claim = { readonly name: string };

type GraphApp = {
  readonly id: string;
  readonly appId: string;
  readonly displayName: string;
  readonly identifierUris?: readonly string[];
  readonly web?: { readonly redirectUris?: readonly string[] };
  readonly api?: {
    readonly requestedAccessTokenVersion?: number | null;
    readonly oauth2PermissionScopes?: readonly { readonly id: string }[];
    readonly preAuthorizedApplications?: readonly {
      readonly appId: string;
      readonly delegatedPermissionIds: readonly string[];
    }[];
  };
  readonly appRoles?: readonly { readonly id: string }[];
  readonly optionalClaims?: { readonly idToken?: readonly Claim[] } | null;
};

const LOOPBACK = 'http://localhost';

type ApplicationOperations = Pick<
  AppDirectory,
  'get' | 'ensureApp' | 'ensureCommandLine' | 'exposeApi' | 'changeRedirectUrls' | 'restore' | 'delete'
>;

/** Applications through Microsoft Graph v1.0. */
export function graphApplications(graph: Graph): ApplicationOperations {
  /**
   * Made under a unique name, which Entra holds against all others at once: of two that make it at the same time, or of
   * one that lost the answer, one app comes.
   */
  async function upsert(key: string, body: unknown): Promise<GraphApp> {
    const path = `/applications(uniqueName=${literal(key)})`;
    const present = await oneOrNone<GraphApp>(graph, path);
    if (present) return present;
    const created = await one<GraphApp | undefined>(graph, 'PATCH', path, {
      body,
      headers: { prefer: 'create-if-missing' },
    });
    return created ?? one<GraphApp>(graph, 'GET', path, { replicating: true });
  }

  const read = (objectId: string) =>
    one<GraphApp>(graph, 'GET', `/applications/${objectId}`, { replicating: true });
  const patch = (objectId: string, body: unknown) =>
    one<void>(graph, 'PATCH', `/applications/${objectId}`, { body, replicating: true });

  async function scopeIds({ resource, names }: AppSpec['permissions']) {
    const path = `/servicePrincipals(appId=${literal(resource)})?$select=oauth2PermissionScopes`;
    const { oauth2PermissionScopes } = await one<{
      oauth2PermissionScopes: readonly { id: string; value: string }[];
    }>(graph, 'GET', path);
    return names.map((name) => {
      const scope = oauth2PermissionScopes.find(({ value }) => value === name);
      if (!scope)
        throw new DomainError('DIRECTORY_REFUSED', {
          detail: `Power BI offers no permission ${name} in this cloud.`,
        });
      return { id: scope.id, type: 'Scope' };
    });
  }

  return {
    async get(appId) {
      const app = await oneOrNone<GraphApp>(graph, `/applications(appId=${literal(appId)})`);
      return app && toApp(app);
    },

    async ensureApp(spec) {
      const resourceAccess = await scopeIds(spec.permissions);
      const app = await upsert(spec.key, {
        displayName: spec.displayName,
        signInAudience: 'AzureADMyOrg',
        web: {
          redirectUris: spec.redirectUrls,
          implicitGrantSettings: { enableIdTokenIssuance: false, enableAccessTokenIssuance: false },
        },
        requiredResourceAccess: [{ resourceAppId: spec.permissions.resource, resourceAccess }],
      });
      return toApp(app);
    },

    async ensureCommandLine({ key, displayName, api }: CommandLineSpec) {
      const app = await upsert(key, {
        displayName,
        signInAudience: 'AzureADMyOrg',
        isFallbackPublicClient: true,
        publicClient: { redirectUris: [LOOPBACK] },
        requiredResourceAccess: [
          { resourceAppId: api.appId, resourceAccess: [{ id: USER_SCOPE.id, type: 'Scope' }] },
        ],
      });
      return toApp(app);
    },

    async exposeApi(app, commandLine) {
      const before = await read(app.objectId);
      const change = exposed(before, commandLine);
      // What is there already needs no write: repeating changes nothing, and an administrator's additions stay.
      if (JSON.stringify(change) !== JSON.stringify(exposedOf(before))) await patch(app.objectId, change);
    },

    async changeRedirectUrls(app, { add, remove }) {
      const before = toApp(await read(app.objectId)).redirectUrls;
      const after = [...new Set([...before.filter((url) => !remove.includes(url)), ...add])];
      const isSame = after.length === before.length && after.every((url) => before.includes(url));
      // Graph replaces the whole list and takes no ETag here: read and write stay close together, under our lease.
      if (!isSame) await patch(app.objectId, { web: { redirectUris: after } });
      return after;
    },

    async restore({ appId, objectId }) {
      const deleted = await oneOrNone(graph, `/directory/deletedItems/${objectId}`);
      if (deleted === undefined) return undefined;
      await one(graph, 'POST', `/directory/deletedItems/${objectId}/restore`);
      // The service principal, with its consents and role assignments, is a deleted item of its own.
      const filter = `$filter=appId%20eq%20${literal(appId)}`;
      const principals = await many<{ id: string }>(
        graph,
        `/directory/deletedItems/microsoft.graph.servicePrincipal?${filter}`,
      );
      for (const { id } of principals) await one(graph, 'POST', `/directory/deletedItems/${id}/restore`);
      return toApp(await read(objectId));
    },

    async delete({ objectId }) {
      try {
        await one(graph, 'DELETE', `/applications/${objectId}`);
      } catch (error) {
        // Gone already: by hand, or by a request whose answer was lost.
        if (!(error instanceof GraphRefusal && error.status === 404)) throw error;
      }
    },
  };
}

/** What of an app concerns the API it exposes, in the order in which it is compared. */
function exposedOf(app: GraphApp) {
  return {
    identifierUris: app.identifierUris ?? [],
    api: {
      requestedAccessTokenVersion: app.api?.requestedAccessTokenVersion ?? null,
      oauth2PermissionScopes: app.api?.oauth2PermissionScopes ?? [],
      preAuthorizedApplications: app.api?.preAuthorizedApplications ?? [],
    },
    appRoles: app.appRoles ?? [],
    optionalClaims: { ...app.optionalClaims, idToken: app.optionalClaims?.idToken ?? [] },
  };
}

/** The same with what we need in it, and everything else as it is: ids of ours are fixed, so that ours are known. */
function exposed(
  app: GraphApp,
  commandLine: { readonly appId: string; readonly formerAppId: string | undefined } | undefined,
): ReturnType<typeof exposedOf> {
  const { identifierUris, api, appRoles, optionalClaims } = exposedOf(app);
  const uri = `api://${app.appId}`;
  const lacking = <T extends { readonly id: string }>(
    present: readonly { readonly id: string }[],
    ours: readonly T[],
  ) => ours.filter(({ id }) => !present.some((known) => known.id === id));
  const clients = api.preAuthorizedApplications.filter(
    ({ appId }) => appId === commandLine?.appId || appId !== commandLine?.formerAppId,
  );
  const isKnown = clients.some(({ appId }) => appId === commandLine?.appId);
  const added =
    commandLine && !isKnown ? [{ appId: commandLine.appId, delegatedPermissionIds: [USER_SCOPE.id] }] : [];
  const tellsWhen = optionalClaims.idToken.some(({ name }) => name === 'auth_time');
  return {
    identifierUris: identifierUris.includes(uri) ? identifierUris : [...identifierUris, uri],
    api: {
      requestedAccessTokenVersion: 2,
      oauth2PermissionScopes: [
        ...api.oauth2PermissionScopes,
        ...lacking(api.oauth2PermissionScopes, [USER_SCOPE]),
      ],
      preAuthorizedApplications: [...clients, ...added],
    },
    appRoles: [...appRoles, ...lacking(appRoles, APP_ROLES)],
    optionalClaims: {
      ...optionalClaims,
      idToken: tellsWhen ? optionalClaims.idToken : [...optionalClaims.idToken, { name: 'auth_time' }],
    },
  };
}

function toApp(app: GraphApp): DirectoryApp {
  return {
    appId: app.appId,
    objectId: app.id,
    displayName: app.displayName,
    redirectUrls: app.web?.redirectUris ?? [],
  };
}
