import { connect } from 'node:net';
import type { ConnectionOptions, FieldPacket, Connection as MySqlConnection, ResultSetHeader } from 'mysql2';
import { DomainError } from '../../errors.ts';
import type { DataTable } from '../../rdl/data/rows/data-table.ts';
import { RdlError } from '../../rdl/errors.ts';
import { targetText } from '../connection/database-target.ts';
import type { AllowedHosts } from '../network/allowed-hosts.ts';
import { guardedLookup, requireAllowedHost } from '../network/guarded-lookup.ts';
import { bindNamed, bindPositional, joinList } from '../sql/bind-parameters.ts';
import { connectionFailure, serverWords } from '../sql/connection-failure.ts';
import type { Database, DatabaseConnection, DatabaseRequest } from '../sql/database.ts';
import { RowCollector } from '../sql/row-collector.ts';
import { invariantText } from '../sql/value-text.ts';
import { mySqlLiteral, mySqlValue } from './mysql-values.ts';

/** MySQL and MariaDB by the driver `mysql2`, which is loaded at the first call. */
export function mySqlDatabase({ allowed }: { readonly allowed: AllowedHosts }): Database {
  return {
    query: (connection, request) =>
      withConnection(allowed, connection, (mysql) =>
        readRows(mysql, connection, statementOf(connection, request), request),
      ),
    async version(connection) {
      const request = { dataSetName: 'version', maxRows: 1 };
      const { rows } = await withConnection(allowed, connection, (mysql) =>
        readRows(mysql, connection, 'SELECT VERSION()', request),
      );
      const version = rows[0]?.[0];
      return `MySQL ${version?.type === 'String' ? version.value : ''}`.trim();
    },
  };
}

async function withConnection<T>(
  allowed: AllowedHosts,
  connection: DatabaseConnection,
  use: (mysql: MySqlConnection) => Promise<T>,
): Promise<T> {
  const { target, signal } = connection;
  requireAllowedHost(allowed, target.host, target.port);
  const { createConnection } = await import('mysql2');
  signal.throwIfAborted();
  const mysql = createConnection(configuration(allowed, connection));
  // What breaks the connection is told by the call that is under way.
  mysql.on('error', () => undefined);
  const destroy = () => mysql.destroy();
  signal.addEventListener('abort', destroy, { once: true });
  try {
    await new Promise<void>((resolve, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason), { once: true });
      mysql.connect((error) => (error ? reject(error) : resolve()));
    });
    return await use(mysql);
  } catch (error) {
    throw failureOf(connection, error);
  } finally {
    signal.removeEventListener('abort', destroy);
    mysql.destroy();
  }
}

function configuration(
  allowed: AllowedHosts,
  { target, credentials }: DatabaseConnection,
): ConnectionOptions {
  const { host, port, database, tls, connectSeconds } = target;
  return {
    host,
    port,
    stream: () => connect({ host, port, lookup: guardedLookup(allowed) }),
    user: credentials?.user ?? '',
    password: credentials?.password ?? '',
    ...(database !== undefined && { database }),
    ...(tls !== 'off' && {
      ssl: { rejectUnauthorized: tls === 'verified', verifyIdentity: tls === 'verified' },
    }),
    connectTimeout: connectSeconds * 1000,
    charset: 'utf8mb4',
    // Parameters are literals of our own making: see mySqlLiteral.
    multipleStatements: true,
    dateStrings: true,
    supportBigNumbers: true,
    bigNumberStrings: true,
    jsonStrings: true,
    rowsAsArray: true,
    disableEval: true,
    // The server may not ask for files of this machine.
    flags: ['-LOCAL_FILES'],
  };
}

function statementOf({ target }: DatabaseConnection, request: DatabaseRequest): string {
  const { commandType, commandText, parameters } = request;
  switch (commandType) {
    case 'Text': {
      const bind = target.positional ? bindPositional : bindNamed;
      return bind(commandText, parameters, 'mysql', (_index, value) => mySqlLiteral(value)).text;
    }
    case 'TableDirect':
      return `SELECT * FROM ${requireName(commandText)}`;
    case 'StoredProcedure': {
      const values = parameters
        .map((parameter) => joinList(parameter, (value) => invariantText(value, 6) ?? ''))
        .map(({ value }) => mySqlLiteral(value));
      return `CALL ${requireName(commandText)}(${values.join(', ')})`;
    }
  }
}

const PART = '(?:`(?:[^`]|``)+`|[\\p{L}_][\\p{L}\\p{N}_$]*)';
const NAME = new RegExp(`^\\s*${PART}(?:\\.${PART})?\\s*$`, 'u');

function requireName(name: string): string {
  if (NAME.test(name)) return name.trim();
  throw new DomainError('DATA_QUERY_REFUSED', {
    detail: `"${name.slice(0, 100)}" is no name of a table or procedure.`,
  });
}

/** Rows of the first result that has columns, one by one, so that reading stops at the limit. */
async function readRows(
  mysql: MySqlConnection,
  { signal }: DatabaseConnection,
  sql: string,
  request: Pick<DatabaseRequest, 'dataSetName' | 'maxRows'>,
): Promise<DataTable> {
  const collector = new RowCollector(request);
  let columns: readonly FieldPacket[] = [];
  let results = 0;
  await new Promise<void>((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    const query = mysql.query({ sql });
    query.on('fields', (fields: FieldPacket[] | undefined) => {
      if (fields === undefined) return;
      results += 1;
      if (results === 1) columns = fields;
    });
    query.on('result', (row: readonly unknown[] | ResultSetHeader) => {
      if (!Array.isArray(row) || results !== 1) return;
      try {
        collector.add(row.map((value, place) => mySqlValue(value, columns[place] ?? {})));
      } catch (error) {
        reject(error);
        mysql.destroy();
      }
    });
    query.on('error', reject);
    query.on('end', () => resolve());
  });
  return collector.table(columns.map(({ name }) => name));
}

/** Numbers of errors that more or other rights would heal (MySQL, "Server Error Message Reference"). */
const REFUSED: ReadonlySet<number> = new Set([
  1044, 1045, 1049, 1130, 1142, 1143, 1227, 1251, 1370, 1698, 1820, 1862, 3118, 4151,
]);

function failureOf(connection: DatabaseConnection, error: unknown): unknown {
  if (error instanceof DomainError || error instanceof RdlError) return error;
  const network = connectionFailure(connection, error);
  if (network) return network;
  const server = targetText(connection.target);
  const words = serverWords(error, connection);
  const { errno, code, sqlState } = factsOf(error);
  if (errno !== undefined && REFUSED.has(errno))
    return new DomainError('DATA_SOURCE_REFUSED', { detail: `${server} refuses: ${words}` });
  if (code === 'HANDSHAKE_NO_SSL_SUPPORT')
    return new DomainError('DATA_SOURCE_INVALID', {
      detail: `${server} speaks no TLS. Turn it on there, or put SslMode=None into the connection string.`,
    });
  if (sqlState !== undefined && /^(42|22|21|23|0A|45)/.test(sqlState))
    return new DomainError('DATA_QUERY_REFUSED', { detail: `${server} refuses the query: ${words}` });
  return new DomainError('DATA_SOURCE_FAILED', { detail: `${server} failed: ${words}` });
}

function factsOf(error: unknown): {
  readonly errno: number | undefined;
  readonly code: string | undefined;
  readonly sqlState: string | undefined;
} {
  const fact = (name: string): unknown => (error instanceof Error ? Reflect.get(error, name) : undefined);
  const text = (value: unknown) => (typeof value === 'string' ? value : undefined);
  const errno = fact('errno');
  return {
    errno: typeof errno === 'number' ? errno : undefined,
    code: text(fact('code')),
    sqlState: text(fact('sqlState')),
  };
}
