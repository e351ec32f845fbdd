import { z } from 'zod';
import { DomainError } from '../lib/errors.ts';
import { route } from '../lib/http/route.ts';
import { showWebhook } from '../lib/http/show.ts';
import { webhookRequestSchema, webhookView } from '../lib/http/views/notifications.ts';
import { parseWebhookAddress } from '../lib/notifications/post-webhook.ts';
import { testWebhook } from '../lib/notifications/test-webhook.ts';
import { registerRoutes } from './shared/register-routes.ts';

const group = 'Administration';
const path = 'api/notification-webhook';

registerRoutes(
  route({
    name: 'webhook-get',
    method: 'GET',
    path,
    group,
    summary: 'Where notifications are sent, beside the portal.',
    access: 'admin',
    answers: { 200: webhookView },
    async handle({ app }) {
      const webhook = await app.webhooks.current();
      if (!webhook) throw new DomainError('NOT_FOUND', { detail: 'No webhook is set.' });
      return { status: 200, body: showWebhook(webhook) };
    },
  }),
  route({
    name: 'webhook-put',
    method: 'PUT',
    path,
    group,
    summary:
      'Has all notifications sent to a webhook, such as a workflow of Teams or a Logic App. The address is kept as a secret and never shown again.',
    access: 'admin',
    body: { json: webhookRequestSchema },
    answers: { 200: webhookView },
    async handle({ app, principal, body }) {
      const address = parseWebhookAddress(app.settings.webhookHosts, body.url);
      const webhook = await app.webhooks.set({ address, format: body.format, by: principal.owner });
      await app.audit.record({ action: 'webhook.set', by: principal.owner, subject: webhook.host });
      return { status: 200, body: showWebhook(webhook) };
    },
  }),
  route({
    name: 'webhook-delete',
    method: 'DELETE',
    path,
    group,
    summary: 'Sends notifications to no webhook any more, and makes its address unreadable.',
    access: 'admin',
    answers: { 204: 'no body' },
    async handle({ app, principal }) {
      await app.webhooks.remove();
      await app.audit.record({ action: 'webhook.removed', by: principal.owner, subject: 'webhook' });
      return { status: 204 };
    },
  }),
  route({
    name: 'webhook-test',
    method: 'POST',
    path: `${path}/test`,
    group,
    summary: 'Sends a message to the webhook that says that it is a test.',
    access: 'admin',
    body: { json: z.strictObject({}).optional() },
    answers: { 204: 'no body' },
    async handle({ app, principal }) {
      await testWebhook(app, principal);
      return { status: 204 };
    },
  }),
);
