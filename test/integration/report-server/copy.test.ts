import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readReport } from '../../../lib/rdl/model/read-report.ts';
import { idOf } from '../../../sandbox/report-server/rest.ts';
import { sampleServer } from '../../../sandbox/report-server/seed.ts';
import type { ReportServerStandIn } from '../../../sandbox/report-server/start.ts';
import { type Connected, connectStandIn } from '../../support/connected-server.ts';
import { MemoryInstallation } from '../../support/memory-installation.ts';
import { startTestReportServer } from '../../support/report-server.ts';

const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==',
  'base64',
);
const STOCK_OF_ALL =
  '<?xml version="1.0" encoding="utf-8"?><SharedDataSet xmlns="http://schemas.microsoft.com/sqlserver/reporting/2010/01/shareddatasetdefinition"><DataSet Name="DataSet1"><Query><DataSourceReference>Warehouse</DataSourceReference><CommandText>select * from Stock</CommandText></Query><Fields><Field Name="Site"><DataField>Site</DataField></Field></Fields></DataSet></SharedDataSet>';
const common = (path: string) => ({ id: idOf(path), path, modifiedAt: '2026-02-03T08:15:00Z' });
const sample = sampleServer();
const SEED = {
  ...sample,
  items: [
    ...sample.items,
    { ...common('/Warehouse/Logo.png'), type: 'Resource' as const, content: PIXEL },
    {
      ...common('/Warehouse/Broken'),
      type: 'DataSet' as const,
      definition: '<SharedDataSet/>',
      dataSource: '',
    },
    {
      ...common('/Warehouse/Stock of all'),
      type: 'DataSet' as const,
      definition: STOCK_OF_ALL,
      dataSource: '/Warehouse/Warehouse',
    },
    { ...common('/Warehouse/Key figures'), type: 'Kpi' as const },
  ],
};

type Copied = {
  readonly path: string;
  readonly outcome: string;
  readonly why?: string;
  readonly note?: string;
};
type Copy = { readonly items: readonly Copied[]; readonly left: number };

let server: ReportServerStandIn;
let installation: MemoryInstallation;
let connected: Connected;
beforeAll(async () => {
  server = await startTestReportServer({ seed: SEED });
});
afterAll(() => server.close());
beforeEach(async () => {
  await server.control.clearFaults();
  installation = new MemoryInstallation();
  connected = await connectStandIn(installation, server, { link: false });
});

const address = () => `/api/report-servers/${connected.serverId}/copy`;
const copy = (body: object = { folder: '/Warehouse', to: '/Moved' }) =>
  connected.admin.send<Copy>('POST', address(), { body });
const names = async (folder: string) => {
  const answer = await connected.admin.send<{ value: readonly { name: string }[] }>(
    'GET',
    `/api/catalog?folder=${encodeURIComponent(folder)}`,
  );
  return (answer.body.value ?? []).map(({ name }) => name);
};
const definitionOf = async (path: string) => {
  const item = await installation.app.catalog.resolve(path.split('/').filter(Boolean));
  const blob = await installation.app.definitions.get(item?.blob ?? '');
  return Buffer.from(blob?.bytes ?? []).toString('utf8');
};

describe('copying the reports of a report server into the own catalog', () => {
  it('is planned first: nothing is changed, and each that cannot be copied has its reason', async () => {
    const plan = await connected.admin.send<Copy>('GET', `${address()}?folder=/Warehouse&to=/Moved`);
    const shown = plan.body.items.map(({ path, outcome, why }) => [path.slice(11), outcome, why]);
    expect(shown).toEqual([
      ['Warehouse', 'ready', undefined],
      ['Broken', 'ready', undefined],
      ['Stock of all', 'ready', undefined],
      ['Logo.png', 'ready', undefined],
      ['Stock', 'ready', undefined],
      ['Stock by hand', 'ready', undefined],
      ['Stock of last night', 'ready', undefined],
      ['Stock of old', 'ready', undefined],
      ['Key figures', 'cannot', 'KPIs have no items that could be pinned.'],
      [
        'Stock of Gdańsk',
        'cannot',
        'It is a linked report: copy the report that it leads to, and pin that with its parameters.',
      ],
    ]);
    expect(plan.body.left).toBe(8);
    expect(await names('/')).toEqual([]);
  });

  it('copies definitions, data sources without passwords, datasets and documents, each once', async () => {
    const { body } = await copy();
    expect(body.left).toBe(0);
    const of = (name: string) => body.items.find(({ path }) => path === `/Warehouse/${name}`);
    expect(of('Broken')).toMatchObject({ outcome: 'cannot' });
    expect(of('Warehouse')?.note).toMatch(/Enter the credentials of the data source "Warehouse"/);
    expect(of('Stock of old')?.note).toMatch(/"Warehouse"/);
    expect(of('Stock')).toMatchObject({ outcome: 'moved' });
    expect(await names('/Moved/Warehouse')).toEqual([
      'Logo.png',
      'Stock',
      'Stock by hand',
      'Stock of all',
      'Stock of last night',
      'Stock of old',
      'Warehouse',
    ]);
    // What they refer to is where it was copied to.
    expect(readReport(await definitionOf('/Moved/Warehouse/Stock')).dataSources).toMatchObject([
      { reference: '/Moved/Warehouse/Warehouse' },
    ]);
    expect(await definitionOf('/Moved/Warehouse/Stock of all')).toContain('>/Moved/Warehouse/Warehouse<');
    expect(await definitionOf('/Moved/Warehouse/Warehouse')).toContain('Initial Catalog=Warehouse');
    const again = await copy();
    expect(again.body.items.filter(({ outcome }) => outcome === 'moved')).toHaveLength(7);
    expect(again.body.left).toBe(0);
  });

  it('leaves alone what is there, and goes on where it was cut off', async () => {
    await server.control.failNext({ operation: 'rest.ReportContent', times: 3 });
    expect((await copy()).status).toBe(503);
    await server.control.clearFaults();
    expect((await names('/Moved/Warehouse')).sort()).toEqual(['Logo.png', 'Stock of all', 'Warehouse']);
    expect((await copy()).body.left).toBe(0);
    expect(await names('/Moved/Warehouse')).toHaveLength(7);
  });

  it('is for administrators', async () => {
    expect((await connected.person.send('POST', address(), { body: {} })).status).toBe(403);
  });
});
