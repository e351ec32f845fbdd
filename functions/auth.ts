import { z } from 'zod';
import type { App } from '../lib/app.ts';
import { DomainError } from '../lib/errors.ts';
import { callerAddress } from '../lib/http/caller-address.ts';
import { clearedCookie, readCookie } from '../lib/http/cookies.ts';
import { isSecure, portalUrlOf } from '../lib/http/request-origin.ts';
import { type Answer, type IncomingRequest, route } from '../lib/http/route.ts';
import { clearedTransaction, toSignInFailed } from '../lib/http/sign-in-failed.ts';
import { transactionCookie } from '../lib/http/transaction-cookie.ts';
import { guid } from '../lib/http/views/common.ts';
import { showSignInEnding, signInEndingView } from '../lib/http/views/sign-in-ending.ts';
import type { BegunSignIn } from '../lib/identity/sign-in.ts';
import { transactionKeyOf } from '../lib/identity/sign-in-transaction.ts';
import { completeSignIn } from '../lib/registration/complete-sign-in.ts';
import { portalApp, powerBiApp } from '../lib/registration/registration.ts';
import { planEndSignIns } from '../lib/upkeep/end-sign-ins.ts';
import { registerRoutes } from './shared/register-routes.ts';

const group = 'Sign-in';
const returnTo = z.string().max(2000).optional();
const returnQuery = z.object({ returnTo });
const REDIRECT = 'text/html';

function redirectToEntra(app: App, begun: BegunSignIn): Answer {
  return { status: 302, headers: { location: begun.location }, cookies: [transactionCookie(app, begun)] };
}

/** The key of the transaction that a way back from Entra belongs to, as far as it names one. */
function transactionOf(request: IncomingRequest): string | undefined {
  const state = new URL(request.url).searchParams.get('state');
  return state === null ? undefined : transactionKeyOf(state);
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
    group,
    summary:
      'Leads to Entra to sign in to the portal, and back to returnTo. With fresh=true you prove who you are.',
    access: 'public',
    query: z.object({ returnTo, fresh: z.enum(['true', 'false']).optional() }),
    answers: { 302: REDIRECT },
    refused: ({ request, refusal }) => toSignInFailed(request, refusal),
    async handle({ app, principal, query, request }) {
      const registered = portalApp(await app.registrations.current());
      if (!registered) throw new DomainError('NOT_REGISTERED');
      const fresh = query.fresh === 'true';
      const begun = await app.signIn.begin({
        app: registered,
        purpose: 'portal',
        returnTo: query.returnTo,
        portalUrl: portalUrlOf(app, request),
        setup: await setupBegan(app, request),
        fresh,
        ...(fresh && principal?.kind === 'user' && { user: principal }),
      });
      return redirectToEntra(app, begun);
    },
  }),
  route({
    name: 'auth-power-bi',
    method: 'GET',
    path: 'api/auth/power-bi',
    group,
    summary: 'Leads to Entra to sign in to Power BI, and back to returnTo.',
    access: 'user',
    query: returnQuery,
    answers: { 302: REDIRECT },
    refused: ({ request, refusal }) => toSignInFailed(request, refusal),
    async handle({ app, principal, query, request }) {
      const begun = await app.signIn.begin({
        app: powerBiApp(await app.registrations.current()),
        purpose: 'power-bi',
        returnTo: query.returnTo,
        portalUrl: portalUrlOf(app, request),
        user: principal,
        claims: (await app.users.get(principal.owner))?.claims,
      });
      return redirectToEntra(app, begun);
    },
  }),
  route({
    name: 'auth-consent',
    method: 'GET',
    path: 'api/auth/consent',
    group,
    summary: 'Leads an administrator to Entra to consent for everybody, and back to returnTo.',
    access: 'admin',
    query: returnQuery,
    answers: { 302: REDIRECT },
    refused: ({ request, refusal }) => toSignInFailed(request, refusal),
    async handle({ app, principal, query, request }) {
      const registered = portalApp(await app.registrations.current());
      if (!registered) throw new DomainError('NOT_REGISTERED');
      const begun = await app.signIn.begin({
        app: registered,
        purpose: 'consent',
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
    group,
    summary: 'Where Entra sends people back to.',
    access: 'public',
    query: z.object({
      code: z.string().max(8000).optional(),
      state: z.string().max(200).optional(),
      error: z.string().max(200).optional(),
      error_description: z.string().max(4000).optional(),
      admin_consent: z.string().max(10).optional(),
      tenant: z.string().max(100).optional(),
    }),
    answers: { 302: REDIRECT },
    refused({ app, request, refusal }) {
      const answer = toSignInFailed(request, refusal);
      return { ...answer, cookies: clearedTransaction(app, request, transactionOf(request)) };
    },
    async handle({ app, principal, query, request }) {
      const user = principal?.kind === 'user' ? principal : undefined;
      const finished = await app.signIn.finish({
        query: Object.fromEntries(Object.entries(query).filter(([, value]) => value !== undefined)),
        address: callerAddress(request, app.settings.frontDoorId),
        readTransaction: (key) => readCookie(request, `${app.cookies.transactionPrefix}${key}`),
        user,
      });
      const { returnTo: location, session } = await completeSignIn(app, finished, user);
      const secure = isSecure(app);
      const begun = session
        ? [
            { name: app.cookies.session, value: session.cookie, maxAgeSeconds: session.seconds, secure },
            clearedCookie(app.cookies.setup, { secure }),
          ]
        : [];
      const cookies = [...begun, ...clearedTransaction(app, request, transactionOf(request))];
      return { status: 302, headers: { location }, cookies };
    },
  }),
  route({
    name: 'auth-sign-out',
    method: 'POST',
    path: 'api/auth/sign-out',
    group,
    summary: 'Signs out of the portal in this browser.',
    access: 'user',
    answers: { 204: 'no body' },
    async handle({ app }) {
      return { status: 204, cookies: [clearedCookie(app.cookies.session, { secure: isSecure(app) })] };
    },
  }),
  route({
    name: 'auth-sign-out-everywhere',
    method: 'POST',
    path: 'api/auth/sign-out-everywhere',
    group,
    summary: 'Ends all your sessions of the portal, in every browser, within a minute.',
    access: 'user',
    answers: { 204: 'no body' },
    async handle({ app, principal }) {
      await app.epochs.raise(principal.owner);
      return { status: 204, cookies: [clearedCookie(app.cookies.session, { secure: isSecure(app) })] };
    },
  }),
  route({
    name: 'auth-sign-everybody-out',
    method: 'POST',
    path: 'api/auth/sign-everybody-out',
    group,
    summary:
      'Ends all sessions of everybody, yours too, within a minute. Tiles are refreshed on, unless the sign-ins to Power BI end as well: then every token is removed, and everybody signs in again.',
    access: 'admin',
    freshSignIn: true,
    body: {
      json: z
        .strictObject({
          powerBi: z
            .literal('remove-tokens')
            .describe('Also ends the sign-ins to Power BI: no tile is refreshed until its owner signs in.'),
          appId: guid.describe('Confirm with the id of the registered application.'),
        })
        .optional(),
    },
    answers: { 204: 'no body' },
    async handle({ app, principal, body }) {
      const by = principal.owner;
      const appId = portalApp(await app.registrations.current())?.appId;
      if (body && body.appId !== appId?.toLowerCase())
        throw new DomainError('BAD_REQUEST', {
          detail: 'Confirm with the id of the registered application.',
        });
      await app.epochs.raise('installation');
      await app.audit.record({ action: 'sessions.ended', by, subject: 'installation' });
      if (body) {
        await planEndSignIns(app, by);
        await app.audit.record({ action: 'power-bi-sign-ins.ended', by, subject: 'installation' });
      }
      return { status: 204, cookies: [clearedCookie(app.cookies.session, { secure: isSecure(app) })] };
    },
  }),
  route({
    name: 'auth-sign-everybody-out-get',
    method: 'GET',
    path: 'api/auth/sign-everybody-out',
    group,
    summary: 'How far the last removal of everybody’s tokens for Power BI has come.',
    access: 'admin',
    answers: { 200: signInEndingView },
    async handle({ app }) {
      return { status: 200, body: await showSignInEnding(app) };
    },
  }),
);
