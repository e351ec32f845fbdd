import { z } from 'zod';
import { describeApi } from '../lib/http/openapi.ts';
import { allRoutes } from '../lib/http/registry.ts';
import { route } from '../lib/http/route.ts';
import { registerRoutes } from './shared/register-routes.ts';

registerRoutes(
  route({
    name: 'health-get',
    method: 'GET',
    path: 'api/health',
    group: 'Health',
    summary: 'Whether the app answers and reaches its storage.',
    access: 'open',
    answers: { 200: z.object({ status: z.literal('ok') }) },
    async handle({ app }) {
      await app.registrations.current();
      return { status: 200, body: { status: 'ok' } };
    },
  }),
  route({
    name: 'ready-get',
    method: 'GET',
    path: 'api/ready',
    group: 'Health',
    summary: 'Whether the app reaches all it needs to serve people: its storage, and the keys in its vault.',
    access: 'open',
    answers: { 200: z.object({ status: z.literal('ready') }) },
    async handle({ app }) {
      await Promise.all([app.registrations.current(), app.pictureKeys.current()]);
      return { status: 200, body: { status: 'ready' } };
    },
  }),
  route({
    name: 'openapi-get',
    method: 'GET',
    path: 'api/openapi.json',
    group: 'Health',
    summary: 'This description.',
    access: 'open',
    answers: { 200: z.record(z.string(), z.unknown()) },
    async handle({ app }) {
      const { settings, cookies } = app;
      const address = { servers: settings.portalUrls, sessionCookie: cookies.session };
      return { status: 200, body: describeApi(allRoutes(), address) };
    },
  }),
);
