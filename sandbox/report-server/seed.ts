import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { idOf } from './rest.ts';
import type { Item, ReportItem, ReportServerSeed } from './state.ts';

const REPORTS = join(import.meta.dirname, '..', 'reports');
const MODIFIED = '2026-02-03T08:15:00Z';

const folder = (path: string): Item => ({ id: idOf(path), path, type: 'Folder', modifiedAt: MODIFIED });
const report = (path: string, definition: string, more: Partial<ReportItem> = {}): Item => ({
  id: idOf(path),
  path,
  type: 'Report',
  modifiedAt: MODIFIED,
  definition,
  embedded: {},
  ...more,
});

/** The report server of Contoso: what people had before, with the sandbox's reports in it. */
export function sampleServer(): ReportServerSeed {
  const file = (name: string) => readFileSync(join(REPORTS, `${name}.rdl`), 'utf8');
  const stock = file('Warehouse Stock');
  const shared = stock.replace(
    /<DataSource Name="Warehouse">[\s\S]*?<\/DataSource>/,
    '<DataSource Name="Warehouse"><DataSourceReference>Warehouse</DataSourceReference></DataSource>',
  );
  return {
    productType: 'SqlServerReportingServices',
    productVersion: '15.0.1102.1167',
    productName: 'SQL Server Reporting Services',
    timeZone: '(UTC+01:00) Sarajevo, Skopje, Warsaw, Zagreb',
    people: [
      {
        account: 'CONTOSO\\svc-tiles',
        password: 'Tiles-And-Reports-1',
        displayName: 'Report Tiles',
        systemRoles: ['System User'],
      },
      {
        account: 'CONTOSO\\bob',
        password: 'Bobs-Pa55word',
        displayName: 'Bob Report',
        systemRoles: ['System User'],
      },
      { account: 'CONTOSO\\eve', password: 'Eves-Pa55word', displayName: 'Eve Outside', systemRoles: [] },
    ],
    policies: {
      '/': {
        'CONTOSO\\svc-tiles': ['Content Manager'],
        'CONTOSO\\bob': ['Browser'],
        'CONTOSO\\eve': ['Browser'],
      },
      '/Board': { 'CONTOSO\\svc-tiles': ['Content Manager'] },
      '/Warehouse': { 'CONTOSO\\svc-tiles': ['Content Manager'], 'CONTOSO\\bob': ['Browser'] },
    },
    items: [
      folder('/'),
      folder('/Sales'),
      folder('/Warehouse'),
      folder('/Board'),
      {
        id: idOf('/Warehouse/Warehouse'),
        path: '/Warehouse/Warehouse',
        type: 'DataSource',
        modifiedAt: MODIFIED,
        provider: 'SQL',
        connectString: 'Data Source=sql.contoso.example;Initial Catalog=Warehouse',
        credentials: 'Store',
      },
      report('/Sales/Sales Overview', file('Sales Overview')),
      report('/Sales/Terms of Delivery', file('Terms of Delivery')),
      report('/Board/Results', file('Sales Overview')),
      report('/Warehouse/Stock', shared),
      report('/Warehouse/Stock of old', stock, { embedded: { Warehouse: 'Store' } }),
      report('/Warehouse/Stock by hand', stock, { embedded: { Warehouse: 'Prompt' } }),
      report('/Warehouse/Stock of last night', shared, { snapshotAt: '2026-11-20T01:00:00Z' }),
      {
        id: idOf('/Warehouse/Stock of Gdańsk'),
        path: '/Warehouse/Stock of Gdańsk',
        type: 'LinkedReport',
        modifiedAt: MODIFIED,
        link: '/Warehouse/Stock',
        parameters: {},
      },
    ],
    tables: {
      Stock: [
        { Site: 'Gdańsk', Pallets: 410 },
        { Site: 'Łódź', Pallets: 655 },
        { Site: 'Poznań', Pallets: 230 },
      ],
    },
    subscriptions: [],
    schedules: [],
  };
}
