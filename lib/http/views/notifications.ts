import { z } from 'zod';
import { INBOXES } from '../../notifications/inbox.ts';
import { WEBHOOK_FORMATS } from '../../notifications/webhook.ts';
import { instant } from './common.ts';

// Notifications and the webhook, as the API shows and takes them.

const inbox = z
  .enum(INBOXES)
  .describe('Whose tiles it is about. installation: its own, which administrators hear of.');

export const inboxQuery = z.object({ of: inbox.default('me') });

export const notificationView = z
  .object({
    id: z.string().describe('Unique together with `of`.'),
    of: inbox,
    kind: z.enum(['sign-in', 'sign-in-ends', 'not-registered', 'failed', 'paused', 'retired']),
    subject: z.string().describe('The subscription it is about; empty where it is about all of them.'),
    code: z.string(),
    title: z.string(),
    text: z.string(),
    action: z
      .object({ label: z.string(), path: z.string() })
      .describe('The page of the portal on which it is put right.'),
    at: instant,
    read: z.boolean(),
  })
  .meta({ id: 'Notification' });

export const webhookRequestSchema = z
  .strictObject({
    url: z.string().max(2000).describe('https, of a host that WEBHOOK_HOSTS allows; kept as a secret.'),
    format: z
      .enum(WEBHOOK_FORMATS)
      .default('teams')
      .describe('teams: a message with an adaptive card; json: plain fields.'),
  })
  .meta({ id: 'WebhookRequest' });

export const webhookView = z
  .object({
    format: z.enum(WEBHOOK_FORMATS),
    host: z.string(),
    changedAt: instant,
    failing: z
      .object({ since: instant, text: z.string() })
      .optional()
      .describe('Since when nothing gets through.'),
  })
  .meta({ id: 'Webhook' });
