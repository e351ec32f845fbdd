import type { IncomingMessage } from 'node:http';
import { Refusal } from '../refusal.ts';
import type { Service } from '../service.ts';
import type { Caller } from '../tenant/access.ts';

/** What a bearer token says; undefined: it is none of the directory's. */
export type VerifiedToken = {
  readonly oid: string;
  readonly tid: string;
  /** Short names, as in the `scp` claim: `Dataset.ReadWrite.All`. */
  readonly scp: readonly string[];
  /** Was good once; its other claims still count. */
  readonly expired?: boolean;
  /** A token of a service principal itself: no scopes are asked of it. */
  readonly appOnly?: boolean;
};

export type VerifyToken = (bearer: string) => VerifiedToken | undefined | Promise<VerifiedToken | undefined>;

/** What the request's bearer token says; undefined where there is none, or a bad one. */
export async function tokenOf(
  verifyToken: VerifyToken,
  request: IncomingMessage,
): Promise<VerifiedToken | undefined> {
  const bearer = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
  return bearer === undefined ? undefined : verifyToken(bearer);
}

/** Refuses missing, expired and foreign tokens. Users that the seed did not name are taken up as they come. */
export function callerOf(service: Service, token: VerifiedToken | undefined): Caller {
  if (token === undefined) {
    throw unauthorized();
  }
  if (token.expired === true) {
    throw new Refusal(403, 'TokenExpired', {
      message: 'Access token has expired, resubmit with a new access token',
    });
  }
  const { tenantId, users } = service.tenant;
  if (tenantId !== undefined && token.tid.toLowerCase() !== tenantId.toLowerCase()) {
    throw unauthorized();
  }
  const appOnly = token.appOnly ?? false;
  const oid = token.oid.toLowerCase();
  if (!appOnly && !users.has(oid)) {
    users.set(oid, {
      oid,
      name: `User ${oid.slice(0, 8)}`,
      email: `${oid.slice(0, 8)}@example.com`,
      licence: 'Pro',
    });
  }
  return { oid, appOnly };
}

/** Any one of the operation's scopes is enough. */
export function requireScope(
  service: Service,
  token: VerifiedToken | undefined,
  scopes: readonly string[],
): void {
  if (token?.appOnly === true || scopes.length === 0) return;
  if (!scopes.some((scope) => token?.scp.includes(scope))) {
    throw new Refusal(service.rules.missingScopeStatus, 'PowerBINotAuthorizedException');
  }
}

function unauthorized(): Refusal {
  return new Refusal(401, 'Unauthorized', { shape: 'empty', headers: { 'WWW-Authenticate': 'Bearer' } });
}
