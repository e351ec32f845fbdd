import { z } from 'zod';
import type { App } from '../lib/app.ts';
import { DomainError } from '../lib/errors.ts';
import { clearedCookie, readCookie } from '../lib/http/cookies.ts';
import { isSecure, portalUrlOf } from '../lib/http/request-origin.ts';
import { type Answer, type IncomingRequest, route } from '../lib/http/route.ts';
import { connectPowerBi } from '../lib/identity/connect-power-bi.ts';
import { parseOwner } from '../lib/identity/principal.ts';
import type { BegunSignIn } from '../lib/identity/sign-in.ts';
import { admitFirstAdmin } from '../lib/registration/first-admin.ts';
import { portalApp, powerBiApp } from '../lib/registration/registration.ts';
import { registerRoutes } from './shared/register-routes.ts';

const returnQuery = z.object({ returnTo: z.string().max(2000).optional() });
const REDIRECT = 'text/html';

function redirectToEntra(app: App, begun: BegunSignIn): Answer {
  const cookie = {
    name: `${app.cookies.transactionPrefix}${begun.transactionKey}`,
    value: begun.transaction,
    maxAgeSeconds: begun.seconds,
    secure: isSecure(app),
  };
  return { status: 302, headers: { location: begun.location }, cookies: [cookie] };
}

async function setupBegan(app: App, request: IncomingRequest): Promise<boolean> {
  const setup = readCookie(request, app.cookies.setup);
  return setup !== undefined && (await app.openSetupSession(setup));
}

registerRoutes(
  route({
    name: 'auth-sign-in',
    method: 'GET',
    path: 'api/auth/sign-in',
    group: 'Sign-in',
    summary: 'Leads to Entra to sign in to the portal, and back to returnTo.',
    access: 'public',
    query: returnQuery,
    answers: { 302: REDIRECT },
    async handle({ app, query, request }) {
      const registered = portalApp(await app.registrations.current());
      if (!registered) throw new DomainError('NOT_REGISTERED');
      const begun = await app.signIn.begin({
        app: registered,
        purpose: 'portal',
        returnTo: query.returnTo,
        portalUrl: portalUrlOf(app, request),
        setup: await setupBegan(app, request),
      });
      return redirectToEntra(app, begun);
    },
  }),
  route({
    name: 'auth-power-bi',
    method: 'GET',
    path: 'api/auth/power-bi',
    group: 'Sign-in',
    summary: 'Leads to Entra to sign in to Power BI, and back to returnTo.',
    access: 'user',
    query: returnQuery,
    answers: { 302: REDIRECT },
    async handle({ app, principal, query, request }) {
      const begun = await app.signIn.begin({
        app: powerBiApp(await app.registrations.current()),
        purpose: 'power-bi',
        returnTo: query.returnTo,
        portalUrl: portalUrlOf(app, request),
        user: principal,
      });
      return redirectToEntra(app, begun);
    },
  }),
  route({
    name: 'auth-callback',
    method: 'GET',
    path: 'api/auth/callback',
    group: 'Sign-in',
    summary: 'Where Entra sends people back to.',
    access: 'public',
    query: z.object({
      code: z.string().max(8000).optional(),
      state: z.string().max(200).optional(),
      error: z.string().max(200).optional(),
      error_description: z.string().max(4000).optional(),
    }),
    answers: { 302: REDIRECT },
    async handle({ app, principal, query, request }) {
      const finished = await app.signIn.finish({
        query: Object.fromEntries(Object.entries(query).filter(([, value]) => value !== undefined)),
        readTransaction: (key) => readCookie(request, `${app.cookies.transactionPrefix}${key}`),
        user: principal?.kind === 'user' ? principal : undefined,
      });
      const back = { status: 302, headers: { location: finished.returnTo } };
      if (finished.purpose === 'power-bi') {
        await connectPowerBi(app, finished.user, finished);
        const owner = parseOwner(finished.user.tenantId, finished.user.oid);
        if (owner) await app.notifications.heal(owner, { kind: 'sign-in' });
        return back;
      }
      const admin = await admitFirstAdmin(app, finished);
      const roles =
        admin && !finished.user.roles.includes('Admin')
          ? [...finished.user.roles, 'Admin' as const]
          : finished.user.roles;
      const { cookie, seconds } = await app.sessions.start({ ...finished.user, roles });
      const secure = isSecure(app);
      return {
        ...back,
        cookies: [
          { name: app.cookies.session, value: cookie, maxAgeSeconds: seconds, secure },
          clearedCookie(app.cookies.setup, { secure }),
        ],
      };
    },
  }),
  route({
    name: 'auth-sign-out',
    method: 'POST',
    path: 'api/auth/sign-out',
    group: 'Sign-in',
    summary: 'Signs out of the portal.',
    access: 'user',
    answers: { 204: 'no body' },
    async handle({ app }) {
      return { status: 204, cookies: [clearedCookie(app.cookies.session, { secure: isSecure(app) })] };
    },
  }),
);
