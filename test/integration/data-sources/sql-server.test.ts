import { afterEach, describe, expect, it } from 'vitest';
import { readDatabaseTarget } from '../../../lib/data-sources/connection/database-target.ts';
import { parseAllowedHosts } from '../../../lib/data-sources/network/allowed-hosts.ts';
import type { DatabaseRequest } from '../../../lib/data-sources/sql/database.ts';
import { sqlServerDatabase } from '../../../lib/data-sources/sql-server/sql-server-database.ts';
import { parseDateTime } from '../../../lib/rdl/data/rows/iso-date.ts';
import type { Value } from '../../../lib/rdl/values/value.ts';
import {
  startTdsServer,
  type TdsColumn,
  type TdsError,
  type TdsResult,
  type TdsServer,
} from './tds-server.ts';

let server: TdsServer | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

const ticksOf = (text: string): bigint => parseDateTime(text)?.ticks ?? -1n;
const bytes = (...values: readonly number[]) => Buffer.from(values);
const withLength = (content: Buffer) => Buffer.concat([bytes(content.length), content]);
const number = (size: number, value: bigint | number) => {
  const buffer = Buffer.alloc(8);
  buffer.writeBigInt64LE(BigInt(value));
  return buffer.subarray(0, size);
};
/** sql_latin1 collation. */
const COLLATION = [9, 4, 0xd0, 0, 0x34];
const DAYS_2024_02_29 = 738_944;

/** Each column's TYPE_INFO, one value as it goes over the wire, and what it has to become. */
const COLUMNS: readonly (readonly [string, readonly number[], Buffer, Value])[] = [
  ['int', [0x26, 4], withLength(number(4, -7)), { type: 'Int32', value: -7 }],
  ['tiny', [0x26, 1], withLength(number(1, 200)), { type: 'Byte', value: 200 }],
  ['small', [0x26, 2], withLength(number(2, 300)), { type: 'Int16', value: 300 }],
  ['big', [0x26, 8], withLength(number(8, 9007199254740993n)), { type: 'Int64', value: 9007199254740993n }],
  ['bit', [0x68, 1], withLength(bytes(1)), { type: 'Boolean', value: true }],
  ['missing', [0x26, 4], bytes(0), { type: 'Nothing' }],
  [
    'money',
    [0x6e, 8],
    withLength(Buffer.concat([number(4, 0), number(4, 12_345_600)])),
    { type: 'Decimal', mantissa: 12_345_600n, scale: 4 },
  ],
  [
    'decimal',
    [0x6a, 9, 18, 4],
    withLength(Buffer.concat([bytes(0), number(8, 12_345_678_901_230n)])),
    { type: 'Decimal', mantissa: -12_345_678_901_230n, scale: 4 },
  ],
  [
    'float',
    [0x6d, 8],
    withLength(Buffer.from(new Float64Array([0.1]).buffer)),
    { type: 'Double', value: 0.1 },
  ],
  [
    'real',
    [0x6d, 4],
    withLength(Buffer.from(new Float32Array([0.5]).buffer)),
    { type: 'Single', value: 0.5 },
  ],
  [
    'datetime',
    [0x6f, 8],
    withLength(Buffer.concat([number(4, 45_349), number(4, 300 * 5400)])),
    { type: 'DateTime', ticks: ticksOf('2024-02-29T01:30:00') },
  ],
  [
    'date',
    [0x28],
    withLength(number(3, DAYS_2024_02_29)),
    { type: 'DateTime', ticks: ticksOf('2024-02-29') },
  ],
  [
    'datetime2',
    [0x2a, 7],
    withLength(Buffer.concat([number(5, 54_000_000_001n), number(3, DAYS_2024_02_29)])),
    { type: 'DateTime', ticks: ticksOf('2024-02-29T01:30:00.0000001') },
  ],
  ['time', [0x29, 7], withLength(number(5, 54_000_000_001n)), { type: 'TimeSpan', ticks: 54_000_000_001n }],
  [
    'text',
    [0xe7, 80, 0, ...COLLATION],
    Buffer.concat([bytes(12, 0), Buffer.from('Zürich', 'utf16le')]),
    { type: 'String', value: 'Zürich' },
  ],
  ['bytes', [0xa5, 80, 0], bytes(2, 0, 0xde, 0xad), { type: 'Bytes', value: new Uint8Array([0xde, 0xad]) }],
  [
    'id',
    [0x24, 16],
    withLength(Buffer.from('00112233445566778899aabbccddeeff', 'hex')),
    { type: 'String', value: '33221100-5544-7766-8899-aabbccddeeff' },
  ],
];

const RESULT: TdsResult = {
  columns: COLUMNS.map(([name, type]): TdsColumn => ({ name, type })),
  rows: [COLUMNS.map(([, , wire]) => wire)],
};
const ONE: TdsResult = { columns: [{ name: 'n', type: [0x26, 4] }], rows: [[withLength(number(4, 1))]] };

type Change = {
  readonly password?: string;
  readonly connect?: string;
  readonly options?: string;
  readonly allowed?: string;
  readonly signal?: AbortSignal;
};

async function ask(
  answer: readonly TdsResult[] | TdsError | undefined,
  request: Partial<DatabaseRequest> & { readonly commandText: string },
  change: Change = {},
) {
  server = await startTdsServer({ password: 'right', answer: () => answer });
  const target = readDatabaseTarget(
    'SQL',
    change.connect ??
      `Data Source=127.0.0.1,${server.port};Initial Catalog=Sales;${change.options ?? 'Encrypt=False'}`,
  );
  const hosts = parseAllowedHosts(change.allowed ?? '127.0.0.1');
  if (!target || !hosts.ok) throw new Error('Not set up.');
  return sqlServerDatabase({ allowed: hosts.hosts }).query(
    {
      target,
      credentials: { user: 'ann', password: change.password ?? 'right' },
      signal: change.signal ?? AbortSignal.timeout(20_000),
    },
    { dataSetName: 'Sales', commandType: 'Text', parameters: [], maxRows: 10, ...request },
  );
}

describe('SQL Server, as a stand-in speaks TDS', () => {
  it('gives each type as report servers know it', async () => {
    const { columns, rows } = await ask([RESULT], { commandText: 'select * from everything' });
    expect(columns).toEqual(COLUMNS.map(([name]) => name));
    expect(rows).toEqual([COLUMNS.map(([, , , value]) => value)]);
    expect(server?.requests).toHaveLength(1);
    expect(server?.requests[0]?.kind).toBe('batch');
  });

  it('sends parameters by name with the types that SqlClient infers', async () => {
    await ask([ONE], {
      commandText: 'select 1 where d >= @from and x in (@ids) and r = @rate',
      parameters: [
        { name: '@From', value: { type: 'DateTime', ticks: ticksOf('2024-02-29') } },
        {
          name: '@ids',
          value: {
            type: 'Array',
            element: 'Int32',
            items: [
              { type: 'Int32', value: 1 },
              { type: 'Int32', value: 2 },
            ],
          },
        },
        { name: '@rate', value: { type: 'Decimal', mantissa: 1250n, scale: 3 } },
      ],
    });
    const [request] = server?.requests ?? [];
    expect(request?.kind).toBe('rpc');
    for (const part of [
      '@From datetime',
      '@ids_0 int',
      '@ids_1 int',
      '@rate decimal(4, 3)',
      'd >= @From and x in (@ids_0, @ids_1) and r = @rate',
    ])
      expect(request?.text).toContain(part);
  });

  it('calls a stored procedure by its name, a multi-value parameter as one text', async () => {
    await ask([ONE], {
      commandType: 'StoredProcedure',
      commandText: 'dbo.[Sales by Day]',
      parameters: [
        {
          name: '@names',
          value: {
            type: 'Array',
            element: 'String',
            items: [
              { type: 'String', value: 'a' },
              { type: 'String', value: 'b' },
            ],
          },
        },
      ],
    });
    expect(server?.requests[0]).toMatchObject({ kind: 'rpc' });
    expect(server?.requests[0]?.text).toContain('dbo.[Sales by Day]');
    expect(server?.requests[0]?.text).toContain('a,b');
  });

  it('takes the first of several results', async () => {
    const second: TdsResult = { ...ONE, rows: [[withLength(number(4, 2))]] };
    expect((await ask([ONE, second], { commandText: 'select 1; select 2' })).rows).toEqual([
      [{ type: 'Int32', value: 1 }],
    ]);
  });

  it('ends when it is told to', async () => {
    const started = performance.now();
    const call = ask(undefined, { commandText: 'waitfor' }, { signal: AbortSignal.timeout(400) });
    await expect(call).rejects.toMatchObject({ code: 'DATA_SOURCE_FAILED' });
    expect(performance.now() - started).toBeLessThan(4_000);
  });

  it('stops reading past the row limit', async () => {
    const many: TdsResult = { ...ONE, rows: Array.from({ length: 50 }, () => ONE.rows[0] ?? []) };
    await expect(ask([many], { commandText: 'select n' })).rejects.toMatchObject({ code: 'BUDGET_EXCEEDED' });
  });

  for (const [what, code, words, call] of [
    [
      'a wrong password',
      'DATA_SOURCE_REFUSED',
      'Login failed',
      () => ask([], { commandText: 'x' }, { password: 'wrong-secret' }),
    ],
    [
      'a missing right',
      'DATA_SOURCE_REFUSED',
      'permission was denied',
      () => ask({ number: 229, message: 'The SELECT permission was denied.' }, { commandText: 'x' }),
    ],
    [
      'a wrong query',
      'DATA_QUERY_REFUSED',
      'Invalid object name',
      () => ask({ number: 208, message: "Invalid object name 'x'." }, { commandText: 'x' }),
    ],
    [
      'a deadlock',
      'DATA_SOURCE_FAILED',
      'deadlocked',
      () => ask({ number: 1205, message: 'Transaction was deadlocked.' }, { commandText: 'x' }),
    ],
    [
      'a server without TLS',
      'DATA_SOURCE_INVALID',
      'speaks no TLS',
      () => ask([], { commandText: 'x' }, { options: 'Encrypt=True' }),
    ],
    [
      'a name that is none',
      'DATA_QUERY_REFUSED',
      'no name',
      () => ask([], { commandType: 'StoredProcedure', commandText: 'a; drop table b' }),
    ],
    [
      'a host that is not allowed',
      'DATA_SOURCE_NOT_ALLOWED',
      'not on the list',
      () => ask([], { commandText: 'x' }, { allowed: 'db.contoso.com' }),
    ],
    [
      'an allowed name that leads to this machine',
      'DATA_SOURCE_NOT_ALLOWED',
      'address of this machine',
      () => ask([], { commandText: 'x' }, { connect: 'Data Source=localhost,1', allowed: '*' }),
    ],
    [
      'a port where nothing listens',
      'DATA_SOURCE_FAILED',
      'nothing listens',
      () => ask([], { commandText: 'x' }, { connect: 'Data Source=127.0.0.1,1' }),
    ],
  ] as const)
    it(`tells ${what} apart, with no password in the words`, async () => {
      const error: unknown = await call().catch((thrown: unknown) => thrown);
      expect(error).toMatchObject({ code });
      expect(String(error)).toContain(words);
      expect(JSON.stringify(error, ['message', 'stack', 'cause', 'detail'])).not.toContain('wrong-secret');
    });
});
