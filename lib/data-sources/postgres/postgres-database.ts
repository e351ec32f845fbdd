import type { Client as PgClient, Query as PgQuery, QueryArrayConfig, QueryResultBase } from 'pg';
import { DomainError } from '../../errors.ts';
import type { DataTable } from '../../rdl/data/rows/data-table.ts';
import { RdlError } from '../../rdl/errors.ts';
import { targetText } from '../connection/database-target.ts';
import type { AllowedHosts } from '../network/allowed-hosts.ts';
import { guardedSocket, requireAllowedHost } from '../network/guarded-lookup.ts';
import { type BoundSql, bindNamed, bindPositional } from '../sql/bind-parameters.ts';
import { connectionFailure, serverWords } from '../sql/connection-failure.ts';
import type { Database, DatabaseConnection, DatabaseRequest } from '../sql/database.ts';
import { RowCollector } from '../sql/row-collector.ts';
import { postgresMarker, postgresParameter, postgresValue } from './postgres-values.ts';
import { procedureKindQuery, procedureStatement, requireName } from './procedure-call.ts';

/** What every session speaks, whatever the server's own settings are. */
const SESSION =
  "SET DateStyle TO 'ISO, YMD'; SET IntervalStyle TO 'iso_8601'; SET bytea_output TO 'hex'; SET extra_float_digits TO 1; SET lc_monetary TO 'C'";

/** PostgreSQL by the driver `pg`, which is loaded at the first call. */
export function postgresDatabase({ allowed }: { readonly allowed: AllowedHosts }): Database {
  return {
    query: (connection, request) =>
      withClient(allowed, connection, async (client) => {
        const statement = await statementOf(client, connection, request);
        return readRows(client, connection, statement, request);
      }),
    version: (connection) =>
      withClient(allowed, connection, async (client) => {
        const { rows } = await client.query<{ server_version: string }>('SHOW server_version');
        return `PostgreSQL ${rows[0]?.server_version ?? ''}`.trim();
      }),
  };
}

async function withClient<T>(
  allowed: AllowedHosts,
  connection: DatabaseConnection,
  use: (client: PgClient) => Promise<T>,
): Promise<T> {
  const { target, credentials, signal } = connection;
  requireAllowedHost(allowed, target.host, target.port);
  const { Client } = await import('pg');
  const socket = guardedSocket(allowed);
  const client = new Client({
    stream: () => socket,
    host: target.host,
    port: target.port,
    user: credentials?.user ?? '',
    // Without one the driver would look for a password in files and variables of this machine.
    password: credentials?.password ?? '',
    database: target.database ?? credentials?.user ?? 'postgres',
    ssl: target.tls === 'off' ? false : { rejectUnauthorized: target.tls === 'verified' },
    application_name: 'Report Tiles',
    connectionTimeoutMillis: target.connectSeconds * 1000,
    types: { getTypeParser: () => (text: string) => text },
  });
  // A connection that breaks between two answers is told by the next one.
  client.on('error', () => undefined);
  const end = () => socket.destroy();
  signal.addEventListener('abort', end, { once: true });
  try {
    signal.throwIfAborted();
    await client.connect();
    await client.query(SESSION);
    if (target.searchPath !== undefined)
      await client.query("SELECT set_config('search_path', $1, false)", [target.searchPath]);
    return await use(client);
  } catch (error) {
    throw failureOf(connection, error);
  } finally {
    signal.removeEventListener('abort', end);
    // Nothing waits for a server that is slow to say goodbye.
    client.end().catch(() => undefined);
    socket.destroySoon();
  }
}

async function statementOf(
  client: PgClient,
  { target }: DatabaseConnection,
  { commandType, commandText, parameters }: DatabaseRequest,
): Promise<BoundSql> {
  switch (commandType) {
    case 'TableDirect':
      return { text: `SELECT * FROM ${requireName(commandText)}`, values: [] };
    case 'StoredProcedure': {
      const lookup = procedureKindQuery(commandText);
      const { rows } = await client.query<{ prokind: string }>(lookup.text, [...lookup.values]);
      return procedureStatement(commandText, parameters, rows[0]?.prokind === 'p');
    }
    case 'Text':
      return (target.positional ? bindPositional : bindNamed)(
        commandText,
        parameters,
        'postgres',
        postgresMarker,
      );
  }
}

/** Rows of the first result that has columns, one by one, so that reading stops at the limit. */
async function readRows(
  client: PgClient,
  { signal }: DatabaseConnection,
  statement: BoundSql,
  request: DatabaseRequest,
): Promise<DataTable> {
  const { Query } = await import('pg');
  const collector = new RowCollector(request);
  const values = statement.values.map(({ value }) => postgresParameter(value));
  const config: QueryArrayConfig = { text: statement.text, values, rowMode: 'array' };
  const query: PgQuery<(string | null)[]> = new Query(config);
  const columns = await new Promise<readonly string[]>((resolve, reject) => {
    let read: QueryResultBase | undefined;
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    query.on('row', (row, result) => {
      read ??= result;
      if (result === undefined || result !== read) return;
      try {
        collector.add(row.map((text, index) => postgresValue(text, result.fields[index]?.dataTypeID ?? 0)));
      } catch (error) {
        reject(error);
      }
    });
    query.on('error', reject);
    query.on('end', (results) => {
      const all: readonly QueryResultBase[] = Array.isArray(results) ? results : [results];
      const first = all.find(({ fields }) => fields.length > 0);
      // The rows read are a later result's where the first one is empty.
      if (read !== undefined && read !== first) collector.clear();
      resolve(first?.fields.map(({ name }) => name) ?? []);
    });
    client.query(query);
  });
  return collector.table(columns);
}

function failureOf(connection: DatabaseConnection, error: unknown): unknown {
  if (error instanceof DomainError || error instanceof RdlError) return error;
  const network = connectionFailure(connection, error);
  if (network) return network;
  const server = targetText(connection.target);
  const words = serverWords(error, connection);
  const state = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
  // SQLSTATE classes of PostgreSQL, appendix A: 28 authorization, 3D catalogue, 42501 privilege, 42 and 22 the query.
  if (state.startsWith('28') || state === '42501' || state === '3D000')
    return new DomainError('DATA_SOURCE_REFUSED', { detail: `${server} refuses: ${words}` });
  if (/^(42|22|0A|26|34|2F|P0|3F|21|23)/.test(state))
    return new DomainError('DATA_QUERY_REFUSED', { detail: `${server} refuses the query: ${words}` });
  if (/does not support SSL/i.test(words))
    return new DomainError('DATA_SOURCE_INVALID', {
      detail: `${server} speaks no TLS. Turn it on there, or put SSL Mode=Disable into the connection string.`,
    });
  if (/SASL|password must be a string|client password/i.test(words))
    return new DomainError('DATA_SOURCE_REFUSED', { detail: `${server} refuses: ${words}` });
  return new DomainError('DATA_SOURCE_FAILED', { detail: `${server} failed: ${words}` });
}
