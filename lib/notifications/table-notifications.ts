import { Temporal } from 'temporal-polyfill';
import type { Clock } from '../clock.ts';
import { rowsOf, type StoredRow, type Table } from '../storage/table.ts';
import type { Notification, NotificationKind, Notifications } from './notifications.ts';

/** Causes that concern all of a person's tiles at once. */
const OF_THE_PERSON: readonly NotificationKind[] = ['sign-in', 'sign-in-ends'];

/**
 * PartitionKey the owner, RowKey the cause (`kind|subject`; one `sign-in` for all of a person's tiles): telling the
 * same again meets the row that is there. Insert-only; healing deletes.
 */
export function tableNotifications(table: Table, clock: Clock): Notifications {
  const causeOf = (kind: NotificationKind, subject: string) =>
    OF_THE_PERSON.includes(kind) ? kind : `${kind}|${subject}`;

  return {
    async tell(owner, { kind, subject, code, text }) {
      const key = { partitionKey: owner, rowKey: causeOf(kind, subject) };
      const cells = { kind, subject, code, text, at: clock.now().toString(), read: false };
      const outcome = await table.write({ kind: 'insert', row: { ...key, cells } });
      if (outcome.ok) return;
      const present = await table.get(key);
      if (!present || present.cells.code === code) return;
      await table.write({ kind: 'replace', row: { ...key, cells }, etag: present.etag });
    },

    async heal(owner, cause) {
      const healed: readonly string[] =
        'kind' in cause ? OF_THE_PERSON : [causeOf('failed', cause.subject), causeOf('paused', cause.subject)];
      for (const rowKey of healed)
        await table.write({ kind: 'delete', key: { partitionKey: owner, rowKey }, etag: '*' });
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
