import { Temporal } from 'temporal-polyfill';
import type { App } from '../app.ts';
import { DomainError } from '../errors.ts';
import { hasRole, type Principal } from '../identity/principal.ts';
import { readCookie } from './cookies.ts';
import type { Access, AnyRoute, IncomingRequest } from './route.ts';

const UNSAFE = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);
/** As long as a set-up session. */
const FRESH_MINUTES = 15;
const REFUSED_FORMS = ['application/x-www-form-urlencoded', 'multipart/form-data', 'text/plain'];

/**
 * Says who is calling, and throws unless the route admits them. A bearer token wins and the cookie is then ignored;
 * with the cookie, an unsafe method must come from our own origin. EasyAuth headers are never read.
 */
export async function requirePrincipal(
  route: AnyRoute,
  app: App,
  request: IncomingRequest,
): Promise<Principal | undefined> {
  if (route.access === 'open') return undefined;
  const principal = await identify(app, request, route.access);
  if (route.access === 'public' || route.access === 'host-key') return principal;
  if (!principal) throw new DomainError('NOT_SIGNED_IN');
  if (!admits(route.access, principal)) throw new DomainError('FORBIDDEN');
  if (route.freshSignIn && !signedInLately(principal, app.clock.now()))
    throw new DomainError('FRESH_SIGN_IN_REQUIRED', {
      detail: `Sign in again at ${app.settings.portalUrls[0]}/api/auth/sign-in?fresh=true, then repeat it.`,
    });
  return principal;
}

/** A set-up session is short by itself; a bearer token does not say when its person signed in. */
function signedInLately(principal: Principal, now: Temporal.Instant): boolean {
  if (principal.kind === 'setup') return true;
  const at = principal.kind === 'user' ? principal.authenticatedAt : undefined;
  return at !== undefined && Temporal.Instant.compare(now, at.add({ minutes: FRESH_MINUTES })) < 0;
}

function admits(access: Access, principal: Principal): boolean {
  switch (access) {
    case 'open':
    case 'public':
    case 'host-key':
      return true;
    case 'user':
      return principal.kind === 'user';
    case 'caller':
      return principal.kind === 'user' || (principal.kind === 'app' && hasRole(principal, 'Automation'));
    case 'publisher':
      return principal.kind === 'user' && (hasRole(principal, 'Publisher') || hasRole(principal, 'Admin'));
    case 'admin':
      return principal.kind === 'user' && hasRole(principal, 'Admin');
    case 'registrar':
      return principal.kind === 'setup' || (principal.kind === 'user' && hasRole(principal, 'Admin'));
  }
}

async function identify(app: App, request: IncomingRequest, access: Access): Promise<Principal | undefined> {
  const authorization = request.headers.get('authorization');
  if (authorization !== null) {
    const token = /^Bearer ([A-Za-z0-9._~+/-]+=*)$/i.exec(authorization)?.[1];
    if (token === undefined) throw new DomainError('NOT_SIGNED_IN');
    return app.verifyBearer(token);
  }
  const fresh = UNSAFE.has(request.method) && (access === 'admin' || access === 'registrar');
  const session = readCookie(request, app.cookies.session);
  const principal = session && (await app.openSession(session, fresh ? 'fresh' : 'cached'));
  if (principal) {
    refuseCrossSite(app, request);
    return principal;
  }
  const setup = access === 'registrar' ? readCookie(request, app.cookies.setup) : undefined;
  if (setup && (await app.openSetupSession(setup))) {
    refuseCrossSite(app, request);
    return { kind: 'setup' };
  }
  return undefined;
}

function refuseCrossSite(app: App, request: IncomingRequest): void {
  if (!UNSAFE.has(request.method)) return;
  const origin = request.headers.get('origin');
  const site = request.headers.get('sec-fetch-site');
  const form = REFUSED_FORMS.some((type) =>
    (request.headers.get('content-type') ?? '').toLowerCase().startsWith(type),
  );
  const ours = origin !== null && app.settings.portalUrls.includes(origin);
  if (!ours || form || (site !== null && site !== 'same-origin')) throw new DomainError('CROSS_SITE');
}
