import { route } from '../lib/http/route.ts';
import { auditEntryView, showAudit } from '../lib/http/views/audit.ts';
import { pageOf, pageQuery } from '../lib/http/views/common.ts';
import { registerRoutes } from './shared/register-routes.ts';

registerRoutes(
  route({
    name: 'audit-list',
    method: 'GET',
    path: 'api/audit',
    group: 'Overview',
    summary:
      'Who did what that concerns everybody, newest first: registration, administrators, owners, settings, what programs changed. A page may be shorter than asked for and still have a next one.',
    access: 'admin',
    query: pageQuery,
    answers: { 200: pageOf(auditEntryView) },
    async handle({ app, query: { top, after } }) {
      const { entries, next } = await app.auditTrail.page({ pageSize: top, after });
      return { status: 200, body: { value: await showAudit(app.users, entries), next } };
    },
  }),
);
