import { entityNotFound, notAuthorized, Refusal } from '../refusal.ts';
import { roleRank } from '../rules.ts';
import { newId, nowMilliseconds, nowText, type Service } from '../service.ts';
import type { Dashboard, Grant, Model, Report, Role, Workspace } from './types.ts';

/** Whose token it is. `appOnly`: a service principal, which needs no scopes and has no My workspace. */
export type Caller = { readonly oid: string; readonly appOnly: boolean };

/** An all-zero id in a request means My workspace. */
const MY_WORKSPACE = '00000000-0000-0000-0000-000000000000';

const PERMISSION_REFRESH_MS = 120_000;

function inEffect(service: Service, oid: string, grant: Grant): boolean {
  const granted = Date.parse(grant.grantedAt);
  const now = nowMilliseconds(service);
  if (now >= granted + service.rules.permissionLagSeconds * 1000) return true;
  const refreshed = service.permissionRefreshes.get(oid);
  return refreshed !== undefined && refreshed >= granted && now >= refreshed + PERMISSION_REFRESH_MS;
}

/** The strongest role that a caller holds, by own grant or through a security group; undefined: no access. */
export function roleIn(service: Service, caller: Caller, workspace: Workspace): Role | undefined {
  if (workspace.ownerOid !== undefined) return workspace.ownerOid === caller.oid ? 'Admin' : undefined;
  let best: Role | undefined;
  for (const grant of workspace.grants) {
    const isTheirs =
      grant.principalId === caller.oid ||
      (grant.principalType === 'Group' &&
        (service.tenant.groups.get(grant.principalId)?.members.includes(caller.oid) ?? false));
    if (isTheirs && roleRank(grant.role) > roleRank(best) && inEffect(service, caller.oid, grant)) {
      best = grant.role;
    }
  }
  return best;
}

/** A user's own workspace; made when first asked for, as every user of the service has one. */
export function myWorkspace(service: Service, caller: Caller): Workspace {
  if (caller.appOnly) throw notAuthorized(service.rules.noAccessStatus);
  for (const workspace of service.tenant.workspaces.values()) {
    if (workspace.ownerOid === caller.oid) return workspace;
  }
  const made: Workspace = {
    id: newId(),
    name: 'My workspace',
    ownerOid: caller.oid,
    readOnly: false,
    onCapacity: false,
    grants: [],
  };
  service.tenant.workspaces.set(made.id, made);
  return made;
}

/** Refuses a caller whose role is below `needs`; a foreign workspace and one that does not exist look alike. */
export function requireRole(
  service: Service,
  caller: Caller,
  workspace: Workspace | undefined,
  needs: Role,
): Workspace {
  const role = workspace === undefined ? undefined : roleIn(service, caller, workspace);
  if (workspace === undefined || role === undefined) throw notAuthorized(service.rules.noAccessStatus);
  if (roleRank(role) < roleRank(needs)) throw notAuthorized(403);
  if (needs !== 'Viewer') requireLicence(service, caller, workspace);
  return workspace;
}

/** "For other workspaces, you must have a Pro license to author and publish", unless it lies on a capacity. */
function requireLicence(service: Service, caller: Caller, workspace: Workspace): void {
  if (workspace.ownerOid !== undefined || workspace.onCapacity || caller.appOnly) return;
  if (service.tenant.users.get(caller.oid)?.licence === 'Free') {
    throw new Refusal(403, 'PowerBINotLicensedException');
  }
}

/** `id` undefined or all zeros: My workspace. */
export function workspaceFor(
  service: Service,
  caller: Caller,
  id: string | undefined,
  needs: Role,
): Workspace {
  if (id === undefined || id === MY_WORKSPACE) return myWorkspace(service, caller);
  return requireRole(service, caller, service.tenant.workspaces.get(id.toLowerCase()), needs);
}

type Owned = { workspaceId: string };

function inWorkspace<T extends Owned>(items: Map<string, T>, workspace: Workspace, id: string): T {
  const item = items.get(id.toLowerCase());
  if (item === undefined || item.workspaceId !== workspace.id) throw entityNotFound();
  return item;
}

export function dashboardIn(service: Service, workspace: Workspace, id: string): Dashboard {
  return inWorkspace(service.tenant.dashboards, workspace, id);
}

export function modelIn(service: Service, workspace: Workspace, id: string): Model {
  return inWorkspace(service.tenant.models, workspace, id);
}

export function reportIn(service: Service, workspace: Workspace, id: string): Report {
  return inWorkspace(service.tenant.reports, workspace, id);
}

/** Of everyone who looks: a dashboard may be read-only itself, or to viewers of its workspace. */
export function isReadOnly(service: Service, caller: Caller, dashboard: Dashboard): boolean {
  const workspace = service.tenant.workspaces.get(dashboard.workspaceId);
  if (workspace === undefined || workspace.readOnly || dashboard.readOnly) return true;
  return roleRank(roleIn(service, caller, workspace)) < roleRank('Contributor');
}

export function grant(service: Service, workspace: Workspace, grantOf: Omit<Grant, 'grantedAt'>): void {
  const others = workspace.grants.filter((other) => other.principalId !== grantOf.principalId);
  workspace.grants = [...others, { ...grantOf, grantedAt: nowText(service) }];
}

/** Build on a model comes with Contributor, or with making it in one's own workspace. */
export function requireBuild(service: Service, caller: Caller, model: Model | undefined): Model {
  if (model === undefined) throw entityNotFound();
  requireRole(service, caller, service.tenant.workspaces.get(model.workspaceId), 'Contributor');
  return model;
}
