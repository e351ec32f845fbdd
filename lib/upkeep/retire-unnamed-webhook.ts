import type { Temporal } from 'temporal-polyfill';
import type { Webhooks } from '../notifications/webhook.ts';
import type { UpkeepWork } from './run-upkeep.ts';
import { atFullHour, type Upkeep } from './upkeep.ts';

const STORED_WITHIN = { hours: 1 } as const;

/** Announces an address that is about to be stored: should no row name it in the end, it is made unreadable. */
export async function announceWebhook(upkeep: Pick<Upkeep, 'add'>, now: Temporal.Instant): Promise<void> {
  await upkeep.add({
    kind: 'webhook-secret',
    subject: 'current',
    dueAt: atFullHour(now.add(STORED_WITHIN)),
  });
}

/** The address of a webhook that was stored while its row was never written. */
export function retireUnnamedWebhook({
  webhooks,
}: {
  readonly webhooks: Pick<Webhooks, 'retireUnnamed'>;
}): UpkeepWork {
  return async () => {
    await webhooks.retireUnnamed();
    return 'done';
  };
}
