import { z } from 'zod';
import { bodyOf, guid, guidParam, modelKey, workspaceOf } from '../http/input.ts';
import type { Call, Operation } from '../http/operation.ts';
import { badRequest, entityNotFound, notAuthorized } from '../refusal.ts';
import { type Caller, dashboardIn, isReadOnly, requireRole, workspaceFor } from '../tenant/access.ts';
import {
  addTile,
  clonePosition,
  createDashboard,
  dashboardsOf,
  deleteDashboard,
  tilesOf,
} from '../tenant/dashboards.ts';
import type { Dashboard, Tile, TileContent, Workspace } from '../tenant/types.ts';
import { dashboardBody, done, inBothPlaces, many, one, tileBody } from './answers.ts';

const READ = ['Dashboard.Read.All', 'Dashboard.ReadWrite.All'];
const WRITE = ['Dashboard.ReadWrite.All'];

const addDashboardRequest = z.strictObject({ name: z.string().trim().min(1).max(256) });

const cloneTileRequest = z.strictObject({
  targetDashboardId: guid,
  targetWorkspaceId: guid.optional(),
  targetReportId: guid.optional(),
  targetModelId: modelKey.optional(),
  positionConflictAction: z.enum(['Tail', 'Abort']).optional(),
});
type CloneTileRequest = z.infer<typeof cloneTileRequest>;

function list(call: Call) {
  const workspace = workspaceOf(call, 'Viewer');
  const bodies = dashboardsOf(call.service, workspace).map((dashboard) => dashboardBody(call, dashboard));
  return many(call, 'dashboards', bodies);
}

function dashboardOf(call: Call, workspace: Workspace): Dashboard {
  return dashboardIn(call.service, workspace, guidParam(call, 'dashboardId'));
}

function tileOf(call: Call, dashboard: Dashboard): Tile {
  const tile = call.service.tenant.tiles.get(guidParam(call, 'tileId'));
  if (tile === undefined || tile.dashboardId !== dashboard.id) throw entityNotFound();
  return tile;
}

function create(call: Call) {
  const workspace = workspaceOf(call, 'Contributor');
  const { name } = bodyOf(call, addDashboardRequest);
  return one(call, 'dashboards', dashboardBody(call, createDashboard(call.service, workspace, name)));
}

function remove(call: Call) {
  const dashboard = dashboardOf(call, workspaceOf(call, 'Viewer'));
  if (isReadOnly(call.service, call.caller, dashboard)) throw notAuthorized(403);
  deleteDashboard(call.service, dashboard);
  return done;
}

function cloneTile(call: Call) {
  const { service, caller } = call;
  const source = workspaceOf(call, service.rules.cloneTileNeeds);
  const tile = tileOf(call, dashboardOf(call, source));
  const request = bodyOf(call, cloneTileRequest);
  const target = targetOf(call, source, request);
  const dashboard = dashboardIn(service, target, request.targetDashboardId);
  if (isReadOnly(service, caller, dashboard)) throw notAuthorized(403);
  const clone = addTile(service, {
    dashboardId: dashboard.id,
    title: tile.title,
    titleSetOnDashboard: tile.titleSetOnDashboard,
    subtitle: tile.subtitle,
    link: tile.link,
    position: clonePosition(service, dashboard.id, tile.position, request.positionConflictAction ?? 'Tail'),
    content: rebound(call, tile.content, request, target.id === source.id),
  });
  return one(call, 'tiles', tileBody(call, clone, target.id));
}

/** A known fault of the service: Clone Tile into another workspace refuses service principals with 401. */
function targetOf(call: Call, source: Workspace, request: CloneTileRequest): Workspace {
  const { service, caller } = call;
  const target =
    request.targetWorkspaceId === undefined
      ? requireRole(service, caller, source, 'Viewer')
      : workspaceFor(service, caller, request.targetWorkspaceId, 'Viewer');
  if (caller.appOnly && target.id !== source.id) throw notAuthorized(401);
  return target;
}

/**
 * The query is cloned as it is. Target ids replace the links; where they are missing, links stay in the same workspace
 * and are removed in another, "and the tile will be broken".
 */
function rebound(
  call: Call,
  content: TileContent,
  request: CloneTileRequest,
  sameWorkspace: boolean,
): TileContent {
  if (content.kind === 'image') return { ...content };
  const { tenant } = call.service;
  const report = mayRead(call, request.targetReportId, tenant.reports);
  const model = mayRead(call, request.targetModelId, tenant.models);
  if (report !== undefined && model !== undefined && report.modelId !== model.id) {
    throw badRequest('The target report is not bound to the target dataset.');
  }
  return {
    kind: 'visual',
    query: structuredClone(content.query),
    reportId: report?.id ?? (sameWorkspace ? content.reportId : undefined),
    modelId: model?.id ?? (sameWorkspace ? content.modelId : undefined),
  };
}

function mayRead<T extends { workspaceId: string }>(
  call: Call,
  id: string | undefined,
  items: Map<string, T>,
): T | undefined {
  if (id === undefined) return undefined;
  const item = items.get(id);
  if (item === undefined) throw entityNotFound();
  const { service } = call;
  const caller: Caller = call.caller;
  requireRole(service, caller, service.tenant.workspaces.get(item.workspaceId), 'Viewer');
  return item;
}

export const dashboardOperations: readonly Operation[] = [
  ...inBothPlaces({
    id: 'Dashboards_GetDashboards',
    method: 'GET',
    suffix: '/dashboards',
    scopes: READ,
    run: list,
  }),
  ...inBothPlaces({
    id: 'Dashboards_AddDashboard',
    method: 'POST',
    suffix: '/dashboards',
    scopes: ['Content.Create'],
    run: create,
  }),
  ...inBothPlaces({
    id: 'Dashboards_GetDashboard',
    method: 'GET',
    suffix: '/dashboards/{dashboardId}',
    scopes: READ,
    run: (call) =>
      one(call, 'dashboards', dashboardBody(call, dashboardOf(call, workspaceOf(call, 'Viewer')))),
  }),
  ...inBothPlaces({
    id: 'Dashboards_DeleteDashboard',
    method: 'DELETE',
    suffix: '/dashboards/{dashboardId}',
    scopes: WRITE,
    run: remove,
  }),
  ...inBothPlaces({
    id: 'Dashboards_GetTiles',
    method: 'GET',
    suffix: '/dashboards/{dashboardId}/tiles',
    scopes: READ,
    run: (call) => {
      const workspace = workspaceOf(call, 'Viewer');
      const tiles = tilesOf(call.service, dashboardOf(call, workspace).id);
      return many(
        call,
        'tiles',
        tiles.map((tile) => tileBody(call, tile, workspace.id)),
      );
    },
  }),
  ...inBothPlaces({
    id: 'Dashboards_GetTile',
    method: 'GET',
    suffix: '/dashboards/{dashboardId}/tiles/{tileId}',
    scopes: READ,
    run: (call) => {
      const workspace = workspaceOf(call, 'Viewer');
      return one(call, 'tiles', tileBody(call, tileOf(call, dashboardOf(call, workspace)), workspace.id));
    },
  }),
  ...inBothPlaces({
    id: 'Dashboards_CloneTile',
    method: 'POST',
    suffix: '/dashboards/{dashboardId}/tiles/{tileId}/Clone',
    scopes: WRITE,
    run: cloneTile,
  }),
];
