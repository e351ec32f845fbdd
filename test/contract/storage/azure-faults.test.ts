import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { DomainError } from '../../../lib/errors.ts';
import { AzureStorage } from '../../../lib/storage/azure/azure-storage.ts';
import type { Row, Table, Write } from '../../../lib/storage/table.ts';
import { type Azurite, azuriteConnectionString, startAzurite } from '../../support/azurite.ts';
import { type FaultProxy, startFaultProxy } from './fault-proxy.ts';

/** The deadline of a call in these tests: long enough for two repetitions, short enough to wait for. */
const DEADLINE_MS = 2_000;

describe('Azure storage under faults', () => {
  let azurite: Azurite;
  let proxies: { readonly table: FaultProxy; readonly queue: FaultProxy; readonly blob: FaultProxy };
  let storage: AzureStorage;
  let table: Table;
  let tables = 0;

  beforeAll(async () => {
    azurite = await startAzurite();
    const { endpoints } = azurite;
    const [tableProxy, queueProxy, blobProxy] = await Promise.all([
      startFaultProxy(endpoints.table),
      startFaultProxy(endpoints.queue),
      startFaultProxy(endpoints.blob),
    ]);
    proxies = { table: tableProxy, queue: queueProxy, blob: blobProxy };
    const connectionString = azuriteConnectionString({
      table: tableProxy.address,
      queue: queueProxy.address,
      blob: blobProxy.address,
    });
    storage = new AzureStorage({ connectionString, deadlineMs: DEADLINE_MS });
  });
  afterAll(async () => {
    await Promise.all([proxies.table.close(), proxies.queue.close(), proxies.blob.close()]);
    await azurite.close();
  });
  beforeEach(async () => {
    tables += 1;
    const name = `Faults${tables}`;
    await storage.ensure({ tables: [name], queues: ['faults'], containers: ['faults'] });
    table = storage.table(name);
  });

  const row: Row = { partitionKey: 'p', rowKey: 'r', cells: { n: 1 } };
  const errorOf = (call: Promise<unknown>): Promise<DomainError> =>
    call.then(
      () => Promise.reject(new Error('The call went through.')),
      (error: DomainError) => error,
    );

  it('goes through after two refusals with 503', async () => {
    proxies.table.plan({ kind: 'refuse', status: 503 }, { kind: 'refuse', status: 503 });
    expect(await table.write({ kind: 'insert', row })).toMatchObject({ ok: true });
  });

  it('goes through after a request that never arrived', async () => {
    proxies.table.plan({ kind: 'lose-request' });
    expect(await table.batch([{ kind: 'insert', row }])).toMatchObject({ ok: true });
  });

  it('answers an insert whose first answer was lost with "exists", and the row is the one inserted', async () => {
    proxies.table.plan({ kind: 'lose-answer' });
    expect(await table.write({ kind: 'insert', row })).toEqual({ ok: false, reason: 'exists' });
    expect(await table.get(row)).toMatchObject(row);
  });

  it('answers a replace whose first answer was lost with "changed"', async () => {
    const inserted = await table.write({ kind: 'insert', row });
    const etag = inserted.ok ? inserted.etag : '';
    proxies.table.plan({ kind: 'lose-answer' });
    const replaced = { ...row, cells: { n: 2 } };
    expect(await table.write({ kind: 'replace', row: replaced, etag })).toEqual({
      ok: false,
      reason: 'changed',
    });
    expect(await table.get(row)).toMatchObject(replaced);
  });

  it('answers a delete whose first answer was lost with "missing", also in a batch', async () => {
    const batched = { ...row, rowKey: 'batched' };
    await table.batch([
      { kind: 'insert', row },
      { kind: 'insert', row: batched },
    ]);
    proxies.table.plan({ kind: 'lose-answer' });
    expect(await table.write({ kind: 'delete', key: row, etag: '*' })).toEqual({
      ok: false,
      reason: 'missing',
    });
    proxies.table.plan({ kind: 'lose-answer' });
    const remove: Write = { kind: 'delete', key: batched, etag: '*' };
    expect(await table.batch([remove])).toEqual({ ok: false, index: 0, reason: 'missing' });
  });

  it('says that storage is unavailable where it stays so, and keeps Retry-After', async () => {
    const refusal = { kind: 'refuse', status: 429, headers: { 'retry-after': '0' } } as const;
    proxies.table.plan(refusal, refusal, refusal);
    const error = await errorOf(table.get(row));
    expect(error).toMatchObject({ code: 'STORAGE_UNAVAILABLE', retry: 'backoff', retryAfterSeconds: 0 });
  });

  it.each([
    ['get', () => table.get(row)],
    ['page', () => table.page({ partition: { is: 'p' } })],
    ['write', () => table.write({ kind: 'insert', row })],
    ['batch', () => table.batch([{ kind: 'insert', row }])],
  ] as const)('ends a %s that is never answered at the deadline', async (_, call) => {
    proxies.table.plan({ kind: 'never-answer' });
    const begin = performance.now();
    expect(await errorOf(call())).toMatchObject({ code: 'STORAGE_UNAVAILABLE' });
    expect(performance.now() - begin).toBeLessThan(DEADLINE_MS + 1_500);
  });

  it('ends a send and a download that are never answered at the deadline', async () => {
    proxies.queue.plan({ kind: 'never-answer' });
    proxies.blob.plan({ kind: 'never-answer' });
    const errors = await Promise.all([
      errorOf(storage.queue('faults').send({ id: 'a' })),
      errorOf(storage.blobs('faults').get('a')),
    ]);
    expect(errors.map((error) => error.code)).toEqual(['STORAGE_UNAVAILABLE', 'STORAGE_UNAVAILABLE']);
  });

  it('sends a message twice rather than not at all where the first answer was lost', async () => {
    const queue = storage.queue('faults');
    const before = await queue.approximateLength();
    proxies.queue.plan({ kind: 'lose-answer' });
    await queue.send({ id: 'a' });
    expect(await queue.approximateLength()).toBe(before + 2);
  });

  it('takes a missing table, queue or container for unavailable, not for an absent row or blob', async () => {
    const errors = await Promise.all([
      errorOf(storage.table('Nowhere').get(row)),
      errorOf(storage.table('Nowhere').batch([{ kind: 'delete', key: row, etag: '*' }])),
      errorOf(storage.queue('nowhere').send({ id: 'a' })),
      errorOf(storage.blobs('nowhere').get('a')),
      errorOf(storage.blobs('nowhere').delete('a')),
    ]);
    expect(new Set(errors.map((error) => error.code))).toEqual(new Set(['STORAGE_UNAVAILABLE']));
    expect(errors[0]?.detail).toBe('table Nowhere: 404 TableNotFound');
  });

  it('keeps the request, with its signature, out of the error', async () => {
    const error = await errorOf(storage.table('Nowhere').get(row));
    expect(JSON.stringify([error, error.cause, Object.keys(error.cause ?? {})])).not.toMatch(/SharedKey/i);
    expect(error.cause).not.toHaveProperty('request');
  });

  it('makes one request a call, and a filter with a partition for every query', async () => {
    const from = proxies.table.requests.length;
    await table.page({ partition: { is: 'p' } });
    await table.page({ partition: { from: '202611230730', to: '202611230731' }, rows: { from: 'a' } });
    await table.batch([{ kind: 'insert', row }]);
    const made = proxies.table.requests.slice(from).map((line) => decodeURIComponent(line));
    expect(made).toHaveLength(3);
    expect(made[0]).toContain("PartitionKey eq 'p'");
    expect(made[1]).toContain(
      "PartitionKey ge '202611230730' and PartitionKey lt '202611230731' and RowKey ge 'a'",
    );
    expect(made[2]).toMatch(/^POST \/devstoreaccount1\/\$batch/);
  });
});
