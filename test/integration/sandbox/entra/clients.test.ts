import { ManagedIdentityCredential } from '@azure/identity';
import {
  ConfidentialClientApplication,
  ManagedIdentityApplication,
  type NodeAuthOptions,
  PublicClientApplication,
} from '@azure/msal-node';
import { decodeJwt } from 'jose';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { enterDeviceCode } from '../../../../sandbox/entra/browser.ts';
import { GRAPH_COMMAND_LINE_APP_ID } from '../../../../sandbox/entra/directory/first-party.ts';
import { seedTenant } from '../../../../sandbox/entra/directory/seed.ts';
import type { Application } from '../../../../sandbox/entra/directory/types.ts';
import { type EntraStandIn, startEntra } from '../../../../sandbox/entra/start.ts';
import { msalConfiguration } from './msal-settings.ts';
import { selfSignedCertificate } from './self-signed-certificate.ts';
import { ADA, BOB, POWER_BI, refreshFrom, registerWebApplication, signInByCode } from './setup.ts';

const GRAPH = 'https://graph.microsoft.com';
const EXCHANGE = 'api://AzureADTokenExchange';
const [identity] = seedTenant().managedIdentities;
if (identity === undefined) throw new Error('The seed has no managed identity.');

let entra: EntraStandIn;
// One for all tests: msal remembers the managed identity's endpoint for the life of the process.
beforeAll(async () => {
  entra = await startEntra();
});
afterEach(() => {
  vi.unstubAllEnvs();
});
afterAll(() => entra.close());

function applicationOf(appId: string): Application {
  const found = entra.directory.state.applications.find((application) => application.appId === appId);
  if (found === undefined) throw new Error('Not registered.');
  return found;
}

function confidential(auth: Omit<NodeAuthOptions, 'authority'>): ConfidentialClientApplication {
  return new ConfidentialClientApplication(msalConfiguration(entra, auth));
}

/** Registers the application's own API, as a registration of Report Tiles does. */
function exposeApi(appId: string): void {
  const application = applicationOf(appId);
  application.identifierUris = [`api://${appId}`];
  application.api = {
    ...application.api,
    requestedAccessTokenVersion: 2,
    oauth2PermissionScopes: [
      {
        id: '33333333-3333-4333-8333-333333333333',
        value: 'access_as_user',
        type: 'User',
        isEnabled: true,
        adminConsentDisplayName: 'Use Report Tiles',
        adminConsentDescription: 'Use Report Tiles as the signed-in user',
        userConsentDisplayName: null,
        userConsentDescription: null,
      },
    ],
  };
  application.appRoles = [
    {
      id: '44444444-4444-4444-8444-444444444444',
      value: 'Automation',
      isEnabled: true,
      displayName: 'Automation',
      description: 'Acts without a person',
      allowedMemberTypes: ['Application'],
    },
  ];
}

describe('client credentials', () => {
  test('a token of the application carries the roles that were assigned, and none before', async () => {
    const { appId, secretText } = await registerWebApplication(entra);
    exposeApi(appId);
    const acquire = async () => {
      const client = confidential({ clientId: appId, clientSecret: secretText });
      const result = await client.acquireTokenByClientCredential({ scopes: [`api://${appId}/.default`] });
      return decodeJwt(result?.accessToken ?? '');
    };
    expect(await acquire()).toMatchObject({
      aud: appId,
      azp: appId,
      azpacr: '1',
      ver: '2.0',
      iss: `${entra.url}/${entra.tenantId}/v2.0`,
    });
    expect((await acquire()).roles).toBeUndefined();
    const principal = entra.directory.state.servicePrincipals.find((candidate) => candidate.appId === appId);
    entra.directory.state.appRoleAssignments.push({
      id: crypto.randomUUID(),
      appRoleId: '44444444-4444-4444-8444-444444444444',
      principalId: principal?.id ?? '',
      principalType: 'ServicePrincipal',
      principalDisplayName: 'Report Tiles',
      resourceId: principal?.id ?? '',
      resourceDisplayName: 'Report Tiles',
      createdDateTime: new Date().toISOString(),
    });
    expect((await acquire()).roles).toEqual(['Automation']);
  });

  test('a single permission instead of .default is refused', async () => {
    const { appId, secretText } = await registerWebApplication(entra);
    const client = confidential({ clientId: appId, clientSecret: secretText });
    await expect(
      client.acquireTokenByClientCredential({ scopes: [`${POWER_BI}/Dataset.Read.All`] }),
    ).rejects.toMatchObject({
      errorCode: 'invalid_scope',
      errorNo: 1002012,
    });
  });
});

describe('the application’s own API', () => {
  test('a person’s token has the application as audience and access_as_user in scp', async () => {
    const registered = await registerWebApplication(entra);
    exposeApi(registered.appId);
    const client = confidential({ clientId: registered.appId, clientSecret: registered.secretText });
    const { result } = await signInByCode({ client, scopes: [`api://${registered.appId}/access_as_user`] });
    expect(decodeJwt(result.accessToken)).toMatchObject({
      aud: registered.appId,
      iss: `${entra.url}/${entra.tenantId}/v2.0`,
      scp: 'access_as_user',
      oid: BOB,
      ver: '2.0',
    });
  });
});

test('a registered certificate is a credential; another one is not', async () => {
  const registered = await registerWebApplication(entra);
  const certificate = selfSignedCertificate();
  applicationOf(registered.appId).keyCredentials = [
    {
      keyId: crypto.randomUUID(),
      type: 'AsymmetricX509Cert',
      usage: 'Verify',
      key: certificate.der,
      displayName: null,
      startDateTime: '2020-01-01T00:00:00Z',
      endDateTime: '2999-01-01T00:00:00Z',
    },
  ];
  const acquire = ({
    thumbprintSha256,
    privateKeyPem: privateKey,
  }: ReturnType<typeof selfSignedCertificate>) =>
    confidential({
      clientId: registered.appId,
      clientCertificate: { thumbprintSha256, privateKey },
    }).acquireTokenByClientCredential({
      scopes: [`${GRAPH}/.default`],
    });
  expect((await acquire(certificate))?.accessToken).toBeDefined();
  await expect(acquire(selfSignedCertificate())).rejects.toMatchObject({ errorNo: 700027 });
  const { thumbprintSha256 } = certificate;
  await expect(acquire({ ...selfSignedCertificate(), thumbprintSha256 })).rejects.toMatchObject({
    errorNo: 700027,
  });
});

describe('the managed identity', () => {
  const endpoint = () => {
    vi.stubEnv('IDENTITY_ENDPOINT', `${entra.url}/msi/token`);
    vi.stubEnv('IDENTITY_HEADER', identity.identityHeader);
  };

  test('@azure/identity gets a Graph token with the assigned application permission', async () => {
    endpoint();
    const credential = new ManagedIdentityCredential({ clientId: identity.clientId });
    const { token } = await credential.getToken(`${GRAPH}/.default`);
    expect(decodeJwt(token)).toMatchObject({
      aud: GRAPH,
      oid: identity.principalId,
      appid: identity.clientId,
      idtyp: 'app',
      roles: expect.arrayContaining(['Application.ReadWrite.OwnedBy']),
    });
  });

  test('its exchange token is the credential of an application that trusts it', async () => {
    endpoint();
    const registered = await registerWebApplication(entra);
    const application = applicationOf(registered.appId);
    const trust = (changes: Partial<{ issuer: string; subject: string; audiences: string[] }>) => {
      application.federatedIdentityCredentials = [
        {
          id: crypto.randomUUID(),
          name: 'func',
          issuer: `${entra.url}/${entra.tenantId}/v2.0`,
          subject: identity.principalId,
          audiences: [EXCHANGE],
          description: null,
          ...changes,
        },
      ];
    };
    const assertion = async (): Promise<string> => {
      const msi = new ManagedIdentityApplication({
        managedIdentityIdParams: { userAssignedClientId: identity.clientId },
      });
      return (await msi.acquireToken({ resource: EXCHANGE })).accessToken;
    };
    const client = () => confidential({ clientId: registered.appId, clientAssertion: assertion });
    const refusal = async () =>
      signInByCode({ client: client() }).then(
        () => 'accepted',
        (error: { errorNo?: number }) => error.errorNo,
      );
    expect(await refusal()).toBe(700211);
    trust({ subject: identity.clientId });
    expect(await refusal()).toBe(700213);
    trust({ audiences: ['api://other'] });
    expect(await refusal()).toBe(700212);
    trust({});
    const { cache, result } = await signInByCode({ client: client() });
    expect(decodeJwt(result.accessToken)).toMatchObject({ appidacr: '2' });
    await expect(refreshFrom(client(), cache)).resolves.toBeDefined();
  });

  test('an exchange token that has run out is refused by its own number', async () => {
    endpoint();
    const registered = await registerWebApplication(entra);
    applicationOf(registered.appId).federatedIdentityCredentials = [
      {
        id: crypto.randomUUID(),
        name: 'func',
        issuer: `${entra.url}/${entra.tenantId}/v2.0`,
        subject: identity.principalId,
        audiences: [EXCHANGE],
        description: null,
      },
    ];
    const query = new URLSearchParams({
      'api-version': '2019-08-01',
      resource: EXCHANGE,
      client_id: identity.clientId,
    });
    const response = await fetch(`${entra.url}/msi/token?${query}`, {
      headers: { 'x-identity-header': identity.identityHeader },
    });
    const { access_token: old } = await response.json();
    await entra.control.advance({ hours: 25 });
    const client = confidential({ clientId: registered.appId, clientAssertion: async () => old });
    await expect(
      client.acquireTokenByClientCredential({ scopes: [`${GRAPH}/.default`] }),
    ).rejects.toMatchObject({ errorNo: 700024 });
  });

  test('the endpoint refuses a wrong header, an unnamed identity and an unknown one', async () => {
    const ask = async (query: Record<string, string>, header = identity.identityHeader) => {
      const response = await fetch(`${entra.url}/msi/token?${new URLSearchParams(query)}`, {
        headers: { 'x-identity-header': header },
      });
      return response.status;
    };
    const good = { 'api-version': '2019-08-01', resource: GRAPH, client_id: identity.clientId };
    expect(await ask(good)).toBe(200);
    expect(await ask(good, 'guessed')).toBe(401);
    expect(await ask({ 'api-version': '2019-08-01', resource: GRAPH })).toBe(400);
    expect(await ask({ ...good, client_id: crypto.randomUUID() })).toBe(400);
    expect(await ask({ ...good, 'api-version': '2017-09-01' })).toBe(400);
  });
});

describe('the device code', () => {
  test('a client of Microsoft’s own gets an administrator a Graph token without any registration', async () => {
    const client = new PublicClientApplication(
      msalConfiguration(entra, { clientId: GRAPH_COMMAND_LINE_APP_ID }),
    );
    let entering = Promise.resolve();
    const result = await client.acquireTokenByDeviceCode({
      scopes: [`${GRAPH}/Application.ReadWrite.All`],
      deviceCodeCallback: ({ userCode, verificationUri }) => {
        entering = enterDeviceCode(verificationUri, { userCode, account: ADA });
      },
    });
    await entering;
    expect(decodeJwt(result?.accessToken ?? '')).toMatchObject({
      aud: GRAPH,
      appid: GRAPH_COMMAND_LINE_APP_ID,
      appidacr: '0',
      scp: expect.stringContaining('Application.ReadWrite.All'),
      oid: ADA,
    });
  });

  const post = async (endpoint: 'devicecode' | 'token', form: Record<string, string>) => {
    const url = `${entra.url}/${entra.tenantId}/oauth2/v2.0/${endpoint}`;
    const response = await fetch(url, { method: 'POST', body: new URLSearchParams(form) });
    return response.json();
  };
  const grant_type = 'urn:ietf:params:oauth:grant-type:device_code';
  const publicClient = async () => {
    const settings = { displayName: 'Command line', isFallbackPublicClient: true };
    return (await entra.control.registerApplication(settings)).appId;
  };

  test('a public client gets a refresh token that needs no secret, and may show none', async () => {
    const client_id = await publicClient();
    const scope = `${POWER_BI}/Dataset.Read.All openid offline_access`;
    const { device_code, user_code, verification_uri } = await post('devicecode', { client_id, scope });
    await enterDeviceCode(verification_uri, { userCode: user_code, account: BOB });
    const first = await post('token', { client_id, device_code, grant_type });
    expect(decodeJwt(first.access_token)).toMatchObject({ scp: 'Dataset.Read.All', oid: BOB });
    const refresh = { client_id, grant_type: 'refresh_token', refresh_token: first.refresh_token };
    expect(await post('token', refresh)).toMatchObject({
      refresh_token: expect.any(String),
      id_token: expect.any(String),
    });
    const withSecret = await post('token', { ...refresh, client_secret: 'any' });
    expect(withSecret).toMatchObject({ error: 'invalid_client', error_codes: [700025] });
    expect(await post('token', { client_id, device_code, grant_type })).toMatchObject({
      error: 'invalid_grant',
    });
  });

  test('a confidential client may not use it', async () => {
    const { appId: client_id } = await registerWebApplication(entra);
    const { device_code } = await post('devicecode', { client_id, scope: 'openid' });
    expect(await post('token', { client_id, device_code, grant_type })).toMatchObject({
      error_codes: [7000218],
    });
  });

  test('a person who declines ends it', async () => {
    const client_id = await publicClient();
    const { device_code, user_code, verification_uri } = await post('devicecode', {
      client_id,
      scope: 'openid',
    });
    await enterDeviceCode(verification_uri, { userCode: user_code, account: BOB, decline: true });
    expect(await post('token', { client_id, device_code, grant_type })).toMatchObject({
      error: 'authorization_declined',
      error_codes: [70019],
    });
  });

  test('a code that nobody enters runs out after 15 minutes', async () => {
    const client_id = await publicClient();
    const { device_code, expires_in, interval } = await post('devicecode', { client_id, scope: 'openid' });
    expect([expires_in, interval]).toEqual([900, 5]);
    const poll = async () => (await post('token', { client_id, device_code, grant_type })).error;
    expect(await poll()).toBe('authorization_pending');
    await entra.control.advance({ minutes: 16 });
    expect(await poll()).toBe('expired_token');
  });
});
