import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import type { CatalogItemId } from '../catalog/catalog.ts';
import type { Secrets } from '../storage/secrets.ts';
import { rowsOf, type StoredRow, type Table } from '../storage/table.ts';
import type { CredentialChoice, CredentialRecord, CredentialStore } from './credentials.ts';
import type { DataSourceId } from './data-source.ts';
import type { Credentials } from './sql/database.ts';

const secretSchema = z.object({ user: z.string(), password: z.string() });

/**
 * Rows in CatalogItems, PartitionKey `credentials|<item>`, RowKey the data source's id; the credentials themselves are
 * one secret a data source, `source-<id>`, with a version for each change.
 */
export function storedCredentials(options: {
  readonly table: Table;
  readonly secrets: Secrets;
  /** Told before a secret is stored: should its row never be written, `retireUnnamed` is called later. */
  readonly announce: (id: DataSourceId) => Promise<void>;
}): CredentialStore {
  const { table, secrets, announce } = options;
  const keyOf = (itemId: string, id: string) => ({ partitionKey: `credentials|${itemId}`, rowKey: id });
  const nameOf = (id: DataSourceId) => `source-${id}`;

  const store: CredentialStore = {
    async ofItem(itemId) {
      const records = new Map<DataSourceId, CredentialRecord>();
      for await (const row of rowsOf(table, { partition: { is: `credentials|${itemId}` } })) {
        const record = fromRow(row, itemId);
        records.set(record.id, record);
      }
      return records;
    },

    async read({ secret, version }) {
      if (secret === undefined) return undefined;
      const found = await secrets.get(secret, version);
      return found && secretSchema.parse(JSON.parse(found.value));
    },

    // Upsert: the later of two counts. The secret's new version first, the row that names it commits, the version before
    // is disabled last; cut off in between, the row names the old one, or the old one lies readable until the next change.
    async write(record, credentials) {
      const before = await table.get(keyOf(record.itemId, record.id));
      if (credentials) await announce(record.id);
      const kept = credentials && (await save(secrets, nameOf(record.id), credentials));
      const written: CredentialRecord = { ...record, secret: kept?.name, version: kept?.version };
      const row = { ...keyOf(record.itemId, record.id), cells: toCells(written) };
      await table.write({ kind: 'upsert', row });
      if (credentials === undefined) await secrets.retire(nameOf(record.id));
      else if (before) await disableBefore(secrets, fromRow(before, record.itemId), written);
      return written;
    },

    // The secret first: should this be cut off, a row is left that tells of it.
    async remove(itemId, id) {
      await secrets.retire(nameOf(id));
      await table.write({ kind: 'delete', key: keyOf(itemId, id), etag: '*' });
    },

    async retireUnnamed(itemId, id) {
      const row = await table.get(keyOf(itemId, id));
      if (row?.cells.secret === undefined) await secrets.retire(nameOf(id));
    },

    async removeAll(itemId) {
      for (const id of (await store.ofItem(itemId)).keys()) await store.remove(itemId, id);
    },
  };
  return store;
}

async function save(secrets: Secrets, name: string, { user, password }: Credentials) {
  const value = JSON.stringify({ user, password });
  return { name, ...(await secrets.set(name, value, { contentType: 'application/json' })) };
}

async function disableBefore(
  secrets: Secrets,
  before: CredentialRecord,
  written: CredentialRecord,
): Promise<void> {
  if (before.secret === undefined || before.version === undefined || before.version === written.version)
    return;
  await secrets.disable(before.secret, before.version);
}

function toCells({ choice, secret, version, server, changedBy, changedAt }: CredentialRecord) {
  return { choice, secret, version, server, changedBy, changedAt: changedAt.toString() };
}

function fromRow({ rowKey, cells }: StoredRow, itemId: CatalogItemId): CredentialRecord {
  const optional = (name: string) => (cells[name] === undefined ? undefined : String(cells[name]));
  return {
    id: rowKey as DataSourceId,
    itemId,
    choice: String(cells.choice) as CredentialChoice,
    secret: optional('secret'),
    version: optional('version'),
    server: String(cells.server ?? ''),
    changedBy: String(cells.changedBy ?? ''),
    changedAt: Temporal.Instant.from(String(cells.changedAt)),
  };
}
