import type { TableRequest } from '../tenant/models.ts';
import type { Row } from '../tenant/types.ts';
import type { PowerBiSeed, SeedGrant, SeedModel, SeedReport, SeedUser, SeedWorkspace } from './seed.ts';

export type SampleTenant = {
  readonly tenantId: string;
  /** Administers every workspace. */
  readonly administrator: SeedUser;
  /** The first two author in Sales and Operations; the others only view. */
  readonly users: readonly SeedUser[];
  /** Who may read the template workspace; everyone by a group of that id when given, else each user by grant. */
  readonly templateReadersGroupId?: string;
  /**
   * How far the template kit is installed. `none`: no workspace; `unpinned`: workspace, model, report and an empty
   * dashboard, before a person pins the visual; `installed`: with the tile.
   */
  readonly template?: 'none' | 'unpinned' | 'installed';
};

/** Of workspace, model, report and dashboard of the template kit, as an installation of the default name makes them. */
export const TEMPLATE_NAME = 'Report Tiles - Templates';

const SALES_TABLE: TableRequest = {
  name: 'Sales',
  columns: [
    { name: 'Region', dataType: 'String' },
    { name: 'Month', dataType: 'String' },
    { name: 'Amount', dataType: 'Double', formatString: '#,0' },
  ],
};

const AMOUNTS: readonly (readonly [string, number, number, number])[] = [
  ['North', 182_400, 191_250, 204_900],
  ['East', 143_100, 139_800, 151_600],
  ['South', 98_700, 104_300, 101_150],
  ['West', 211_500, 223_050, 238_400],
];

function salesRows(): Row[] {
  return AMOUNTS.flatMap(([region, ...months]) =>
    months.map((amount, index) => ({
      Region: region,
      Month: ['August', 'September', 'October'][index] ?? '',
      Amount: amount,
    })),
  );
}

const SALES_MODEL: SeedModel = { name: 'Sales', tables: [SALES_TABLE], rows: { Sales: salesRows() } };

const SALES_REPORT: SeedReport = {
  name: 'Sales',
  model: 'Sales',
  visuals: [
    {
      name: 'total',
      visualType: 'card',
      title: 'Sales, all regions',
      fields: [{ role: 'Values', table: 'Sales', column: 'Amount', sum: true }],
    },
    {
      name: 'byRegion',
      visualType: 'clusteredColumnChart',
      title: 'Sales by region',
      fields: [
        { role: 'Category', table: 'Sales', column: 'Region' },
        { role: 'Y', table: 'Sales', column: 'Amount', sum: true },
      ],
    },
    {
      name: 'byMonth',
      visualType: 'tableEx',
      title: 'Sales by month',
      fields: [
        { role: 'Values', table: 'Sales', column: 'Month' },
        { role: 'Values', table: 'Sales', column: 'Amount', sum: true },
      ],
    },
  ],
};

function grantsOf(sample: SampleTenant, authors: number): SeedGrant[] {
  return [
    { principalId: sample.administrator.oid, role: 'Admin' },
    ...sample.users.map(
      (user, index): SeedGrant => ({
        principalId: user.oid,
        role: index < authors ? 'Contributor' : 'Viewer',
      }),
    ),
  ];
}

function salesWorkspace(sample: SampleTenant): SeedWorkspace {
  return {
    name: 'Sales',
    grants: grantsOf(sample, 2),
    models: [SALES_MODEL],
    reports: [SALES_REPORT],
    dashboards: [
      {
        name: 'Sales overview',
        tiles: [
          { report: 'Sales', visual: 'total', position: { x: 0, y: 0, colSpan: 2, rowSpan: 2 } },
          { report: 'Sales', visual: 'byRegion', position: { x: 2, y: 0, colSpan: 2, rowSpan: 2 } },
          { report: 'Sales', visual: 'byMonth', position: { x: 4, y: 0, colSpan: 2, rowSpan: 2 } },
        ],
      },
      {
        name: 'Board pack',
        readOnly: true,
        tiles: [{ report: 'Sales', visual: 'byRegion', position: { x: 0, y: 0, colSpan: 3, rowSpan: 2 } }],
      },
    ],
  };
}

function templateWorkspace(sample: SampleTenant): SeedWorkspace {
  const readers: SeedGrant[] =
    sample.templateReadersGroupId === undefined
      ? sample.users.map((user) => ({ principalId: user.oid, role: 'Viewer' }))
      : [{ principalId: sample.templateReadersGroupId, principalType: 'Group', role: 'Viewer' }];
  return {
    name: TEMPLATE_NAME,
    grants: [{ principalId: sample.administrator.oid, role: 'Admin' }, ...readers],
    models: [{ name: TEMPLATE_NAME }],
    reports: [{ name: TEMPLATE_NAME, model: TEMPLATE_NAME }],
    dashboards: [
      {
        name: TEMPLATE_NAME,
        tiles:
          sample.template === 'installed'
            ? [
                {
                  title: '',
                  report: TEMPLATE_NAME,
                  visual: 'picture',
                  position: { x: 0, y: 0, colSpan: 2, rowSpan: 2 },
                },
              ]
            : [],
      },
    ],
  };
}

/** A small organisation: what the walk-through and most tests start from. */
export function sampleTenant(sample: SampleTenant): PowerBiSeed {
  const everyone = [sample.administrator, ...sample.users];
  const groupId = sample.templateReadersGroupId;
  const groups =
    groupId === undefined
      ? []
      : [{ id: groupId, name: 'Report Tiles users', members: everyone.map((user) => user.oid) }];
  return {
    tenantId: sample.tenantId,
    users: everyone,
    groups,
    workspaces: [
      salesWorkspace(sample),
      { name: 'Operations', grants: grantsOf(sample, 2), dashboards: [{ name: 'Plant status' }] },
      {
        name: 'Finance',
        grants: grantsOf(sample, 0),
        dashboards: [{ name: 'Month-end close' }, { name: 'Cash position' }],
      },
      ...(sample.template === 'none' || sample.template === undefined ? [] : [templateWorkspace(sample)]),
    ],
  };
}
