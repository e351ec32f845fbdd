import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sampleServer } from '../../../sandbox/report-server/seed.ts';
import type { ReportServerStandIn } from '../../../sandbox/report-server/start.ts';
import { connectStandIn, realPictures } from '../../support/connected-server.ts';
import { MemoryInstallation, OWNER, ownerOf } from '../../support/memory-installation.ts';
import { MemoryPerson } from '../../support/memory-person.ts';
import { BOB_THERE, EVE_THERE, SERVICE, startTestReportServer } from '../../support/report-server.ts';

type Rights = {
  readonly rights: readonly { readonly right: string; readonly state: string; readonly role: string }[];
};
type Problem = { readonly code: string; readonly detail: string };
type Items = {
  readonly value: readonly { readonly id: string; readonly name: string; readonly kind: string }[];
};

let server: ReportServerStandIn;
let installation: MemoryInstallation;
beforeAll(async () => {
  server = await startTestReportServer();
});
afterAll(() => server.close());
beforeEach(() => {
  installation = new MemoryInstallation();
});

describe('connecting a report server', () => {
  it('shows product, version, zone and rights, and no password anywhere', async () => {
    const admin = new MemoryPerson(installation, undefined, ['Admin']);
    const body = { name: 'Contoso', portalUrl: `${server.portalUrl}/`, auth: 'ntlm', ...SERVICE };
    const added = await admin.send<Rights & { id: string }>('POST', '/api/report-servers', { body });
    expect(added).toMatchObject({
      status: 201,
      body: {
        portalUrl: server.portalUrl,
        product: 'SqlServerReportingServices',
        productVersion: '15.0.1102.1167',
        timeZone: 'Europe/Warsaw',
        serverAccount: 'CONTOSO\\svc-tiles',
      },
    });
    expect(added.body.rights.map(({ state }) => state)).toEqual(Array(5).fill('granted'));
    const probed = await admin.send('POST', `/api/report-servers/${added.body.id}/probe`);
    expect(probed).toMatchObject({ status: 200, body: { productVersion: '15.0.1102.1167' } });
    const { rows } = await installation.storage.table('ReportServers').page({ partition: { is: 'server' } });
    expect(JSON.stringify([rows, installation.events, added, probed])).not.toContain(SERVICE.password);
  });

  it('names each right that the account lacks, with the role that gives it', async () => {
    const admin = new MemoryPerson(installation, undefined, ['Admin']);
    const body = { name: 'Contoso', portalUrl: server.portalUrl, auth: 'basic', ...EVE_THERE };
    const added = await admin.send<Rights>('POST', '/api/report-servers', { body });
    expect(added.body.rights.filter(({ state }) => state === 'missing')).toMatchObject([
      { right: 'read-definitions', role: 'Content Manager or Report Builder on the root folder' },
      { right: 'see-data-sources', role: 'Content Manager on the root folder' },
      { right: 'execute-definitions', role: 'System User (site settings)' },
      { right: 'see-policies' },
    ]);
  });

  it('refuses 2016, a wrong password, an address that is none, and hosts that are not allowed', async () => {
    const old = await startTestReportServer({ seed: { ...sampleServer(), productVersion: '13.0.5865.1' } });
    const admin = new MemoryPerson(installation, undefined, ['Admin']);
    const add = async (change: object) => {
      const body = { name: 'Contoso', portalUrl: server.portalUrl, auth: 'ntlm', ...SERVICE, ...change };
      return (await admin.send<Problem>('POST', '/api/report-servers', { body })).body;
    };
    expect(await add({ portalUrl: old.portalUrl })).toMatchObject({
      code: 'REPORT_SERVER_NOT_SUPPORTED',
      detail: expect.stringContaining('2017 to 2022'),
    });
    expect(await add({ password: 'wrong' })).toMatchObject({ code: 'REPORT_SERVER_SIGN_IN_REFUSED' });
    expect(await add({ portalUrl: `${server.url}/Elsewhere` })).toMatchObject({
      code: 'REPORT_SERVER_NOT_SUPPORTED',
    });
    expect(await add({ portalUrl: 'https://reports.contoso.example/Reports' })).toMatchObject({
      code: 'DATA_SOURCE_NOT_ALLOWED',
    });
    expect(await installation.app.reportServers.list()).toEqual([]);
    await old.close();
  });

  it('asks for the password again before it goes to another account or server', async () => {
    const { admin, serverId } = await connectStandIn(installation, server, { link: false });
    const { password, ...withoutPassword } = SERVICE;
    const kept = { name: 'Renamed', portalUrl: server.portalUrl, auth: 'ntlm', ...withoutPassword };
    const change = (body: object) => admin.send<Problem>('PUT', `/api/report-servers/${serverId}`, { body });
    expect(await change(kept)).toMatchObject({ status: 200, body: { name: 'Renamed' } });
    expect(await change({ ...kept, account: 'CONTOSO\\bob' })).toMatchObject({ status: 400 });
    const other = await startTestReportServer();
    expect(await change({ ...kept, portalUrl: other.portalUrl })).toMatchObject({ status: 400 });
    expect((await change({ ...kept, password, portalUrl: other.portalUrl })).status).toBe(200);
    await other.close();
  });

  it('keeps certificates that a change leaves out, and shows administrators alone how a server is reached', async () => {
    const { admin, serverId, person } = await connectStandIn(installation, server, { link: false });
    const ca = '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----';
    const body = { name: 'C', portalUrl: server.portalUrl, auth: 'ntlm', account: SERVICE.account };
    const change = (more: object) =>
      admin.send<{ hasCertificates: boolean }>('PUT', `/api/report-servers/${serverId}`, {
        body: { ...body, ...more },
      });
    expect((await change({ ca })).body.hasCertificates).toBe(true);
    expect((await change({ userNamePattern: '{upn}' })).body.hasCertificates).toBe(true);
    const list = async (of: MemoryPerson) =>
      (await of.send<{ value: readonly { connection?: object }[] }>('GET', '/api/report-servers')).body.value;
    expect(await list(admin)).toMatchObject([
      { connection: { account: SERVICE.account, hasCertificates: true, userNamePattern: '{upn}' } },
    ]);
    expect((await list(person))[0]?.connection).toBeUndefined();
    expect((await change({ ca: '' })).body.hasCertificates).toBe(false);
  });

  it('leaves nothing of a server that is removed', async () => {
    const { admin, serverId, person, idFor } = await connectStandIn(installation, server);
    expect((await admin.send('DELETE', `/api/report-servers/${serverId}`)).status).toBe(204);
    expect((await admin.send('DELETE', `/api/report-servers/${serverId}`)).status).toBe(404);
    expect((await person.send(`GET`, `/api/reports/${idFor('/Sales/Sales Overview')}`)).status).toBe(404);
    for (const partition of ['server', `link|${serverId}`])
      expect(
        (await installation.storage.table('ReportServers').page({ partition: { is: partition } })).rows,
      ).toEqual([]);
  });
});

describe('what a person sees of a report server', () => {
  it('is nothing before their account is linked, and what that account sees afterwards', async () => {
    const { serverId, person } = await connectStandIn(installation, server, { link: false });
    const folder = (path: string) =>
      person.send<Items & Problem>(
        'GET',
        `/api/catalog?source=${serverId}&folder=${encodeURIComponent(path)}`,
      );
    expect((await folder('/')).body).toMatchObject({ code: 'REPORT_SERVER_NOT_LINKED' });
    const link = (body: object) => person.send('PUT', `/api/report-servers/${serverId}/link`, { body });
    expect((await link({ mode: 'own', ...BOB_THERE, password: 'wrong' })).status).toBe(422);
    expect((await link({ mode: 'matched' })).status).toBe(403);
    expect((await link({ mode: 'own', ...BOB_THERE })).body).toEqual({
      kind: 'own',
      account: BOB_THERE.account,
    });
    expect((await folder('/')).body.value.map(({ name }) => name)).toEqual(['Sales', 'Warehouse']);
    expect((await folder('/Board')).status).toBe(404);
    const found = await person.send<Items>('GET', `/api/catalog?source=${serverId}&search=stock`);
    expect(found.body.value.map(({ name }) => name)).toEqual([
      'Stock',
      'Stock by hand',
      'Stock of Gdańsk',
      'Stock of last night',
      'Stock of old',
    ]);
    const other = new MemoryPerson(installation, ownerOf('e0000000-0000-4000-8000-00000000000e'));
    expect((await other.send('GET', `/api/catalog?source=${serverId}`)).status).toBe(409);
  });

  it('is decided anew each time: a right that was taken away counts at once', async () => {
    const own = await startTestReportServer();
    const { idFor } = await connectStandIn(installation, own);
    const overview = idFor('/Sales/Sales Overview');
    const render = () =>
      realPictures(installation).render({
        reportId: overview,
        itemName: 'OrdersToday',
        parameters: {},
        owner: OWNER,
        now: installation.clock.now(),
      });
    expect((await render()).reportUrl).toBe(`${own.portalUrl}/report/Sales/Sales%20Overview`);
    await own.control.putPolicy({ path: '/Sales', roles: { [SERVICE.account]: ['Content Manager'] } });
    await expect(render()).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(installation.app.reports.open(overview)).rejects.toMatchObject({
      code: 'REPORT_SERVER_NOT_LINKED',
    });
    await own.close();
  });

  it('may follow from their name, where the administrator allows that and a policy names them', async () => {
    const { serverId, admin, person, idFor } = await connectStandIn(installation, server, { link: false });
    const body = {
      name: 'C',
      portalUrl: server.portalUrl,
      auth: 'ntlm',
      account: SERVICE.account,
      userNamePattern: 'CONTOSO\\{name}',
    };
    expect((await admin.send('PUT', `/api/report-servers/${serverId}`, { body })).status).toBe(200);
    const linked = await person.send<{ account: string }>('PUT', `/api/report-servers/${serverId}/link`, {
      body: { mode: 'matched' },
    });
    // The test's people are called by their ids.
    expect(linked.body.account).toBe('CONTOSO\\b0000000-0000-4000-8000-00000000000b');
    const refused = await person.send<Problem>('GET', `/api/reports/${idFor('/Sales/Sales Overview')}`);
    expect(refused.body).toMatchObject({ code: 'REPORT_SERVER_FORBIDDEN' });
    await server.control.putPolicy({
      path: '/Sales',
      roles: {
        [linked.body.account]: ['Browser'],
        [SERVICE.account]: ['Content Manager'],
        [BOB_THERE.account]: ['Browser'],
      },
    });
    expect((await person.send('GET', `/api/reports/${idFor('/Sales/Sales Overview')}`)).status).toBe(200);
  });
});

describe('how an item is drawn', () => {
  const drawn = async (path: string, itemName: string, on = server) => {
    const { idFor } = await connectStandIn(installation, on);
    const picture = await realPictures(installation).render({
      reportId: idFor(path),
      itemName,
      parameters: {},
      owner: OWNER,
      now: installation.clock.now(),
    });
    return { picture, ways: installation.events.filter(({ event }) => event === 'report-server.drawn') };
  };

  it('from a definition of its own where its data source is shared', async () => {
    const { picture, ways } = await drawn('/Warehouse/Stock', 'StockBySite');
    expect(picture.warnings).toEqual([]);
    expect(ways).toMatchObject([{ fields: { way: 'definition', because: undefined } }]);
  });

  it('out of the whole report where the data source is embedded, and the run says so', async () => {
    const { picture, ways } = await drawn('/Warehouse/Stock of old', 'StockBySite');
    expect(picture.warnings).toEqual([
      'Drawn from the whole report: the data source Warehouse is of the report itself.',
    ]);
    expect(ways).toMatchObject([{ fields: { way: 'page' } }]);
  });

  it('by URL access where a gateway lets nothing through to the web service', async () => {
    const closed = await startTestReportServer({ closedWebService: true });
    const { picture, ways } = await drawn('/Warehouse/Stock', 'StockBySite', closed);
    expect(picture.warnings).toEqual([
      'How old its data is, is not known: the report may be shown from a snapshot.',
      'Drawn from the whole report: the web service is closed (404).',
    ]);
    expect(picture.png.length).toBeGreaterThan(1000);
    expect(ways).toMatchObject([{ fields: { way: 'url', because: 'the web service is closed (404)' } }]);
    const refused = drawn('/Warehouse/Stock by hand', 'StockBySite', closed);
    await expect(refused).rejects.toMatchObject({ code: 'CREDENTIALS_NOT_STORED' });
    await closed.close();
  });

  it('with what the person typed once, where a data source asks for credentials', async () => {
    const { person, idFor, serverId } = await connectStandIn(installation, server);
    const reportId = idFor('/Warehouse/Stock by hand');
    const keep = (change: object) => {
      const typed = { reportId, dataSource: 'Warehouse', user: 'ann', password: 'Anns-Pa55word', ...change };
      return person.send<Problem>('PUT', `/api/report-servers/${serverId}/credentials`, { body: typed });
    };
    const opened = () => installation.app.reports.open(reportId, OWNER);
    expect(await opened()).toMatchObject({ credentials: 'missing', missingCredentials: ['Warehouse'] });
    expect((await keep({ dataSource: 'Other' })).body.detail).toMatch(/asks nobody for credentials/);
    expect((await keep({ reportId: idFor('/Warehouse/Stock') })).status).toBe(400);
    expect((await keep({})).status).toBe(204);
    expect(await opened()).toMatchObject({ credentials: 'stored', missingCredentials: [] });
    const picture = () =>
      realPictures(installation).render({
        reportId,
        itemName: 'StockBySite',
        parameters: {},
        owner: OWNER,
        now: installation.clock.now(),
      });
    expect((await picture()).png.length).toBeGreaterThan(1000);
    const rows = await installation.storage
      .table('ReportServers')
      .page({ partition: { from: ' ', to: '~' } });
    expect(JSON.stringify([rows, installation.events])).not.toContain('Anns-Pa55word');
    // Another person has typed nothing.
    const other = new MemoryPerson(installation, ownerOf('e0000000-0000-4000-8000-00000000000e'));
    const link = { mode: 'own', ...BOB_THERE };
    await other.send('PUT', `/api/report-servers/${serverId}/link`, { body: link });
    expect(await installation.app.reports.open(reportId, other.owner)).toMatchObject({
      credentials: 'missing',
    });
    await person.send('DELETE', `/api/report-servers/${serverId}/link`);
    await person.send('PUT', `/api/report-servers/${serverId}/link`, { body: link });
    await expect(picture()).rejects.toMatchObject({ code: 'CREDENTIALS_NOT_STORED' });
  });

  it('of a linked report with its own parameters, under its own name', async () => {
    const { picture, ways } = await drawn('/Warehouse/Stock of Gdańsk', 'StockBySite');
    expect(picture.title).toBe('Stock of Gdańsk');
    expect(picture.reportUrl).toBe(`${server.portalUrl}/report/Warehouse/Stock%20of%20Gda%C5%84sk`);
    expect(ways).toMatchObject([
      { fields: { way: 'page', because: 'it is a linked report, whose parameters are its own' } },
    ]);
  });

  it('with the time of its data where the server shows a snapshot', async () => {
    const { picture } = await drawn('/Warehouse/Stock of last night', 'StockBySite');
    expect(picture.dataAt?.toString()).toBe('2026-11-20T01:00:00Z');
    expect(picture.warnings).toEqual(['Drawn from the whole report: the report is shown from a snapshot.']);
  });
});
