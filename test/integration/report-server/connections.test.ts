import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { nodeTransport } from '../../../lib/report-server/http/node-transport.ts';
import type { ReportServerStandIn } from '../../../sandbox/report-server/start.ts';
import {
  allowedHosts,
  BOB_THERE,
  clientsFor,
  EVE_THERE,
  SERVICE,
  startTestReportServer,
} from '../../support/report-server.ts';

let server: ReportServerStandIn;
beforeAll(async () => {
  server = await startTestReportServer();
});
afterAll(() => server.close());
beforeEach(async () => {
  await server.control.clearFaults();
  await server.control.resetCounts();
});

describe.each(['ntlm', 'basic'] as const)('a report server over %s', (auth) => {
  it('is asked for its product, its zone and the account', async () => {
    const { rest, transport } = clientsFor(server, SERVICE, auth);
    expect(await rest.system()).toMatchObject({
      ProductType: 'SqlServerReportingServices',
      ProductVersion: '15.0.1102.1167',
      ReportServerRelativeUrl: '/ReportServer',
    });
    expect(await rest.me()).toMatchObject({ Username: 'CONTOSO\\svc-tiles' });
    transport.close();
  });

  it('refuses a wrong password in words that name the account and not the password', async () => {
    const wrong = { account: 'CONTOSO\\bob', password: 'not-this-one' };
    const { rest, transport } = clientsFor(server, wrong, auth);
    const refused = rest.me();
    await expect(refused).rejects.toMatchObject({ code: 'REPORT_SERVER_SIGN_IN_REFUSED' });
    await expect(refused).rejects.toThrow(/CONTOSO\\bob/);
    await expect(refused).rejects.not.toThrow(/not-this-one/);
    transport.close();
  });

  it('shows an account what it may see, and no more', async () => {
    const [service, eve] = [clientsFor(server, SERVICE, auth), clientsFor(server, EVE_THERE, auth)];
    const names = async (clients: typeof eve, path: string) =>
      (await clients.rest.folderItems(path)).map(({ Name }) => Name);
    expect(await names(service, '/')).toEqual(['Sales', 'Warehouse', 'Board']);
    expect(await names(eve, '/')).toEqual(['Sales']);
    await expect(eve.rest.folderItems('/Warehouse')).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const overview = await service.rest.reportByPath('/Sales/Sales Overview');
    expect((await service.rest.definition(overview.Id, 1_000_000)).length).toBeGreaterThan(10_000);
    await expect(eve.rest.definition(overview.Id, 1_000_000)).rejects.toMatchObject({
      code: 'REPORT_SERVER_FORBIDDEN',
    });
    for (const { transport } of [service, eve]) transport.close();
  });

  it('is searched, also for what would end the text of a query', async () => {
    const { rest, transport } = clientsFor(server, SERVICE, auth);
    expect((await rest.search('of old')).map(({ Path }) => Path)).toEqual(['/Warehouse/Stock of old']);
    expect(await rest.search("x') or ('1' eq '1")).toEqual([]);
    transport.close();
  });
});

describe('connections by NTLM', () => {
  it('sign in once each, and again when the server has forgotten them', async () => {
    const { rest, transport } = clientsFor(server);
    await rest.me();
    await rest.me();
    await server.control.forgetSignIns();
    await rest.me();
    expect(await server.control.counts()).toMatchObject({ 'rest.Me': 3 });
    transport.close();
  });

  it('go on over another one when the server has closed theirs', async () => {
    const { rest, transport } = clientsFor(server);
    await rest.me();
    await server.control.restart();
    expect(await rest.me()).toMatchObject({ Username: SERVICE.account });
    transport.close();
  });

  it('are at most twenty at once; the others wait their turn', async () => {
    const { rest, transport } = clientsFor(server, BOB_THERE);
    await server.control.failNext({ operation: 'rest.Me', delayMs: 100, times: 60 });
    await Promise.all(Array.from({ length: 60 }, () => rest.me()));
    const { peak, refused } = await server.control.load();
    expect(peak).toBeGreaterThan(1);
    expect(peak).toBeLessThanOrEqual(20);
    expect(refused).toBe(0);
    transport.close();
  });

  it('say that the server is busy, and that it does not answer', async () => {
    const { rest, transport } = clientsFor(server);
    await server.control.setQuota({ requests: 0 });
    await expect(rest.me()).rejects.toMatchObject({ code: 'REPORT_SERVER_BUSY' });
    await server.control.setQuota({ requests: 20 });
    await server.control.failNext({ operation: 'rest.Me', status: 500 });
    await expect(rest.me()).rejects.toMatchObject({ code: 'REPORT_SERVER_UNAVAILABLE' });
    await server.control.failNext({ operation: 'rest.Me', drop: true });
    await expect(rest.me()).resolves.toMatchObject({ Username: SERVICE.account });
    transport.close();
  });

  it('lead to allowed hosts alone, and send a password in the clear to none', () => {
    const make = (portalUrl: string, auth: 'ntlm' | 'basic', hosts: string) =>
      nodeTransport({ portalUrl, auth, ca: undefined }, SERVICE, {
        allowed: allowedHosts(hosts),
        nowMs: () => 0,
      });
    expect(() => make('https://reports.contoso.example/Reports', 'ntlm', 'other.example')).toThrow(
      expect.objectContaining({ code: 'DATA_SOURCE_NOT_ALLOWED' }),
    );
    expect(() => make('http://reports.contoso.example/Reports', 'basic', '*')).toThrow(
      expect.objectContaining({ code: 'REPORT_SERVER_NOT_SUPPORTED' }),
    );
  });
});

describe('a build that guards against forged requests', () => {
  it('is sent the token of its cookie with a search', async () => {
    const old = await startTestReportServer({ guardsForgery: true });
    const { rest, transport } = clientsFor(old);
    expect((await rest.search('Terms')).map(({ Name }) => Name)).toEqual(['Terms of Delivery']);
    transport.close();
    await old.close();
  });
});
