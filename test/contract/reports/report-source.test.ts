import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { uploadItem } from '../../../lib/catalog/upload-item.ts';
import type { UserPrincipal } from '../../../lib/identity/principal.ts';
import type { ReportServerStandIn } from '../../../sandbox/report-server/start.ts';
import { connectStandIn, realPictures } from '../../support/connected-server.ts';
import { MemoryInstallation, OWNER, TENANT } from '../../support/memory-installation.ts';
import { startTestReportServer } from '../../support/report-server.ts';

const PUBLISHER: UserPrincipal = {
  kind: 'user',
  tenantId: TENANT,
  oid: 'b0000000-0000-4000-8000-00000000000b',
  owner: OWNER,
  name: 'Bob',
  upn: 'bob@contoso.example',
  roles: ['Publisher'],
};

/** Ids of the same two reports in a source: the overview, and one whose credentials are not stored. */
type Source = {
  readonly installation: MemoryInstallation;
  readonly overview: string;
  readonly withoutCredentials: string;
  readonly unknown: string;
};

let server: ReportServerStandIn;
beforeAll(async () => {
  server = await startTestReportServer();
});
afterAll(() => server.close());

const file = (name: string) => new Uint8Array(readFileSync(`sandbox/reports/${name}.rdl`));

async function ownCatalog(): Promise<Source> {
  const installation = new MemoryInstallation();
  const upload = async (path: string, name: string) =>
    (await uploadItem(installation.app, PUBLISHER, path, file(name))).item.id;
  return {
    installation,
    overview: await upload('/Sales/Sales Overview.rdl', 'Sales Overview'),
    withoutCredentials: await upload('/Warehouse/Stock.rdl', 'Warehouse Stock'),
    unknown: '00000000-0000-4000-8000-000000000000',
  };
}

async function reportServer(): Promise<Source> {
  const installation = new MemoryInstallation();
  const { idFor } = await connectStandIn(installation, server);
  return {
    installation,
    overview: idFor('/Sales/Sales Overview'),
    withoutCredentials: idFor('/Warehouse/Stock by hand'),
    unknown: idFor('/Nowhere'),
  };
}

describe.each([
  ['the own catalog', ownCatalog],
  ['a report server', reportServer],
])('ReportSource, %s', (_, open) => {
  let source: Source;
  beforeAll(async () => {
    source = await open();
  });
  const opened = (id: string) => source.installation.app.reports.open(id, OWNER);
  const render = (reportId: string, itemName: string, parameters = {}) =>
    realPictures(source.installation).render({
      reportId,
      itemName,
      parameters,
      owner: OWNER,
      now: source.installation.clock.now(),
    });

  it('opens a report under the id it is known by', async () => {
    expect(await opened(source.overview)).toMatchObject({
      id: source.overview,
      title: 'Sales Overview',
      path: '/Sales/Sales Overview',
      credentials: 'not-needed',
      missingCredentials: [],
      missingReferences: [],
    });
  });

  it('finds no report under an id that is none', async () => {
    await expect(opened(source.unknown)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('gives a version that stays while nothing changes', async () => {
    expect((await opened(source.overview)).version).toBe((await opened(source.overview)).version);
  });

  it('P3 P4 tells pinnable items from others, each with its reason', async () => {
    const { report } = await opened(source.overview);
    const items = (await source.installation.app.engine()).items(report);
    expect(items.map(({ name, pinnable, why, drawable }) => [name, pinnable, why, drawable])).toEqual([
      ['OrdersToday', true, null, true],
      ['RevenueMix', true, null, true],
      ['SalesTrend', true, null, true],
      ['RegionSpark', false, 'nested-in-data-region', false],
    ]);
  });

  it('T2 has an item drawn at two pixels a point of the screen, with the title of the report', async () => {
    const { title, png, warnings } = await render(source.overview, 'OrdersToday');
    const { report } = await opened(source.overview);
    const box = report.items.find(({ name }) => name === 'OrdersToday')?.box;
    const bytes = Buffer.from(png);
    expect(title).toBe('Sales Overview');
    expect(warnings).toEqual([]);
    expect(bytes.readUInt32BE(16)).toBe(Math.round(((box?.width ?? 0) * 96) / 72) * 2);
    expect(bytes.readUInt32BE(20)).toBe(Math.round(((box?.height ?? 0) * 96) / 72) * 2);
  });

  it('S7 refuses an item that the report does not have, and one that cannot be pinned', async () => {
    await expect(render(source.overview, 'Chart99')).rejects.toMatchObject({ code: 'ITEM_NOT_FOUND' });
    await expect(render(source.overview, 'RegionSpark')).rejects.toMatchObject({ code: 'ITEM_NOT_PINNABLE' });
  });

  it('P11 S6 names the data sources without credentials, and refuses to draw them', async () => {
    expect(await opened(source.withoutCredentials)).toMatchObject({
      credentials: 'missing',
      missingCredentials: ['Warehouse'],
    });
    await expect(render(source.withoutCredentials, 'StockBySite')).rejects.toMatchObject({
      code: 'CREDENTIALS_NOT_STORED',
    });
  });

  it('refuses a parameter that the report does not have', async () => {
    await expect(render(source.overview, 'OrdersToday', { Nope: '1' })).rejects.toMatchObject({
      code: 'PARAMETER_INVALID',
    });
  });

  it('gives the values of a chart for a visual of Power BI', async () => {
    const data = await realPictures(source.installation).data({
      reportId: source.overview,
      itemName: 'OrdersToday',
      parameters: {},
      owner: OWNER,
      now: source.installation.clock.now(),
    });
    expect(data.rows.length).toBeGreaterThan(1);
    expect(data.rows.every(({ value }) => typeof value === 'number')).toBe(true);
  });
});
