import { Temporal } from 'temporal-polyfill';
import { DomainError } from '../errors.ts';
import { encodeKeyPart } from '../storage/keys.ts';
import { type Cells, type Row, type RowKey, rowsOf, type StoredRow, type Table } from '../storage/table.ts';
import {
  type Catalog,
  type CatalogItem,
  type CatalogItemId,
  type CatalogItemKind,
  ROOT,
  type StoredCatalogItem,
} from './catalog.ts';
import { nameFits, typedWords, wordsOf } from './name-words.ts';

/** A list that is longer helps nobody to find anything. */
const MOST_FOUND = 100;
/** Keys are at most 512 UTF-16 units. */
const LONGEST_WORD_KEY = 400;

/**
 * PartitionKey parent folder, RowKey the name folded; `item|<id>` rows say where an item is, `word|<first letter>` rows
 * which items have a word in their names.
 */
export function tableCatalog(table: Table): Catalog {
  const keyOf = (parent: string, name: string) => ({ partitionKey: parent, rowKey: encodeKeyPart(name) });
  const locatorOf = (id: string) => ({ partitionKey: `item|${id}`, rowKey: 'item' });

  async function find(parent: string, name: string): Promise<StoredCatalogItem | undefined> {
    const row = await table.get(keyOf(parent, name));
    return row && fromRow(row);
  }

  function located(item: CatalogItem): readonly Row[] {
    const { partitionKey: parent, rowKey: key } = keyOf(item.parent, item.name);
    const words = wordsOf(item.name).map((word) => ({
      ...wordKey(word, item.id),
      cells: { id: item.id, name: item.name, parent, key },
    }));
    return [{ ...locatorOf(item.id), cells: { parent, key } }, ...words];
  }

  async function at(id: string, place: Cells | undefined): Promise<StoredCatalogItem | undefined> {
    if (!place) return undefined;
    const row = await table.get({ partitionKey: String(place.parent), rowKey: String(place.key) });
    return row && row.cells.id === id ? fromRow(row) : undefined;
  }

  return {
    find,

    async list(parent) {
      const items: StoredCatalogItem[] = [];
      for await (const row of rowsOf(table, { partition: { is: parent } })) items.push(fromRow(row));
      return items.sort(byKindAndName);
    },

    async search(text) {
      const typed = typedWords(text);
      const [longest] = typed;
      if (longest === undefined) return [];
      const places = new Map<string, Cells>();
      const { partitionKey, rowKey } = wordKey(longest);
      const rows = { from: rowKey, to: `${rowKey}${AFTER_ALL}` };
      for await (const { cells } of rowsOf(table, { partition: { is: partitionKey }, rows })) {
        if (nameFits(String(cells.name), typed)) places.set(String(cells.id), cells);
        if (places.size === MOST_FOUND) break;
      }
      const found = await Promise.all([...places].map(([id, place]) => at(id, place)));
      return found.filter((item) => item !== undefined).sort(byKindAndName);
    },

    async byId(id) {
      return at(id, (await table.get(locatorOf(id)))?.cells);
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
      await Promise.all(located(item).map((row) => table.write({ kind: 'upsert', row })));
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
      await Promise.all(located(item).map((key) => table.write({ kind: 'delete', key, etag: '*' })));
    },
  };
}

/** Sorts after every key that goes on from it. */
const AFTER_ALL = '~';

/** Hexadecimal: keys never hold user text as it is, and what a word begins with is what its key begins with. */
function wordKey(word: string, id?: string): RowKey {
  const hex = (text: string) => Buffer.from(text, 'utf8').toString('hex');
  const [first = ''] = word;
  const rowKey = hex(word).slice(0, LONGEST_WORD_KEY);
  return { partitionKey: `word|${hex(first)}`, rowKey: id === undefined ? rowKey : `${rowKey}|${id}` };
}

/** Folders first, then by name. */
function byKindAndName(a: CatalogItem, b: CatalogItem): number {
  const rank = ({ kind }: CatalogItem) => (kind === 'folder' ? 0 : 1);
  return rank(a) - rank(b) || a.name.localeCompare(b.name, 'en');
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
