import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Service } from '../service.ts';
import { type Caller, roleIn } from '../tenant/access.ts';
import type { User, Workspace } from '../tenant/types.ts';

const COOKIE = 'power-bi-visitor';

/** Who looks at the page: picked from a list, for nothing here is worth a password. */
export type Visitor = { readonly user: User; readonly caller: Caller };

export function visitorOf(service: Service, request: IncomingMessage): Visitor | undefined {
  const cookies = (request.headers.cookie ?? '').split(/;\s*/);
  const oid = cookies.find((cookie) => cookie.startsWith(`${COOKIE}=`))?.slice(COOKIE.length + 1);
  const user = service.tenant.users.get(oid ?? '');
  return user === undefined ? undefined : { user, caller: { oid: user.oid, appOnly: false } };
}

/** Strict: no other site makes a browser act in a visitor's name. */
export function remember(response: ServerResponse, oid: string | undefined): void {
  const value = oid === undefined ? `${COOKIE}=; Max-Age=0` : `${COOKIE}=${oid}`;
  response.setHeader('Set-Cookie', `${value}; Path=/; HttpOnly; SameSite=Strict`);
}

/** My workspace first, then the ones that the visitor has a role in. */
export function workspacesOf(service: Service, { caller }: Visitor): Workspace[] {
  return [...service.tenant.workspaces.values()]
    .filter((workspace) => roleIn(service, caller, workspace) !== undefined)
    .sort(
      (a, b) =>
        Number(b.ownerOid !== undefined) - Number(a.ownerOid !== undefined) ||
        a.name.localeCompare(b.name, 'en'),
    );
}

/** As in links: `me` for My workspace. */
export function pathOf(workspace: Workspace): string {
  return `/groups/${workspace.ownerOid === undefined ? workspace.id : 'me'}`;
}
