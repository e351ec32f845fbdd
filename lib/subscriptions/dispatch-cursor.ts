import { Temporal } from 'temporal-polyfill';
import type { Table } from '../storage/table.ts';

export type CursorState = {
  /** No due row lies before this minute. */
  readonly oldest: Temporal.Instant;
  /** Partitions that were handed over, and when. */
  readonly handedOver: Readonly<Record<string, string>>;
};

export interface DispatchCursor {
  read(): Promise<CursorState | undefined>;
  /** Never back. A tick that was overtaken by another leaves the other's value. */
  advance(oldest: Temporal.Instant, handedOver: CursorState['handedOver']): Promise<void>;
}

const KEY = { partitionKey: 'dispatch', rowKey: 'current' } as const;
/** A cell holds 32,768 characters; partitions beyond this many are simply handed over again. */
const MAX_REMEMBERED = 500;

export function tableDispatchCursor(table: Table): DispatchCursor {
  async function stored() {
    const row = await table.get(KEY);
    if (!row) return undefined;
    const handedOver = JSON.parse(String(row.cells.handedOver ?? '{}')) as Record<string, string>;
    return { state: { oldest: Temporal.Instant.from(String(row.cells.oldest)), handedOver }, etag: row.etag };
  }
  return {
    async read() {
      return (await stored())?.state;
    },
    async advance(oldest, handedOver) {
      const present = await stored();
      const later =
        !present || Temporal.Instant.compare(oldest, present.state.oldest) > 0
          ? oldest
          : present.state.oldest;
      const kept = Object.fromEntries(Object.entries(handedOver).slice(0, MAX_REMEMBERED));
      const row = { ...KEY, cells: { oldest: later.toString(), handedOver: JSON.stringify(kept) } };
      await table.write(present ? { kind: 'replace', row, etag: present.etag } : { kind: 'insert', row });
    },
  };
}
