import { Temporal } from 'temporal-polyfill';
import { DomainError } from '../errors.ts';
import { encodeKeyPart } from '../storage/keys.ts';
import { rowsOf, type StoredRow, type Table } from '../storage/table.ts';
import {
  type Catalog,
  type CatalogItem,
  type CatalogItemId,
  type CatalogItemKind,
  ROOT,
  type StoredCatalogItem,
} from './catalog.ts';

/** PartitionKey parent folder, RowKey the name folded; `item|<id>` rows say where an item is. */
export function tableCatalog(table: Table): Catalog {
  const keyOf = (parent: string, name: string) => ({ partitionKey: parent, rowKey: encodeKeyPart(name) });
  const locatorOf = (id: string) => ({ partitionKey: `item|${id}`, rowKey: 'item' });

  async function find(parent: string, name: string): Promise<StoredCatalogItem | undefined> {
    const row = await table.get(keyOf(parent, name));
    return row && fromRow(row);
  }

  return {
    find,

    async list(parent) {
      const items: StoredCatalogItem[] = [];
      for await (const row of rowsOf(table, { partition: { is: parent } })) items.push(fromRow(row));
      const rank = (item: CatalogItem) => (item.kind === 'folder' ? 0 : 1);
      return items.sort((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name, 'en'));
    },

    async byId(id) {
      const locator = await table.get(locatorOf(id));
      if (!locator) return undefined;
      const row = await table.get({
        partitionKey: String(locator.cells.parent),
        rowKey: String(locator.cells.key),
      });
      return row && row.cells.id === id ? fromRow(row) : undefined;
    },

    async resolve(names) {
      let item: StoredCatalogItem | undefined;
      for (const name of names) {
        item = await find(item?.id ?? ROOT, name);
        if (!item) return undefined;
      }
      return item;
    },

    async add(item) {
      const key = keyOf(item.parent, item.name);
      await table.write({
        kind: 'upsert',
        row: { ...locatorOf(item.id), cells: { parent: key.partitionKey, key: key.rowKey } },
      });
      const outcome = await table.write({ kind: 'insert', row: { ...key, cells: toCells(item) } });
      if (!outcome.ok)
        throw new DomainError('ALREADY_EXISTS', { detail: `There is already "${item.path}".` });
      return { ...item, etag: outcome.etag };
    },

    async replace(item, etag) {
      const row = { ...keyOf(item.parent, item.name), cells: toCells(item) };
      const outcome = await table.write({ kind: 'replace', row, etag });
      if (!outcome.ok)
        throw new DomainError('CONFLICT', {
          detail: `"${item.path}" was changed by somebody else at the same time.`,
        });
      return { ...item, etag: outcome.etag };
    },

    async remove(item) {
      await table.write({ kind: 'delete', key: keyOf(item.parent, item.name), etag: item.etag });
      await table.write({ kind: 'delete', key: locatorOf(item.id), etag: '*' });
    },
  };
}

function toCells(item: CatalogItem) {
  return { ...item, modifiedAt: item.modifiedAt.toString() };
}

function fromRow({ cells, etag }: StoredRow): StoredCatalogItem {
  const text = (name: string) => String(cells[name] ?? '');
  const optional = (name: string) => (cells[name] === undefined ? undefined : String(cells[name]));
  return {
    id: text('id') as CatalogItemId,
    kind: text('kind') as CatalogItemKind,
    name: text('name'),
    parent: text('parent'),
    path: text('path'),
    blob: optional('blob'),
    contentHash: optional('contentHash'),
    size: Number(cells.size ?? 0),
    modifiedBy: text('modifiedBy'),
    modifiedAt: Temporal.Instant.from(text('modifiedAt')),
    etag,
  };
}
