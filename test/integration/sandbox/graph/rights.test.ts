import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { seedTenant } from '../../../../sandbox/entra/directory/seed.ts';
import {
  ADA,
  BOB,
  CLEO,
  DEV,
  type Directories,
  errorCode,
  graphCaller,
  managedIdentityToken,
  personToken,
  startDirectories,
} from './setup.ts';

const GRAPH = 'https://graph.microsoft.com';

let directories: Directories;
beforeEach(async () => {
  directories = await startDirectories();
});
afterEach(() => directories.close());

const asPerson = async (account: string, ...permissions: string[]) => {
  const scope = permissions.map((permission) => `${GRAPH}/${permission}`).join(' ');
  return graphCaller(directories.graph.url, await personToken(directories.entra, account, scope));
};
const asIdentity = async () =>
  graphCaller(directories.graph.url, await managedIdentityToken(directories.entra));

/** Delegated permissions that only an administrator can consent to, given for everybody. */
async function consentForAll(...permissions: string[]): Promise<void> {
  await asPerson(ADA, ...permissions);
  for (const grant of directories.entra.directory.state.oauth2PermissionGrants) {
    Object.assign(grant, { consentType: 'AllPrincipals', principalId: null });
  }
}

describe('the token', () => {
  test('a missing, broken, foreign or expired token is refused with 401 and what is wrong with it', async () => {
    const call = async (token: string) => {
      const response = await fetch(`${directories.graph.url}/v1.0/applications`, {
        headers: token === '' ? {} : { authorization: `Bearer ${token}` },
      });
      const { error } = await response.json();
      return [response.status, error?.code, error?.message];
    };
    const code = 'InvalidAuthenticationToken';
    expect(await call('')).toEqual([401, code, 'Access token is empty.']);
    expect(await call('not.a.token')).toEqual([401, code, expect.stringMatching(/parsing failed/)]);
    const forVault = await managedIdentityToken(directories.entra, 'https://vault.azure.net');
    expect(await call(forVault)).toEqual([401, code, expect.stringMatching(/Invalid audience/)]);
    const good = await managedIdentityToken(directories.entra);
    const [header, , signature] = good.split('.');
    const forged = Buffer.from(JSON.stringify({ aud: GRAPH, oid: ADA })).toString('base64url');
    expect(await call(`${header}.${forged}.${signature}`)).toEqual([
      401,
      code,
      expect.stringMatching(/signature/),
    ]);
    expect((await call(good))[0]).toBe(200);
    await directories.graph.control.advance({ hours: 25 });
    expect(await call(good)).toEqual([401, code, expect.stringMatching(/expired/)]);
  });

  test('every refusal names a request id and a date', async () => {
    const graph = await asIdentity();
    const answer = await graph('GET', `/applications/${crypto.randomUUID()}`);
    expect(answer.headers.get('request-id')).toMatch(/^[0-9a-f-]{36}$/);
    expect(answer.body).toEqual({
      error: {
        code: 'Request_ResourceNotFound',
        message: expect.stringMatching(/^Resource '.*' does not exist/),
        innerError: {
          date: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/),
          'request-id': answer.headers.get('request-id'),
          'client-request-id': expect.any(String),
        },
      },
    });
  });
});

describe('the managed identity with Application.ReadWrite.OwnedBy', () => {
  test('reads all applications and changes only its own', async () => {
    const ada = await asPerson(ADA, 'Application.ReadWrite.All');
    const theirs = (await ada('POST', '/applications', { displayName: 'Of Ada' })).body.id;
    const identity = await asIdentity();
    const mine = (await identity('POST', '/applications', { displayName: 'Of the functions' })).body.id;
    expect((await identity('GET', '/applications')).body.value).toHaveLength(2);
    expect((await identity('PATCH', `/applications/${mine}`, { notes: 'ok' })).status).toBe(204);
    for (const [method, path, body] of [
      ['PATCH', `/applications/${theirs}`, { notes: 'no' }],
      ['DELETE', `/applications/${theirs}`, undefined],
      ['POST', `/applications/${theirs}/addPassword`, {}],
      ['POST', `/applications/${theirs}/federatedIdentityCredentials`, {}],
    ] as const) {
      expect(errorCode(await identity(method, path, body))).toEqual([403, 'Authorization_RequestDenied']);
    }
  });

  test('gives no consent and assigns no roles', async () => {
    const identity = await asIdentity();
    expect(errorCode(await identity('POST', '/oauth2PermissionGrants', {}))).toEqual([
      403,
      'Authorization_RequestDenied',
    ]);
    const path = "/servicePrincipals(appId='00000003-0000-0000-c000-000000000000')/appRoleAssignedTo";
    expect(errorCode(await identity('POST', path, {}))).toEqual([403, 'Authorization_RequestDenied']);
  });

  test('has no /me', async () => {
    expect(errorCode(await (await asIdentity())('GET', '/me'))).toEqual([400, 'Request_BadRequest']);
  });
});

describe('people', () => {
  test('an application administrator changes what others own; a report user only what is the user’s own', async () => {
    await consentForAll('Application.ReadWrite.All');
    const ada = await asPerson(ADA, 'Application.ReadWrite.All');
    const { id } = (await ada('POST', '/applications', { displayName: 'Of Ada' })).body;
    const dev = await asPerson(DEV, 'Application.ReadWrite.All');
    expect((await dev('PATCH', `/applications/${id}`, { notes: 'by Dev' })).status).toBe(204);
    const bob = await asPerson(BOB, 'Application.ReadWrite.All');
    expect(errorCode(await bob('PATCH', `/applications/${id}`, {}))).toEqual([
      403,
      'Authorization_RequestDenied',
    ]);
    const own = (await bob('POST', '/applications', { displayName: 'Of Bob' })).body.id;
    expect((await bob('PATCH', `/applications/${own}`, { notes: 'mine' })).status).toBe(204);
  });

  test('an administrator’s permission is not to be had without an administrator', async () => {
    await expect(asPerson(CLEO, 'Application.ReadWrite.All')).rejects.toThrow(/AADSTS90094/);
  });

  test('without the permission in the token the call is refused, whatever the person’s role', async () => {
    const ada = await asPerson(ADA, 'User.Read');
    expect(errorCode(await ada('GET', '/applications'))).toEqual([403, 'Authorization_RequestDenied']);
    expect((await ada('GET', '/me')).body).toMatchObject({
      id: ADA,
      userPrincipalName: 'ada@contoso.example',
    });
  });

  test('an administrator consents for everybody, once', async () => {
    const identity = await asIdentity();
    const { appId } = (await identity('POST', '/applications', { displayName: 'Report Tiles' })).body;
    const clientId = (await identity('POST', '/servicePrincipals', { appId })).body.id;
    const ada = await asPerson(ADA, 'DelegatedPermissionGrant.ReadWrite.All', 'Application.Read.All');
    const powerBi = await ada(
      'GET',
      "/servicePrincipals(appId='00000009-0000-0000-c000-000000000000')?$select=id",
    );
    const grant = {
      clientId,
      consentType: 'AllPrincipals',
      resourceId: powerBi.body.id,
      scope: 'Dataset.ReadWrite.All Workspace.Read.All',
    };
    expect((await ada('POST', '/oauth2PermissionGrants', grant)).status).toBe(201);
    expect((await ada('POST', '/oauth2PermissionGrants', grant)).status).toBe(409);
    const unknown = { ...grant, scope: 'Nothing.Read' };
    expect((await ada('POST', '/oauth2PermissionGrants', unknown)).status).toBe(400);
    const listed = await ada('GET', `/oauth2PermissionGrants?$filter=clientId eq '${clientId}'`);
    expect(listed.body.value).toMatchObject([{ scope: grant.scope, principalId: null }]);
  });

  test('an administrator assigns the role Automation, and the next token carries it', async () => {
    const identity = await asIdentity();
    const role = {
      id: crypto.randomUUID(),
      value: 'Automation',
      isEnabled: true,
      displayName: 'Automation',
      description: 'Acts without a person',
      allowedMemberTypes: ['Application'],
    };
    const created = await identity('POST', '/applications', {
      displayName: 'Report Tiles',
      appRoles: [role],
    });
    const { appId } = created.body;
    const resourceId = (await identity('POST', '/servicePrincipals', { appId })).body.id;
    const ada = await asPerson(ADA, 'AppRoleAssignment.ReadWrite.All');
    const [{ principalId } = { principalId: '' }] = directories.entra.directory.state.managedIdentities;
    const path = `/servicePrincipals/${resourceId}/appRoleAssignedTo`;
    const assignment = { principalId, resourceId, appRoleId: role.id };
    expect((await ada('POST', path, assignment)).status).toBe(201);
    expect((await ada('POST', path, assignment)).status).toBe(400);
    expect((await ada('POST', path, { ...assignment, principalId: BOB })).status).toBe(400);
    expect(directories.entra.directory.state.appRoleAssignments.at(-1)).toMatchObject(assignment);
  });
});

describe('what is told of people and the tenant', () => {
  test('accountEnabled comes when it is selected, and follows the account', async () => {
    const identity = await asIdentity();
    const read = async () => (await identity('GET', `/users/${BOB}?$select=id,accountEnabled`)).body;
    expect(await read()).toMatchObject({ accountEnabled: true });
    await directories.entra.control.disableUser({ user: BOB });
    expect(await read()).toMatchObject({ accountEnabled: false });
    expect((await identity('GET', `/users/${BOB}`)).body).not.toHaveProperty('accountEnabled');
    await directories.entra.control.deleteUser({ user: BOB });
    expect((await identity('GET', `/users/${BOB}`)).status).toBe(404);
  });

  test('a viral tenant is told by the organization and by the public realm of its domain', async () => {
    const realm = async ({ entra }: Directories) =>
      (await fetch(`${entra.url}/common/userrealm/ada@contoso.example?api-version=2.1`)).json();
    const identity = await asIdentity();
    expect((await identity('GET', '/organization')).body.value).toMatchObject([
      {
        id: directories.entra.tenantId,
        tenantType: 'AAD',
        verifiedDomains: [{ name: 'contoso.example' }, {}],
      },
    ]);
    expect(await realm(directories)).not.toHaveProperty('IsViral');
    const viral = await startDirectories(seedTenant({ type: 'viral' }));
    try {
      const caller = graphCaller(viral.graph.url, await managedIdentityToken(viral.entra));
      expect((await caller('GET', '/organization')).body.value).toMatchObject([{ tenantType: 'viral' }]);
      expect(await realm(viral)).toMatchObject({ IsViral: true });
    } finally {
      await viral.close();
    }
  });

  test('a person with User.Read sees the tenant’s domains and not its type', async () => {
    const bob = await asPerson(BOB, 'User.Read');
    expect((await bob('GET', '/organization')).body.value).toMatchObject([
      { tenantType: null, displayName: 'Contoso Reports' },
    ]);
  });
});

describe('queries and faults', () => {
  test('filters by displayName and appId, selects, and pages', async () => {
    const identity = await asIdentity();
    for (const displayName of ['One', "Two's", 'Three'])
      await identity('POST', '/applications', { displayName });
    const named = await identity(
      'GET',
      `/applications?$filter=${encodeURIComponent("displayName eq 'Two''s'")}&$select=id,appId`,
    );
    const [found] = named.body.value as { appId: string }[];
    expect(Object.keys(found ?? {}).sort()).toEqual(['appId', 'id']);
    expect(
      (await identity('GET', `/applications?$filter=appId eq '${found?.appId}'`)).body.value,
    ).toHaveLength(1);
    const first = await identity('GET', '/applications?$top=2');
    expect(first.body.value).toHaveLength(2);
    const next = new URL(String(first.body['@odata.nextLink']));
    const second = await identity('GET', next.href.slice(`${directories.graph.url}/v1.0`.length));
    expect(second.body.value).toHaveLength(1);
    expect(second.body).not.toHaveProperty('@odata.nextLink');
    expect(errorCode(await identity('GET', "/applications?$filter=notes eq 'x'"))).toEqual([
      400,
      'Request_UnsupportedQuery',
    ]);
    expect((await identity('GET', '/applications?$select=nothing')).status).toBe(400);
  });

  test('a new application is not found until it has replicated', async () => {
    const identity = await asIdentity();
    await directories.graph.control.setReplicationLag({ milliseconds: 10_000 });
    const { id, appId } = (await identity('POST', '/applications', { displayName: 'Fresh' })).body;
    expect(errorCode(await identity('GET', `/applications/${id}`))).toEqual([
      404,
      'Request_ResourceNotFound',
    ]);
    expect(errorCode(await identity('POST', '/servicePrincipals', { appId }))).toEqual([
      400,
      'Request_BadRequest',
    ]);
    await directories.graph.control.advance({ seconds: 10 });
    expect((await identity('GET', `/applications/${id}`)).status).toBe(200);
    expect((await identity('POST', '/servicePrincipals', { appId })).status).toBe(201);
  });

  test('a fault before the effect leaves nothing, one after it leaves the application behind', async () => {
    const identity = await asIdentity();
    const { control } = directories.graph;
    const create = () => identity('POST', '/applications', { displayName: 'Maybe' });
    const count = async () => ((await identity('GET', '/applications')).body.value as unknown[]).length;
    await control.failNext({ operation: 'applications.create', status: 503 });
    expect(errorCode(await create())).toEqual([503, 'ServiceUnavailable']);
    expect(await count()).toBe(0);
    await control.failNext({ operation: 'applications.create', drop: true, effect: 'after' });
    await expect(create()).rejects.toThrow();
    expect(await count()).toBe(1);
    await control.throttle({ retryAfterSeconds: 3 });
    const throttled = await create();
    expect([throttled.status, throttled.headers.get('retry-after')]).toEqual([429, '3']);
    expect(await control.counts()).toMatchObject({ 'applications.create': 3, 'applications.list': 2 });
  });
});
