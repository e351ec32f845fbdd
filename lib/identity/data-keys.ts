import { randomBytes } from 'node:crypto';
import type { Clock } from '../clock.ts';
import type { KeyWrapper } from '../storage/key-wrapper.ts';
import type { StoredRow, Table } from '../storage/table.ts';

export type DataKey = { readonly id: string; readonly key: Uint8Array };

/** 256-bit keys that encrypt what a table holds. The table has them wrapped; plain they are in memory only. */
export interface DataKeys {
  /** The key to encrypt with. */
  current(): Promise<DataKey>;
  /** A key to decrypt with; undefined where there is none of this id, or another vault wrapped it. */
  find(id: string): Promise<Uint8Array | undefined>;
}

const PARTITION = 'data-key';
const LAST_MILLISECOND = 9_999_999_999_999;
/** A new one each month: what one key may give away stays small, and the vault is asked a dozen times a year. */
const MONTH_MS = 30 * 86_400_000;
const LOOK_AGAIN_MS = 3_600_000;
const MOST_KEPT = 100;

/**
 * Insert-only rows, newest first. Two processes that need a new key at once make two, and both are good.
 * Crash story: one insert; lost, a key that nothing was encrypted with is made again.
 */
export function tableDataKeys(options: {
  readonly table: Table;
  readonly wrapper: KeyWrapper;
  readonly clock: Clock;
}): DataKeys {
  const { table, wrapper, clock } = options;
  const kept = new Map<string, Promise<Uint8Array>>();
  let looked: { readonly at: number; readonly key: Promise<DataKey> } | undefined;

  function keep(id: string, key: Promise<Uint8Array>): Promise<Uint8Array> {
    if (kept.size >= MOST_KEPT) kept.clear();
    kept.set(id, key);
    key.catch(() => kept.delete(id));
    return key;
  }

  /** Undefined for a key that another vault wrapped: one of a back-up, restored beside a vault of its own. */
  async function unwrapped(row: StoredRow): Promise<Uint8Array | undefined> {
    const wrapped = { keyId: String(row.cells.keyId), wrapped: String(row.cells.wrapped) };
    try {
      return await (kept.get(row.rowKey) ?? keep(row.rowKey, wrapper.unwrap(wrapped)));
    } catch (error) {
      if (error instanceof RangeError) return undefined;
      throw error;
    }
  }

  async function create(now: number): Promise<DataKey> {
    const key = randomBytes(32);
    const { keyId, wrapped } = await wrapper.wrap(key);
    const id = `${String(LAST_MILLISECOND - now).padStart(13, '0')}-${randomBytes(6).toString('hex')}`;
    const row = { partitionKey: PARTITION, rowKey: id, cells: { keyId, wrapped, createdMs: now } };
    await table.write({ kind: 'insert', row });
    return { id, key: await keep(id, Promise.resolve(key)) };
  }

  async function newest(now: number): Promise<DataKey> {
    const { rows } = await table.page({ partition: { is: PARTITION }, pageSize: 1 });
    const [row] = rows;
    const key = row && now - Number(row.cells.createdMs) < MONTH_MS ? await unwrapped(row) : undefined;
    return row && key ? { id: row.rowKey, key } : create(now);
  }

  return {
    current() {
      const now = clock.now().epochMilliseconds;
      if (looked && now - looked.at < LOOK_AGAIN_MS) return looked.key;
      const key = newest(now);
      looked = { at: now, key };
      key.catch(() => {
        looked = undefined;
      });
      return key;
    },
    async find(id) {
      const present = kept.get(id);
      if (present) return present;
      const row = await table.get({ partitionKey: PARTITION, rowKey: id });
      return row && unwrapped(row);
    },
  };
}
