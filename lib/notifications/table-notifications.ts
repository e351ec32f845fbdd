import { Temporal } from 'temporal-polyfill';
import type { Clock } from '../clock.ts';
import { rowsOf, type StoredRow, type Table } from '../storage/table.ts';
import { planWebhook } from '../upkeep/deliver-webhook.ts';
import type { Upkeep } from '../upkeep/upkeep.ts';
import type { Notification, NotificationKind, Notifications } from './notifications.ts';

const OF_THE_PERSON: readonly NotificationKind[] = ['sign-in', 'sign-in-ends', 'not-registered'];
const OF_A_SUBSCRIPTION = ['failed', 'paused', 'retired'] as const;

/**
 * PartitionKey the owner, RowKey the cause (`kind|subject`; the kind alone where it concerns all of a person's tiles):
 * telling the same again meets the row that is there. Insert-only; healing deletes. Crash story: the webhook's task
 * first, which finds no notification and goes when this is cut off; the same run tells again.
 */
export function tableNotifications(options: {
  readonly table: Table;
  readonly upkeep: Pick<Upkeep, 'put'>;
  readonly clock: Clock;
}): Notifications {
  const { table, upkeep, clock } = options;
  const causeOf = (kind: NotificationKind, subject: string) =>
    OF_THE_PERSON.includes(kind) ? kind : `${kind}|${subject}`;

  return {
    async tell(owner, { kind, subject, code, text }) {
      const key = { partitionKey: owner, rowKey: causeOf(kind, subject) };
      const present = await table.get(key);
      if (present?.cells.code === code) return;
      await planWebhook(upkeep, { owner, id: key.rowKey, code }, clock.now());
      const about = OF_THE_PERSON.includes(kind) ? '' : subject;
      const row = {
        ...key,
        cells: { kind, subject: about, code, text, at: clock.now().toString(), read: false },
      };
      await table.write(present ? { kind: 'replace', row, etag: present.etag } : { kind: 'insert', row });
      // What was warned of has come.
      if (kind === 'sign-in')
        await table.write({
          kind: 'delete',
          key: { partitionKey: owner, rowKey: 'sign-in-ends' },
          etag: '*',
        });
    },

    async heal(owner, cause) {
      for (const rowKey of healedBy(cause, causeOf))
        await table.write({ kind: 'delete', key: { partitionKey: owner, rowKey }, etag: '*' });
    },

    async get(owner, id) {
      const row = await table.get({ partitionKey: owner, rowKey: id });
      return row && fromRow(row);
    },

    async list(owner) {
      const found: Notification[] = [];
      for await (const row of rowsOf(table, { partition: { is: owner } })) found.push(fromRow(row));
      return found.sort((a, b) => Temporal.Instant.compare(b.at, a.at));
    },

    async markRead(owner, id) {
      const row = await table.get({ partitionKey: owner, rowKey: id });
      if (!row || row.cells.read === true) return;
      const { etag, ...present } = row;
      await table.write({
        kind: 'replace',
        row: { ...present, cells: { ...present.cells, read: true } },
        etag,
      });
    },
  };
}

function healedBy(
  cause: Parameters<Notifications['heal']>[1],
  causeOf: (kind: NotificationKind, subject: string) => string,
): readonly string[] {
  if ('subject' in cause) return OF_A_SUBSCRIPTION.map((kind) => causeOf(kind, cause.subject));
  return cause.kind === 'sign-in' ? ['sign-in', 'sign-in-ends'] : [cause.kind];
}

function fromRow({ rowKey, cells }: StoredRow): Notification {
  const text = (name: string) => String(cells[name] ?? '');
  return {
    id: rowKey,
    kind: text('kind') as NotificationKind,
    subject: text('subject'),
    code: text('code'),
    text: text('text'),
    at: Temporal.Instant.from(text('at')),
    read: cells.read === true,
  };
}
