import type { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import type { Clock } from '../clock.ts';
import { DomainError } from '../errors.ts';
import { type Owner, readOwner } from '../identity/principal.ts';
import { isServiceOwner } from '../identity/service-owner.ts';
import type { Users } from '../identity/users.ts';
import type { Log } from '../log.ts';
import { describeNotification } from '../notifications/describe-notification.ts';
import type { Notification, Notifications } from '../notifications/notifications.ts';
import type { PostWebhook } from '../notifications/post-webhook.ts';
import type { Webhook, Webhooks } from '../notifications/webhook.ts';
import { webhookMessage } from '../notifications/webhook-message.ts';
import type { Settings } from '../settings.ts';
import type { UpkeepWork } from './run-upkeep.ts';
import type { Upkeep } from './upkeep.ts';

/** By then the notification, whose row is written after this task, is there. */
const WRITTEN_WITHIN = { seconds: 10 } as const;
/** Minutes before the second and every further attempt: two days in all. */
const DELAYS = [1, 5, 15, 60, 180, 360, 720, 1440] as const;

const dataSchema = z.object({ code: z.string(), attempt: z.number().int() });

/** The task that sends a notification to the webhook; what is told anew takes the place of what was not sent yet. */
export async function planWebhook(
  upkeep: Pick<Upkeep, 'put'>,
  { owner, id, code }: { readonly owner: Owner; readonly id: string; readonly code: string },
  now: Temporal.Instant,
): Promise<void> {
  const data = JSON.stringify({ code, attempt: 1 });
  await upkeep.put({ kind: 'webhook', subject: `${owner}|${id}`, dueAt: now.add(WRITTEN_WITHIN), data });
}

export type WebhookDependencies = {
  readonly webhooks: Webhooks;
  readonly postWebhook: PostWebhook;
  readonly notifications: Notifications;
  readonly users: Users;
  readonly settings: Pick<Settings, 'portalUrls'>;
  readonly clock: Clock;
  readonly log: Log;
};

/**
 * Sends a notification that still stands. At least once: cut off after the sending, it is sent again. What is refused is
 * sent again for two days, and then left: the person has it in the portal all the while.
 */
export function deliverWebhook(dependencies: WebhookDependencies): UpkeepWork {
  const { webhooks, notifications, clock, log } = dependencies;
  return async ({ subject, data }) => {
    const [tenantId, oid, ...rest] = subject.split('|');
    const owner = readOwner(`${tenantId}|${oid}`)?.owner;
    const webhook = await webhooks.current();
    const present = owner && (await notifications.get(owner, rest.join('|')));
    const { code, attempt } = dataSchema.parse(JSON.parse(data ?? ''));
    // Healed meanwhile, or told anew by a task of its own; or nobody wants it.
    if (!webhook || !present || present.code !== code) return 'done';
    const failure = await trySending(dependencies, webhook, { owner, present });
    if (!failure) {
      await webhooks.note(webhook, undefined);
      return 'done';
    }
    log.warn('webhook.refused', { attempt, detail: failure.detail });
    await webhooks.note(webhook, failure.detail ?? failure.message);
    const minutes = DELAYS[attempt - 1];
    if (minutes === undefined) return 'done';
    const seconds = Math.max(minutes * 60, failure.retryAfterSeconds ?? 0);
    return {
      againAt: clock.now().add({ seconds }),
      data: JSON.stringify({ code, attempt: attempt + 1 }),
    };
  };
}

async function trySending(
  { webhooks, postWebhook, users, settings }: WebhookDependencies,
  webhook: Webhook,
  { owner, present }: { readonly owner: Owner; readonly present: Notification },
): Promise<DomainError | undefined> {
  const isService = isServiceOwner(owner);
  const user = isService ? undefined : await users.get(owner);
  const { title, action } = describeNotification(present, isService ? 'installation' : 'me');
  const message = webhookMessage(webhook.format, {
    title,
    text: present.text,
    person: isService ? 'The installation itself' : user?.upn || 'unknown',
    code: present.code,
    kind: present.kind,
    at: present.at.toString({ smallestUnit: 'second' }),
    link: { label: action.label, url: `${settings.portalUrls[0]}${action.path}` },
  });
  const address = await webhooks.address(webhook);
  if (address === undefined)
    return new DomainError('WEBHOOK_FAILED', { detail: 'Its address cannot be read.' });
  try {
    await postWebhook(address, message);
    return undefined;
  } catch (error) {
    if (error instanceof DomainError) return error;
    throw error;
  }
}
