import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  ADA,
  BOB,
  EVE,
  FINANCE,
  FREE,
  type Harness,
  MISSING,
  OVERVIEW,
  READERS,
  SALES,
  startHarness,
  TEMPLATES,
  tokenFor,
} from './harness.ts';

let harness: Harness;
beforeAll(async () => {
  harness = await startHarness();
});
afterAll(() => harness.close());
beforeEach(() => harness.standIn.control.reset());

describe('tokens', () => {
  it('refuses a call without a token with 401 and no body', async () => {
    const response = await fetch(`${harness.standIn.urls.api}/v1.0/myorg/groups`);
    expect(response.status).toBe(401);
    expect(await response.text()).toBe('');
  });

  it('refuses a token that is none of the directory', async () => {
    const response = await fetch(`${harness.standIn.urls.api}/v1.0/myorg/groups`, {
      headers: { authorization: 'Bearer rubbish' },
    });
    expect(response.status).toBe(401);
  });

  it('says with 403 that a token has expired', async () => {
    const { status, body } = await harness.ask('GET /groups', { token: { expired: true } });
    expect(status).toBe(403);
    expect(body.error).toEqual({
      code: 'TokenExpired',
      message: 'Access token has expired, resubmit with a new access token',
    });
  });

  it('refuses a token of another tenant', async () => {
    const { status } = await harness.ask('GET /groups', { token: { tid: MISSING } });
    expect(status).toBe(401);
  });

  it.each([
    ['GET /groups', 'Workspace.Read.All'],
    [`GET /groups/${SALES}/dashboards`, 'Dashboard.ReadWrite.All'],
    [`POST /groups/${SALES}/dashboards`, 'Content.Create'],
    [`DELETE /groups/${SALES}/dashboards/${OVERVIEW}`, 'Dashboard.ReadWrite.All'],
    [`GET /groups/${SALES}/datasets`, 'Dataset.ReadWrite.All'],
    [`GET /groups/${SALES}/reports`, 'Report.ReadWrite.All'],
    [`POST fabric:/workspaces/${SALES}/reports`, 'Report.ReadWrite.All'],
  ])('%s is refused without a scope and passes the scope check with %s', async (what, scope) => {
    const body = what.startsWith('POST') ? { name: 'New' } : undefined;
    const without = await harness.ask(what, { token: { scp: ['Capacity.Read.All'] }, body });
    const withScope = await harness.ask(what, { token: { scp: [scope] }, body });
    expect(without.status).toBe(401);
    expect(withScope.status).not.toBe(401);
  });

  it('answers the health probe for any token, without a scope', async () => {
    const { status } = await harness.ask('GET /availableFeatures', { token: { scp: [] } });
    expect(status).toBe(200);
  });

  it('can refuse a missing scope with 403, as is seen too', async () => {
    await harness.standIn.control.rules({ missingScopeStatus: 403 });
    const { status, body } = await harness.ask('GET /groups', { token: { scp: [] } });
    expect(status).toBe(403);
    expect(body.error.code).toBe('PowerBINotAuthorizedException');
  });
});

describe('workspaces', () => {
  it('lists those that the caller has a role in, without My workspace', async () => {
    const { body } = await harness.ask('GET /groups');
    expect(body.value.map((one) => one.name)).toEqual(['Sales', 'Templates']);
  });

  it('marks those that the caller only views as read-only', async () => {
    const { body } = await harness.ask('GET /groups');
    expect(body.value.map((one) => one.isReadOnly)).toEqual([false, true]);
  });

  it('pages by $top and $skip', async () => {
    const first = await harness.ask('GET /groups?$top=1', { as: ADA });
    const second = await harness.ask('GET /groups?$top=1&$skip=1', { as: ADA });
    expect(first.body.value.map((one) => one.name)).toEqual(['Sales']);
    expect(second.body.value.map((one) => one.name)).toEqual(['Finance']);
  });

  it('refuses a $top that is no whole number', async () => {
    expect((await harness.ask('GET /groups?$top=many')).status).toBe(400);
    expect((await harness.ask('GET /groups?$top=0')).status).toBe(400);
  });

  it.each([
    ["name eq 'sales'", ['Sales']],
    ["contains(name,'a') and name ne 'Sales'", ['Finance', 'Templates']],
    ["name eq 'Finance' or name eq 'Sales'", ['Sales', 'Finance']],
  ])('filters by %s', async (filter, names) => {
    const { body } = await harness.ask(`GET /groups?$filter=${encodeURIComponent(filter)}`, { as: ADA });
    expect(body.value.map((one) => one.name)).toEqual(names);
  });

  it('refuses a filter it does not understand', async () => {
    expect((await harness.ask('GET /groups?$filter=size%20gt%203')).status).toBe(400);
  });

  it('answers the same for a foreign workspace and one that does not exist', async () => {
    const foreign = await harness.ask(`GET /groups/${FINANCE}/dashboards`);
    const missing = await harness.ask(`GET /groups/${MISSING}/dashboards`);
    expect(foreign.status).toBe(401);
    expect(foreign.body).toEqual({
      error: {
        code: 'PowerBINotAuthorizedException',
        'pbi.error': {
          code: 'PowerBINotAuthorizedException',
          parameters: {},
          details: [],
          exceptionCulprit: 1,
        },
      },
    });
    expect([missing.status, missing.body]).toEqual([foreign.status, foreign.body]);
  });

  it('can answer 403 there, as is seen too', async () => {
    await harness.standIn.control.rules({ noAccessStatus: 403 });
    expect((await harness.ask(`GET /groups/${FINANCE}/dashboards`)).status).toBe(403);
  });

  it('refuses an id that is no GUID', async () => {
    expect((await harness.ask('GET /groups/sales/dashboards')).status).toBe(400);
  });

  it('lets a viewer read and refuses to let it write, with 403', async () => {
    const read = await harness.ask(`GET /groups/${SALES}/dashboards`, { as: EVE });
    const write = await harness.ask(`POST /groups/${SALES}/dashboards`, { as: EVE, body: { name: 'Mine' } });
    expect([read.status, write.status]).toEqual([200, 403]);
    expect(write.body.error.code).toBe('PowerBINotAuthorizedException');
  });

  it('gives members of a security group its role', async () => {
    expect((await harness.ask(`GET /groups/${TEMPLATES}/dashboards`)).status).toBe(200);
    expect((await harness.ask(`GET /groups/${TEMPLATES}/dashboards`, { as: EVE })).status).toBe(401);
  });

  it('refuses authoring without a Pro licence outside My workspace', async () => {
    const shared = await harness.ask(`POST /groups/${SALES}/dashboards`, {
      as: FREE,
      body: { name: 'Mine' },
    });
    const own = await harness.ask('POST /dashboards', { as: FREE, body: { name: 'Mine' } });
    expect([shared.status, shared.body.error.code]).toEqual([403, 'PowerBINotLicensedException']);
    expect(own.status).toBe(200);
  });

  it('takes back a role at once when it is revoked', async () => {
    await harness.standIn.control.setRole({ workspaceId: SALES, principalId: BOB });
    expect((await harness.ask(`GET /groups/${SALES}/dashboards`)).status).toBe(401);
  });
});

describe('administration of workspaces', () => {
  it('creates one whose creator administers it, and answers it as one object', async () => {
    const made = await harness.ask('POST /groups?workspaceV2=true', { body: { name: 'Pins' } });
    expect([made.status, made.body.name]).toEqual([200, 'Pins']);
    expect((await harness.ask(`DELETE /groups/${made.body.id}`)).status).toBe(200);
    expect((await harness.ask(`GET /groups/${made.body.id}`)).status).toBe(401);
  });

  it('refuses a name that another workspace bears, even one that the caller cannot see', async () => {
    const { status, body } = await harness.ask('POST /groups', { body: { name: 'finance' } });
    expect([status, body.error.code]).toEqual([400, 'PowerBIEntityAlreadyExists']);
  });

  it('renames for administrators alone', async () => {
    expect((await harness.ask(`PATCH /groups/${SALES}`, { body: { name: 'Sales EU' } })).status).toBe(403);
    expect(
      (await harness.ask(`PATCH /groups/${SALES}`, { as: ADA, body: { name: 'Sales EU' } })).status,
    ).toBe(200);
  });

  it('grants, changes and takes back the access of users, groups and apps', async () => {
    const path = `/groups/${FINANCE}/users`;
    const user = { identifier: 'eve@contoso.example', principalType: 'User', groupUserAccessRight: 'Viewer' };
    const group = { identifier: READERS, principalType: 'Group', groupUserAccessRight: 'Viewer' };
    const app = { identifier: MISSING, principalType: 'App', groupUserAccessRight: 'Contributor' };
    for (const body of [user, group, app]) {
      expect((await harness.ask(`POST ${path}`, { as: ADA, body })).status).toBe(200);
    }
    expect((await harness.ask(`GET /groups/${FINANCE}/dashboards`, { as: EVE })).status).toBe(200);
    expect((await harness.ask(`GET /groups/${FINANCE}/dashboards`, { as: BOB })).status).toBe(200);
    const raised = { ...user, groupUserAccessRight: 'Contributor' };
    expect((await harness.ask(`PUT ${path}`, { as: ADA, body: raised })).status).toBe(200);
    expect(
      (await harness.ask(`POST /groups/${FINANCE}/dashboards`, { as: EVE, body: { name: 'New' } })).status,
    ).toBe(200);
    expect((await harness.ask(`DELETE ${path}/eve@contoso.example`, { as: ADA })).status).toBe(200);
    expect((await harness.ask(`GET /groups/${FINANCE}/dashboards`, { as: EVE })).status).toBe(401);
    const { body } = await harness.ask(`GET ${path}`, { as: ADA });
    expect(body.value).toHaveLength(3);
  });

  it('keeps the last administrator', async () => {
    const { status } = await harness.ask(`DELETE /groups/${FINANCE}/users/ada@contoso.example`, { as: ADA });
    expect(status).toBe(400);
  });

  it('lets granted roles take effect late, and sooner after RefreshUserPermissions', async () => {
    const { control } = harness.standIn;
    await control.rules({ permissionLagSeconds: 3600 });
    const body = { identifier: EVE, principalType: 'User', groupUserAccessRight: 'Viewer' };
    expect((await harness.ask(`POST /groups/${FINANCE}/users`, { as: ADA, body })).status).toBe(200);
    expect((await harness.ask(`GET /groups/${FINANCE}/dashboards`, { as: EVE })).status).toBe(401);
    expect((await harness.ask('POST /RefreshUserPermissions', { as: EVE })).status).toBe(200);
    expect((await harness.ask(`GET /groups/${FINANCE}/dashboards`, { as: EVE })).status).toBe(401);
    await control.advance({ minutes: 2 });
    expect((await harness.ask(`GET /groups/${FINANCE}/dashboards`, { as: EVE })).status).toBe(200);
  });

  it('allows RefreshUserPermissions once an hour', async () => {
    expect((await harness.ask('POST /RefreshUserPermissions')).status).toBe(200);
    const second = await harness.ask('POST /RefreshUserPermissions');
    expect(second.status).toBe(429);
    expect(Number(second.headers.get('retry-after'))).toBeGreaterThan(3500);
    await harness.standIn.control.advance({ hours: 1 });
    expect((await harness.ask('POST /RefreshUserPermissions')).status).toBe(200);
  });
});

describe('service principals', () => {
  const app = { as: MISSING, token: { appOnly: true, scp: [] } };

  it('need a role, no scopes', async () => {
    expect((await harness.ask(`GET /groups/${SALES}/dashboards`, app)).status).toBe(401);
    await harness.standIn.control.setRole({
      workspaceId: SALES,
      principalId: MISSING,
      principalType: 'App',
      role: 'Contributor',
    });
    expect((await harness.ask(`GET /groups/${SALES}/dashboards`, app)).status).toBe(200);
  });

  it('have no My workspace', async () => {
    expect((await harness.ask('GET /dashboards', app)).status).toBe(401);
  });
});

describe('every answer', () => {
  it('carries a RequestId', async () => {
    const good = await harness.ask('GET /groups');
    const bad = await harness.ask(`GET /groups/${FINANCE}`);
    const unknown = await harness.ask('GET /goals');
    for (const { headers } of [good, bad, unknown]) {
      expect(headers.get('requestid')).toMatch(/^[0-9a-f-]{36}$/);
    }
  });

  it('may lack its body when the service is in that mood', async () => {
    await harness.standIn.control.rules({ emptyErrorBodies: true });
    const { status, text } = await harness.ask(`GET /groups/${FINANCE}`);
    expect([status, text]).toEqual([401, '']);
  });

  it('is 404 where there is no operation and 405 for another method', async () => {
    expect((await harness.ask('GET /scorecards')).status).toBe(404);
    expect((await harness.ask('DELETE /groups')).status).toBe(405);
  });

  it('redirects to the cluster when asked for, and only then', async () => {
    const asked = await harness.ask('GET /groups?preferClientRouting=true');
    expect(asked.status).toBe(307);
    const followed = await fetch(asked.headers.get('location') ?? '', {
      headers: { authorization: `Bearer ${tokenFor(BOB)}` },
    });
    expect(followed.status).toBe(200);
    await harness.standIn.control.rules({ clientRouting: 'always' });
    expect((await harness.ask('GET /groups')).status).toBe(307);
  });
});
