import type { Notifications } from '../notifications/notifications.ts';
import { guardedPostWebhook, type PostWebhook } from '../notifications/post-webhook.ts';
import { tableNotifications } from '../notifications/table-notifications.ts';
import { tableWebhooks } from '../notifications/table-webhooks.ts';
import type { Webhooks } from '../notifications/webhook.ts';
import type { Foundation } from './foundation.ts';

/** What people are told, in the portal and through a webhook. */
export type NotificationPorts = {
  readonly notifications: Notifications;
  readonly webhooks: Webhooks;
  readonly postWebhook: PostWebhook;
};

export function notificationPorts({ shared, secrets, table }: Foundation): NotificationPorts {
  const { settings, upkeep, clock } = shared;
  return {
    notifications: tableNotifications({ table: table('notifications'), upkeep, clock }),
    webhooks: tableWebhooks({ table: table('registration'), secrets, upkeep, clock }),
    postWebhook: guardedPostWebhook(settings.webhookHosts),
  };
}
