import type { Answer, Call, Operation } from '../http/operation.ts';
import type { Service } from '../service.ts';
import { isReadOnly } from '../tenant/access.ts';
import type { Dashboard, Import, Model, Report, Tile, Workspace } from '../tenant/types.ts';

/** The one operation under both of its paths: in a workspace, and in My workspace. */
export function inBothPlaces(
  operation: Omit<Operation, 'path'> & { readonly suffix: string },
): readonly Operation[] {
  const { suffix, ...rest } = operation;
  return [
    { ...rest, id: `${operation.id}InGroup`, path: `/v1.0/myorg/groups/{groupId}${suffix}` },
    { ...rest, path: `/v1.0/myorg${suffix}` },
  ];
}

export function one(call: Call, name: string, body: object, status = 200): Answer {
  return { status, body: { '@odata.context': `${metadata(call)}#${name}/$entity`, ...body } };
}

export function many(call: Call, name: string, value: readonly object[]): Answer {
  return { status: 200, body: { '@odata.context': `${metadata(call)}#${name}`, value } };
}

export const done: Answer = { status: 200 };

function metadata(call: Call): string {
  return `${call.service.urls.api}/v1.0/myorg/$metadata`;
}

/** People's links say `me` for My workspace. */
function workspacePath(service: Service, workspaceId: string): string {
  const isMine = service.tenant.workspaces.get(workspaceId)?.ownerOid !== undefined;
  return `${service.urls.portal}/groups/${isMine ? 'me' : workspaceId}`;
}

function embedUrl(service: Service, page: string, query: Record<string, string>): string {
  return `${service.urls.portal}/${page}?${new URLSearchParams(query).toString()}`;
}

export function workspaceBody(workspace: Workspace, viewOnly: boolean): object {
  return {
    id: workspace.id,
    name: workspace.name,
    isReadOnly: workspace.readOnly || viewOnly,
    isOnDedicatedCapacity: workspace.onCapacity,
  };
}

export function dashboardBody({ service, caller }: Call, dashboard: Dashboard): object {
  const { id, workspaceId } = dashboard;
  return {
    id,
    displayName: dashboard.name,
    isReadOnly: isReadOnly(service, caller, dashboard),
    webUrl: `${workspacePath(service, workspaceId)}/dashboards/${id}`,
    embedUrl: embedUrl(service, 'dashboardEmbed', { dashboardId: id, groupId: workspaceId }),
  };
}

/** Neither subtitle nor link: REST does not know them. Broken tiles lack report and dataset. */
export function tileBody({ service }: Call, tile: Tile, workspaceId: string): object {
  const links =
    tile.content.kind === 'visual'
      ? { reportId: tile.content.reportId, datasetId: tile.content.modelId }
      : {};
  return {
    id: tile.id,
    ...(tile.titleSetOnDashboard ? { title: tile.title } : {}),
    ...links,
    rowSpan: tile.position.rowSpan,
    colSpan: tile.position.colSpan,
    embedUrl: embedUrl(service, 'embed', {
      dashboardId: tile.dashboardId,
      tileId: tile.id,
      groupId: workspaceId,
    }),
  };
}

export function modelBody({ service }: Call, model: Model): object {
  const owner = service.tenant.users.get(model.createdBy);
  return {
    id: model.id,
    name: model.name,
    webUrl: `${workspacePath(service, model.workspaceId)}/datasets/${model.id}`,
    addRowsAPIEnabled: model.kind === 'push',
    configuredBy: owner?.email ?? model.createdBy,
    isRefreshable: model.kind === 'import',
    isEffectiveIdentityRequired: false,
    isEffectiveIdentityRolesRequired: false,
    isOnPremGatewayRequired: false,
    targetStorageMode: 'Abf',
    createdDate: model.createdAt,
    upstreamDataflows: [],
    users: [],
  };
}

export function reportBody({ service, caller }: Call, report: Report): object {
  return {
    id: report.id,
    reportType: 'PowerBIReport',
    name: report.name,
    webUrl: `${workspacePath(service, report.workspaceId)}/reports/${report.id}`,
    embedUrl: embedUrl(service, 'reportEmbed', { reportId: report.id, groupId: report.workspaceId }),
    isOwnedByMe: report.createdBy === caller.oid,
    datasetId: report.modelId,
    users: [],
    subscriptions: [],
  };
}

export function importBody(call: Call, one: Import, state: 'Publishing' | 'Succeeded'): object {
  const { tenant } = call.service;
  const reports = one.reportIds.flatMap((id) => tenant.reports.get(id) ?? []);
  const models = one.modelIds.flatMap((id) => tenant.models.get(id) ?? []);
  return {
    id: one.id,
    name: one.name,
    importState: state,
    createdDateTime: one.createdAt,
    updatedDateTime: one.createdAt,
    reports: state === 'Succeeded' ? reports.map((report) => reportBody(call, report)) : [],
    datasets: state === 'Succeeded' ? models.map((model) => modelBody(call, model)) : [],
  };
}
