import { newId } from '../service.ts';
import type { TableRequest } from '../tenant/models.ts';
import {
  emptyTenant,
  type Grant,
  type Model,
  type ModelTable,
  type Role,
  type Row,
  SINCE_EVER,
  type Tenant,
  type TileContent,
  type TilePosition,
} from '../tenant/types.ts';
import { visualsOf } from '../visuals/report-visuals.ts';
import { kitTables, pictureReport, reportDefinition, type VisualRequest } from './template-kit.ts';

export type SeedUser = {
  readonly oid: string;
  readonly name: string;
  readonly email: string;
  /** `Pro` when left out. */
  readonly licence?: 'Free' | 'Pro';
};

export type SeedGrant = {
  readonly principalId: string;
  /** `User` when left out. */
  readonly principalType?: Grant['principalType'];
  readonly role: Role;
};

type SeedTile = {
  readonly title?: string;
  readonly subtitle?: string;
  readonly position: TilePosition;
} & ({ readonly imageUrl: string } | { readonly report: string; readonly visual: string });

export type SeedReport = {
  readonly id?: string;
  readonly name: string;
  /** Name of the model in the same workspace. */
  readonly model: string;
  /** Left out: one page with the visual `picture`. */
  readonly visuals?: readonly VisualRequest[];
};

export type SeedModel = {
  readonly id?: string;
  readonly name: string;
  /** The template kit's tables when left out. */
  readonly tables?: readonly TableRequest[];
  readonly rows?: Readonly<Record<string, readonly Row[]>>;
};

export type SeedWorkspace = {
  readonly id?: string;
  readonly name: string;
  /** Set: the My workspace of that user; grants then mean nothing. */
  readonly ownerOid?: string;
  readonly readOnly?: boolean;
  readonly onCapacity?: boolean;
  readonly grants?: readonly SeedGrant[];
  readonly models?: readonly SeedModel[];
  readonly reports?: readonly SeedReport[];
  readonly dashboards?: readonly {
    readonly id?: string;
    readonly name: string;
    readonly readOnly?: boolean;
    readonly tiles?: readonly SeedTile[];
  }[];
};

/** What a tenant holds when the stand-in starts without stored state. Object ids are those of the directory. */
export type PowerBiSeed = {
  /** Tokens of other tenants are refused; any tenant's are taken when left out. */
  readonly tenantId?: string;
  readonly users: readonly SeedUser[];
  readonly groups?: readonly {
    readonly id: string;
    readonly name: string;
    readonly members: readonly string[];
  }[];
  readonly workspaces?: readonly SeedWorkspace[];
};

/** `at`: ISO 8601, when everything was made and last refreshed. */
export function tenantFrom(seed: PowerBiSeed, at: string): Tenant {
  const tenant = emptyTenant(seed.tenantId);
  for (const user of seed.users) tenant.users.set(user.oid, { licence: 'Pro', ...user });
  for (const group of seed.groups ?? [])
    tenant.groups.set(group.id, { ...group, members: [...group.members] });
  for (const workspace of seed.workspaces ?? []) addWorkspace(tenant, workspace, at);
  for (const user of seed.users) {
    const hasOwn = seed.workspaces?.some((workspace) => workspace.ownerOid === user.oid) ?? false;
    if (!hasOwn) addWorkspace(tenant, { name: 'My workspace', ownerOid: user.oid }, at);
  }
  return tenant;
}

function addWorkspace(tenant: Tenant, seed: SeedWorkspace, at: string): void {
  const id = seed.id ?? newId();
  tenant.workspaces.set(id, {
    id,
    name: seed.name,
    ownerOid: seed.ownerOid,
    readOnly: seed.readOnly ?? false,
    onCapacity: seed.onCapacity ?? false,
    grants: (seed.grants ?? []).map((grant) => ({
      principalType: 'User',
      ...grant,
      grantedAt: SINCE_EVER,
    })),
  });
  const owner = seed.ownerOid ?? seed.grants?.find((grant) => grant.role === 'Admin')?.principalId ?? '';
  const models = new Map<string, string>();
  for (const model of seed.models ?? []) models.set(model.name, addModel(tenant, model, id, owner, at));
  const reports = new Map<string, string>();
  for (const report of seed.reports ?? []) {
    reports.set(report.name, addReport(tenant, report, id, owner, named(models, report.model)));
  }
  for (const dashboard of seed.dashboards ?? []) {
    const dashboardId = dashboard.id ?? newId();
    tenant.dashboards.set(dashboardId, {
      id: dashboardId,
      workspaceId: id,
      name: dashboard.name,
      readOnly: dashboard.readOnly ?? false,
    });
    for (const tile of dashboard.tiles ?? []) addSeedTile(tenant, tile, dashboardId, reports);
  }
}

function named(ids: ReadonlyMap<string, string>, name: string): string {
  const id = ids.get(name);
  if (id === undefined) throw new Error(`The seed names '${name}', which its workspace lacks.`);
  return id;
}

function addModel(
  tenant: Tenant,
  seed: SeedModel,
  workspaceId: string,
  createdBy: string,
  at: string,
): string {
  const model: Model = {
    id: seed.id ?? newId(),
    workspaceId,
    name: seed.name,
    kind: 'push',
    retention: 'basicFIFO',
    createdBy,
    createdAt: at,
    refreshedAt: seed.rows === undefined ? undefined : at,
    refreshes: [],
    tables: (seed.tables ?? kitTables()).map(
      (table): ModelTable => ({
        name: table.name,
        columns: table.columns,
        measures: table.measures ?? [],
        isHidden: table.isHidden ?? false,
        description: table.description ?? '',
        rows: [...(seed.rows?.[table.name] ?? [])],
      }),
    ),
    relationships: [],
  };
  tenant.models.set(model.id, model);
  return model.id;
}

function addReport(
  tenant: Tenant,
  seed: SeedReport,
  workspaceId: string,
  createdBy: string,
  modelId: string,
): string {
  const parts = seed.visuals === undefined ? pictureReport(modelId) : reportDefinition(modelId, seed.visuals);
  const id = seed.id ?? newId();
  tenant.reports.set(id, {
    id,
    workspaceId,
    name: seed.name,
    description: '',
    modelId,
    createdBy,
    parts,
  });
  return id;
}

function addSeedTile(
  tenant: Tenant,
  seed: SeedTile,
  dashboardId: string,
  reports: ReadonlyMap<string, string>,
): void {
  const content = contentOf(tenant, seed, reports);
  const id = newId();
  tenant.tiles.set(id, {
    id,
    dashboardId,
    title: seed.title ?? (content.kind === 'visual' ? content.query.title : ''),
    titleSetOnDashboard: seed.title !== undefined,
    subtitle: seed.subtitle ?? '',
    link: undefined,
    position: seed.position,
    content,
  });
}

function contentOf(tenant: Tenant, seed: SeedTile, reports: ReadonlyMap<string, string>): TileContent {
  if ('imageUrl' in seed) return { kind: 'image', url: seed.imageUrl };
  const report = tenant.reports.get(named(reports, seed.report));
  const visual = report === undefined ? undefined : visualsOf(report).find((one) => one.name === seed.visual);
  if (report === undefined || visual === undefined) {
    throw new Error(`The report '${seed.report}' of the seed has no visual '${seed.visual}'.`);
  }
  return { kind: 'visual', reportId: report.id, modelId: report.modelId, query: visual.query };
}
