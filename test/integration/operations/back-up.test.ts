import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../../../lib/clock.ts';
import { backUp } from '../../../lib/operations/back-up.ts';
import { restore } from '../../../lib/operations/restore.ts';
import { AzureStorage } from '../../../lib/storage/azure/azure-storage.ts';
import type { Storage } from '../../../lib/storage/storage.ts';
import type { Table } from '../../../lib/storage/table.ts';
import { BLOBS, TABLES } from '../../../lib/storage-names.ts';
import { folderArchive } from '../../../scripts/ops/folder-archive.ts';
import { type Azurite, startAzurite } from '../../support/azurite.ts';
import { contentOf, ensureAll, PICTURES, SCOPE, SUBSCRIPTIONS, seed } from './seeded-storage.ts';

const PATIENCE = 600_000;
const servers: Azurite[] = [];
let folder: string;
let source: AzureStorage;
let target: AzureStorage;

async function newStorage(): Promise<AzureStorage> {
  const azurite = await startAzurite();
  servers.push(azurite);
  const storage = new AzureStorage({ connectionString: azurite.connectionString });
  await ensureAll(storage);
  return storage;
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'back-up-'));
  [source, target] = [await newStorage(), await newStorage()];
  await seed(source);
}, PATIENCE);

afterAll(async () => {
  for (const server of servers) await server.close();
  rmSync(folder, { recursive: true, force: true });
});

const archive = () => folderArchive(folder);
const take = (storage: Storage) =>
  backUp({ storage, clock: systemClock, installation: 'Contoso' }, archive(), SCOPE);
const fill = (storage: Storage) => restore({ storage, markTable: TABLES.cursor }, archive());

/** A storage whose process is killed after so many calls that `dies` counts. */
function dying(storage: Storage, calls: number, kind: 'page' | 'batch'): Storage {
  let left = calls;
  const count = () => {
    left -= 1;
    if (left < 0) throw new Error('killed');
  };
  const table = (name: string): Table => {
    const inner = storage.table(name);
    return {
      get: (key) => inner.get(key),
      write: (write) => inner.write(write),
      async batch(writes) {
        if (kind === 'batch') count();
        return await inner.batch(writes);
      },
      async page(query) {
        if (kind === 'page') count();
        return await inner.page(query);
      },
    };
  };
  return {
    table,
    queue: storage.queue,
    blobs: (name) => storage.blobs(name),
    ensure: (names) => storage.ensure(names),
  };
}

describe('back-up and restore', { timeout: PATIENCE }, () => {
  it('does not restore from a back-up that was cut off', async () => {
    await expect(take(dying(source, 6, 'page'))).rejects.toThrow('killed');
    await expect(fill(target)).rejects.toMatchObject({ code: 'BAD_REQUEST' });
  });

  it('writes every row and blob, and says how many', async () => {
    const manifest = await take(source);
    expect(manifest.tables[TABLES.subscriptions]?.count).toBe(2 * SUBSCRIPTIONS);
    expect(manifest.tables[TABLES.dueIndex]?.count).toBe(SUBSCRIPTIONS);
    expect(manifest.containers[BLOBS.pictures]?.count).toBe(PICTURES);
  });

  it('goes on after a restore that was cut off, until the other installation holds the same', async () => {
    await expect(fill(dying(target, 15, 'batch'))).rejects.toThrow('killed');
    const restored = await fill(target);
    expect(restored.rows).toBeGreaterThanOrEqual(3 * SUBSCRIPTIONS);
    for (const table of Object.values(TABLES))
      expect(await contentOf(target, table), table).toEqual(await contentOf(source, table));
    const [from, to] = [source.blobs(BLOBS.pictures), target.blobs(BLOBS.pictures)];
    for (const name of (await from.list('')).names) {
      const { etag: _, ...before } = (await from.get(name)) ?? { etag: '' };
      expect(await to.get(name)).toMatchObject(before);
    }
  });

  it('does not restore over what is there', async () => {
    await expect(fill(target)).rejects.toMatchObject({ code: 'CONFLICT' });
  });

  it('finds an archive that was changed before it writes anything', async () => {
    appendFileSync(join(folder, 'tables', `${TABLES.runs}.jsonl`), '["a","b",{}]\n');
    const empty = await newStorage();
    await expect(fill(empty)).rejects.toThrow('not what was backed up');
    expect(await contentOf(empty, TABLES.subscriptions)).toEqual([]);
  });
});
