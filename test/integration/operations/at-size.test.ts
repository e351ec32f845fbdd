import pLimit from 'p-limit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type App, createApp } from '../../../lib/app.ts';
import { DomainError } from '../../../lib/errors.ts';
import { tableDataKeys } from '../../../lib/identity/data-keys.ts';
import { envelopeTokenStore } from '../../../lib/identity/envelope-token-store.ts';
import type { Owner } from '../../../lib/identity/principal.ts';
import type { Log } from '../../../lib/log.ts';
import { allRows } from '../../../lib/operations/all-rows.ts';
import { erasedTables, erasePerson } from '../../../lib/operations/erase-person.ts';
import { type Migration, migrateSlice } from '../../../lib/operations/migrate.ts';
import { rewrapDataKeys, rotateRing } from '../../../lib/operations/rotate-keys.ts';
import { parseSettings } from '../../../lib/settings.ts';
import { AzureStorage } from '../../../lib/storage/azure/azure-storage.ts';
import type { KeyWrapper } from '../../../lib/storage/key-wrapper.ts';
import { MemoryKeyWrapper } from '../../../lib/storage/memory/memory-key-wrapper.ts';
import { MemorySecrets } from '../../../lib/storage/memory/memory-secrets.ts';
import type { Secrets } from '../../../lib/storage/secrets.ts';
import type { StoredRow, Table } from '../../../lib/storage/table.ts';
import { BLOBS, TABLES } from '../../../lib/storage-names.ts';
import { deleteSubscription } from '../../../lib/subscriptions/deciding/delete-subscription.ts';
import { nthId } from '../../bench/support/seed-subscriptions.ts';
import { type Azurite, startAzurite } from '../../support/azurite.ts';
import { TEST_ENVIRONMENT } from '../../support/memory-installation.ts';
import { MemoryTileGateway } from '../../support/memory-tile-gateway.ts';
import { TestClock } from '../../support/test-clock.ts';
import { contentOf, nthOwner, OWNERS, SUBSCRIPTIONS, seed } from './seeded-storage.ts';

/** What an operator does beside the running app, on 10,000 subscriptions with `npm run test:long`, each cut off in the middle. */
const PATIENCE = 1_800_000;
const QUIET: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };
/** People with a sign-in, and pins with a picture: each tenth subscription's otherwise. */
const PEOPLE = process.env.REPORT_TILES_LONG === '1' ? SUBSCRIPTIONS : SUBSCRIPTIONS / 10;
/** Data keys that they are encrypted under: one a month. */
const MONTHS = 10;

let azurite: Azurite | undefined;
let storage: AzureStorage;

beforeAll(async () => {
  azurite = await startAzurite();
  storage = new AzureStorage({ connectionString: azurite.connectionString, deadlineMs: 120_000 });
  await seed(storage);
}, PATIENCE);

afterAll(() => azurite?.close());

/** A table whose process is killed at the write after so many. */
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

async function forEach(count: number, work: (n: number) => Promise<void>): Promise<void> {
  const limit = pLimit(8);
  await Promise.all(Array.from({ length: count }, (_, n) => limit(() => work(n))));
}

/** A title gets a second column; the status rows have none. */
const MIGRATION: Migration = {
  id: 'title-in-capitals',
  table: TABLES.subscriptions,
  change: ({ cells }) =>
    typeof cells.reportTitle === 'string' && cells.capitals === undefined
      ? { ...cells, capitals: cells.reportTitle.toUpperCase() }
      : undefined,
};

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

describe('rotation of the key that wraps data keys', { timeout: PATIENCE }, () => {
  it('keeps every sign-in readable, while it goes on, cut off in the middle, and once the old key is disabled', async () => {
    const table = storage.table(TABLES.tokens);
    const wrapper = new MemoryKeyWrapper();
    const clock = new TestClock('2026-01-01T00:00:00Z');
    /** As a process that has just started sees them: with no key in its memory. */
    const process = (wraps: KeyWrapper) =>
      envelopeTokenStore({ table, dataKeys: tableDataKeys({ table, wrapper: wraps, clock }), log: QUIET });
    const versions = new Map<Owner, string>();
    for (let month = 0; month < MONTHS; month++) {
      const store = process(wrapper);
      await forEach(PEOPLE / MONTHS, async (n) => {
        const owner = nthOwner(month * PEOPLE + n);
        const { version } = await store.save(owner, `token of ${owner}`, { expiresAt: clock.now() });
        versions.set(owner, version);
      });
      clock.advance({ hours: 31 * 24 });
    }
    const readAll = async (wraps: KeyWrapper) => {
      const store = process(wraps);
      const owners = [...versions];
      await forEach(owners.length, async (n) => {
        const [owner, version] = owners[n] ?? [];
        if (owner && version) expect(await store.load(owner, version)).toBe(`token of ${owner}`);
      });
    };

    wrapper.rotate();
    await expect(rewrapDataKeys(dyingAfter(table, 5), wrapper)).rejects.toThrow('killed');
    await readAll(wrapper);
    expect(await rewrapDataKeys(table, wrapper)).toEqual({ rewrapped: MONTHS - 5, current: 5, foreign: 0 });
    await readAll({
      wrap: (key) => wrapper.wrap(key),
      async unwrap(wrapped) {
        if (wrapped.keyId === 'memory/1') throw new DomainError('SECRETS_UNAVAILABLE');
        return await wrapper.unwrap(wrapped);
      },
    });
  });
});

function appOn(secrets: MemorySecrets): App {
  const app = createApp(parseSettings(TEST_ENVIRONMENT), {
    storage,
    secrets,
    keyWrapper: new MemoryKeyWrapper(),
    log: QUIET,
  });
  return { ...app, gateway: new MemoryTileGateway() };
}

/** A vault whose process is killed just before, or just after, a secret is written. */
function cutOff(secrets: MemorySecrets, when: 'before' | 'after'): Secrets {
  return {
    get: (name, version) => secrets.get(name, version),
    async set(name, value, options) {
      if (when === 'after') await secrets.set(name, value, options);
      throw new Error('killed');
    },
    disable: (name, version) => secrets.disable(name, version),
    retire: (name) => secrets.retire(name),
  };
}

describe('rotation of the key of picture addresses', { timeout: PATIENCE }, () => {
  it('changes no address, cut off before or after its write and repeated', async () => {
    const secrets = new MemorySecrets();
    const addresses = async () => {
      const { pinPictures } = appOn(secrets);
      const found = new Map<number, string>();
      await forEach(PEOPLE, async (n) => void found.set(n, await pinPictures.address(nthId(n))));
      return found;
    };
    const before = await addresses();
    for (const when of ['before', 'after'] as const)
      await expect(rotateRing(cutOff(secrets, when), 'picture-keys')).rejects.toThrow('killed');
    const { kept } = await rotateRing(secrets, 'picture-keys');
    expect(kept).toHaveLength(2);
    expect(await addresses()).toEqual(before);
    const [, secret = ''] = /\/t\/[^/]+\/([^/]+)\//.exec(before.get(0) ?? '') ?? [];
    expect((await appOn(secrets).pinPictures.read(nthId(0), secret))?.bytes).toHaveLength(3);
  });
});

describe('erasing one person', { timeout: PATIENCE }, () => {
  it('goes on where it was cut off, and leaves everybody else as they were', async () => {
    const app = appOn(new MemorySecrets());
    const [person, ...others] = Array.from({ length: OWNERS }, (_, n) => nthOwner(n)) as [Owner, ...Owner[]];
    const each = SUBSCRIPTIONS / OWNERS;
    for (const owner of [person, ...others]) {
      await app.users.update(owner, (user) => ({ ...user, name: 'Somebody' }));
      await app.audit.record({ action: 'power-bi.sign-in', by: owner, subject: owner });
    }
    let left = Math.floor(each / 2);
    const erase = (remove: typeof deleteSubscription) =>
      erasePerson(
        {
          ...app,
          deleteSubscription: (owner, id) => remove(app, owner, id),
          ...erasedTables(storage),
        },
        person,
      );
    const dying: typeof deleteSubscription = async (...args) => {
      left -= 1;
      if (left < 0) throw new Error('killed');
      return await deleteSubscription(...args);
    };
    await expect(erase(dying)).rejects.toThrow('killed');
    const erased = await erase(deleteSubscription);
    expect(erased.subscriptions).toBe(each - Math.floor(each / 2));

    for (const name of Object.values(TABLES).filter((table) => table !== TABLES.upkeep))
      for await (const row of allRows(storage.table(name)))
        expect(`${row.partitionKey} ${row.rowKey} ${Object.values(row.cells).join(' ')}`).not.toContain(
          person,
        );
    for (const owner of others) expect(await app.subscriptions.list(owner)).toHaveLength(each);
    const due = await contentOf(storage, TABLES.dueIndex);
    expect(due).toHaveLength(SUBSCRIPTIONS - each);
    expect(await storage.blobs(BLOBS.pictures).get(`pins/${nthId(0)}/current`)).toBeUndefined();
  });
});
