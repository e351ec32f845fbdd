import type { Clock } from '../clock.ts';
import { DomainError } from '../errors.ts';
import type { UserPrincipal } from '../identity/principal.ts';
import type { Settings } from '../settings.ts';
import type { PostWebhook } from './post-webhook.ts';
import type { Webhooks } from './webhook.ts';
import { webhookMessage } from './webhook-message.ts';

/**
 * Sends a message that says that it is a test.
 * @throws DomainError NOT_FOUND where no webhook is set, WEBHOOK_NOT_ALLOWED, WEBHOOK_FAILED.
 */
export async function testWebhook(
  dependencies: {
    readonly webhooks: Webhooks;
    readonly postWebhook: PostWebhook;
    readonly settings: Pick<Settings, 'portalUrls'>;
    readonly clock: Clock;
  },
  { upn }: UserPrincipal,
): Promise<void> {
  const { webhooks, postWebhook, settings, clock } = dependencies;
  const webhook = await webhooks.current();
  const address = webhook && (await webhooks.address(webhook));
  if (!webhook || address === undefined) throw new DomainError('NOT_FOUND', { detail: 'No webhook is set.' });
  const message = webhookMessage(webhook.format, {
    title: 'A test of Report Tiles',
    text: 'Notifications about tiles that are not refreshed will arrive here.',
    person: upn,
    code: 'TEST',
    kind: 'test',
    at: clock.now().toString({ smallestUnit: 'second' }),
    link: { label: 'Open the portal', url: settings.portalUrls[0] },
  });
  await postWebhook(address, message);
  await webhooks.note(webhook, undefined);
}
