import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Migration, migrateSlice } from '../../../lib/operations/migrate.ts';
import { AzureStorage } from '../../../lib/storage/azure/azure-storage.ts';
import type { StoredRow, Table } from '../../../lib/storage/table.ts';
import { TABLES } from '../../../lib/storage-names.ts';
import { type Azurite, startAzurite } from '../../support/azurite.ts';
import { contentOf, SUBSCRIPTIONS, seed } from './seeded-storage.ts';

const PATIENCE = 600_000;
let azurite: Azurite | undefined;
let storage: AzureStorage;

beforeAll(async () => {
  azurite = await startAzurite();
  storage = new AzureStorage({ connectionString: azurite.connectionString });
  await seed(storage);
}, PATIENCE);

afterAll(() => azurite?.close());

/** A title gets a second column; the status rows have none. */
const MIGRATION: Migration = {
  id: 'title-in-capitals',
  table: TABLES.subscriptions,
  change: ({ cells }) =>
    typeof cells.reportTitle === 'string' && cells.capitals === undefined
      ? { ...cells, capitals: cells.reportTitle.toUpperCase() }
      : undefined,
};

function dyingAfter(table: Table, writes: number): Table {
  let left = writes;
  return {
    get: (key) => table.get(key),
    batch: (batch) => table.batch(batch),
    page: (query) => table.page(query),
    async write(write) {
      left -= 1;
      if (left < 0) throw new Error('killed');
      return await table.write(write);
    },
  };
}

describe('a migration', { timeout: PATIENCE }, () => {
  const positions = () => storage.table(TABLES.cursor);

  it('goes on where it was cut off, and moves each row once, in slices', async () => {
    const table = storage.table(MIGRATION.table);
    await expect(
      migrateSlice({ table: dyingAfter(table, 150), positions: positions() }, MIGRATION),
    ).rejects.toThrow('killed');
    let slices = 0;
    for (let done = false; !done; slices++)
      ({ done } = await migrateSlice({ table, positions: positions() }, MIGRATION));
    expect(slices).toBeGreaterThanOrEqual((2 * SUBSCRIPTIONS) / 500);
    const rows = (await contentOf(storage, MIGRATION.table)) as readonly StoredRow[];
    const moved = rows.filter(({ cells }) => cells.capitals !== undefined);
    expect(moved.length).toBe(SUBSCRIPTIONS);
    expect(moved[0]?.cells.capitals).toBe(String(moved[0]?.cells.reportTitle).toUpperCase());
  });

  it('reads nothing when it is done', async () => {
    const unread: Table = {
      ...dyingAfter(storage.table(MIGRATION.table), 0),
      page: () => Promise.reject(new Error('read')),
    };
    expect(await migrateSlice({ table: unread, positions: positions() }, MIGRATION)).toMatchObject({
      done: true,
    });
  });
});
