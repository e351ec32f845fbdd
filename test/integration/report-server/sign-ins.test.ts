import { afterEach, describe, expect, it } from 'vitest';
import type { Entra } from '../../../lib/identity/entra.ts';
import type { Owner } from '../../../lib/identity/principal.ts';
import { nodeTransport } from '../../../lib/report-server/http/node-transport.ts';
import type { ReportServerStandIn } from '../../../sandbox/report-server/start.ts';
import { realPictures } from '../../support/connected-server.ts';
import { MemoryInstallation, OWNER, ownerOf } from '../../support/memory-installation.ts';
import { MemoryPerson } from '../../support/memory-person.ts';
import {
  allowedHosts,
  BOB_THERE,
  clientsFor,
  SERVICE,
  startTestReportServer,
} from '../../support/report-server.ts';

let server: ReportServerStandIn;
afterEach(() => server.close());

describe('a report server with custom security (forms)', () => {
  const start = async () => {
    server = await startTestReportServer({ schemes: ['Forms'] });
    return server;
  };

  it('is signed in to once, by REST and by the web service, and anew when its tickets are over', async () => {
    const { rest, executions, transport } = clientsFor(await start(), SERVICE, 'forms');
    expect(await rest.me()).toMatchObject({ Username: SERVICE.account });
    await Promise.all([rest.me(), rest.folderItems('/'), executions.loadReport('/Warehouse/Stock')]);
    await server.control.forgetSignIns();
    expect((await executions.loadReport('/Warehouse/Stock')).id).not.toBe('');
    expect(await rest.me()).toMatchObject({ Username: SERVICE.account });
    await server.control.advance({ minutes: 61 });
    expect(await rest.me()).toMatchObject({ Username: SERVICE.account });
    transport.close();
  });

  it('refuses a wrong password on both sides in words without it', async () => {
    const { rest, executions, transport } = clientsFor(
      await start(),
      { account: 'CONTOSO\\bob', password: 'not-this-one' },
      'forms',
    );
    for (const refused of [() => rest.me(), () => executions.loadReport('/Warehouse/Stock')]) {
      await expect(refused()).rejects.toMatchObject({ code: 'REPORT_SERVER_SIGN_IN_REFUSED' });
      await expect(refused()).rejects.not.toThrow(/not-this-one/);
    }
    transport.close();
  });

  it('is told from others: each way to sign in says which one the server takes', async () => {
    await start();
    for (const auth of ['ntlm', 'basic'] as const) {
      const { rest, executions, transport } = clientsFor(server, SERVICE, auth);
      await expect(rest.me()).rejects.toMatchObject({ code: 'REPORT_SERVER_SIGN_IN_REFUSED' });
      await expect(executions.loadReport('/x')).rejects.toThrow(/custom security. Choose forms/);
      transport.close();
    }
    await server.close();
    server = await startTestReportServer();
    const { rest, transport } = clientsFor(server, SERVICE, 'forms');
    await expect(rest.me()).rejects.toThrow(/Forms is for servers with custom security/);
    transport.close();
  });

  it('sends a password in the clear to nobody', () => {
    const address = { portalUrl: 'http://reports.contoso.example/Reports', ca: undefined };
    const options = { allowed: allowedHosts('*'), nowMs: () => 0 };
    expect(() => nodeTransport({ ...address, auth: 'forms' }, SERVICE, options)).toThrow(
      expect.objectContaining({ code: 'REPORT_SERVER_NOT_SUPPORTED' }),
    );
  });
});

describe('a report server behind the Entra application proxy', () => {
  const RESOURCE = 'https://reports-contoso.msappproxy.net';
  const SIGNED_IN = { tokenState: 'signed-in', tokenVersion: '1', epoch: 0, upn: 'x', name: 'x' };
  let refusals = 0;
  let installation: MemoryInstallation;

  /** Tokens that name whom they are for; the proxy takes those of its own application alone. */
  async function connect() {
    server = await startTestReportServer({
      schemes: ['EntraProxy'],
      userOfToken: (token) => (token.startsWith(`${RESOURCE}|`) ? token.split('|')[1] : undefined),
    });
    installation = new MemoryInstallation();
    const asked: string[] = [];
    const { entra, registrations, users, tokenStore, clock } = installation.app;
    const expiresAt = clock.now().add({ hours: 1000 });
    const appId = 'app0';
    // Everybody is signed in to Power BI; their tokens for the proxy are got by the same sign-in.
    Object.assign(registrations, {
      current: async () => ({ state: 'registered', app: { appId }, tenantId: 't' }),
    });
    Object.assign(users, {
      get: async (owner: Owner) => ({ ...SIGNED_IN, owner, appId, expiresAt, signedInAt: clock.now() }),
    });
    Object.assign(tokenStore, { load: async (owner: Owner) => owner });
    Object.assign(entra, {
      async refresh(_: unknown, { cache, scopes: [scope = ''] }: Parameters<Entra['refresh']>[1]) {
        asked.push(scope);
        const name = cache === OWNER ? 'bob' : 'svc-tiles';
        const value =
          refusals > 0 ? 'over' : `${scope.replace('/user_impersonation', '')}|${name}@contoso.example`;
        refusals -= 1;
        const until = installation.clock.now().add({ hours: 1 });
        return { accessToken: { value, expiresAt: until }, cache, changed: false };
      },
    });
    const admin = new MemoryPerson(installation, ownerOf('a0000000-0000-4000-8000-00000000000a'), ['Admin']);
    const body = { name: 'C', portalUrl: server.portalUrl, auth: 'entra-proxy', proxyResource: RESOURCE };
    const added = await admin.send<{ id: string; account: string }>('POST', '/api/report-servers', { body });
    return { admin, added, asked, body, person: new MemoryPerson(installation) };
  }

  it('is spoken to in the name of each person, who needs no password', async () => {
    const { added, person, admin } = await connect();
    expect(added).toMatchObject({ status: 201, body: { auth: 'entra-proxy', proxyResource: RESOURCE } });
    const { id } = added.body;
    const link = (body: object) => person.send('PUT', `/api/report-servers/${id}/link`, { body });
    expect((await link({ mode: 'own', ...BOB_THERE })).status).toBe(400);
    expect((await link({ mode: 'entra' })).status).toBe(200);
    const folder = await person.send<{ value: readonly { name: string; id: string }[] }>(
      'GET',
      `/api/catalog?source=${id}&folder=/Warehouse`,
    );
    const stock = folder.body.value.find(({ name }) => name === 'Stock');
    const picture = await realPictures(installation).render({
      reportId: stock?.id ?? '',
      itemName: 'StockBySite',
      parameters: {},
      owner: OWNER,
      now: installation.clock.now(),
    });
    expect(picture.png.length).toBeGreaterThan(1000);
    expect((await admin.send('POST', `/api/report-servers/${id}/probe`)).status).toBe(200);
  });

  it('asks nobody else to sign in where the sign-in of its administrator is over', async () => {
    const { added, person } = await connect();
    const { id } = added.body;
    await person.send('PUT', `/api/report-servers/${id}/link`, { body: { mode: 'entra' } });
    const { users } = installation.app;
    const { get } = users;
    Object.assign(users, { get: async (owner: Owner) => (owner === OWNER ? get(owner) : undefined) });
    const { body } = await person.send<{ value: readonly { name: string; id: string }[] }>(
      'GET',
      `/api/catalog?source=${id}&folder=/Warehouse`,
    );
    const stock = body.value.find(({ name }) => name === 'Stock');
    expect(await person.send('GET', `/api/reports/${stock?.id}`)).toMatchObject({
      body: {
        code: 'REPORT_SERVER_SIGN_IN_REFUSED',
        detail: expect.stringContaining('That administrator signs in to Power BI again'),
      },
    });
  });

  it('is given a fresh token where one is over, once', async () => {
    const { added, asked, admin } = await connect();
    expect(asked).toEqual([`${RESOURCE}/user_impersonation`]);
    installation.clock.advance({ minutes: 58 });
    refusals = 1;
    const probed = await admin.send('POST', `/api/report-servers/${added.body.id}/probe`);
    expect(probed.status).toBe(200);
    expect(asked).toHaveLength(3);
  });

  it('says what to check where the proxy does not take the token, and takes no password', async () => {
    const { admin, body } = await connect();
    const other = { ...body, proxyResource: 'api://another' };
    const refused = await admin.send<{ code: string; detail: string }>('POST', '/api/report-servers', {
      body: other,
    });
    expect(refused.body.code).toBe('REPORT_SERVER_SIGN_IN_REFUSED');
    expect(refused.body.detail).toMatch(/application ID URI/);
    const withPassword = { ...body, password: 'x' };
    expect((await admin.send('POST', '/api/report-servers', { body: withPassword })).status).toBe(400);
    const without = { name: 'C', portalUrl: server.portalUrl, auth: 'basic' };
    expect((await admin.send('POST', '/api/report-servers', { body: without })).status).toBe(400);
  });
});
