import { Temporal } from 'temporal-polyfill';
import type { Clock } from '../clock.ts';
import type { Secrets } from '../storage/secrets.ts';
import type { StoredRow, Table } from '../storage/table.ts';
import { announceWebhook } from '../upkeep/retire-unnamed-webhook.ts';
import type { Upkeep } from '../upkeep/upkeep.ts';
import type { Webhook, WebhookFormat, Webhooks } from './webhook.ts';

const KEY = { partitionKey: 'settings', rowKey: 'webhook' } as const;
const SECRET = 'notification-webhook';

/**
 * One row of the table Registration, and a secret with a version for each address. Crash story: announced, the secret is
 * stored, then the row names its version; a secret that nothing names is made unreadable by the upkeep.
 */
export function tableWebhooks(options: {
  readonly table: Table;
  readonly secrets: Secrets;
  readonly upkeep: Pick<Upkeep, 'add'>;
  readonly clock: Clock;
}): Webhooks {
  const { table, secrets, upkeep, clock } = options;
  return {
    async current() {
      const row = await table.get(KEY);
      return row && fromRow(row);
    },

    async address({ version }) {
      return (await secrets.get(SECRET, version))?.value;
    },

    // Upsert: the later of two administrators counts.
    async set({ address, format, by }) {
      const before = await table.get(KEY);
      await announceWebhook(upkeep, clock.now());
      const { version } = await secrets.set(SECRET, address.href, { contentType: 'text/plain' });
      const webhook: Webhook = {
        format,
        host: address.host,
        version,
        changedBy: by,
        changedAt: clock.now(),
        failing: undefined,
      };
      await table.write({ kind: 'upsert', row: { ...KEY, cells: toCells(webhook) } });
      if (before) await secrets.disable(SECRET, fromRow(before).version);
      return webhook;
    },

    // The secret first: should this be cut off, a row is left that tells of it.
    async remove() {
      await secrets.retire(SECRET);
      await table.write({ kind: 'delete', key: KEY, etag: '*' });
    },

    async note(webhook, failure) {
      if ((webhook.failing === undefined) === (failure === undefined)) return;
      const row = await table.get(KEY);
      if (!row || fromRow(row).version !== webhook.version) return;
      const failing = failure === undefined ? undefined : { since: clock.now(), text: failure };
      const cells = toCells({ ...webhook, failing });
      await table.write({ kind: 'replace', row: { ...KEY, cells }, etag: row.etag });
    },

    async retireUnnamed() {
      if (!(await table.get(KEY))) await secrets.retire(SECRET);
    },
  };
}

function toCells({ format, host, version, changedBy, changedAt, failing }: Webhook) {
  return {
    format,
    host,
    version,
    changedBy,
    changedAt: changedAt.toString(),
    failingSince: failing?.since.toString(),
    failingText: failing?.text,
  };
}

function fromRow({ cells }: StoredRow): Webhook {
  const text = (name: string) => String(cells[name] ?? '');
  return {
    format: text('format') as WebhookFormat,
    host: text('host'),
    version: text('version'),
    changedBy: text('changedBy'),
    changedAt: Temporal.Instant.from(text('changedAt')),
    failing:
      cells.failingSince === undefined
        ? undefined
        : { since: Temporal.Instant.from(text('failingSince')), text: text('failingText') },
  };
}
