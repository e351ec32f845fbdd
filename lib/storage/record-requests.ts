import type { Query, RowKey, Table, Write } from './table.ts';
import { checkPartition } from './table-rules.ts';

export type TableRequest =
  | { readonly table: string; readonly kind: 'get'; readonly key: RowKey }
  | { readonly table: string; readonly kind: 'page'; readonly query: Query }
  | { readonly table: string; readonly kind: 'write'; readonly write: Write }
  | { readonly table: string; readonly kind: 'batch'; readonly writes: readonly Write[] };

/**
 * The same table, with every request told to `sink` before it is made: one call is one request to the service. For
 * benchmarks that count requests and tests that look at them.
 */
export function recordRequests(name: string, table: Table, sink: (request: TableRequest) => void): Table {
  return {
    get: (key) => {
      sink({ table: name, kind: 'get', key });
      return table.get(key);
    },
    page: (query) => {
      sink({ table: name, kind: 'page', query });
      return table.page(query);
    },
    write: (write) => {
      sink({ table: name, kind: 'write', write });
      return table.write(write);
    },
    batch: (writes) => {
      sink({ table: name, kind: 'batch', writes });
      return table.batch(writes);
    },
  };
}

/** Throws at the first request that would read a whole table. */
export function refuseScans(requests: Iterable<TableRequest>): void {
  for (const request of requests) {
    if (request.kind === 'page') checkPartition(request.query);
  }
}
