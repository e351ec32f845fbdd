import { Temporal } from 'temporal-polyfill';
import type { Table } from '../../storage/table.ts';

export type Cursor = {
  /** No due row lies before this minute. */
  readonly oldest: Temporal.Instant;
  /** Partitions that were handed over, and when. */
  readonly handedOver: Readonly<Record<string, string>>;
};

export type StoredCursor = Cursor & { readonly etag: string };

export interface DispatchCursor {
  read(): Promise<StoredCursor | undefined>;
  /** Never back, and by the ETag read: a tick that was overtaken by another leaves the other's value. */
  advance(present: StoredCursor | undefined, next: Cursor): Promise<void>;
}

const KEY = { partitionKey: 'dispatch', rowKey: 'current' } as const;

/** One row. Crash story: unmoved, the next tick reads a longer range and finds the same rows. */
export function tableDispatchCursor(table: Table): DispatchCursor {
  return {
    async read() {
      const row = await table.get(KEY);
      if (!row) return undefined;
      return {
        oldest: Temporal.Instant.from(String(row.cells.oldest)),
        handedOver: JSON.parse(String(row.cells.handedOver ?? '{}')) as Record<string, string>,
        etag: row.etag,
      };
    },

    async advance(present, next) {
      const back = present && Temporal.Instant.compare(next.oldest, present.oldest) < 0;
      const oldest = back ? present.oldest : next.oldest;
      const row = {
        ...KEY,
        cells: { oldest: oldest.toString(), handedOver: JSON.stringify(next.handedOver) },
      };
      await table.write(present ? { kind: 'replace', row, etag: present.etag } : { kind: 'insert', row });
    },
  };
}
