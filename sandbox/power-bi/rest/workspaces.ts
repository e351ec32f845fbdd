import { z } from 'zod';
import { bodyOf, guidParam, paged, workspaceOf } from '../http/input.ts';
import type { Call, Operation } from '../http/operation.ts';
import { Refusal, tooManyRequests } from '../refusal.ts';
import { newId, nowMilliseconds } from '../service.ts';
import { roleIn } from '../tenant/access.ts';
import { dashboardsOf, deleteDashboard } from '../tenant/dashboards.ts';
import { deleteModel, modelsOf } from '../tenant/models.ts';
import { deleteReport, reportsOf } from '../tenant/reports.ts';
import { SINCE_EVER, type Workspace } from '../tenant/types.ts';
import { done, many, one, workspaceBody } from './answers.ts';
import { filterOf } from './filter.ts';

const READ = ['Workspace.Read.All', 'Workspace.ReadWrite.All'];
const WRITE = ['Workspace.ReadWrite.All'];
const HOUR = 3_600_000;

const nameRequest = z.strictObject({ name: z.string().trim().min(1).max(200) });

function answerFor(call: Call, workspace: Workspace): object {
  return workspaceBody(workspace, roleIn(call.service, call.caller, workspace) === 'Viewer');
}

function listed(call: Call): Workspace[] {
  const keep = filterOf(call.query.get('$filter'));
  return [...call.service.tenant.workspaces.values()]
    .filter((workspace) => workspace.ownerOid === undefined)
    .filter((workspace) => roleIn(call.service, call.caller, workspace) !== undefined)
    .filter((workspace) => keep({ id: workspace.id, name: workspace.name }));
}

/** Names are unique in an organisation; the service answers 400 for a second one. */
function refuseSameName(call: Call, name: string, except?: Workspace): void {
  for (const other of call.service.tenant.workspaces.values()) {
    if (other === except || other.ownerOid !== undefined) continue;
    if (other.name.toLowerCase() === name.toLowerCase()) {
      throw new Refusal(400, 'PowerBIEntityAlreadyExists');
    }
  }
}

function create(call: Call) {
  const { name } = bodyOf(call, nameRequest);
  if (call.service.tenant.users.get(call.caller.oid)?.licence === 'Free') {
    throw new Refusal(403, 'PowerBINotLicensedException');
  }
  refuseSameName(call, name);
  const workspace: Workspace = {
    id: newId(),
    name,
    ownerOid: undefined,
    readOnly: false,
    onCapacity: false,
    grants: [
      {
        principalId: call.caller.oid,
        principalType: call.caller.appOnly ? 'App' : 'User',
        role: 'Admin',
        grantedAt: SINCE_EVER,
      },
    ],
  };
  call.service.tenant.workspaces.set(workspace.id, workspace);
  return one(call, 'groups', answerFor(call, workspace));
}

function remove(call: Call) {
  const workspace = workspaceOf(call, 'Admin');
  const { service } = call;
  for (const dashboard of dashboardsOf(service, workspace)) deleteDashboard(service, dashboard);
  for (const report of reportsOf(service, workspace.id)) deleteReport(service, report);
  for (const model of modelsOf(service, workspace.id)) deleteModel(service, model);
  service.tenant.workspaces.delete(workspace.id);
  return done;
}

function rename(call: Call) {
  const workspace = workspaceOf(call, 'Admin');
  const { name } = bodyOf(call, nameRequest);
  refuseSameName(call, name, workspace);
  workspace.name = name;
  return done;
}

function refreshPermissions(call: Call) {
  const now = nowMilliseconds(call.service);
  const last = call.service.permissionRefreshes.get(call.caller.oid);
  if (last !== undefined && now < last + HOUR) {
    throw tooManyRequests('At most one call per user per hour.', (last + HOUR - now) / 1000);
  }
  call.service.permissionRefreshes.set(call.caller.oid, now);
  return done;
}

const GROUPS = '/v1.0/myorg/groups';

export const workspaceOperations: readonly Operation[] = [
  {
    id: 'Groups_GetGroups',
    method: 'GET',
    path: GROUPS,
    scopes: READ,
    run: (call) =>
      many(
        call,
        'groups',
        paged(listed(call), call.query).map((one) => answerFor(call, one)),
      ),
  },
  { id: 'Groups_CreateGroup', method: 'POST', path: GROUPS, scopes: WRITE, run: create },
  {
    id: 'Groups_GetGroup',
    method: 'GET',
    path: `${GROUPS}/{groupId}`,
    scopes: READ,
    run: (call) => {
      guidParam(call, 'groupId');
      return one(call, 'groups', answerFor(call, workspaceOf(call, 'Viewer')));
    },
  },
  { id: 'Groups_UpdateGroup', method: 'PATCH', path: `${GROUPS}/{groupId}`, scopes: WRITE, run: rename },
  { id: 'Groups_DeleteGroup', method: 'DELETE', path: `${GROUPS}/{groupId}`, scopes: WRITE, run: remove },
  {
    id: 'Users_RefreshUserPermissions',
    method: 'POST',
    path: '/v1.0/myorg/RefreshUserPermissions',
    scopes: READ,
    run: refreshPermissions,
  },
  {
    id: 'AvailableFeatures_GetAvailableFeatures',
    method: 'GET',
    path: '/v1.0/myorg/availableFeatures',
    scopes: [],
    run: (call) => ({
      status: 200,
      body: {
        '@odata.context': `${call.service.urls.api}/v1.0/myorg/$metadata#availableFeatures`,
        features: [{ name: 'pushDatasets', state: 'Enabled', extendedState: 'Enabled' }],
      },
    }),
  },
];
