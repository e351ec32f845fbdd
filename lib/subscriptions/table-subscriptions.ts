import { DomainError } from '../errors.ts';
import type { Owner } from '../identity/principal.ts';
import { rowsOf, type StoredRow, type Table, type Write } from '../storage/table.ts';
import { NEW_STATUS, type Subscriptions } from './subscription.ts';
import {
  isCopy,
  keyOf,
  locatorOf,
  moveKeyOf,
  pairsOf,
  statusCells,
  statusKeyOf,
  statusOf,
  subscriptionCells,
  subscriptionOf,
  subscriptionRows,
} from './subscription-rows.ts';

const ATTEMPTS = 8;
/** Owners begin with the GUID of a tenant, locators with `id`. */
const OWNERS = { from: '0', to: 'g' } as const;
const WALK_ROWS = 400;

/** PartitionKey the owner; RowKey `<id>` for what people decide, `<id>|status` for what runs write. */
export function tableSubscriptions(table: Table): Subscriptions {
  return {
    async get(owner, id) {
      const row = await table.get(keyOf(owner, id));
      return row && !isCopy(row) ? subscriptionOf(row) : undefined;
    },

    async load(owner, id) {
      const [row, status] = await Promise.all([
        table.get(keyOf(owner, id)),
        table.get(statusKeyOf(owner, id)),
      ]);
      return row && !isCopy(row)
        ? { subscription: subscriptionOf(row), status: statusOf(status) }
        : undefined;
    },

    async ownerOf(id) {
      const row = await table.get(locatorOf(id));
      return row && (String(row.cells.owner) as Owner);
    },

    async list(owner) {
      const rows: StoredRow[] = [];
      for await (const row of rowsOf(table, { partition: { is: owner } })) rows.push(row);
      return pairsOf(rows);
    },

    async walk(after) {
      const page = await table.page({
        partition: OWNERS,
        pageSize: WALK_ROWS,
        ...(after !== undefined && { after }),
      });
      return { entries: pairsOf(page.rows), next: page.next };
    },

    async status(owner, id) {
      return statusOf(await table.get(statusKeyOf(owner, id)));
    },

    async updateStatus(owner, id, change, known) {
      let before = known;
      for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
        if (!before) {
          const row = await table.get(statusKeyOf(owner, id));
          if (!row) return undefined;
          before = statusOf(row);
        }
        const after = change(before);
        if (!after) return before;
        const row = { ...statusKeyOf(owner, id), cells: statusCells(after) };
        const outcome = await table.write({ kind: 'replace', row, etag: before.etag });
        if (outcome.ok) return { ...after, etag: outcome.etag };
        before = undefined;
      }
      throw new DomainError('STORAGE_UNAVAILABLE', {
        detail: 'The status was changed by others over and over.',
      });
    },

    async add(subscription) {
      const { owner, id } = subscription;
      await table.write({ kind: 'upsert', row: { ...locatorOf(id), cells: { owner } } });
      const outcome = await table.batch(
        subscriptionRows(subscription, NEW_STATUS).map((row): Write => ({ kind: 'insert', row })),
      );
      return outcome.ok ? 'added' : 'exists';
    },

    async replace(subscription, etag) {
      const { owner, id, revision } = subscription;
      const row = { ...keyOf(owner, id), cells: subscriptionCells(subscription) };
      const outcome = await table.write({ kind: 'replace', row, etag });
      if (outcome.ok) return { ...subscription, etag: outcome.etag };
      // Refused: by another's change, or by our own first try, whose answer was lost.
      const present = await table.get(keyOf(owner, id));
      return present?.cells.revision === revision ? { ...subscription, etag: present.etag } : undefined;
    },

    async remove(owner, id) {
      await table.write({ kind: 'delete', key: keyOf(owner, id), etag: '*' });
      await table.write({ kind: 'delete', key: statusKeyOf(owner, id), etag: '*' });
      await table.write({ kind: 'delete', key: moveKeyOf(owner, id), etag: '*' });
      // Another's by now: it was given to somebody else while it was deleted here.
      const locator = await table.get(locatorOf(id));
      if (locator?.cells.owner === owner)
        await table.write({ kind: 'delete', key: locatorOf(id), etag: locator.etag });
    },
  };
}
