import { z } from 'zod';
import { DomainError } from '../lib/errors.ts';
import { route } from '../lib/http/route.ts';
import { portalApp } from '../lib/registration/registration.ts';
import { registerRoutes } from './shared/register-routes.ts';

registerRoutes(
  route({
    name: 'command-line-get',
    method: 'GET',
    path: 'api/command-line',
    group: 'Health',
    summary:
      'How the command line signs in: its public client, which has no secret, and the scope to ask for.',
    access: 'open',
    answers: {
      200: z
        .object({ authority: z.string(), clientId: z.string(), scope: z.string() })
        .meta({ id: 'CommandLineSignIn' }),
    },
    async handle({ app }) {
      const registration = await app.registrations.current();
      const portal = portalApp(registration);
      const clientId = registration?.commandLineAppId;
      if (!portal || clientId === undefined) throw new DomainError('NOT_REGISTERED');
      const body = {
        authority: `${app.settings.cloud.authorityHost}/${portal.tenantId}`,
        clientId,
        scope: `api://${portal.appId}/access_as_user`,
      };
      return { status: 200, body };
    },
  }),
);
