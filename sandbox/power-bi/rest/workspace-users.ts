import { z } from 'zod';
import { bodyOf, paged, param, workspaceOf } from '../http/input.ts';
import type { Call, Operation } from '../http/operation.ts';
import { badRequest, entityNotFound, notAuthorized } from '../refusal.ts';
import { grant, roleIn } from '../tenant/access.ts';
import type { Grant, PrincipalType, Role, Workspace } from '../tenant/types.ts';
import { done, many } from './answers.ts';

const READ = ['Workspace.Read.All', 'Workspace.ReadWrite.All'];
const WRITE = ['Workspace.ReadWrite.All'];
const USERS = '/v1.0/myorg/groups/{groupId}/users';

const groupUser = z.strictObject({
  groupUserAccessRight: z.enum(['Admin', 'Member', 'Contributor', 'Viewer', 'None']),
  identifier: z.string().min(1).optional(),
  emailAddress: z.string().min(1).optional(),
  principalType: z.enum(['User', 'Group', 'App', 'None']).optional(),
  displayName: z.string().optional(),
  graphId: z.string().optional(),
  userType: z.string().optional(),
});

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
    throw notAuthorized(403);
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

export const workspaceUserOperations: readonly Operation[] = [
  { id: 'Groups_GetGroupUsers', method: 'GET', path: USERS, scopes: READ, run: users },
  {
    id: 'Groups_AddGroupUser',
    method: 'POST',
    path: USERS,
    scopes: WRITE,
    run: (call) => setUser(call, 'add'),
  },
  {
    id: 'Groups_UpdateGroupUser',
    method: 'PUT',
    path: USERS,
    scopes: WRITE,
    run: (call) => setUser(call, 'update'),
  },
  {
    id: 'Groups_DeleteUserInGroup',
    method: 'DELETE',
    path: `${USERS}/{user}`,
    scopes: WRITE,
    run: removeUser,
  },
];
