import { beforeEach } from 'vitest';
import { type Row, rowsOf, type StoredRow, type Table, type Write } from '../../../lib/storage/table.ts';

/** An empty table for each test, and the short ways to it. */
export type TableBench = {
  readonly table: Table;
  /** Writes a row whatever was there, and gives its ETag. */
  readonly put: (partitionKey: string, rowKey: string, cells?: Row['cells']) => Promise<string>;
  /** Every row of a query, through all its pages. */
  readonly all: (query: Parameters<typeof rowsOf>[1]) => Promise<StoredRow[]>;
};

export function tableBench(open: () => Promise<Table>): TableBench {
  let table: Table | undefined;
  beforeEach(async () => {
    table = await open();
  });
  const current = (): Table => {
    if (table === undefined) throw new Error('There is a table only while a test runs.');
    return table;
  };
  return {
    get table() {
      return current();
    },
    put: async (partitionKey, rowKey, cells = {}) => {
      const outcome = await current().write({ kind: 'upsert', row: { partitionKey, rowKey, cells } });
      if (!outcome.ok) throw new Error('An upsert was refused.');
      return outcome.etag;
    },
    all: async (query) => {
      const rows: StoredRow[] = [];
      for await (const row of rowsOf(current(), query)) rows.push(row);
      return rows;
    },
  };
}

export function insert(partitionKey: string, rowKey: string, cells: Row['cells'] = {}): Write {
  return { kind: 'insert', row: { partitionKey, rowKey, cells } };
}

export function keysOf(rows: readonly StoredRow[]): string[] {
  return rows.map((row) => `${row.partitionKey}/${row.rowKey}`);
}
