import { z } from 'zod';
import { route } from '../lib/http/route.ts';
import { showRegistration, showTemplateKit } from '../lib/http/show.ts';
import { guid, registrationView, templateKitView } from '../lib/http/views.ts';
import { register } from '../lib/registration/register.ts';
import { unregister } from '../lib/registration/unregister.ts';
import { updateRegistration } from '../lib/registration/update-registration.ts';
import { registerRoutes } from './shared/register-routes.ts';
import { whoOf } from './shared/who.ts';

const group = 'Registration';

registerRoutes(
  route({
    name: 'registration-get',
    method: 'GET',
    path: 'api/registration',
    group,
    summary: 'Whether and how this installation is registered with Power BI.',
    access: 'registrar',
    answers: { 200: registrationView },
    async handle({ app }) {
      return { status: 200, body: showRegistration(app, await app.registrations.current()) };
    },
  }),
  route({
    name: 'registration-post',
    method: 'POST',
    path: 'api/registration',
    group,
    summary: 'Registers with Power BI, or goes on with a registration that stopped half-way.',
    access: 'registrar',
    answers: { 200: registrationView },
    async handle({ app, principal }) {
      return { status: 200, body: showRegistration(app, await register(app, whoOf(principal))) };
    },
  }),
  route({
    name: 'registration-patch',
    method: 'PATCH',
    path: 'api/registration',
    group,
    summary: 'Updates the registration: brings the redirect URLs in line with the portal URLs.',
    access: 'admin',
    answers: { 200: registrationView },
    async handle({ app, principal }) {
      return { status: 200, body: showRegistration(app, await updateRegistration(app, whoOf(principal))) };
    },
  }),
  route({
    name: 'registration-delete',
    method: 'DELETE',
    path: 'api/registration',
    group,
    summary: 'Unregisters from Power BI. Tiles stay and are no longer refreshed; registering again resumes.',
    access: 'admin',
    answers: { 200: registrationView },
    async handle({ app, principal }) {
      return { status: 200, body: showRegistration(app, await unregister(app, whoOf(principal))) };
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
