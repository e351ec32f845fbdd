import { ROLES, type Role } from './tenant/types.ts';

/** Power BI's limits on push models (learn.microsoft.com, push-datasets-limitations); tests may lower them. */
export const LIMITS = {
  columnsPerTable: 75,
  tablesPerModel: 75,
  relationshipsPerModel: 75,
  rowsPerPost: 10_000,
  rowsPerHour: 1_000_000,
  /** "10,000 rows added per hour per dataset" where its creator has a free licence. */
  rowsPerHourFree: 10_000,
  pendingPosts: 5,
  postsPerMinute: 120,
  /** Once a table holds `largeTableRows` rows: so many POSTs an hour instead of a minute. */
  postsPerHourOfLargeTable: 120,
  largeTableRows: 250_000,
  rowsPerTableFifo: 200_000,
  rowsPerTable: 5_000_000,
  charactersPerString: 4_000,
  bytesPerRequest: 16 * 1024 * 1024,
  importRefreshesPerDay: 8,
};
export type Limits = typeof LIMITS;

/** Where documents contradict each other or say nothing, the answer is a switch: tests try both. */
export type Rules = {
  /** Status of PowerBINotAuthorizedException for a foreign workspace. Documented 401, seen as 403. */
  noAccessStatus: 401 | 403;
  /** Status for a scope that the token lacks. Documented 401; 403 is seen. */
  missingScopeStatus: 401 | 403;
  /** Error answers without a body, as the service sometimes sends them. */
  emptyErrorBodies: boolean;
  /** Answer 307 with a Location on the tenant's own cluster, as `preferClientRouting=true` asks for. */
  clientRouting: 'when-asked' | 'always' | 'never';
  /** 202 instead of 201 for a new push model: made, but announced as under way. */
  modelCreation: 'created' | 'accepted';
  /** 202 with an operation to poll instead of 201 for a report made from a definition. */
  reportCreation: 'created' | 'accepted';
  /** How often an operation answers Running, and after how many seconds it ends unpolled. */
  operationPolls: number;
  operationSeconds: number;
  /** Whether a definition may bind a report to a push model: not proven on a live tenant. */
  reportsOnPushModels: 'allowed' | 'refused';
  /** Documented for the service: deleting a model deletes its reports and the tiles that show its data. */
  deletingModel: 'deletes-reports-and-tiles' | 'leaves-them-broken';
  /** Fabric lists ItemDisplayNameAlreadyInUse; Power BI's own operations never refuse a name. */
  sameReportName: 'refused' | 'allowed';
  /** The role that Clone Tile needs in the source's workspace is documented nowhere. */
  cloneTileNeeds: Role;
  /** Push models cannot be created after this instant (ISO 8601); existing ones go on. */
  pushModelsEndAt: string | undefined;
  /** Seconds until a granted role takes effect, unless RefreshUserPermissions was called two minutes ago. */
  permissionLagSeconds: number;
};

export const DEFAULT_RULES: Rules = {
  noAccessStatus: 401,
  missingScopeStatus: 401,
  emptyErrorBodies: false,
  clientRouting: 'when-asked',
  modelCreation: 'created',
  reportCreation: 'created',
  operationPolls: 1,
  operationSeconds: 5,
  reportsOnPushModels: 'allowed',
  deletingModel: 'deletes-reports-and-tiles',
  sameReportName: 'refused',
  cloneTileNeeds: 'Viewer',
  pushModelsEndAt: '2027-11-01T00:00:00Z',
  permissionLagSeconds: 0,
};

export function roleRank(role: Role | undefined): number {
  return role === undefined ? -1 : ROLES.indexOf(role);
}
