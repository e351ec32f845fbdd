import { Temporal } from 'temporal-polyfill';
import { rowsOf, type StoredRow, type Table } from '../storage/table.ts';
import type { Owner } from './principal.ts';
import type { User } from './users.ts';

/** A person who has left and owns subscriptions, for the administrators who give these to somebody else. */
export type OwnerLeft = {
  readonly owner: Owner;
  readonly upn: string;
  readonly name: string;
  /** When the reconciler noticed. */
  readonly noticedAt: Temporal.Instant;
};

/** Kept by the reconciler, which sees every subscription's owner in turn; it is as old as its last walk. */
export interface OwnersLeft {
  list(): Promise<readonly OwnerLeft[]>;
  /** Insert-only: noticed again changes nothing. */
  mark(user: Pick<User, 'owner' | 'upn' | 'name'>, noticedAt: Temporal.Instant): Promise<void>;
  /** Back again, or without subscriptions. Done as well where there is no mark. */
  clear(owner: Owner): Promise<void>;
}

const PARTITION = 'left';

/**
 * Rows of the table Users beside the people: PartitionKey `left`, RowKey the owner. Crash story: one write each; lost,
 * the next walk of the reconciler writes it.
 */
export function tableOwnersLeft(table: Table): OwnersLeft {
  return {
    async list() {
      const found: OwnerLeft[] = [];
      for await (const row of rowsOf(table, { partition: { is: PARTITION } })) found.push(fromRow(row));
      return found;
    },
    async mark({ owner, upn, name }, noticedAt) {
      const cells = { upn, name, noticedAt: noticedAt.toString() };
      await table.write({ kind: 'insert', row: { partitionKey: PARTITION, rowKey: owner, cells } });
    },
    async clear(owner) {
      await table.write({ kind: 'delete', key: { partitionKey: PARTITION, rowKey: owner }, etag: '*' });
    },
  };
}

function fromRow({ rowKey, cells }: StoredRow): OwnerLeft {
  return {
    owner: rowKey as Owner,
    upn: String(cells.upn ?? ''),
    name: String(cells.name ?? ''),
    noticedAt: Temporal.Instant.from(String(cells.noticedAt)),
  };
}
