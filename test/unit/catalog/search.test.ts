import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import type { Catalog, CatalogItem, CatalogItemId } from '../../../lib/catalog/catalog.ts';
import { tableCatalog } from '../../../lib/catalog/table-catalog.ts';
import { MemoryTable } from '../../../lib/storage/memory/memory-table.ts';

async function catalogOf(...names: readonly string[]): Promise<Catalog> {
  const catalog = tableCatalog(new MemoryTable());
  for (const [index, name] of names.entries()) await catalog.add(itemNamed(name, index));
  return catalog;
}

function itemNamed(name: string, index: number): CatalogItem {
  return {
    id: `5a000000-0000-4000-8000-${String(index).padStart(12, '0')}` as CatalogItemId,
    kind: name.endsWith('/') ? 'folder' : 'report',
    name: name.replace('/', ''),
    parent: index % 2 === 0 ? 'root' : 'another-folder',
    path: `/${name}`,
    blob: undefined,
    contentHash: undefined,
    size: 1,
    modifiedBy: 'tenant|ada',
    modifiedAt: Temporal.Instant.from('2026-11-23T08:00:00Z'),
  };
}

const namesFound = async (catalog: Catalog, text: string) =>
  (await catalog.search(text)).map(({ name }) => name);

describe('searching the catalog', () => {
  it('finds items of all folders by how any of their words begins, folders first', async () => {
    const catalog = await catalogOf('Sales Overview', 'Orders', 'Regional sales', 'Sales/', 'Wholesale');
    expect(await namesFound(catalog, 'sal')).toEqual(['Sales', 'Regional sales', 'Sales Overview']);
  });

  it('finds words that are run together, by each of them', async () => {
    const catalog = await catalogOf('CompanySales2015');
    for (const text of ['comp', 'sales', 'Sales2015', '2015', 'companysales'])
      expect(await namesFound(catalog, text), text).toEqual(['CompanySales2015']);
  });

  it('takes several words in any order, and each of them has to fit', async () => {
    const catalog = await catalogOf('Sales of the region East', 'Sales of the region West');
    expect(await namesFound(catalog, 'east SALES')).toEqual(['Sales of the region East']);
    expect(await namesFound(catalog, 'east orders')).toEqual([]);
  });

  it('compares as names are compared: whatever the case and the composition', async () => {
    const catalog = await catalogOf('Überblick', 'Ärger');
    expect(await namesFound(catalog, 'u\u0308BER')).toEqual(['Überblick']);
  });

  it('finds nothing for what holds no word, and keeps no text of a name in a key', async () => {
    const catalog = await catalogOf("it's | 100% /\\?#");
    expect(await namesFound(catalog, '|%')).toEqual([]);
    expect(await namesFound(catalog, '100')).toEqual(["it's | 100% \\?#"]);
  });

  it('finds no more what was deleted', async () => {
    const catalog = await catalogOf('Sales Overview');
    const [item] = await catalog.search('sales');
    if (item) await catalog.remove(item);
    expect(await catalog.search('sales')).toEqual([]);
  });
});
