import { expect, it } from 'vitest';
import { MemoryTable } from '../../../lib/storage/memory/memory-table.ts';
import { recordRequests, refuseScans, type TableRequest } from '../../../lib/storage/record-requests.ts';
import { type Query, rowsOf } from '../../../lib/storage/table.ts';

const row = { partitionKey: 'p', rowKey: 'r', cells: {} };

it('every request is told, one for each page', async () => {
  const requests: TableRequest[] = [];
  const table = recordRequests('Due', new MemoryTable({ pageLimit: 2 }), (request) => requests.push(request));
  for (const rowKey of ['a', 'b', 'c']) await table.write({ kind: 'insert', row: { ...row, rowKey } });
  await table.batch([{ kind: 'upsert', row }]);
  await table.get(row);
  const read: string[] = [];
  for await (const stored of rowsOf(table, { partition: { is: 'p' } })) read.push(stored.rowKey);
  expect(read).toEqual(['a', 'b', 'c', 'r']);
  expect(requests.map((request) => request.kind).join(' ')).toBe('write write write batch get page page');
  expect(requests.every((request) => request.table === 'Due')).toBe(true);
});

it('a query without a partition is refused by name', () => {
  const page = (query: Query): TableRequest => ({ table: 'Due', kind: 'page', query });
  refuseScans([page({ partition: { is: 'p' } }), page({ partition: { from: 'a', to: 'b' } })]);
  for (const partition of [{ is: '' }, { from: '', to: 'b' }, { from: 'a', to: '' }]) {
    expect(() => refuseScans([page({ partition })])).toThrow('scan');
  }
});
