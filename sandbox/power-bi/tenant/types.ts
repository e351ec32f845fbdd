import type { VisualQuery } from '../visuals/visual-query.ts';

/** From weakest to strongest; each may do what the ones before it may. */
export const ROLES = ['Viewer', 'Contributor', 'Member', 'Admin'] as const;
export type Role = (typeof ROLES)[number];

export type PrincipalType = 'User' | 'Group' | 'App';

export type User = {
  oid: string;
  name: string;
  email: string;
  /** Without Pro only My workspace can be authored in, and 10,000 rows an hour pushed. */
  licence: 'Free' | 'Pro';
};

type SecurityGroup = { id: string; name: string; members: string[] };

export type Grant = {
  principalId: string;
  principalType: PrincipalType;
  role: Role;
  /** ISO 8601; from here the service's lag counts until the grant takes effect. */
  grantedAt: string;
};

/** When seeded access was granted: long past every lag. */
export const SINCE_EVER = '1970-01-01T00:00:00Z';

export type Workspace = {
  id: string;
  name: string;
  /** Set for a My workspace: its only user. */
  ownerOid: string | undefined;
  readOnly: boolean;
  onCapacity: boolean;
  grants: Grant[];
};

export type Dashboard = { id: string; workspaceId: string; name: string; readOnly: boolean };

/** Grid units of a dashboard, from its top left. */
export type TilePosition = { x: number; y: number; colSpan: number; rowSpan: number };

/** A visual without report or model is broken, as a clone to another workspace without targets is. */
type VisualContent = {
  kind: 'visual';
  reportId: string | undefined;
  modelId: string | undefined;
  query: VisualQuery;
};

export type TileContent = VisualContent | { kind: 'image'; url: string };

export type Tile = {
  id: string;
  dashboardId: string;
  /** Shown on the page. REST answers it only when it was set on the dashboard, not when it came with the visual. */
  title: string;
  titleSetOnDashboard: boolean;
  subtitle: string;
  /** Custom link of Tile details; people set it, no REST operation does. */
  link: string | undefined;
  position: TilePosition;
  content: TileContent;
};

export type CellValue = string | number | boolean | null;
export type Row = Record<string, CellValue>;

export type Column = {
  name: string;
  dataType: string;
  formatString?: string | undefined;
  sortByColumn?: string | undefined;
  dataCategory?: string | undefined;
  isHidden?: boolean | undefined;
  summarizeBy?: string | undefined;
};

export type Measure = {
  name: string;
  expression: string;
  formatString?: string | undefined;
  description?: string | undefined;
  isHidden?: boolean | undefined;
};

export type ModelTable = {
  name: string;
  columns: Column[];
  measures: Measure[];
  isHidden: boolean;
  description: string;
  rows: Row[];
};

export type Relationship = {
  name: string;
  fromTable: string;
  fromColumn: string;
  toTable: string;
  toColumn: string;
  crossFilteringBehavior?: 'OneDirection' | 'BothDirections' | 'Automatic' | undefined;
};

export type Model = {
  id: string;
  workspaceId: string;
  name: string;
  /** Rows can be posted to push models alone. */
  kind: 'push' | 'import';
  retention: 'None' | 'basicFIFO';
  createdBy: string;
  createdAt: string;
  /** When rows last arrived or a refresh last ended: what a tile shows as "last refreshed". */
  refreshedAt: string | undefined;
  refreshes: { id: string; at: string }[];
  tables: ModelTable[];
  relationships: Relationship[];
};

/** One file of a report's definition; `payload` is base64. */
export type DefinitionPart = { path: string; payload: string; payloadType: 'InlineBase64' };

export type Report = {
  id: string;
  workspaceId: string;
  name: string;
  description: string;
  modelId: string;
  createdBy: string;
  parts: DefinitionPart[];
};

export type Import = {
  id: string;
  workspaceId: string;
  name: string;
  createdAt: string;
  reportIds: string[];
  modelIds: string[];
};

/** A long-running operation of the Fabric API; it ends when it was polled often enough or is old enough. */
export type FabricOperation = {
  id: string;
  oid: string;
  createdAt: string;
  pollsLeft: number;
  workspaceId: string;
  request: { displayName: string; description: string; parts: DefinitionPart[] };
  outcome: { reportId: string } | { errorCode: string; message: string } | undefined;
};

/** A map that is written to JSON as its entries, and made again from them. */
class Collection<T> extends Map<string, T> {
  toJSON(): [string, T][] {
    return [...this];
  }
}

export type Tenant = {
  tenantId: string | undefined;
  /** By object id. */
  users: Collection<User>;
  groups: Collection<SecurityGroup>;
  workspaces: Collection<Workspace>;
  dashboards: Collection<Dashboard>;
  tiles: Collection<Tile>;
  models: Collection<Model>;
  reports: Collection<Report>;
  imports: Collection<Import>;
  operations: Collection<FabricOperation>;
};

export function emptyTenant(tenantId?: string): Tenant {
  return {
    tenantId,
    users: new Collection(),
    groups: new Collection(),
    workspaces: new Collection(),
    dashboards: new Collection(),
    tiles: new Collection(),
    models: new Collection(),
    reports: new Collection(),
    imports: new Collection(),
    operations: new Collection(),
  };
}

/** Makes collections of what was read from JSON, where they are lists of entries. */
export function revive(tenant: Tenant): void {
  tenant.users = new Collection(tenant.users);
  tenant.groups = new Collection(tenant.groups);
  tenant.workspaces = new Collection(tenant.workspaces);
  tenant.dashboards = new Collection(tenant.dashboards);
  tenant.tiles = new Collection(tenant.tiles);
  tenant.models = new Collection(tenant.models);
  tenant.reports = new Collection(tenant.reports);
  tenant.imports = new Collection(tenant.imports);
  tenant.operations = new Collection(tenant.operations);
}
