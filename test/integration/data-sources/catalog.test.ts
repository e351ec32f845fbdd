import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { deleteItem } from '../../../lib/catalog/delete-item.ts';
import { uploadItem } from '../../../lib/catalog/upload-item.ts';
import { changeCredentials, removeCredentials } from '../../../lib/data-sources/change-credentials.ts';
import { findSource, listReportSources } from '../../../lib/data-sources/list-sources.ts';
import { testConnection } from '../../../lib/data-sources/test-connection.ts';
import { showDataSource } from '../../../lib/http/show.ts';
import type { UserPrincipal } from '../../../lib/identity/principal.ts';
import { engineTilePictures } from '../../../lib/reports/engine-tile-pictures.ts';
import { MemoryInstallation, OWNER, TENANT } from '../../support/memory-installation.ts';
import { type PostgresServer, startPostgres, whyNoPostgres } from '../../support/postgres.ts';

const reason = whyNoPostgres();
if (reason !== undefined) console.warn(`Reports over PostgreSQL are not tested: ${reason}.`);

const USER: UserPrincipal = {
  kind: 'user',
  tenantId: TENANT,
  oid: 'b0000000-0000-4000-8000-00000000000b',
  owner: OWNER,
  name: 'Bob',
  upn: 'bob@contoso.example',
  roles: ['Publisher'],
};
const ITEM = 'StockBySite';
const SAMPLE = readFileSync('sandbox/reports/Warehouse Stock.rdl', 'utf8');
const ORIGINAL = /<DataSource Name="Warehouse">[\s\S]*?<\/DataSource>/;
const QUERY = /<Query>[\s\S]*?<\/Query>/;

let installation: MemoryInstallation;
beforeEach(() => {
  installation = new MemoryInstallation();
});

const source = (content: string) =>
  SAMPLE.replace(ORIGINAL, `<DataSource Name="Warehouse">${content}</DataSource>`);
const embedded = (provider: string, connect: string) =>
  source(
    `<ConnectionProperties><DataProvider>${provider}</DataProvider><ConnectString>${connect}</ConnectString></ConnectionProperties>`,
  );
const referring = (reference: string) => source(`<DataSourceReference>${reference}</DataSourceReference>`);
const rds = (provider: string, connect: string) =>
  `<RptDataSource Name="x"><ConnectionProperties><Extension>${provider}</Extension><ConnectString>${connect}</ConnectString></ConnectionProperties></RptDataSource>`;
const rsd = (reference: string, command: string) =>
  `<SharedDataSet xmlns="http://schemas.microsoft.com/sqlserver/reporting/2010/01/shareddatasetdefinition"><DataSet Name=""><Query><DataSourceReference>${reference}</DataSourceReference><CommandText>${command}</CommandText></Query><Fields><Field Name="Site"><DataField>where_it_is</DataField></Field><Field Name="Pallets"><DataField>pallets</DataField></Field></Fields></DataSet></SharedDataSet>`;

async function upload(path: string, text: string) {
  return uploadItem(installation.app, USER, path, new Uint8Array(Buffer.from(text)));
}
async function uploadReport(path: string, text: string): Promise<string> {
  return (await upload(path, text)).item.id;
}
function draw(reportId: string) {
  const { reports, engine } = installation.app;
  return engineTilePictures({ reports, engine }).render({
    reportId,
    itemName: ITEM,
    parameters: {},
    now: installation.clock.now(),
  });
}

describe('data sources of reports', () => {
  it('S6 a database without stored credentials refuses, and nothing is sent', async () => {
    const id = await uploadReport('/A/Stock.rdl', SAMPLE);
    const opened = await installation.app.reports.open(id);
    expect(opened).toMatchObject({
      credentials: 'missing',
      missingCredentials: ['Warehouse'],
      missingReferences: [],
    });
    await expect(draw(id)).rejects.toMatchObject({ code: 'CREDENTIALS_NOT_STORED' });
  });

  it('are stored once they are given, never shown, and forgotten again', async () => {
    const id = await uploadReport('/A/Stock.rdl', SAMPLE);
    const [listed] = await listReportSources(installation.app, id);
    const sourceId = listed?.source.id ?? '';
    const version = async () => (await installation.app.reports.open(id)).version;
    const before = await version();
    const changed = await changeCredentials(installation.app, USER, sourceId, {
      mode: 'stored',
      user: 'ann',
      password: 'topsecret',
    });
    expect(changed.state).toBe('stored');
    expect(await installation.app.reports.open(id)).toMatchObject({
      credentials: 'stored',
      missingCredentials: [],
    });
    const first = await version();
    expect(first).not.toBe(before);
    expect(JSON.stringify(showDataSource(changed))).not.toMatch(/topsecret|ann"/);
    await changeCredentials(installation.app, USER, sourceId, {
      mode: 'stored',
      user: 'ann',
      password: 'another',
    });
    expect(await version()).not.toBe(first);
    expect(JSON.stringify(installation.events)).not.toMatch(/topsecret|another/);
    await removeCredentials(installation.app, USER, sourceId);
    await removeCredentials(installation.app, USER, sourceId);
    expect(await version()).toBe(before);
    expect(await installation.app.reports.open(id)).toMatchObject({ credentials: 'missing' });
  });

  it('keep a secret no longer than the item it belongs to', async () => {
    const id = await uploadReport('/A/Stock.rdl', SAMPLE);
    const [listed] = await listReportSources(installation.app, id);
    const changed = await changeCredentials(installation.app, USER, listed?.source.id ?? '', {
      mode: 'stored',
      user: 'ann',
      password: 'topsecret',
    });
    const record = changed.record;
    if (!record) throw new Error('Nothing was stored.');
    expect(await installation.app.credentials.read(record)).toEqual({ user: 'ann', password: 'topsecret' });
    await deleteItem(installation.app, '/A/Stock.rdl');
    expect(await installation.app.credentials.read(record)).toBeUndefined();
    expect((await installation.app.credentials.ofItem(record.itemId)).size).toBe(0);
  });

  it('give credentials to no other server than the one they were stored for', async () => {
    const id = await uploadReport('/A/Stock.rdl', SAMPLE);
    const [listed] = await listReportSources(installation.app, id);
    await changeCredentials(installation.app, USER, listed?.source.id ?? '', {
      mode: 'stored',
      user: 'ann',
      password: 'topsecret',
    });
    await upload('/A/Stock.rdl', embedded('SQL', 'Data Source=127.0.0.1;Initial Catalog=Warehouse'));
    expect((await installation.app.reports.open(id)).sources[0]?.credentials).toBe('server-changed');
    await expect(draw(id)).rejects.toThrow(/stored for another server/);
  });

  it('have their passwords moved out of what is uploaded, unless others are stored already', async () => {
    const withPassword = embedded('SQL', 'Data Source=sql.example.com;User ID=ann;Password=in-the-file');
    const { item, notes } = await upload('/A/Stock.rdl', withPassword);
    expect(notes).toEqual([
      'The password of data source "Warehouse" was taken out of the definition and is stored in the key vault.',
    ]);
    const kept = await installation.app.definitions.get(item.blob ?? '');
    expect(Buffer.from(kept?.bytes ?? []).toString()).not.toContain('in-the-file');
    const [listed] = await listReportSources(installation.app, item.id);
    expect(listed?.state).toBe('stored');
    await changeCredentials(installation.app, USER, listed?.source.id ?? '', {
      mode: 'stored',
      user: 'ann',
      password: 'by-hand',
    });
    expect((await upload('/A/Stock.rdl', withPassword)).notes).toEqual([
      'The password of data source "Warehouse" was taken out of the definition; the stored credentials stay.',
    ]);
    const { record } = await findSource(installation.app, listed?.source.id ?? '');
    expect(record && (await installation.app.credentials.read(record))).toMatchObject({
      password: 'by-hand',
    });
  });

  for (const [what, reference, path] of [
    ['by name in its own folder', 'Warehouse', '/Sales/Reports/Warehouse.rds'],
    ['by name in a folder above', 'warehouse', '/Sales/Warehouse.rds'],
    ['by a path from the root', '/Shared/WAREHOUSE', '/Shared/Warehouse.rds'],
    ['by a relative path', '../Sources/Warehouse', '/Sales/Sources/Warehouse.rds'],
    ['where Report Designer deploys it', 'Warehouse', '/Data Sources/Warehouse.rds'],
    [
      'by an address of a report server',
      'https://reports.contoso.com/Data%20Sources/Warehouse.rds',
      '/Data Sources/Warehouse.rds',
    ],
  ] as const)
    it(`are found ${what}`, async () => {
      const shared = await upload(path, rds('SQL', 'Data Source=sql.example.com'));
      const id = await uploadReport('/Sales/Reports/Stock.rdl', referring(reference));
      const { sources, missingReferences } = await installation.app.reports.open(id);
      expect(sources).toMatchObject([
        { id: shared.item.id, kind: 'shared', name: 'Warehouse', provider: 'SQL' },
      ]);
      expect(missingReferences).toEqual([]);
    });

  it('that are not in the catalog are named, and heal once they are uploaded', async () => {
    const id = await uploadReport('/Sales/Stock.rdl', referring('Warehouse'));
    const opened = await installation.app.reports.open(id);
    expect(opened.credentials).toBe('not-needed');
    expect(opened.missingReferences[0]).toContain('"Warehouse", which is not in the catalog');
    await expect(draw(id)).rejects.toMatchObject({ code: 'DATA_SOURCE_NOT_FOUND' });
    await upload('/Sales/Warehouse.rds', rds('SQL', 'Data Source=sql.example.com'));
    expect((await installation.app.reports.open(id)).missingReferences).toEqual([]);
    expect((await installation.app.reports.open(id)).version).not.toBe(opened.version);
  });

  it('read documents of the catalog, by shared datasets too', async () => {
    await upload('/Sales/stock.csv', 'where_it_is,pallets\nLyon,5\nGent,7\n');
    await upload('/Sales/Files.rds', rds('CSV', 'stock.csv'));
    await upload('/Sales/Stock Data.rsd', rsd('Files', ''));
    const report = referring('Files').replace(
      QUERY,
      '<SharedDataSet><SharedDataSetReference>Stock Data</SharedDataSetReference></SharedDataSet>',
    );
    const id = await uploadReport('/Sales/Stock.rdl', report);
    expect(await installation.app.reports.open(id)).toMatchObject({
      credentials: 'not-needed',
      missingReferences: [],
    });
    const { png } = await draw(id);
    expect(png.byteLength).toBeGreaterThan(2000);
    await deleteItem(installation.app, '/Sales/stock.csv');
    await expect(draw(id)).rejects.toMatchObject({ code: 'DATA_SOURCE_NOT_FOUND' });
  });

  it('of kinds that nobody here reads say so', async () => {
    const id = await uploadReport('/A/Stock.rdl', embedded('OLEDB-MD', 'Data Source=cube'));
    expect((await installation.app.reports.open(id)).credentials).toBe('not-needed');
    await expect(draw(id)).rejects.toThrow(/of the kind "OLEDB-MD", which is not supported/);
  });

  it('refuse documents that cannot be read, and passwords inside expressions', async () => {
    await expect(upload('/a.json', '{')).rejects.toMatchObject({ code: 'DATA_SOURCE_INVALID' });
    await expect(upload('/a.xml', '<!DOCTYPE a><a/>')).rejects.toMatchObject({ code: 'DATA_SOURCE_INVALID' });
    await expect(upload('/a.png', 'no image')).rejects.toMatchObject({ code: 'DATA_SOURCE_INVALID' });
    const expression = embedded('SQL', '=&quot;Data Source=x;Password=abc&quot;');
    await expect(upload('/A/Stock.rdl', expression)).rejects.toThrow(/expression that holds a password/);
  });

  it('answer a test with the cause: no credentials, a host not allowed, an expression, no server', async () => {
    const test = async (report: string, credentials?: { user: string; password: string }) => {
      const id = await uploadReport('/A/Stock.rdl', report);
      const [listed] = await listReportSources(installation.app, id);
      return testConnection(installation.app, listed?.source.id ?? '', credentials);
    };
    const ann = { user: 'ann', password: 'topsecret' };
    await expect(test(SAMPLE)).rejects.toMatchObject({ code: 'CREDENTIALS_NOT_STORED' });
    await expect(test(SAMPLE, ann)).rejects.toMatchObject({ code: 'DATA_SOURCE_NOT_ALLOWED' });
    await expect(test(embedded('SQL', '=&quot;Data Source=x&quot;'), ann)).rejects.toThrow(
      /is an expression/,
    );
    await expect(test(embedded('SQL', 'Initial Catalog=x'), ann)).rejects.toThrow(/names no server/);
    await expect(test(embedded('SQL', 'Data Source=127.0.0.1,1'), ann)).rejects.toThrow(/nothing listens/);
    await expect(testConnection(installation.app, 'no-such-source', ann)).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  });
});

describe.skipIf(reason !== undefined)('a report over PostgreSQL', () => {
  let server: PostgresServer;
  beforeAll(async () => {
    server = await startPostgres({ tls: true });
  });
  afterAll(() => server?.close());

  it('is drawn with stored credentials of a shared data source, whose connection was tested', async () => {
    const connect = `Host=127.0.0.1;Port=${server.port};Database=postgres;Trust Server Certificate=true`;
    const { item } = await upload('/Warehouse.rds', rds('PostgreSQL', connect));
    const sql =
      '<CommandText>select * from (values (&apos;Lyon&apos;, 5), (&apos;Gent&apos;, 7)) as stock ("Site", "Pallets")</CommandText>';
    const report = referring('Warehouse').replace(/<CommandText>[\s\S]*?<\/CommandText>/, sql);
    const id = await uploadReport('/Sales/Stock.rdl', report);
    const right = { user: server.user, password: server.password };
    await expect(
      testConnection(installation.app, item.id, { ...right, password: 'wrong-secret' }),
    ).rejects.toMatchObject({ code: 'DATA_SOURCE_REFUSED' });
    expect((await testConnection(installation.app, item.id, right)).server).toMatch(
      /^PostgreSQL \d+\.\d+ at 127\.0\.0\.1/,
    );
    await expect(draw(id)).rejects.toMatchObject({ code: 'CREDENTIALS_NOT_STORED' });
    await changeCredentials(installation.app, USER, item.id, { mode: 'stored', ...right });
    const { png, warnings } = await draw(id);
    expect(png.byteLength).toBeGreaterThan(2000);
    expect(warnings).toEqual([]);
    expect(JSON.stringify(installation.events)).not.toContain(server.password);
  });
});
