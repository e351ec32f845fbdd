import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MemoryStorage } from '../../../lib/storage/memory/memory-storage.ts';
import { MemoryTable } from '../../../lib/storage/memory/memory-table.ts';
import { SortedMap } from '../../../lib/storage/memory/sorted-map.ts';
import { rowsOf } from '../../../lib/storage/table.ts';

describe('a sorted map', () => {
  it('is a map whose keys come in code-unit order, however they were set and deleted', () => {
    const step = fc.record({ key: fc.string({ maxLength: 3 }), isDelete: fc.boolean() });
    fc.assert(
      fc.property(
        fc.array(step),
        fc.string({ maxLength: 3 }),
        fc.string({ maxLength: 3 }),
        (steps, from, to) => {
          const sorted = new SortedMap<number>();
          const model = new Map<string, number>();
          for (const [index, { key, isDelete }] of steps.entries()) {
            if (isDelete) expect(sorted.delete(key)).toBe(model.delete(key));
            else {
              sorted.set(key, index);
              model.set(key, index);
            }
          }
          const expected = [...model]
            .filter(([key]) => key >= from && key < to)
            .sort(([a], [b]) => (a < b ? -1 : 1));
          expect([...sorted.range(from, to)]).toEqual(expected);
          expect(sorted.size).toBe(model.size);
        },
      ),
    );
  });
});

describe('the table in memory', () => {
  it('ends pages where it is told to, and every row still comes once', async () => {
    const table = new MemoryTable({ pageLimit: 3 });
    for (let n = 0; n < 10; n += 1) {
      const row = { partitionKey: `p${n % 2}`, rowKey: `r${n}`, cells: { n } };
      await table.write({ kind: 'insert', row });
    }
    const first = await table.page({ partition: { from: 'p', to: 'q' } });
    expect(first.rows).toHaveLength(3);
    const seen: unknown[] = [];
    for await (const row of rowsOf(table, { partition: { from: 'p', to: 'q' } })) seen.push(row.cells.n);
    expect(seen).toEqual([0, 2, 4, 6, 8, 1, 3, 5, 7, 9]);
    expect(table.size).toBe(10);
  });

  it('refuses a continuation that it did not give', async () => {
    const query = { partition: { is: 'p' } };
    await expect(new MemoryTable().page({ ...query, after: 'bm9uc2Vuc2U' })).rejects.toThrow();
    await expect(new MemoryTable().page({ ...query, after: 'WzEsMl0' })).rejects.toThrow(RangeError);
  });

  it('holds rows that no reader can change', async () => {
    const table = new MemoryTable();
    await table.write({ kind: 'insert', row: { partitionKey: 'p', rowKey: 'r', cells: { n: 1 } } });
    const row = await table.get({ partitionKey: 'p', rowKey: 'r' });
    expect(() => Object.assign(row?.cells ?? {}, { n: 2 })).toThrow(TypeError);
  });

  it('is the same for one name of a storage, and another for another', async () => {
    const storage = new MemoryStorage({
      now: () => {
        throw new Error('No time is needed.');
      },
    });
    await storage.ensure();
    expect(storage.table('A')).toBe(storage.table('A'));
    expect(storage.table('A')).not.toBe(storage.table('B'));
    expect(storage.queue('a')).toBe(storage.queue('a'));
    expect(storage.blobs('a')).toBe(storage.blobs('a'));
  });
});
