import { DEFAULT_RULES, LIMITS } from '../rules.ts';
import { type PowerBiSeed, tenantFrom } from '../seed/seed.ts';
import { nowText, type Service } from '../service.ts';
import { deleteDashboard } from '../tenant/dashboards.ts';
import { deleteModel } from '../tenant/models.ts';
import { deleteReport, pinVisual } from '../tenant/reports.ts';
import {
  type Dashboard,
  type Grant,
  type Report,
  type Role,
  type Row,
  SINCE_EVER,
  type Workspace,
} from '../tenant/types.ts';
import { type ReportVisual, visualsOf } from '../visuals/report-visuals.ts';
import * as views from './views.ts';

/** What the tenant holds, and what people do to it on the page. */
export type TenantControl = {
  workspaces(): Promise<readonly Workspace[]>;
  dashboards(): Promise<readonly Dashboard[]>;
  /** Of one dashboard, or all. */
  tiles(options?: { readonly dashboardId?: string }): Promise<readonly views.TileView[]>;
  models(): Promise<readonly views.ModelView[]>;
  rows(options: { readonly modelId: string; readonly table: string }): Promise<readonly Row[]>;
  reports(): Promise<readonly Omit<Report, 'parts'>[]>;
  visuals(options: { readonly reportId: string }): Promise<readonly ReportVisual[]>;
  deleteTile(options: { readonly tileId: string }): Promise<void>;
  deleteDashboard(options: { readonly dashboardId: string }): Promise<void>;
  deleteReport(options: { readonly reportId: string }): Promise<void>;
  /** Its reports and tiles go with it, unless the rule `deletingModel` says otherwise. */
  deleteModel(options: { readonly modelId: string }): Promise<void>;
  setDashboard(options: {
    readonly dashboardId: string;
    readonly readOnly?: boolean;
    readonly name?: string;
  }): Promise<void>;
  /** Without a role the access ends. Takes effect at once, whatever the lag. */
  setRole(options: {
    readonly workspaceId: string;
    readonly principalId: string;
    readonly principalType?: Grant['principalType'];
    readonly role?: Role;
  }): Promise<void>;
  /** The person's step **Pin visual**; without a name the report's first visual. */
  pinVisual(options: {
    readonly reportId: string;
    readonly visual?: string;
    readonly dashboardId: string;
  }): Promise<{ readonly tileId: string }>;
  /** Back to the first day's tenant or another one; rules and limits as well, but not the clock. */
  reset(options?: { readonly seed?: PowerBiSeed }): Promise<void>;
};

type TenantControlParts = {
  readonly service: Service;
  readonly seed: PowerBiSeed;
  readonly save: () => Promise<void>;
  /** Forgets faults and counts. */
  readonly clearTraffic: () => void;
};

export function tenantControl({ service, seed, save, clearTraffic }: TenantControlParts): TenantControl {
  const { tenant } = service;
  const changing =
    <A>(change: (argument: A) => void) =>
    async (argument: A): Promise<void> => {
      change(argument);
      await save();
    };
  return {
    workspaces: async () => structuredClone([...tenant.workspaces.values()]),
    dashboards: async () => structuredClone([...tenant.dashboards.values()]),
    tiles: async (options = {}) => views.tiles(service, options.dashboardId),
    models: async () => views.models(tenant),
    rows: async ({ modelId, table }) => {
      const found = named(tenant.models, modelId).tables.find((one) => one.name === table);
      if (found === undefined) throw new Error(`The model has no table '${table}'.`);
      return structuredClone(found.rows);
    },
    reports: async () => views.reports(tenant),
    visuals: async ({ reportId }) => visualsOf(named(tenant.reports, reportId)),
    deleteTile: changing(({ tileId }) => tenant.tiles.delete(named(tenant.tiles, tileId).id)),
    deleteDashboard: changing(({ dashboardId }) =>
      deleteDashboard(service, named(tenant.dashboards, dashboardId)),
    ),
    deleteReport: changing(({ reportId }) => deleteReport(service, named(tenant.reports, reportId))),
    deleteModel: changing(({ modelId }) => deleteModel(service, named(tenant.models, modelId))),
    setDashboard: changing(({ dashboardId, readOnly, name }) => {
      const dashboard = named(tenant.dashboards, dashboardId);
      dashboard.readOnly = readOnly ?? dashboard.readOnly;
      dashboard.name = name ?? dashboard.name;
    }),
    setRole: changing(({ workspaceId, principalId, principalType = 'User', role }) => {
      const workspace = named(tenant.workspaces, workspaceId);
      workspace.grants = workspace.grants.filter((other) => other.principalId !== principalId);
      if (role !== undefined) {
        workspace.grants.push({ principalId, principalType, role, grantedAt: SINCE_EVER });
      }
    }),
    pinVisual: async ({ reportId, visual, dashboardId }) => {
      const dashboard = named(tenant.dashboards, dashboardId);
      const tile = pinVisual(service, named(tenant.reports, reportId), visual, dashboard);
      await save();
      return { tileId: tile.id };
    },
    reset: async (options = {}) => {
      Object.assign(tenant, tenantFrom(options.seed ?? seed, nowText(service)));
      service.rules = { ...DEFAULT_RULES };
      service.limits = { ...LIMITS };
      service.pushes.clear();
      service.permissionRefreshes.clear();
      clearTraffic();
      await save();
    },
  };
}

function named<T>(items: ReadonlyMap<string, T>, id: string): T {
  const item = items.get(id);
  if (item === undefined) throw new Error(`There is nothing with the id '${id}'.`);
  return item;
}
