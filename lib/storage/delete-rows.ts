import type { Query, RowKey, Table } from './table.ts';

const BATCH = 100;
const PAGE = 1000;

/** Deletes rows of one partition, a hundred a transaction; one that is gone already counts as deleted. Repeatable. */
export async function deleteRows(table: Table, keys: readonly RowKey[]): Promise<void> {
  for (let start = 0; start < keys.length; start += BATCH) {
    let batch = keys.slice(start, start + BATCH);
    while (batch.length > 0) {
      const outcome = await table.batch(
        batch.map(({ partitionKey, rowKey }) => ({
          kind: 'delete',
          key: { partitionKey, rowKey },
          etag: '*',
        })),
      );
      if (outcome.ok) break;
      batch = batch.filter((_, index) => index !== outcome.index);
    }
  }
}

/** Deletes every row of a partition. Repeatable. */
export async function deletePartition(table: Table, partitionKey: string): Promise<void> {
  await deletePages(table, { is: partitionKey });
}

/** Deletes every row of a range of partitions, such as whole hours. Repeatable. @returns how many there were. */
export async function deletePartitions(
  table: Table,
  range: { readonly from: string; readonly to: string },
): Promise<number> {
  return deletePages(table, range);
}

async function deletePages(table: Table, partition: Query['partition']): Promise<number> {
  let deleted = 0;
  for (;;) {
    // Always the first page: what was read is gone afterwards.
    const { rows, next } = await table.page({ partition, pageSize: PAGE });
    for (const keys of Map.groupBy(rows, ({ partitionKey }) => partitionKey).values())
      await deleteRows(table, keys);
    deleted += rows.length;
    if (next === undefined) return deleted;
  }
}
