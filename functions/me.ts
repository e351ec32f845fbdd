import { z } from 'zod';
import { route } from '../lib/http/route.ts';
import { showMe, showNotification } from '../lib/http/show.ts';
import { listOf } from '../lib/http/views/common.ts';
import { meView } from '../lib/http/views/identity.ts';
import { inboxQuery, notificationView } from '../lib/http/views/notifications.ts';
import { disconnectPowerBi } from '../lib/identity/connect-power-bi.ts';
import { listReceived, ownerOfInbox } from '../lib/notifications/inbox.ts';
import { registerRoutes } from './shared/register-routes.ts';

registerRoutes(
  route({
    name: 'me-get',
    method: 'GET',
    path: 'api/me',
    group: 'My Settings',
    summary: 'Who is signed in to the portal and to Power BI.',
    access: 'public',
    answers: { 200: meView },
    async handle({ app, principal }) {
      return { status: 200, body: await showMe(app, principal) };
    },
  }),
  route({
    name: 'me-power-bi-delete',
    method: 'DELETE',
    path: 'api/me/power-bi',
    group: 'My Settings',
    summary:
      'Signs out of Power BI: the stored token is made unreadable, tiles stay and are no longer refreshed.',
    access: 'user',
    answers: { 204: 'no body' },
    async handle({ app, principal }) {
      await disconnectPowerBi(app, principal);
      return { status: 204 };
    },
  }),
  route({
    name: 'notifications-list',
    method: 'GET',
    path: 'api/notifications',
    group: 'My Settings',
    summary:
      'What needs your hand, newest first; for administrators also what the installation’s own tiles need.',
    access: 'user',
    answers: { 200: listOf(notificationView) },
    async handle({ app, principal }) {
      const notifications = await listReceived(app, principal);
      return { status: 200, body: { value: notifications.map(showNotification) } };
    },
  }),
  route({
    name: 'notifications-read',
    method: 'POST',
    path: 'api/notifications/{id}/read',
    group: 'My Settings',
    summary: 'Marks a notification as read; of the installation’s own, for all administrators.',
    access: 'user',
    params: z.object({ id: z.string().regex(/^[a-z-]{1,20}(\|[0-9a-f-]{36})?$/) }),
    query: inboxQuery,
    answers: { 204: 'no body' },
    async handle({ app, principal, params, query }) {
      await app.notifications.markRead(ownerOfInbox(principal, query.of), params.id);
      return { status: 204 };
    },
  }),
);
