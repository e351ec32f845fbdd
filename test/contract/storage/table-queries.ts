import { describe, expect, it } from 'vitest';
import { insert, keysOf, type TableBench } from './table-bench.ts';

/** What a query reads, in which order, page by page. */
export function queriesContract(bench: TableBench): void {
  describe('queries', () => {
    it('read keys in the order of their code units', async () => {
      const keys = ['10', '2', 'B', 'Z', '_', 'a', 'ab', 'b', 'é', '日', '\ud83d\ude00', '\uff5e'];
      for (const key of keys.toReversed()) await bench.put('p', key);
      expect((await bench.all({ partition: { is: 'p' } })).map((row) => row.rowKey)).toEqual(keys);
    });

    it('read one partition only, whatever the others are called', async () => {
      for (const partition of ['p', 'p-', 'o', 'q', 'P']) await bench.put(partition, 'r');
      expect(keysOf(await bench.all({ partition: { is: 'p' } }))).toEqual(['p/r']);
    });

    it('read a range of partitions from its first to before its last, every shard of a minute in it', async () => {
      for (const key of [
        '202611230729-00',
        '202611230729-15',
        '202611230730-00',
        '202611230730-07',
        '202611230731-00',
      ])
        await bench.put(key, 'r');
      const minute = await bench.all({ partition: { from: '202611230730', to: '202611230731' } });
      expect(keysOf(minute)).toEqual(['202611230730-00/r', '202611230730-07/r']);
    });

    it('read a range of rows from its first to before its last', async () => {
      for (const key of ['a', 'b', 'c', 'd']) await bench.put('p', key);
      const read = async (rows: { from?: string; to?: string }): Promise<string> =>
        (await bench.all({ partition: { is: 'p' }, rows })).map((row) => row.rowKey).join('');
      expect(await read({ from: 'b', to: 'd' })).toBe('bc');
      expect(await read({ from: 'c' })).toBe('cd');
      expect(await read({ to: 'b' })).toBe('a');
      expect(await read({ from: 'd', to: 'a' })).toBe('');
    });

    it('apply a range of rows within each partition of a range', async () => {
      for (const partition of ['p1', 'p2'])
        for (const row of ['a', 'b', 'c']) await bench.put(partition, row);
      const rows = await bench.all({ partition: { from: 'p1', to: 'p3' }, rows: { from: 'b', to: 'c' } });
      expect(keysOf(rows)).toEqual(['p1/b', 'p2/b']);
    });

    it('find nothing where nothing is', async () => {
      expect(await bench.table.page({ partition: { is: 'p' } })).toEqual({ rows: [], next: undefined });
      expect(await bench.table.get({ partitionKey: 'p', rowKey: 'r' })).toBeUndefined();
    });

    it('give pages of the size asked for, each row once, over partitions too', async () => {
      const expected: string[] = [];
      for (const partition of ['p1', 'p2', 'p3']) {
        await bench.table.batch(['a', 'b', 'c', 'd'].map((row) => insert(partition, row)));
        expected.push(...['a', 'b', 'c', 'd'].map((row) => `${partition}/${row}`));
      }
      const query = { partition: { from: 'p1', to: 'p4' }, pageSize: 5 };
      const first = await bench.table.page(query);
      expect(first.rows).toHaveLength(5);
      expect(keysOf(await bench.all(query))).toEqual(expected);
    });

    it('go on behind the page although its last rows, and the next ones, were deleted in between', async () => {
      await bench.table.batch(['a', 'b', 'c', 'd', 'e'].map((row) => insert('p', row)));
      const first = await bench.table.page({ partition: { is: 'p' }, pageSize: 2 });
      for (const rowKey of ['b', 'c']) {
        await bench.table.write({ kind: 'delete', key: { partitionKey: 'p', rowKey }, etag: '*' });
      }
      const rest = await bench.all({ partition: { is: 'p' } });
      expect(rest.map((row) => row.rowKey)).toEqual(['a', 'd', 'e']);
      if (first.next === undefined) throw new Error('There should be a second page.');
      const second = await bench.table.page({ partition: { is: 'p' }, pageSize: 2, after: first.next });
      expect(second.rows.map((row) => row.rowKey)).toEqual(['d', 'e']);
    });

    it('give at most 1,000 rows a page, and all 1,200 page by page', async () => {
      for (let start = 0; start < 1200; start += 100) {
        const writes = Array.from({ length: 100 }, (_, n) => insert('p', String(start + n).padStart(4, '0')));
        await bench.table.batch(writes);
      }
      expect((await bench.table.page({ partition: { is: 'p' } })).rows).toHaveLength(1000);
      const rows = await bench.all({ partition: { is: 'p' } });
      expect(rows.map((row) => Number(row.rowKey))).toEqual(Array.from({ length: 1200 }, (_, n) => n));
      await expect(bench.table.page({ partition: { is: 'p' }, pageSize: 1001 })).rejects.toThrow(RangeError);
      await expect(bench.table.page({ partition: { is: 'p' }, pageSize: 0 })).rejects.toThrow(RangeError);
    });

    it('refuse to scan the table', async () => {
      await expect(bench.table.page({ partition: { is: '' } })).rejects.toThrow(RangeError);
      await expect(bench.table.page({ partition: { from: '', to: 'z' } })).rejects.toThrow(RangeError);
    });
  });
}
