import { z } from 'zod';
import { portalFile } from '../lib/http/portal-files.ts';
import { route } from '../lib/http/route.ts';
import { registerRoutes } from './shared/register-routes.ts';

// The host tries routes in the order of function names: this one takes what no other does.
registerRoutes(
  route({
    name: 'zz-portal',
    method: 'GET',
    path: '{*path}',
    group: 'Portal',
    summary: 'The portal: its files, and its page for every address of its own.',
    access: 'open',
    params: z.object({ path: z.string().max(4000).optional() }),
    answers: { 200: 'text/html', 404: 'application/problem+json' },
    handle: async ({ params, request }) => portalFile(params.path ?? '', request),
  }),
);
