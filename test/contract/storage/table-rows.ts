import { describe, expect, it } from 'vitest';
import type { Row } from '../../../lib/storage/table.ts';
import { insert, keysOf, type TableBench } from './table-bench.ts';

/** What a row may hold and be called. */
export function rowsContract(bench: TableBench): void {
  describe('cells', () => {
    it('come back as they were written, undefined ones left out', async () => {
      const cells = { text: 'a', empty: '', whole: 42, negative: -7, part: 0.1, yes: true, no: false };
      await bench.put('p', 'r', { ...cells, absent: undefined });
      expect((await bench.table.get({ partitionKey: 'p', rowKey: 'r' }))?.cells).toStrictEqual(cells);
    });

    it.each([
      2 ** 31 - 1,
      2 ** 31,
      -(2 ** 31),
      1_795_000_000_000,
      Number.MAX_SAFE_INTEGER,
      1e300,
      5e-324,
      -0.5,
    ])('keep the number %d', async (value) => {
      await bench.table.batch([insert('p', 'batched', { value })]);
      await bench.put('p', 'single', { value });
      const rows = await bench.all({ partition: { is: 'p' } });
      expect(rows.map((row) => row.cells.value)).toStrictEqual([value, value]);
    });

    it.each([0n, 2n ** 63n - 1n, -(2n ** 63n)])('keep the Int64 %d as bigint', async (value) => {
      await bench.table.batch([insert('p', 'batched', { value })]);
      await bench.put('p', 'single', { value });
      const rows = await bench.all({ partition: { is: 'p' } });
      expect(rows.map((row) => row.cells.value)).toStrictEqual([value, value]);
    });

    it.each([
      ['a date', '2026-11-23T07:30:00Z'],
      ['digits', '0012'],
      ['JSON', '{"a":"b\\"}"}'],
      ['line ends', 'a\r\nb\nc'],
      ['what looks like the wire', '--changeset_1\r\nHTTP/1.1 500 Error\r\n{"odata.error":{}}'],
      ['other scripts', 'żółć 日本語 😀'],
      ['the longest text', 'x'.repeat(32_768)],
    ])('keep text that looks like %s', async (_, value) => {
      expect(await bench.table.batch([insert('p', 'batched', { value })])).toMatchObject({ ok: true });
      await bench.put('p', 'single', { value });
      const rows = await bench.all({ partition: { is: 'p' } });
      expect(rows.map((row) => row.cells.value)).toStrictEqual([value, value]);
    });

    it('do not change through the object that was written, nor through the one that was read', async () => {
      const cells: Record<string, string> = { text: 'before' };
      await bench.put('p', 'r', cells);
      cells.text = 'after';
      expect((await bench.table.get({ partitionKey: 'p', rowKey: 'r' }))?.cells.text).toBe('before');
    });

    it.each<[string, Row['cells']]>([
      ['text of more than 32,768 units', { text: 'x'.repeat(32_769) }],
      ['half a surrogate pair', { text: '\ud800' }],
      ['a number that is none', { value: Number.NaN }],
      ['an integer outside Int64', { value: 2n ** 63n }],
      ['a name of the service', { Timestamp: 'x' }],
      ['a name that is none', { 'a b': 'x' }],
      ['more than 252 cells', Object.fromEntries(Array.from({ length: 253 }, (_, i) => [`c${i}`, i]))],
      [
        'more than 1 MiB',
        Object.fromEntries(Array.from({ length: 17 }, (_, i) => [`c${i}`, 'x'.repeat(32_000)])),
      ],
    ])('refuse %s as a mistake of the caller', async (_, cells) => {
      await expect(bench.table.write(insert('p', 'r', cells))).rejects.toThrow(RangeError);
      await expect(bench.table.batch([insert('p', 'r', cells)])).rejects.toThrow(RangeError);
      expect(await bench.table.get({ partitionKey: 'p', rowKey: 'r' })).toBeUndefined();
    });
  });

  describe('keys', () => {
    it.each(["it's", 'a b', 'a%20b', 'a&b=c', 'a|b', "''", 'zażółć', '😀', '~', '=+$,;:@!*()'])(
      'may be %s',
      async (key) => {
        await bench.put(key, key, { n: 1 });
        const etag = await bench.put(key, key, { n: 2 });
        expect(await bench.table.get({ partitionKey: key, rowKey: key })).toMatchObject({
          partitionKey: key,
          rowKey: key,
          cells: { n: 2 },
          etag,
        });
        expect(
          keysOf((await bench.table.page({ partition: { is: key }, rows: { from: key } })).rows),
        ).toEqual([`${key}/${key}`]);
        expect(
          await bench.table.batch([{ kind: 'delete', key: { partitionKey: key, rowKey: key }, etag }]),
        ).toMatchObject({ ok: true });
      },
    );

    it.each(['', 'a/b', 'a\\b', 'a#b', 'a?b', 'a\tb', 'a\u0080b', '\udc00', 'x'.repeat(513)])(
      'may not be %j',
      async (key) => {
        await expect(bench.table.get({ partitionKey: key, rowKey: 'r' })).rejects.toThrow(RangeError);
        await expect(bench.table.write(insert('p', key))).rejects.toThrow(RangeError);
        await expect(bench.table.batch([insert(key, 'r')])).rejects.toThrow(RangeError);
      },
    );
  });
}
