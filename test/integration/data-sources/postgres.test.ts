import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readDatabaseTarget } from '../../../lib/data-sources/connection/database-target.ts';
import { type AllowedHosts, parseAllowedHosts } from '../../../lib/data-sources/network/allowed-hosts.ts';
import { postgresDatabase } from '../../../lib/data-sources/postgres/postgres-database.ts';
import type { DatabaseRequest } from '../../../lib/data-sources/sql/database.ts';
import { DomainError } from '../../../lib/errors.ts';
import type { DataTable } from '../../../lib/rdl/data/rows/data-table.ts';
import { parseDateTime } from '../../../lib/rdl/data/rows/iso-date.ts';
import { RdlError } from '../../../lib/rdl/errors.ts';
import type { Value } from '../../../lib/rdl/values/value.ts';
import { type PostgresServer, startPostgres, whyNoPostgres } from '../../support/postgres.ts';

const reason = whyNoPostgres();
if (reason !== undefined) console.warn(`PostgreSQL is not tested: ${reason}.`);

let server: PostgresServer;

const ticksOf = (text: string): bigint => parseDateTime(text)?.ticks ?? -1n;
const text = (value: string): Value => ({ type: 'String', value });
const int = (value: number): Value => ({ type: 'Int32', value });

function allow(list: string): AllowedHosts {
  const parsed = parseAllowedHosts(list);
  if (!parsed.ok) throw new Error(parsed.wrong.join());
  return parsed.hosts;
}

type Change = Partial<{
  readonly connect: string;
  readonly user: string;
  readonly password: string;
  readonly signal: AbortSignal;
  readonly allowed: string;
}>;

function connectionOf({ connect, user, password, signal }: Change) {
  const target = readDatabaseTarget(
    'PostgreSQL',
    connect ?? `Host=127.0.0.1;Port=${server.port};Database=postgres;Trust Server Certificate=true`,
  );
  if (!target) throw new Error('No target.');
  return {
    target,
    credentials: { user: user ?? server.user, password: password ?? server.password },
    signal: signal ?? AbortSignal.timeout(20_000),
  };
}

function query(
  request: Partial<DatabaseRequest> & { readonly commandText: string },
  change: Change = {},
): Promise<DataTable> {
  return postgresDatabase({ allowed: allow(change.allowed ?? '127.0.0.1') }).query(connectionOf(change), {
    dataSetName: 'Sales',
    commandType: 'Text',
    parameters: [],
    maxRows: 1000,
    ...request,
  });
}

async function refusal(call: Promise<unknown>): Promise<{ readonly code: string; readonly message: string }> {
  const error = await call.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (error instanceof DomainError || error instanceof RdlError)
    return { code: error.code, message: `${error.message} ${error.stack} ${String(error.cause)}` };
  throw new Error(`Not refused in our words: ${error}`);
}

describe.skipIf(reason !== undefined)('PostgreSQL', () => {
  beforeAll(async () => {
    server = await startPostgres({ tls: true });
    await query({
      commandText: `
        CREATE TABLE sales (region text, amount numeric(38,4), sold date);
        INSERT INTO sales VALUES ('North', 10.5000, '2024-02-29'), ('South', 20.25, '2024-03-01'), ('O''Brien', 30, '2024-03-10');
        CREATE FUNCTION sales_from(first_day date, names text) RETURNS SETOF sales LANGUAGE sql
          AS $$ SELECT * FROM sales WHERE sold >= first_day AND region = ANY (string_to_array(names, ',')) ORDER BY sold $$;
        CREATE PROCEDURE total(OUT sum numeric, IN minimum numeric) LANGUAGE plpgsql
          AS $$ BEGIN SELECT sum(amount) INTO total.sum FROM sales WHERE amount >= minimum; END $$;
        CREATE SCHEMA other; CREATE TABLE other.things (name text); INSERT INTO other.things VALUES ('thing');
        CREATE ROLE guest LOGIN PASSWORD 'guest-secret';
        SELECT 1 AS done`,
    });
  });
  afterAll(() => server?.close());

  it('gives each type as report servers know it, decimals exactly and dates in no zone', async () => {
    const { columns, rows } = await query({
      commandText: `SELECT true AS bool, 7::int2 AS small, 7::int4 AS whole, 9007199254740993::int8 AS big,
        12345678901234567890.12340000::numeric(38,8) AS exact, 0.1::float8 AS double, 0.5::float4 AS single,
        'Zürich'::text AS text, '\\xdeadbeef'::bytea AS bytes, '2024-03-10 02:30:00.123456'::timestamp AS civil,
        '2024-03-10 02:30:00+05:30'::timestamptz AS instant, '1995-12-31'::date AS day, '13:45:30.5'::time AS clock,
        '1 day 02:00:00'::interval AS span, 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid AS id,
        '{"a":1}'::jsonb AS json, '$1,234.50'::money AS money, NULL::int4 AS missing, 'infinity'::date AS forever,
        '1 year 2 mons'::interval AS months, 'NaN'::numeric AS nan`,
    });
    expect(columns).toEqual(
      'bool small whole big exact double single text bytes civil instant day clock span id json money missing forever months nan'.split(
        ' ',
      ),
    );
    expect(rows).toEqual([
      [
        { type: 'Boolean', value: true },
        { type: 'Int16', value: 7 },
        int(7),
        { type: 'Int64', value: 9007199254740993n },
        { type: 'Decimal', mantissa: 1234567890123456789012340000n, scale: 8 },
        { type: 'Double', value: 0.1 },
        { type: 'Single', value: 0.5 },
        text('Zürich'),
        { type: 'Bytes', value: new Uint8Array([0xde, 0xad, 0xbe, 0xef]) },
        { type: 'DateTime', ticks: ticksOf('2024-03-10T02:30:00.123456') },
        { type: 'DateTime', ticks: ticksOf('2024-03-09T21:00:00') },
        { type: 'DateTime', ticks: ticksOf('1995-12-31') },
        { type: 'TimeSpan', ticks: 495_305_000_000n },
        { type: 'TimeSpan', ticks: 936_000_000_000n },
        text('a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'),
        text('{"a": 1}'),
        { type: 'Decimal', mantissa: 123450n, scale: 2 },
        { type: 'Nothing' },
        { type: 'DateTime', ticks: 3155378975999999999n },
        text('P1Y2M'),
        { type: 'Double', value: Number.NaN },
      ],
    ]);
  });

  it('rounds a number of more digits than a Decimal holds', async () => {
    const { rows } = await query({
      commandText: "SELECT '1234567890123456789012345678.123456789'::numeric, '1e40'::numeric",
    });
    expect(rows[0]).toEqual([
      { type: 'Decimal', mantissa: 12345678901234567890123456781n, scale: 1 },
      { type: 'Double', value: 1e40 },
    ]);
  });

  it('sends each parameter with its type, twice named and never as SQL', async () => {
    const moment: Value = { type: 'DateTime', ticks: ticksOf('2024-03-01T23:59:59.9999999') };
    const { rows } = await query({
      commandText: `SELECT pg_typeof(@when)::text, @when, pg_typeof(@amount)::text, @amount, @flag, @bytes, @none, @name || @NAME,
          '@name' AS quoted /* @name */ -- @unknown
        FROM sales WHERE region = @name`,
      parameters: [
        { name: '@when', value: moment },
        { name: '@amount', value: { type: 'Decimal', mantissa: 1234567890123456789012345678n, scale: 6 } },
        { name: 'flag', value: { type: 'Boolean', value: true } },
        { name: '@bytes', value: { type: 'Bytes', value: new Uint8Array([0, 255]) } },
        { name: '@none', value: { type: 'Nothing' } },
        { name: '@Name', value: text("O'Brien") },
        { name: '@Unused', value: int(1) },
      ],
    });
    expect(rows).toEqual([
      [
        text('timestamp without time zone'),
        { type: 'DateTime', ticks: ticksOf('2024-03-01T23:59:59.999999') },
        text('numeric'),
        { type: 'Decimal', mantissa: 1234567890123456789012345678n, scale: 6 },
        { type: 'Boolean', value: true },
        { type: 'Bytes', value: new Uint8Array([0, 255]) },
        { type: 'Nothing' },
        text("O'BrienO'Brien"),
        text('@name'),
      ],
    ]);
  });

  it('compares a text parameter with a date, and takes a multi-value one as a list', async () => {
    const list: Value = { type: 'Array', element: 'String', items: [text('North'), text("O'Brien")] };
    const { rows } = await query({
      commandText: 'SELECT region FROM sales WHERE sold >= @from AND region IN (@regions) ORDER BY 1',
      parameters: [
        { name: '@from', value: text('2024-03-01') },
        { name: '@regions', value: list },
      ],
    });
    expect(rows).toEqual([[text("O'Brien")]]);
  });

  it('finds nothing with an empty multi-value parameter', async () => {
    const { rows } = await query({
      commandText: 'SELECT region FROM sales WHERE region IN (@regions)',
      parameters: [{ name: '@regions', value: { type: 'Array', element: 'String', items: [] } }],
    });
    expect(rows).toEqual([]);
  });

  it('selects from a function, with a multi-value parameter as one text', async () => {
    const { rows } = await query({
      commandType: 'StoredProcedure',
      commandText: 'public.sales_from',
      parameters: [
        { name: '@first_day', value: { type: 'DateTime', ticks: ticksOf('2024-03-01') } },
        {
          name: '@names',
          value: { type: 'Array', element: 'String', items: [text('South'), text('North')] },
        },
      ],
    });
    expect(rows.map(([region]) => region)).toEqual([text('South')]);
  });

  it('calls a procedure', async () => {
    const { columns, rows } = await query({
      commandType: 'StoredProcedure',
      commandText: 'total',
      parameters: [
        { name: '@sum', value: { type: 'Nothing' } },
        { name: '@minimum', value: int(20) },
      ],
    });
    expect(columns).toEqual(['sum']);
    expect(rows).toEqual([[{ type: 'Decimal', mantissa: 502500n, scale: 4 }]]);
  });

  it('reads a whole table by its name, and refuses a name that is none', async () => {
    const change = {
      connect: `Host=127.0.0.1;Port=${server.port};Database=postgres;Trust Server Certificate=true;Search Path=other`,
    };
    const { rows } = await query({ commandType: 'TableDirect', commandText: 'things' }, change);
    expect(rows).toEqual([[text('thing')]]);
    expect(
      await refusal(query({ commandType: 'TableDirect', commandText: 'sales; DROP TABLE sales' })),
    ).toMatchObject({
      code: 'DATA_QUERY_REFUSED',
    });
  });

  it('takes the first result of several, and its columns when it is empty', async () => {
    const { columns, rows } = await query({
      commandText: 'CREATE TEMP TABLE t (a int); SELECT a AS first FROM t; SELECT 2 AS second',
    });
    expect(columns).toEqual(['first']);
    expect(rows).toEqual([]);
  });

  it('stops reading past the row limit', async () => {
    const started = performance.now();
    const refused = await refusal(
      query({ commandText: 'SELECT generate_series(1, 50000000)', maxRows: 100 }),
    );
    expect(refused.code).toBe('BUDGET_EXCEEDED');
    expect(performance.now() - started).toBeLessThan(10_000);
  });

  it('stops reading past the size a dataset may have', async () => {
    const refused = await refusal(
      query({ commandText: "SELECT repeat('x', 1000000) FROM generate_series(1, 100)" }),
    );
    expect(refused.code).toBe('BUDGET_EXCEEDED');
  });

  it('ends when it is told to', async () => {
    const started = performance.now();
    const refused = await refusal(
      query({ commandText: 'SELECT pg_sleep(30)' }, { signal: AbortSignal.timeout(300) }),
    );
    expect(refused).toMatchObject({ code: 'DATA_SOURCE_FAILED' });
    expect(refused.message).toContain('did not answer in time');
    expect(performance.now() - started).toBeLessThan(5_000);
  });

  it('says what server it is', async () => {
    const version = await postgresDatabase({ allowed: allow('127.0.0.1') }).version(connectionOf({}));
    expect(version).toMatch(/^PostgreSQL \d+\.\d+/);
  });

  for (const [what, code, words, call] of [
    [
      'a wrong password',
      'DATA_SOURCE_REFUSED',
      'password authentication failed',
      () => query({ commandText: 'SELECT 1' }, { password: 'topsecret-wrong' }),
    ],
    [
      'an unknown user',
      'DATA_SOURCE_REFUSED',
      'authentication failed',
      () => query({ commandText: 'SELECT 1' }, { user: 'nobody' }),
    ],
    [
      'no password',
      'DATA_SOURCE_REFUSED',
      'refuses',
      () => query({ commandText: 'SELECT 1' }, { password: '' }),
    ],
    [
      'an unknown database',
      'DATA_SOURCE_REFUSED',
      'does not exist',
      () =>
        query(
          { commandText: 'SELECT 1' },
          { connect: `Host=127.0.0.1;Port=${server.port};Database=elsewhere;Trust Server Certificate=true` },
        ),
    ],
    [
      'a missing right',
      'DATA_SOURCE_REFUSED',
      'permission denied',
      () => query({ commandText: 'SELECT * FROM sales' }, { user: 'guest', password: 'guest-secret' }),
    ],
    ['wrong SQL', 'DATA_QUERY_REFUSED', 'syntax error', () => query({ commandText: 'SELEC 1' })],
    [
      'a missing table',
      'DATA_QUERY_REFUSED',
      'does not exist',
      () => query({ commandText: 'SELECT * FROM nowhere' }),
    ],
    [
      'a certificate that nobody vouches for',
      'DATA_SOURCE_INVALID',
      'not trusted',
      () =>
        query(
          { commandText: 'SELECT 1' },
          { connect: `Host=127.0.0.1;Port=${server.port};Database=postgres` },
        ),
    ],
    [
      'a port where nothing listens',
      'DATA_SOURCE_FAILED',
      'nothing listens',
      () => query({ commandText: 'SELECT 1' }, { connect: 'Host=127.0.0.1;Port=1;Database=postgres' }),
    ],
    [
      'a host that is not allowed',
      'DATA_SOURCE_NOT_ALLOWED',
      'not on the list',
      () => query({ commandText: 'SELECT 1' }, { allowed: 'db.contoso.com' }),
    ],
    [
      'an allowed name that leads to this machine',
      'DATA_SOURCE_NOT_ALLOWED',
      'address of this machine',
      () =>
        query(
          { commandText: 'SELECT 1' },
          { allowed: '*', connect: `Host=localhost;Port=${server.port};Database=postgres` },
        ),
    ],
  ] as const)
    it(`tells ${what} apart, with no password in the words`, async () => {
      const refused = await refusal(call());
      expect(refused.code).toBe(code);
      expect(refused.message).toContain(words);
      for (const secret of ['topsecret-wrong', server.password, 'guest-secret'])
        expect(refused.message).not.toContain(secret);
    });

  it('speaks without TLS only where the connection string asks for it', async () => {
    const plain = { connect: `Host=127.0.0.1;Port=${server.port};Database=postgres;SSL Mode=Disable` };
    const { rows } = await query(
      { commandText: 'SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()' },
      plain,
    );
    expect(rows).toEqual([[{ type: 'Boolean', value: false }]]);
    const secured = await query({ commandText: 'SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()' });
    expect(secured.rows).toEqual([[{ type: 'Boolean', value: true }]]);
  });

  it('leaves no session behind', async () => {
    await new Promise((resolve) => setTimeout(resolve, 300));
    const { rows } = await query({
      commandText:
        "SELECT count(*)::int FROM pg_stat_activity WHERE application_name = 'Report Tiles' AND pid <> pg_backend_pid() AND query NOT LIKE '%generate_series%' AND query NOT LIKE '%pg_sleep%'",
    });
    expect(rows).toEqual([[int(0)]]);
  });
});
