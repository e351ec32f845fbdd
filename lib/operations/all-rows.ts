import type { StoredRow, Table } from '../storage/table.ts';

/** Below and above every key: keys are made of printable ASCII (lib/storage/keys.ts). */
const ALL_PARTITIONS = { from: '!', to: '\u{7f}' } as const;
const PAGE = 1000;

/** A page of a whole table, for back-up, migration and erasure; never for a request of a person. */
export async function pageOfAll(
  table: Table,
  after: string | undefined,
  size = PAGE,
): Promise<{ readonly rows: readonly StoredRow[]; readonly next: string | undefined }> {
  const query = { partition: ALL_PARTITIONS, pageSize: size };
  return await table.page(after === undefined ? query : { ...query, after });
}

export async function* allRows(table: Table): AsyncGenerator<StoredRow> {
  let after: string | undefined;
  do {
    const page = await pageOfAll(table, after);
    yield* page.rows;
    after = page.next;
  } while (after !== undefined);
}
