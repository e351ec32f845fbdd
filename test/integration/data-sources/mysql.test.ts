import mysql2 from 'mysql2';
import { afterEach, describe, expect, it } from 'vitest';
import { readDatabaseTarget } from '../../../lib/data-sources/connection/database-target.ts';
import { mySqlDatabase } from '../../../lib/data-sources/mysql/mysql-database.ts';
import { parseAllowedHosts } from '../../../lib/data-sources/network/allowed-hosts.ts';
import type { DatabaseRequest } from '../../../lib/data-sources/sql/database.ts';
import { parseDateTime } from '../../../lib/rdl/data/rows/iso-date.ts';
import type { Value } from '../../../lib/rdl/values/value.ts';

/** The driver's own server side: it speaks the protocol, and answers every query with what a test says. */
type Answer =
  | { readonly columns: readonly object[]; readonly rows: readonly object[] }
  | { readonly code: number; readonly message: string };

let closing: (() => Promise<void>) | undefined;
let asked: string[] = [];
afterEach(async () => {
  await closing?.();
  closing = undefined;
});

async function startServer(answer: Answer, refuse: boolean): Promise<number> {
  asked = [];
  const server = mysql2.createServer(() => undefined);
  const port = 20_000 + Math.floor(Math.random() * 30_000);
  server.on('connection', (connection) => {
    connection.on('error', () => undefined);
    connection.serverHandshake({
      protocolVersion: 10,
      serverVersion: '8.0.36',
      connectionId: 1,
      statusFlags: 2,
      characterSet: 45,
      capabilityFlags: 0xff_f7ff,
      authCallback: (_: unknown, done: (error: null, refusal?: object) => void) => {
        if (refuse) done(null, { message: "Access denied for user 'ann'@'localhost'", code: 1045 });
        else done(null);
        // Each command counts its packets anew, which the driver's server side does not do by itself.
        connection.sequenceId = 0;
      },
    });
    connection.on('query', (sql: string) => {
      asked.push(sql);
      if ('code' in answer) connection.writeError(answer);
      else connection.writeTextResult([...answer.rows], [...answer.columns]);
    });
  });
  const sockets = new Set<{ destroy(): void }>();
  server.on('connection', ({ stream }) => sockets.add(stream));
  await new Promise<void>((resolve) =>
    Reflect.apply(server.listen, server, [port, '127.0.0.1', () => resolve()]),
  );
  closing = () =>
    new Promise((resolve) => {
      for (const socket of sockets) socket.destroy();
      server.close(() => resolve());
    });
  return port;
}

const column = (name: string, columnType: number, change: object = {}) => ({
  catalog: 'def',
  schema: 'sales',
  table: 't',
  orgTable: 't',
  name,
  orgName: name,
  characterSet: 45,
  columnLength: 255,
  columnType,
  flags: 0,
  decimals: 0,
  ...change,
});
const ONE: Answer = { columns: [column('n', 3)], rows: [{ n: '1' }] };

async function ask(
  answer: Answer,
  request: Partial<DatabaseRequest> & { readonly commandText: string },
  change: { readonly refuse?: boolean; readonly tls?: boolean; readonly allowed?: string } = {},
) {
  const port = await startServer(answer, change.refuse ?? false);
  const target = readDatabaseTarget(
    'MySQL',
    `Server=127.0.0.1;Port=${port};Database=sales;SslMode=${change.tls ? 'Required' : 'None'}`,
  );
  const hosts = parseAllowedHosts(change.allowed ?? '127.0.0.1');
  if (!target || !hosts.ok) throw new Error('Not set up.');
  return mySqlDatabase({ allowed: hosts.hosts }).query(
    { target, credentials: { user: 'ann', password: 'hidden-secret' }, signal: AbortSignal.timeout(20_000) },
    { dataSetName: 'Sales', commandType: 'Text', parameters: [], maxRows: 10, ...request },
  );
}

const ticksOf = (text: string): bigint => parseDateTime(text)?.ticks ?? -1n;

describe('MySQL, as the server side of its driver speaks', () => {
  it('gives each type as report servers know it, decimals exactly and dates as written', async () => {
    const cases: readonly (readonly [object, unknown, Value])[] = [
      [column('flag', 1, { columnLength: 1 }), '1', { type: 'Boolean', value: true }],
      [column('tiny', 1, { columnLength: 4, flags: 32 }), '200', { type: 'Byte', value: 200 }],
      [column('whole', 3), '-7', { type: 'Int32', value: -7 }],
      [column('big', 8), '9007199254740993', { type: 'Int64', value: 9007199254740993n }],
      [
        column('exact', 246, { decimals: 8 }),
        '12345678901234567890.12340000',
        { type: 'Decimal', mantissa: 1234567890123456789012340000n, scale: 8 },
      ],
      [column('double', 5), '0.1', { type: 'Double', value: 0.1 }],
      [column('day', 10), '2024-02-29', { type: 'DateTime', ticks: ticksOf('2024-02-29') }],
      [
        column('civil', 12),
        '2024-03-10 02:30:00.5',
        { type: 'DateTime', ticks: ticksOf('2024-03-10T02:30:00.5') },
      ],
      [column('zero', 12), '0000-00-00 00:00:00', { type: 'Nothing' }],
      [column('time', 11), '-25:00:01', { type: 'TimeSpan', ticks: -900_010_000_000n }],
      [column('text', 253), 'Zürich', { type: 'String', value: 'Zürich' }],
      [column('missing', 3), null, { type: 'Nothing' }],
    ];
    const row = Object.fromEntries(
      cases.map(([{ name }, value]: readonly [object & { name?: string }, unknown, Value]) => [name, value]),
    );
    const { rows } = await ask(
      { columns: cases.map(([one]) => one), rows: [row] },
      { commandText: 'select * from everything' },
    );
    expect(rows).toEqual([cases.map(([, , value]) => value)]);
  });

  it('sends parameters as literals that hold no text to be read as SQL', async () => {
    await ask(ONE, {
      commandText:
        "select @n, '@name' from t where a = @name and b in (@ids) and d > @day and m = 1 -@minus limit @top",
      parameters: [
        { name: '@name', value: { type: 'String', value: "x' or 1=1 -- \\" } },
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
        { name: '@day', value: { type: 'DateTime', ticks: ticksOf('2024-02-29T12:00:00.25') } },
        { name: '@minus', value: { type: 'Int32', value: -5 } },
        { name: '@top', value: { type: 'Int64', value: 10n } },
      ],
    });
    const hex = Buffer.from("x' or 1=1 -- \\").toString('hex');
    expect(asked).toEqual([
      `select @n, '@name' from t where a = _utf8mb4 X'${hex}' and b in (1, 2) and d > TIMESTAMP'2024-02-29 12:00:00.250000' and m = 1 -(-5) limit 10`,
    ]);
  });

  it('calls a procedure with its parameters in their order', async () => {
    await ask(ONE, {
      commandType: 'StoredProcedure',
      commandText: 'sales.by_day',
      parameters: [
        { name: 'flag', value: { type: 'Boolean', value: true } },
        { name: 'none', value: { type: 'Nothing' } },
      ],
    });
    expect(asked).toEqual(['CALL sales.by_day(TRUE, NULL)']);
  });

  it('stops reading past the row limit', async () => {
    const rows = Array.from({ length: 50 }, () => ({ n: '1' }));
    await expect(ask({ columns: [column('n', 3)], rows }, { commandText: 'select n' })).rejects.toMatchObject(
      { code: 'BUDGET_EXCEEDED' },
    );
  });

  for (const [what, code, words, call] of [
    [
      'a wrong password',
      'DATA_SOURCE_REFUSED',
      'Access denied',
      () => ask(ONE, { commandText: 'x' }, { refuse: true }),
    ],
    [
      'a missing right',
      'DATA_SOURCE_REFUSED',
      'command denied',
      () => ask({ code: 1142, message: 'SELECT command denied' }, { commandText: 'x' }),
    ],
    [
      'a server without TLS',
      'DATA_SOURCE_INVALID',
      'speaks no TLS',
      () => ask(ONE, { commandText: 'x' }, { tls: true }),
    ],
    [
      'a name that is none',
      'DATA_QUERY_REFUSED',
      'no name',
      () => ask(ONE, { commandType: 'TableDirect', commandText: 'a; drop table b' }),
    ],
    [
      'a host that is not allowed',
      'DATA_SOURCE_NOT_ALLOWED',
      'not on the list',
      () => ask(ONE, { commandText: 'x' }, { allowed: 'db.contoso.com' }),
    ],
  ] as const)
    it(`tells ${what} apart, with no password in the words`, async () => {
      const error: unknown = await call().catch((thrown: unknown) => thrown);
      expect(error).toMatchObject({ code });
      expect(String(error)).toContain(words);
      expect(JSON.stringify(error, ['message', 'stack', 'cause', 'detail'])).not.toContain('hidden-secret');
    });
});
