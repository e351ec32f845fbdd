import { z } from 'zod';
import { DomainError } from '../lib/errors.ts';
import { isSecure } from '../lib/http/request-origin.ts';
import { route } from '../lib/http/route.ts';
import { reopenSetup } from '../lib/registration/first-admin.ts';
import { registerRoutes } from './shared/register-routes.ts';

registerRoutes(
  route({
    name: 'setup-session',
    method: 'POST',
    path: 'api/setup/session',
    group: 'Set-up',
    summary:
      'Begins a short set-up session, until the first administrator has signed in, and again when Entra refuses the application. The host key goes in x-functions-key.',
    access: 'host-key',
    answers: { 200: z.object({ seconds: z.int() }) },
    async handle({ app }) {
      if (!(await reopenSetup(app)))
        throw new DomainError('FORBIDDEN', {
          detail: 'The set-up link has done its work: an administrator has signed in. Sign in to the portal.',
        });
      const { cookie, seconds } = await app.sessions.startSetup();
      const secure = isSecure(app);
      const setup = { name: app.cookies.setup, value: cookie, maxAgeSeconds: seconds, secure };
      return { status: 200, body: { seconds }, cookies: [setup] };
    },
  }),
);
