import { describe, expect, it } from 'vitest';
import type { Row, Write } from '../../../lib/storage/table.ts';
import { insert, keysOf, type TableBench } from './table-bench.ts';

/** Insert, replace, upsert, delete, one by one and in batches. */
export function writesContract(bench: TableBench): void {
  describe('single writes', () => {
    it('insert once', async () => {
      expect(await bench.table.write(insert('p', 'r', { n: 1 }))).toMatchObject({ ok: true });
      expect(await bench.table.write(insert('p', 'r', { n: 2 }))).toEqual({ ok: false, reason: 'exists' });
      expect((await bench.table.get({ partitionKey: 'p', rowKey: 'r' }))?.cells).toEqual({ n: 1 });
    });

    it('replace under the ETag that was read, and leave out the cells that are not named', async () => {
      const first = await bench.put('p', 'r', { n: 1, old: true });
      const row = { partitionKey: 'p', rowKey: 'r', cells: { n: 2 } };
      const outcome = await bench.table.write({ kind: 'replace', row, etag: first });
      expect(await bench.table.get(row)).toEqual({ ...row, etag: outcome.ok ? outcome.etag : '' });
      expect(await bench.table.write({ kind: 'replace', row, etag: first })).toEqual({
        ok: false,
        reason: 'changed',
      });
    });

    it('give each version of a row another ETag', async () => {
      const etags = [
        await bench.put('p', 'r', { n: 1 }),
        await bench.put('p', 'r', { n: 1 }),
        await bench.put('p', 'r', { n: 1 }),
      ];
      expect(new Set(etags).size).toBe(3);
    });

    it('replace nothing that is not there', async () => {
      const row = { partitionKey: 'p', rowKey: 'r', cells: {} };
      expect(await bench.table.write({ kind: 'replace', row, etag: '*' })).toEqual({
        ok: false,
        reason: 'missing',
      });
      expect(await bench.table.get(row)).toBeUndefined();
    });

    it('delete under the ETag that was read, or under any', async () => {
      const key = { partitionKey: 'p', rowKey: 'r' };
      const first = await bench.put('p', 'r');
      const second = await bench.put('p', 'r');
      expect(await bench.table.write({ kind: 'delete', key, etag: first })).toEqual({
        ok: false,
        reason: 'changed',
      });
      expect(await bench.table.write({ kind: 'delete', key, etag: second })).toMatchObject({ ok: true });
      expect(await bench.table.write({ kind: 'delete', key, etag: second })).toEqual({
        ok: false,
        reason: 'missing',
      });
      await bench.put('p', 'r');
      expect(await bench.table.write({ kind: 'delete', key, etag: '*' })).toMatchObject({ ok: true });
      expect(await bench.table.get(key)).toBeUndefined();
    });

    it('let one of many inserts of a key through', async () => {
      const outcomes = await Promise.all(
        Array.from({ length: 10 }, (_, n) => bench.table.write(insert('p', 'r', { n }))),
      );
      expect(outcomes.filter((outcome) => outcome.ok)).toHaveLength(1);
    });

    it('let one of many replaces under one ETag through', async () => {
      const etag = await bench.put('p', 'r');
      const outcomes = await Promise.all(
        Array.from({ length: 10 }, (_, n) =>
          bench.table.write({ kind: 'replace', row: { partitionKey: 'p', rowKey: 'r', cells: { n } }, etag }),
        ),
      );
      expect(outcomes.filter((outcome) => outcome.ok)).toHaveLength(1);
    });
  });

  describe('batches', () => {
    it('take every kind of write together', async () => {
      const replaced = await bench.put('p', 'replaced', { n: 1 });
      const deleted = await bench.put('p', 'deleted', { n: 1 });
      await bench.put('p', 'upserted', { n: 1 });
      const row = (rowKey: string): Row => ({ partitionKey: 'p', rowKey, cells: { n: 2 } });
      const outcome = await bench.table.batch([
        { kind: 'insert', row: row('inserted') },
        { kind: 'replace', row: row('replaced'), etag: replaced },
        { kind: 'upsert', row: row('upserted') },
        { kind: 'upsert', row: row('new') },
        { kind: 'delete', key: { partitionKey: 'p', rowKey: 'deleted' }, etag: deleted },
      ]);
      const rows = await bench.all({ partition: { is: 'p' } });
      const etagOf = (key: string) => rows.find(({ rowKey }) => rowKey === key)?.etag;
      expect(outcome).toEqual({
        ok: true,
        etags: [etagOf('inserted'), etagOf('replaced'), etagOf('upserted'), etagOf('new'), ''],
      });
      expect(rows.map((stored) => [stored.rowKey, stored.cells.n])).toEqual([
        ['inserted', 2],
        ['new', 2],
        ['replaced', 2],
        ['upserted', 2],
      ]);
    });

    it('write nothing where one row exists, and say which', async () => {
      await bench.put('p', 'r2', { n: 1 });
      const outcome = await bench.table.batch([insert('p', 'r1'), insert('p', 'r2'), insert('p', 'r3')]);
      expect(outcome).toEqual({ ok: false, index: 1, reason: 'exists' });
      expect(keysOf(await bench.all({ partition: { is: 'p' } }))).toEqual(['p/r2']);
    });

    it('write nothing where one row is missing, and say which', async () => {
      await bench.put('p', 'there');
      const gone = { partitionKey: 'p', rowKey: 'gone' };
      expect(
        await bench.table.batch([
          { kind: 'delete', key: { partitionKey: 'p', rowKey: 'there' }, etag: '*' },
          insert('p', 'new'),
          { kind: 'delete', key: gone, etag: '*' },
        ]),
      ).toEqual({ ok: false, index: 2, reason: 'missing' });
      expect(
        await bench.table.batch([
          insert('p', 'new'),
          { kind: 'replace', row: { ...gone, cells: {} }, etag: '*' },
        ]),
      ).toEqual({ ok: false, index: 1, reason: 'missing' });
      expect(keysOf(await bench.all({ partition: { is: 'p' } }))).toEqual(['p/there']);
    });

    it('delete and replace by the ETag that was read: a row that changed since is kept', async () => {
      const read = await bench.put('p', 'r', { n: 1 });
      await bench.put('p', 'r', { n: 2 });
      const key = { partitionKey: 'p', rowKey: 'r' };
      expect(await bench.table.batch([insert('p', 'new'), { kind: 'delete', key, etag: read }])).toEqual({
        ok: false,
        index: 1,
        reason: 'changed',
      });
      expect(
        await bench.table.batch([
          { kind: 'replace', row: { ...key, cells: { n: 3 } }, etag: read },
          insert('p', 'new'),
        ]),
      ).toEqual({ ok: false, index: 0, reason: 'changed' });
      expect((await bench.all({ partition: { is: 'p' } })).map((row) => row.cells)).toEqual([{ n: 2 }]);
    });

    it('take 100 writes, not 101, and none at all', async () => {
      const writes = Array.from({ length: 101 }, (_, n) => insert('p', `r${n}`, { n }));
      await expect(bench.table.batch(writes)).rejects.toThrow(RangeError);
      await expect(bench.table.batch([])).rejects.toThrow(RangeError);
      expect(await bench.table.batch(writes.slice(0, 100))).toMatchObject({ ok: true });
      expect(await bench.all({ partition: { is: 'p' } })).toHaveLength(100);
    });

    it('name the last of 100 writes where that one is refused', async () => {
      await bench.put('p', 'r99');
      const writes = Array.from({ length: 100 }, (_, n) => insert('p', `r${n}`));
      expect(await bench.table.batch(writes)).toEqual({ ok: false, index: 99, reason: 'exists' });
    });

    it.each<[string, Write[]]>([
      ['two partitions', [insert('p', 'r'), insert('q', 'r')]],
      [
        'one row twice',
        [insert('p', 'r'), { kind: 'delete', key: { partitionKey: 'p', rowKey: 'r' }, etag: '*' }],
      ],
      [
        'more than 4 MiB',
        Array.from({ length: 100 }, (_, n) =>
          insert('p', `r${n}`, { a: 'x'.repeat(32_000), b: 'x'.repeat(32_000) }),
        ),
      ],
    ])('refuse %s as a mistake of the caller', async (_, writes) => {
      await expect(bench.table.batch(writes)).rejects.toThrow(RangeError);
      expect(await bench.all({ partition: { from: 'a', to: 'z' } })).toEqual([]);
    });
  });
}
