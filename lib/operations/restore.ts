import pLimit from 'p-limit';
import { DomainError } from '../errors.ts';
import type { Storage } from '../storage/storage.ts';
import type { Row, Table } from '../storage/table.ts';
import { pageOfAll } from './all-rows.ts';
import type { Archive, Manifest } from './archive.ts';

const BATCH = 100;
const AT_ONCE = 16;
/** Rows and blobs that wait for their batch: bounds what is in memory. */
const WINDOW = 2000;

/** Written first and removed last: says which restore a storage account is in the middle of. */
const MARK = { partitionKey: 'restore', rowKey: 'current' } as const;

export type Restored = { readonly rows: number; readonly blobs: number };

/**
 * Fills an empty installation from an archive, which is read and checked before the first write. The app must not be
 * deployed there yet. Upserts only, so that a restore that was cut off is repeated from the start.
 * @throws DomainError CONFLICT where the storage holds something that no cut-off restore of this archive has put there;
 *   BAD_REQUEST where the archive is not whole
 */
export async function restore(
  { storage, markTable }: { readonly storage: Storage; readonly markTable: string },
  archive: Archive,
): Promise<Restored> {
  const manifest = await archive.manifest();
  if (!manifest)
    throw new DomainError('BAD_REQUEST', {
      detail: 'The archive has no manifest: its back-up did not end.',
    });
  await archive.verify(manifest);
  const marks = storage.table(markTable);
  await requireEmptyOrOurs(storage, marks, manifest);
  await marks.write({ kind: 'upsert', row: { ...MARK, cells: { begunAt: manifest.begunAt } } });
  let rows = 0;
  for (const name of Object.keys(manifest.tables))
    rows += await fill(storage.table(name), archive.rows(name));
  let blobs = 0;
  for (const name of Object.keys(manifest.containers)) blobs += await fillContainer(storage, archive, name);
  await marks.write({ kind: 'delete', key: MARK, etag: '*' });
  return { rows, blobs };
}

async function requireEmptyOrOurs(storage: Storage, marks: Table, manifest: Manifest): Promise<void> {
  const mark = await marks.get(MARK);
  if (mark && mark.cells.begunAt === manifest.begunAt) return;
  for (const name of Object.keys(manifest.tables)) {
    const { rows } = await pageOfAll(storage.table(name), undefined, 1);
    if (rows.length > 0)
      throw new DomainError('CONFLICT', {
        detail: `The table ${name} is not empty: restore into a new installation, before the app is deployed there.`,
      });
  }
}

async function fill(table: Table, rows: AsyncIterable<Row>): Promise<number> {
  const limit = pLimit(AT_ONCE);
  let count = 0;
  let window: Row[] = [];
  const flush = async () => {
    const work = batchesOf(window).map((batch) => limit(() => put(table, batch)));
    window = [];
    await Promise.all(work);
  };
  for await (const row of rows) {
    window.push(row);
    count++;
    if (window.length >= WINDOW) await flush();
  }
  await flush();
  return count;
}

/** At most 100 rows of one partition each. */
function batchesOf(rows: readonly Row[]): readonly (readonly Row[])[] {
  const byPartition = Map.groupBy(rows, ({ partitionKey }) => partitionKey);
  return [...byPartition.values()].flatMap((same) => {
    const batches: Row[][] = [];
    for (let start = 0; start < same.length; start += BATCH) batches.push(same.slice(start, start + BATCH));
    return batches;
  });
}

async function put(table: Table, batch: readonly Row[]): Promise<void> {
  const [only, ...others] = batch;
  if (only && others.length === 0) await table.write({ kind: 'upsert', row: only });
  else await table.batch(batch.map((row) => ({ kind: 'upsert', row })));
}

async function fillContainer(storage: Storage, archive: Archive, name: string): Promise<number> {
  const blobs = storage.blobs(name);
  let count = 0;
  for await (const { name: blob, bytes, contentType, metadata } of archive.blobs(name)) {
    await blobs.put(blob, bytes, { contentType, metadata });
    count++;
  }
  return count;
}
