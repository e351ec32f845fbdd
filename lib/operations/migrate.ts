import type { Cells, StoredRow, Table } from '../storage/table.ts';
import { pageOfAll } from './all-rows.ts';

/**
 * One move of the data's form. A release first reads both forms and writes the new one (expand); then this runs beside the
 * app; a later release reads the new form only (contract). So during a deployment old and new code work side by side.
 */
export type Migration = {
  /** Never used twice: the position is kept under it. */
  readonly id: string;
  readonly table: string;
  /** The new form of a row; undefined where it has it already, or is of another kind. Pure, and safe to repeat. */
  readonly change: (row: StoredRow) => Cells | undefined;
};

export type MigrationProgress = { readonly read: number; readonly changed: number; readonly done: boolean };

const PARTITION = 'migration';
const SLICE = 500;
const ATTEMPTS = 8;

/**
 * Moves a slice of rows, and keeps the position, so that it can be cut off anywhere. By ETag: what the app changes meanwhile is
 * read again. Done, it says so without reading.
 */
export async function migrateSlice(
  { table, positions }: { readonly table: Table; readonly positions: Table },
  migration: Migration,
): Promise<MigrationProgress> {
  const key = { partitionKey: PARTITION, rowKey: migration.id };
  const position = await positions.get(key);
  const { after, done = false, read = 0, changed = 0 } = position?.cells ?? {};
  if (done === true) return { read: Number(read), changed: Number(changed), done: true };
  const page = await pageOfAll(table, after === undefined ? undefined : String(after), SLICE);
  let moved = 0;
  for (const row of page.rows) if (await moveRow(table, row, migration)) moved++;
  const cells = {
    after: page.next,
    done: page.next === undefined,
    read: Number(read) + page.rows.length,
    changed: Number(changed) + moved,
  };
  // Cut off before this, the slice is read again and found moved.
  await positions.write({ kind: 'upsert', row: { ...key, cells } });
  return { read: cells.read, changed: cells.changed, done: cells.done };
}

async function moveRow(table: Table, row: StoredRow, { change }: Migration): Promise<boolean> {
  let present: StoredRow | undefined = row;
  for (let attempt = 0; present && attempt < ATTEMPTS; attempt++) {
    const cells = change(present);
    if (!cells) return false;
    const { partitionKey, rowKey, etag } = present;
    const outcome = await table.write({ kind: 'replace', row: { partitionKey, rowKey, cells }, etag });
    if (outcome.ok) return true;
    present = await table.get(row);
  }
  if (present) throw new Error(`A row of ${row.partitionKey} was changed by others over and over.`);
  return false;
}
