import { z } from 'zod';
import type { App } from '../lib/app.ts';
import { portalUrlOf } from '../lib/http/request-origin.ts';
import { route } from '../lib/http/route.ts';
import { showRegistration, showTemplateKit } from '../lib/http/show.ts';
import { transactionCookie } from '../lib/http/transaction-cookie.ts';
import { guid } from '../lib/http/views/common.ts';
import {
  adminSignInView,
  registerRequestSchema,
  registrationView,
  templateKitView,
  ticketSchema,
} from '../lib/http/views/registration.ts';
import { deleteApp } from '../lib/registration/delete-app.ts';
import { register } from '../lib/registration/register.ts';
import type { StoredRegistration } from '../lib/registration/registration.ts';
import { unregister } from '../lib/registration/unregister.ts';
import { updateRegistration } from '../lib/registration/update-registration.ts';
import { registerRoutes } from './shared/register-routes.ts';
import { whoOf } from './shared/who.ts';

const group = 'Registration';
const answers = { 200: registrationView };

async function answer(app: App, registration: StoredRegistration | undefined) {
  return { status: 200, body: await showRegistration(app, registration) };
}

/** The directory with the rights that the present registration is changed with. */
async function directoryOf(app: App, by: string, ticket: string | undefined) {
  const { backend = 'managed-identity' } = (await app.registrations.current()) ?? {};
  return app.directories.choose({ backend, ticket, by });
}

registerRoutes(
  route({
    name: 'registration-get',
    method: 'GET',
    path: 'api/registration',
    group,
    summary: 'Whether and how this installation is registered with Power BI.',
    access: 'registrar',
    answers,
    handle: async ({ app }) => answer(app, await app.registrations.current()),
  }),
  route({
    name: 'registration-post',
    method: 'POST',
    path: 'api/registration',
    group,
    summary:
      'Registers with Power BI, or goes on with a registration that stopped half-way. An application that you made yourself is registered by verify-app.',
    access: 'registrar',
    freshSignIn: true,
    body: { json: registerRequestSchema },
    answers,
    async handle({ app, principal, body }) {
      const by = whoOf(principal);
      const { backend = 'managed-identity', ticket } = body ?? {};
      const directory = await app.directories.choose({ backend, ticket, by });
      return answer(app, await register(app, { directory, backend, by }));
    },
  }),
  route({
    name: 'registration-verify-app',
    method: 'POST',
    path: 'api/registration/verify-app',
    group,
    summary:
      'Registers with an application that you made in Entra yourself: go on at the location it answers; once a sign-in with the application has gone through, it is saved.',
    access: 'registrar',
    freshSignIn: true,
    body: { json: z.strictObject({ appId: guid, returnTo: z.string().max(2000).optional() }) },
    answers: { 200: z.object({ location: z.string() }) },
    async handle({ app, principal, body, request }) {
      const begun = await app.signIn.begin({
        app: { tenantId: app.settings.tenantId, appId: body.appId },
        purpose: 'verify-app',
        returnTo: body.returnTo,
        portalUrl: portalUrlOf(app, request),
        ...(principal.kind === 'user' ? { user: principal } : { setup: true }),
      });
      return {
        status: 200,
        body: { location: begun.location },
        cookies: [transactionCookie(app, begun)],
      };
    },
  }),
  route({
    name: 'registration-admin-sign-in',
    method: 'POST',
    path: 'api/registration/admin-sign-in',
    group,
    summary:
      'Begins the sign-in of an administrator of Entra, in whose name the registration is then made, updated or deleted.',
    access: 'registrar',
    freshSignIn: true,
    answers: { 200: adminSignInView },
    async handle({ app, principal }) {
      return { status: 200, body: await app.directories.beginAdminSignIn(whoOf(principal)) };
    },
  }),
  route({
    name: 'registration-patch',
    method: 'PATCH',
    path: 'api/registration',
    group,
    summary:
      'Updates the registration: brings the redirect URLs in line with the portal URLs, and puts back what was taken away in Entra.',
    access: 'registrar',
    freshSignIn: true,
    body: { json: ticketSchema },
    answers,
    async handle({ app, principal, body }) {
      const by = whoOf(principal);
      const directory = await directoryOf(app, by, body?.ticket);
      return answer(app, await updateRegistration(app, { directory, by }));
    },
  }),
  route({
    name: 'registration-delete',
    method: 'DELETE',
    path: 'api/registration',
    group,
    summary: 'Unregisters from Power BI. Tiles stay and are no longer refreshed; registering again resumes.',
    access: 'admin',
    freshSignIn: true,
    answers,
    handle: async ({ app, principal }) => answer(app, await unregister(app, whoOf(principal))),
  }),
  route({
    name: 'registration-service-owned',
    method: 'PUT',
    path: 'api/registration/service-owned',
    group,
    summary:
      'Allows or forbids subscriptions that run in the name of the installation itself: with its own proof, without anybody signing in. What it may write at Power BI, its roles in workspaces say.',
    access: 'admin',
    freshSignIn: true,
    body: { json: z.strictObject({ allowed: z.boolean() }) },
    answers,
    async handle({ app, principal, body }) {
      await app.serviceOwned.decide(body.allowed, principal.owner);
      return answer(app, await app.registrations.current());
    },
  }),
  route({
    name: 'registration-delete-app',
    method: 'POST',
    path: 'api/registration/delete-app',
    group,
    summary:
      'Deletes the application in Entra after unregistering, confirmed by its id. Everybody is signed out; then only the set-up link admits.',
    access: 'registrar',
    freshSignIn: true,
    body: { json: z.strictObject({ appId: guid, ticket: z.string().max(4000).optional() }) },
    answers,
    async handle({ app, principal, body }) {
      const by = whoOf(principal);
      const directory = await directoryOf(app, by, body.ticket);
      return answer(app, await deleteApp(app, { directory, appId: body.appId, by }));
    },
  }),
  route({
    name: 'template-kit-get',
    method: 'GET',
    path: 'api/template-kit',
    group,
    summary: 'What of the template kit stands.',
    access: 'admin',
    answers: { 200: templateKitView },
    async handle({ app }) {
      return { status: 200, body: showTemplateKit(await app.kits.current()) };
    },
  }),
  route({
    name: 'template-kit-post',
    method: 'POST',
    path: 'api/template-kit',
    group,
    summary: 'Installs the template kit as far as it goes by API; may be repeated.',
    access: 'admin',
    body: { json: z.strictObject({ readersGroupId: guid.optional() }) },
    answers: { 200: templateKitView },
    async handle({ app, principal, body }) {
      return {
        status: 200,
        body: showTemplateKit(await app.kits.install(principal.owner, body.readersGroupId)),
      };
    },
  }),
  route({
    name: 'template-kit-verify',
    method: 'POST',
    path: 'api/template-kit/verify',
    group,
    summary: 'Looks for the visual that was pinned by hand.',
    access: 'admin',
    answers: { 200: templateKitView },
    async handle({ app, principal }) {
      return { status: 200, body: showTemplateKit(await app.kits.verify(principal.owner)) };
    },
  }),
);
