import { ConfidentialClientApplication } from '@azure/msal-node';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { msalConfiguration } from '../entra/msal-settings.ts';
import { CALLBACK, POWER_BI, refreshFrom, signInByCode } from '../entra/setup.ts';
import {
  BOB,
  type Directories,
  errorCode,
  graphCaller,
  managedIdentityToken,
  startDirectories,
} from './setup.ts';

const POWER_BI_APP_ID = '00000009-0000-0000-c000-000000000000';

let directories: Directories;
let graph: ReturnType<typeof graphCaller>;
beforeEach(async () => {
  directories = await startDirectories();
  graph = graphCaller(directories.graph.url, await managedIdentityToken(directories.entra));
});
afterEach(() => directories.close());

/** What a registration sends, with the scope ids resolved at run time. */
async function register() {
  const powerBi = await graph(
    'GET',
    `/servicePrincipals(appId='${POWER_BI_APP_ID}')?$select=id,oauth2PermissionScopes`,
  );
  const scopes = powerBi.body.oauth2PermissionScopes as { id: string; value: string }[];
  const wanted = ['Dataset.ReadWrite.All', 'Workspace.Read.All', 'Dashboard.ReadWrite.All'];
  const resourceAccess = scopes
    .filter(({ value }) => wanted.includes(value))
    .map(({ id }) => ({ id, type: 'Scope' }));
  const created = await graph('POST', '/applications', {
    displayName: 'Report Tiles Power BI client',
    signInAudience: 'AzureADMyOrg',
    web: {
      redirectUris: [CALLBACK],
      implicitGrantSettings: { enableIdTokenIssuance: false, enableAccessTokenIssuance: false },
    },
    requiredResourceAccess: [{ resourceAppId: POWER_BI_APP_ID, resourceAccess }],
  });
  expect(created.status).toBe(201);
  const { id, appId } = created.body as { id: string; appId: string };
  expect((await graph('POST', '/servicePrincipals', { appId })).status).toBe(201);
  const password = await graph('POST', `/applications/${id}/addPassword`, {
    passwordCredential: { displayName: 'dev' },
  });
  return { id, appId, secretText: String(password.body.secretText), resourceAccess };
}

function client({ appId, secretText }: { appId: string; secretText: string }) {
  const auth = { clientId: appId, clientSecret: secretText };
  return new ConfidentialClientApplication(msalConfiguration(directories.entra, auth));
}

describe('a registration through Graph', () => {
  test('makes an application that people sign in to, with the permissions it lists', async () => {
    const registered = await register();
    expect(registered.resourceAccess).toHaveLength(3);
    const { result } = await signInByCode({ client: client(registered) });
    expect(result.scopes).toEqual(expect.arrayContaining([`${POWER_BI}/Dashboard.ReadWrite.All`]));
  });

  test('a change of redirect URIs counts at the next sign-in, and refresh tokens outlive it', async () => {
    const registered = await register();
    const { cache } = await signInByCode({ client: client(registered) });
    const elsewhere = 'https://elsewhere.example/api/auth/callback';
    const patched = await graph('PATCH', `/applications/${registered.id}`, {
      web: { redirectUris: [elsewhere] },
    });
    expect(patched.status).toBe(204);
    await expect(signInByCode({ client: client(registered) })).rejects.toThrow(/AADSTS50011/);
    await expect(refreshFrom(client(registered), cache)).resolves.toBeDefined();
    await graph('PATCH', `/applications(appId='${registered.appId}')`, {
      web: { redirectUris: [elsewhere, CALLBACK] },
    });
    await expect(signInByCode({ client: client(registered) })).resolves.toBeDefined();
  });

  test('a patch replaces collections and keeps the rest of a complex property', async () => {
    const { id } = await register();
    await graph('PATCH', `/applications/${id}`, { web: { homePageUrl: 'https://portal.example' } });
    await graph('PATCH', `/applications/${id}`, { web: { redirectUris: ['https://a.example/cb'] } });
    const { body } = await graph('GET', `/applications/${id}?$select=web`);
    expect(body.web).toMatchObject({
      redirectUris: ['https://a.example/cb'],
      homePageUrl: 'https://portal.example',
    });
  });

  test('deleting the application fails everybody’s refresh; restoring takes the application and then its principal', async () => {
    const registered = await register();
    const { cache } = await signInByCode({ client: client(registered) });
    expect((await graph('DELETE', `/applications/${registered.id}`)).status).toBe(204);
    await expect(refreshFrom(client(registered), cache)).rejects.toMatchObject({
      errorCode: 'unauthorized_client',
    });
    expect(errorCode(await graph('GET', `/applications/${registered.id}`))).toEqual([
      404,
      'Request_ResourceNotFound',
    ]);
    const principals = await graph('GET', '/directory/deletedItems/microsoft.graph.servicePrincipal');
    const [principal] = principals.body.value as { id: string; appId: string }[];
    expect(principal?.appId).toBe(registered.appId);
    expect((await graph('POST', `/directory/deletedItems/${registered.id}/restore`)).status).toBe(200);
    expect((await graph('GET', `/servicePrincipals(appId='${registered.appId}')`)).status).toBe(404);
    expect((await graph('POST', `/directory/deletedItems/${principal?.id}/restore`)).status).toBe(200);
    await expect(refreshFrom(client(registered), cache)).resolves.toBeDefined();
  });

  test('a deleted application is gone for good after 30 days', async () => {
    const { id } = await register();
    await graph('DELETE', `/applications/${id}`);
    await directories.graph.control.advance({ days: 31 });
    graph = graphCaller(directories.graph.url, await managedIdentityToken(directories.entra));
    expect(errorCode(await graph('POST', `/directory/deletedItems/${id}/restore`))).toEqual([
      404,
      'Request_ResourceNotFound',
    ]);
  });

  test('a federated credential for the managed identity signs the application in without any secret', async () => {
    const { id, appId } = await register();
    const { url, tenantId, directory } = directories.entra;
    const [identity] = directory.state.managedIdentities;
    const path = `/applications/${id}/federatedIdentityCredentials`;
    const credential = {
      name: 'func-uami',
      issuer: `${url}/${tenantId}/v2.0`,
      subject: identity?.principalId,
      audiences: ['api://AzureADTokenExchange'],
    };
    expect((await graph('POST', path, credential)).status).toBe(201);
    expect(errorCode(await graph('POST', path, credential))[0]).toBe(409);
    const assertion = await managedIdentityToken(directories.entra, 'api://AzureADTokenExchange');
    const auth = { clientId: appId, clientAssertion: async () => assertion };
    const federated = new ConfidentialClientApplication(msalConfiguration(directories.entra, auth));
    await expect(signInByCode({ client: federated })).resolves.toBeDefined();
    expect((await graph('DELETE', `${path}/func-uami`)).status).toBe(204);
    const after = new ConfidentialClientApplication(msalConfiguration(directories.entra, auth));
    await expect(signInByCode({ client: after })).rejects.toMatchObject({ errorNo: 700211 });
  });

  test('a secret is shown once, and a removed one is refused', async () => {
    const registered = await register();
    const { body } = await graph('GET', `/applications/${registered.id}?$select=passwordCredentials`);
    const [shown] = body.passwordCredentials as Record<string, unknown>[];
    expect(shown).toMatchObject({
      secretText: null,
      displayName: 'dev',
      hint: registered.secretText.slice(0, 3),
    });
    expect(JSON.stringify(body)).not.toContain(registered.secretText);
    const removed = await graph('POST', `/applications/${registered.id}/removePassword`, {
      keyId: shown?.keyId,
    });
    expect(removed.status).toBe(204);
    await expect(signInByCode({ client: client(registered) })).rejects.toMatchObject({ errorNo: 7000215 });
  });

  test('the application’s own API, its roles and the command line’s public client come by patches', async () => {
    const { id, appId, secretText } = await register();
    const scopeId = crypto.randomUUID();
    const patch = {
      identifierUris: [`api://${appId}`],
      isFallbackPublicClient: true,
      publicClient: { redirectUris: ['http://localhost'] },
      optionalClaims: { idToken: [{ name: 'auth_time' }] },
      api: {
        requestedAccessTokenVersion: 2,
        oauth2PermissionScopes: [
          {
            id: scopeId,
            value: 'access_as_user',
            type: 'User',
            isEnabled: true,
            adminConsentDisplayName: 'Use Report Tiles',
            adminConsentDescription: 'Use Report Tiles as the signed-in user',
          },
        ],
      },
      appRoles: [role('Admin', 'User'), role('Publisher', 'User'), role('Automation', 'Application')],
    };
    expect((await graph('PATCH', `/applications/${id}`, patch)).status).toBe(204);
    const scopes = [`api://${appId}/access_as_user`];
    const { result } = await signInByCode({ client: client({ appId, secretText }), scopes, account: BOB });
    expect(result.scopes).toContain(`api://${appId}/access_as_user`);
    expect(result.idTokenClaims).toMatchObject({ auth_time: expect.any(Number) });
    const withoutScope = await graph('PATCH', `/applications/${id}`, { api: { oauth2PermissionScopes: [] } });
    expect(withoutScope.body).toMatchObject({
      error: { details: [{ code: 'CannotDeleteOrUpdateEnabledEntitlement' }] },
    });
  });
});

function role(value: string, member: 'User' | 'Application') {
  return {
    id: crypto.randomUUID(),
    value,
    isEnabled: true,
    displayName: value,
    description: value,
    allowedMemberTypes: [member],
  };
}

describe('what Graph refuses of an application', () => {
  test.each([
    ['http on another host', 'http://portal.example/cb'],
    ['a wildcard', 'https://*.example/cb'],
    ['a fragment', 'https://portal.example/cb#x'],
    ['a forbidden character', 'https://portal.example/c(b)'],
    ['the IPv6 loopback', 'http://[::1]/cb'],
    ['more than 256 characters', `https://portal.example/${'a'.repeat(256)}`],
    ['a custom scheme', 'reporttiles://cb'],
    ['a relative address', '/cb'],
  ])('a web redirect URI with %s', async (_, uri) => {
    const { id } = await register();
    const answer = await graph('PATCH', `/applications/${id}`, { web: { redirectUris: [uri] } });
    expect(errorCode(answer)).toEqual([400, 'Request_BadRequest']);
    expect(answer.body).toMatchObject({ error: { details: [{ target: 'web.redirectUris' }] } });
  });

  test('more than 256 redirect URIs', async () => {
    const { id } = await register();
    const uris = (count: number) =>
      Array.from({ length: count }, (_, index) => `https://portal.example/${index}`);
    expect((await graph('PATCH', `/applications/${id}`, { web: { redirectUris: uris(256) } })).status).toBe(
      204,
    );
    expect((await graph('PATCH', `/applications/${id}`, { web: { redirectUris: uris(257) } })).status).toBe(
      400,
    );
  });

  test('an unknown property, a password, a missing name, an identifier of somebody else', async () => {
    const codeOf = async (body: unknown) => errorCode(await graph('POST', '/applications', body));
    expect(await codeOf({ displayName: 'x', redirectUris: [] })).toEqual([400, 'Request_BadRequest']);
    expect(await codeOf({ displayName: 'x', passwordCredentials: [{}] })).toEqual([
      400,
      'Request_BadRequest',
    ]);
    expect(await codeOf({})).toEqual([400, 'Request_BadRequest']);
    expect(await codeOf({ displayName: 'x', identifierUris: ['https://other.example'] })).toEqual([
      400,
      'Request_BadRequest',
    ]);
    expect((await graph('GET', '/applications')).body.value).toEqual([]);
  });

  test('a 21st federated credential', async () => {
    const { id } = await register();
    const add = (index: number) =>
      graph('POST', `/applications/${id}/federatedIdentityCredentials`, {
        name: `fic-${index}`,
        issuer: 'https://issuer.example',
        subject: `subject-${index}`,
        audiences: ['api://AzureADTokenExchange'],
      });
    for (let index = 0; index < 20; index += 1) expect((await add(index)).status).toBe(201);
    expect((await add(20)).status).toBe(400);
  });
});
