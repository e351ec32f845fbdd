import { z } from 'zod';
import { bodyOf, guidParam, paged, param, workspaceOf } from '../http/input.ts';
import type { Call, Operation } from '../http/operation.ts';
import { badRequest, entityNotFound, Refusal, tooManyRequests } from '../refusal.ts';
import { newId, nowMilliseconds } from '../service.ts';
import { grant, roleIn } from '../tenant/access.ts';
import { dashboardsOf, deleteDashboard } from '../tenant/dashboards.ts';
import { deleteModel, modelsOf } from '../tenant/models.ts';
import { deleteReport, reportsOf } from '../tenant/reports.ts';
import { type Grant, type PrincipalType, type Role, SINCE_EVER, type Workspace } from '../tenant/types.ts';
import { done, many, one, workspaceBody } from './answers.ts';
import { filterOf } from './filter.ts';

const READ = ['Workspace.Read.All', 'Workspace.ReadWrite.All'];
const WRITE = ['Workspace.ReadWrite.All'];
const HOUR = 3_600_000;

const groupUser = z.strictObject({
  groupUserAccessRight: z.enum(['Admin', 'Member', 'Contributor', 'Viewer', 'None']),
  identifier: z.string().min(1).optional(),
  emailAddress: z.string().min(1).optional(),
  principalType: z.enum(['User', 'Group', 'App', 'None']).optional(),
  displayName: z.string().optional(),
  graphId: z.string().optional(),
  userType: z.string().optional(),
});

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
  const { name } = bodyOf(call, z.strictObject({ name: z.string().trim().min(1).max(200) }));
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

/** A user by UPN, mail or object id; a security group or an app by object id. */
function principalOf(
  call: Call,
  identifier: string,
  type: PrincipalType,
): Pick<Grant, 'principalId' | 'principalType'> {
  const folded = identifier.toLowerCase();
  if (type === 'App') return { principalId: folded, principalType: 'App' };
  const { users, groups } = call.service.tenant;
  if (type === 'Group') {
    if (!groups.has(folded)) throw entityNotFound();
    return { principalId: folded, principalType: 'Group' };
  }
  const user = [...users.values()].find(
    (candidate) => candidate.oid === folded || candidate.email.toLowerCase() === folded,
  );
  if (user === undefined) throw entityNotFound();
  return { principalId: user.oid, principalType: 'User' };
}

function setUser(call: Call, mode: 'add' | 'update') {
  const workspace = workspaceOf(call, 'Member');
  const user = bodyOf(call, groupUser);
  const identifier = user.identifier ?? user.emailAddress;
  if (identifier === undefined) throw badRequest('The user has neither identifier nor emailAddress.');
  const principal = principalOf(
    call,
    identifier,
    user.principalType === undefined || user.principalType === 'None' ? 'User' : user.principalType,
  );
  const held = workspace.grants.find((other) => other.principalId === principal.principalId);
  if (mode === 'add' && held !== undefined)
    throw badRequest('The user already has access: update it instead.');
  if (mode === 'update' && held === undefined) throw entityNotFound();
  const role = user.groupUserAccessRight;
  if (role === 'None') {
    workspace.grants = workspace.grants.filter((other) => other !== held);
    return done;
  }
  refuseBeyondOwnRole(call, workspace, role);
  grant(call.service, workspace, { ...principal, role });
  return done;
}

/** Members add others "with lower permissions"; only administrators make administrators. */
function refuseBeyondOwnRole(call: Call, workspace: Workspace, role: Role): void {
  if (role === 'Admin' && roleIn(call.service, call.caller, workspace) !== 'Admin') {
    throw new Refusal(403, 'PowerBINotAuthorizedException');
  }
}

function removeUser(call: Call) {
  const workspace = workspaceOf(call, 'Admin');
  const folded = param(call, 'user').toLowerCase();
  const byMail = [...call.service.tenant.users.values()].find((user) => user.email.toLowerCase() === folded);
  const held = workspace.grants.find((other) => [folded, byMail?.oid].includes(other.principalId));
  if (held === undefined) throw entityNotFound();
  const admins = workspace.grants.filter((other) => other.role === 'Admin');
  if (held.role === 'Admin' && admins.length === 1) throw badRequest('A workspace keeps one administrator.');
  workspace.grants = workspace.grants.filter((other) => other !== held);
  return done;
}

function users(call: Call) {
  const workspace = workspaceOf(call, 'Viewer');
  const { tenant } = call.service;
  const value = workspace.grants.map(({ principalId, principalType, role }) => {
    const user = tenant.users.get(principalId);
    const name = user?.name ?? tenant.groups.get(principalId)?.name ?? principalId;
    return {
      groupUserAccessRight: role,
      displayName: name,
      identifier: user?.email ?? principalId,
      ...(user === undefined ? {} : { emailAddress: user.email }),
      principalType,
    };
  });
  return many(call, 'users', paged(value, call.query));
}

function rename(call: Call) {
  const workspace = workspaceOf(call, 'Admin');
  const { name } = bodyOf(call, z.strictObject({ name: z.string().trim().min(1).max(200) }));
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
  { id: 'Groups_GetGroupUsers', method: 'GET', path: `${GROUPS}/{groupId}/users`, scopes: READ, run: users },
  {
    id: 'Groups_AddGroupUser',
    method: 'POST',
    path: `${GROUPS}/{groupId}/users`,
    scopes: WRITE,
    run: (call) => setUser(call, 'add'),
  },
  {
    id: 'Groups_UpdateGroupUser',
    method: 'PUT',
    path: `${GROUPS}/{groupId}/users`,
    scopes: WRITE,
    run: (call) => setUser(call, 'update'),
  },
  {
    id: 'Groups_DeleteUserInGroup',
    method: 'DELETE',
    path: `${GROUPS}/{groupId}/users/{user}`,
    scopes: WRITE,
    run: removeUser,
  },
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
