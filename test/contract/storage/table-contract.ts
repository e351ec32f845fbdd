import { describe } from 'vitest';
import type { Table } from '../../../lib/storage/table.ts';
import { tableBench } from './table-bench.ts';
import { queriesContract } from './table-queries.ts';
import { rowsContract } from './table-rows.ts';
import { writesContract } from './table-writes.ts';

/** What each adapter of the Table port must do. `open` gives an empty table. */
export function tableContract(adapter: string, open: () => Promise<Table>): void {
  describe(`Table, ${adapter}`, () => {
    const bench = tableBench(open);
    rowsContract(bench);
    writesContract(bench);
    queriesContract(bench);
  });
}
