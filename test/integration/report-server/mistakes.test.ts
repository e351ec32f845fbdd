import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseReportServerId } from '../../../lib/report-server/server.ts';
import { sampleServer } from '../../../sandbox/report-server/seed.ts';
import type { ReportServerStandIn } from '../../../sandbox/report-server/start.ts';
import { connectStandIn } from '../../support/connected-server.ts';
import { MemoryInstallation } from '../../support/memory-installation.ts';
import { MemoryPerson } from '../../support/memory-person.ts';
import { BOB_THERE, clientsFor, SERVICE, startTestReportServer } from '../../support/report-server.ts';

type Problem = { readonly code: string; readonly detail: string };

let server: ReportServerStandIn;
let installation: MemoryInstallation;
let admin: MemoryPerson;
beforeEach(async () => {
  server = await startTestReportServer();
  installation = new MemoryInstallation();
  admin = new MemoryPerson(installation, undefined, ['Admin']);
});
afterEach(() => server.close());

const add = async (change: object) => {
  const body = { name: 'Contoso', portalUrl: server.portalUrl, auth: 'ntlm', ...SERVICE, ...change };
  return admin.send<Problem & { id: string }>('POST', '/api/report-servers', { body });
};

/** Something at an address that is no report server of today. */
async function answering(status: (path: string) => number, headers: Readonly<Record<string, string>> = {}) {
  const other: Server = createServer((request, response) => {
    response.writeHead(status(request.url ?? '/'), headers).end('{}');
  });
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(other.address() as AddressInfo).port}`,
    close: () => other.close(),
  };
}

describe('an administrator who enters', () => {
  it.each([
    ['/ReportServer', /^This is the address of the web service. Enter .*\/Reports, say/],
    ['/ReportServer_SQL1', /\/Reports_SQL1, say/],
    ['/Reports/browse/Sales', /^There is no REST API .*\/Reports, say/],
    ['', /^There is no REST API .*\/Reports, say/],
  ])('the address %s is told which one is meant', async (path, words) => {
    const { body } = await add({ portalUrl: `${server.url}${path}` });
    expect(body.code).toBe('REPORT_SERVER_NOT_SUPPORTED');
    expect(body.detail).toMatch(words);
  });

  it('a server of 2016 is told so, by the API that it has', async () => {
    const old = await answering((path) => (path.includes('/api/v1.0/') ? 200 : 404));
    expect((await add({ portalUrl: `${old.url}/Reports` })).body).toMatchObject({
      code: 'REPORT_SERVER_NOT_SUPPORTED',
      detail: expect.stringMatching(/Reporting Services 2016 has no REST API.*2017 to 2022/),
    });
    old.close();
  });

  it('an address that leads elsewhere is told where, and no password goes there', async () => {
    const moved = await answering(() => 301, { location: 'https://reports.contoso.example/Reports?a=b' });
    expect((await add({ portalUrl: `${moved.url}/Reports` })).body).toMatchObject({
      code: 'REPORT_SERVER_NOT_SUPPORTED',
      detail: expect.stringContaining('leads to https://reports.contoso.example/Reports: enter the address'),
    });
    moved.close();
  });

  it('the page of something else is told that it is no report server’s', async () => {
    const page = await answering(() => 200);
    const { body } = await add({ portalUrl: `${page.url}/Reports` });
    expect(body.code).toBe('REPORT_SERVER_ANSWER_INVALID');
    page.close();
  });

  it('a server whose zone we do not know is asked for an IANA name', async () => {
    const far = await startTestReportServer({ seed: { ...sampleServer(), timeZone: 'Mars Standard Time' } });
    const { body } = await add({ portalUrl: far.portalUrl });
    expect(body.detail).toMatch(/calls its time zone "Mars Standard Time".*timeZone/);
    const named = await add({ portalUrl: far.portalUrl, timeZone: 'Europe/Warsaw' });
    expect(named).toMatchObject({ status: 201, body: { timeZone: 'Europe/Warsaw' } });
    await far.close();
  });

  it('an account as user@domain signs in as with DOMAIN\\user', async () => {
    const { rest, transport } = clientsFor(server, { ...BOB_THERE, account: 'bob@contoso.example' });
    expect(await rest.me()).toMatchObject({ Username: BOB_THERE.account });
    transport.close();
  });
});

describe('an account whose password was changed on the server', () => {
  it('is tried once, not by every run: domains lock accounts after a few wrong passwords', async () => {
    const { serverId } = await connectStandIn(installation, server, { link: false });
    const { serverPasswords, reportServers, serverAccess, clock } = installation.app;
    const id = parseReportServerId(serverId);
    const present = id && (await reportServers.get(id));
    if (!present) throw new Error('No server.');
    const { etag, ...row } = present;
    const secretVersion = await serverPasswords.store(present.id, undefined, 'changed-there');
    const changed = await reportServers.replace({ ...row, secretVersion }, etag);
    if (!changed) throw new Error('No server.');
    const ask = () => serverAccess.speak(changed, { kind: 'service' }, ({ rest }) => rest.me());
    await expect(ask()).rejects.toMatchObject({ code: 'REPORT_SERVER_SIGN_IN_REFUSED' });
    await server.close();
    // It would be unreachable now, were it asked.
    await expect(ask()).rejects.toMatchObject({ code: 'REPORT_SERVER_SIGN_IN_REFUSED' });
    installation.clock.advance({ minutes: 16 });
    await expect(ask()).rejects.toMatchObject({ code: 'REPORT_SERVER_UNAVAILABLE' });
    expect(clock.now().epochMilliseconds).toBeGreaterThan(0);
    server = await startTestReportServer();
  });
});

describe('several report servers', () => {
  it('stand side by side, each with its own accounts', async () => {
    const second = await startTestReportServer();
    const one = await add({ name: 'First' });
    const two = await add({ name: 'Second', portalUrl: second.portalUrl });
    const person = new MemoryPerson(installation);
    const link = { mode: 'own', ...BOB_THERE };
    await person.send('PUT', `/api/report-servers/${two.body.id}/link`, { body: link });
    const { body } = await person.send<{ value: readonly { name: string; link?: object }[] }>(
      'GET',
      '/api/report-servers',
    );
    expect(body.value.map(({ name, link: known }) => [name, known !== undefined])).toEqual([
      ['First', false],
      ['Second', true],
    ]);
    const folder = (id: string) => person.send('GET', `/api/catalog?source=${id}`);
    expect([(await folder(one.body.id)).status, (await folder(two.body.id)).status]).toEqual([409, 200]);
    await second.close();
  });
});
