import type { Table } from '../../storage/table.ts';
import {
  isCopy,
  keyOf,
  locatorOf,
  statusKeyOf,
  subscriptionOf,
  subscriptionRows,
} from '../subscription-rows.ts';
import type { SubscriptionCopies } from './subscription-copies.ts';

const ATTEMPTS = 5;

/** Rows of the table Subscriptions; one with the cell `copyOf`, the former owner, is a copy. */
export function tableSubscriptionCopies(table: Table): SubscriptionCopies {
  return {
    async add(copy, { owner, status }) {
      const rows = subscriptionRows(copy, status).map((row) =>
        row.rowKey === copy.id ? { ...row, cells: { ...row.cells, copyOf: owner } } : row,
      );
      await table.batch(rows.map((row) => ({ kind: 'insert', row })));
    },

    async get(owner, id) {
      const row = await table.get(keyOf(owner, id));
      return row && isCopy(row) ? subscriptionOf(row) : undefined;
    },

    async discard(owner, id) {
      const row = await table.get(keyOf(owner, id));
      if (!row || !isCopy(row)) return;
      await table.batch([
        { kind: 'delete', key: keyOf(owner, id), etag: row.etag },
        { kind: 'delete', key: statusKeyOf(owner, id), etag: '*' },
      ]);
    },

    async switchOwner(id, from, to) {
      for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
        const row = await table.get(locatorOf(id));
        if (row?.cells.owner === to) return 'switched';
        if (row?.cells.owner !== from) return 'lost';
        // Refused: by another's change, or by our own first try, whose answer was lost; the row says which.
        const written = await table.write({
          kind: 'replace',
          row: { ...locatorOf(id), cells: { owner: to } },
          etag: row.etag,
        });
        if (written.ok) return 'switched';
      }
      return 'lost';
    },

    async removeOriginal(owner, id, etag) {
      const outcome = await table.batch([
        { kind: 'delete', key: keyOf(owner, id), etag },
        { kind: 'delete', key: statusKeyOf(owner, id), etag: '*' },
      ]);
      if (outcome.ok) return 'removed';
      return (await table.get(keyOf(owner, id))) ? 'changed' : 'removed';
    },
  };
}
