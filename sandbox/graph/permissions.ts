import { mayConsentForAll } from '../entra/directory/consent.ts';
import type { Caller } from './caller.ts';
import { denied } from './graph-error.ts';

const OWNED_BY = 'Application.ReadWrite.OwnedBy';
const APPLICATION_ROLES = [
  'Global Administrator',
  'Application Administrator',
  'Cloud Application Administrator',
];
/** Who may give an application permissions on Graph itself. */
const PRIVILEGED_ROLES = ['Global Administrator', 'Privileged Role Administrator'];

/**
 * Applications and service principals may be read with each of these. `Application.ReadWrite.OwnedBy` too reads all
 * of them, not only owned ones: the limit is on writing.
 */
const READERS = ['Application.Read.All', 'Application.ReadWrite.All', 'Directory.Read.All'];

export function requireReader(caller: Caller): void {
  const allowed = caller.kind === 'application' ? [...READERS, OWNED_BY] : READERS;
  requireAny(caller, allowed);
}

/** People may register applications by default; an application needs the permission. */
export function requireCreator(caller: Caller): void {
  requireAny(
    caller,
    caller.kind === 'user' ? ['Application.ReadWrite.All'] : ['Application.ReadWrite.All', OWNED_BY],
  );
}

/** A person changes what is the person's own, or with an administrator's role everything; an application likewise. */
export function requireWriter(caller: Caller, owners: readonly string[]): void {
  const owns = owners.includes(caller.id);
  if (caller.kind === 'application') {
    requireAny(caller, owns ? ['Application.ReadWrite.All', OWNED_BY] : ['Application.ReadWrite.All']);
    return;
  }
  requireAny(caller, ['Application.ReadWrite.All']);
  if (!owns && !hasRole(caller, APPLICATION_ROLES)) throw denied();
}

export function requireConsentGiver(caller: Caller): void {
  requireAny(caller, ['DelegatedPermissionGrant.ReadWrite.All']);
  if (caller.kind === 'user' && !mayConsentForAll(caller.user)) throw denied();
}

export function requireRoleAssigner(caller: Caller, onGraph: boolean): void {
  requireAny(caller, ['AppRoleAssignment.ReadWrite.All']);
  if (caller.kind === 'user' && !hasRole(caller, onGraph ? PRIVILEGED_ROLES : APPLICATION_ROLES))
    throw denied();
}

export function requireAny(caller: Caller, permissions: readonly string[]): void {
  if (!has(caller, permissions)) throw denied();
}

export function has(caller: Caller, permissions: readonly string[]): boolean {
  return permissions.some((permission) => caller.permissions.includes(permission));
}

function hasRole(caller: Extract<Caller, { kind: 'user' }>, roles: readonly string[]): boolean {
  return caller.user.directoryRoles.some((role) => roles.includes(role));
}
