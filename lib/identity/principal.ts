import type { Temporal } from 'temporal-polyfill';

export const ROLES = ['Admin', 'Publisher', 'Automation'] as const;
export type Role = (typeof ROLES)[number];

declare const ownerBrand: unique symbol;
/** `tenant|oid`: the partition of everything that belongs to one person. */
export type Owner = string & { readonly [ownerBrand]: true };

/** A person, by the portal's session cookie or a delegated bearer token. */
export type UserPrincipal = {
  readonly kind: 'user';
  readonly tenantId: string;
  readonly oid: string;
  readonly owner: Owner;
  readonly name: string;
  /** The user name to sign in with; shown, and used as login hint. Never a key. */
  readonly upn: string;
  readonly roles: readonly Role[];
  /** When the person last proved who they are; absent where Entra did not say, and with a bearer token. */
  readonly authenticatedAt?: Temporal.Instant;
};

/** A program with its own token (client credentials) and the role Automation. */
export type AppPrincipal = {
  readonly kind: 'app';
  readonly tenantId: string;
  readonly oid: string;
  readonly owner: Owner;
  readonly name: string;
  readonly roles: readonly Role[];
};

/** Whoever holds the host key, before a registration exists or after it was deleted: may register, nothing else. */
export type SetupPrincipal = { readonly kind: 'setup' };

export type Principal = UserPrincipal | AppPrincipal | SetupPrincipal;

const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Makes the owner key of two GUIDs; undefined when either is none. */
export function parseOwner(tenantId: string, oid: string): Owner | undefined {
  const [tenant, person] = [tenantId.toLowerCase(), oid.toLowerCase()];
  return GUID.test(tenant) && GUID.test(person) ? (`${tenant}|${person}` as Owner) : undefined;
}

/** Splits an owner key that a row or message holds; undefined when it is none. */
export function readOwner(
  text: string,
): { readonly owner: Owner; readonly tenantId: string; readonly oid: string } | undefined {
  const [tenantId, oid, ...rest] = text.split('|');
  const owner =
    tenantId !== undefined && oid !== undefined && rest.length === 0 ? parseOwner(tenantId, oid) : undefined;
  return owner && tenantId !== undefined && oid !== undefined ? { owner, tenantId, oid } : undefined;
}

export function hasRole(principal: Principal, role: Role): boolean {
  return principal.kind !== 'setup' && principal.roles.includes(role);
}
