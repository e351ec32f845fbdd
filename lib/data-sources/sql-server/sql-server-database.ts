import type { ConnectionConfiguration, Connection as TdsConnection, Request as TdsRequest } from 'tedious';
import { DomainError } from '../../errors.ts';
import type { DataTable } from '../../rdl/data/rows/data-table.ts';
import { RdlError } from '../../rdl/errors.ts';
import { targetText } from '../connection/database-target.ts';
import type { AllowedHosts } from '../network/allowed-hosts.ts';
import { dialGuarded, dialRerouted, requireAllowedHost } from '../network/guarded-lookup.ts';
import {
  bindNamed,
  bindPositional,
  joinList,
  plainName,
  type QueryParameter,
} from '../sql/bind-parameters.ts';
import { connectionFailure, serverWords } from '../sql/connection-failure.ts';
import type { Credentials, Database, DatabaseConnection, DatabaseRequest } from '../sql/database.ts';
import { RowCollector } from '../sql/row-collector.ts';
import { invariantText } from '../sql/value-text.ts';
import { sqlServerParameter } from './sql-server-parameters.ts';
import { type SqlServerColumn, sqlServerValue } from './sql-server-values.ts';

/** SQL Server, Azure SQL and Synapse by the driver `tedious`, which is loaded at the first call. */
export function sqlServerDatabase({ allowed }: { readonly allowed: AllowedHosts }): Database {
  return {
    query: (connection, request) =>
      withConnection(allowed, connection, (tds) => run(tds, connection, request)),
    async version(connection) {
      const request = {
        dataSetName: 'version',
        commandType: 'Text',
        commandText: VERSION,
        parameters: [],
        maxRows: 1,
      } as const;
      const { rows } = await withConnection(allowed, connection, (tds) => run(tds, connection, request));
      const [edition, version] = rows[0] ?? [];
      const text = (value = edition) => (value?.type === 'String' ? value.value : '');
      return `SQL Server ${text(version)} (${text()})`;
    },
  };
}

const VERSION =
  "SELECT CAST(SERVERPROPERTY('Edition') AS nvarchar(128)), CAST(SERVERPROPERTY('ProductVersion') AS nvarchar(128))";

/** How long a server may take to end a query that is not wanted any more. */
const CANCEL_TIMEOUT_MS = 2_000;

async function withConnection<T>(
  allowed: AllowedHosts,
  connection: DatabaseConnection,
  use: (tds: TdsConnection) => Promise<T>,
): Promise<T> {
  const { target, signal } = connection;
  requireAllowedHost(allowed, target.host, target.port);
  const { Connection } = await import('tedious');
  const tds = new Connection(configuration(allowed, connection));
  // What breaks the connection is told by the call that is under way.
  tds.on('error', () => undefined);
  const close = () => tds.close();
  try {
    signal.throwIfAborted();
    signal.addEventListener('abort', close, { once: true });
    await new Promise<void>((resolve, reject) => {
      tds.connect((error) => (error ? reject(error) : resolve()));
    });
    // From here on a request may be under way: the driver fails where it is closed in the middle of an answer.
    signal.removeEventListener('abort', close);
    return await use(tds);
  } catch (error) {
    throw failureOf(connection, error);
  } finally {
    signal.removeEventListener('abort', close);
    tds.close();
  }
}

function configuration(
  allowed: AllowedHosts,
  { target, credentials, signal }: DatabaseConnection,
): ConnectionConfiguration {
  const { host, port, database, tls, connectSeconds, readOnly } = target;
  /** The driver dials where it is told to, and where Azure SQL sends it on to. */
  const connector = (to: { readonly host: string; readonly port: number } = { host, port }) =>
    to.host === host && to.port === port
      ? dialGuarded(allowed, { host, port, signal })
      : dialRerouted(allowed, { from: host, ...to, signal });
  return {
    server: host,
    authentication: authenticationOf(credentials),
    options: {
      port,
      ...(database !== undefined && { database }),
      encrypt: tls !== 'off',
      trustServerCertificate: tls === 'trusted',
      connectTimeout: connectSeconds * 1000,
      // The signal ends it.
      requestTimeout: 0,
      cancelTimeout: CANCEL_TIMEOUT_MS,
      connector,
      readOnlyIntent: readOnly,
      appName: 'Report Tiles',
      useUTC: true,
      lowerCaseGuids: true,
    },
  };
}

/** SQL Server logins hold no backslash: `DOMAIN\user` is a Windows account. */
function authenticationOf(
  credentials: Credentials | undefined,
): NonNullable<ConnectionConfiguration['authentication']> {
  const { user = '', password = '' } = credentials ?? {};
  const windows = /^([^\\]+)\\(.+)$/.exec(user);
  if (windows?.[1] !== undefined && windows[2] !== undefined)
    return { type: 'ntlm', options: { domain: windows[1], userName: windows[2], password } };
  return { type: 'default', options: { userName: user, password } };
}

async function run(
  tds: TdsConnection,
  connection: DatabaseConnection,
  asked: DatabaseRequest,
): Promise<DataTable> {
  const { Request, TYPES } = await import('tedious');
  const { text, values, procedure } = statementOf(connection, asked);
  const collector = new RowCollector(asked);
  let columns: readonly SqlServerColumn[] = [];
  let names: readonly string[] = [];
  let results = 0;
  const cancel = () => tds.cancel();
  connection.signal.addEventListener('abort', cancel, { once: true });
  let refused: unknown;
  await new Promise<void>((resolve, reject) => {
    connection.signal.throwIfAborted();
    const request: TdsRequest = new Request(text, (error) => {
      if (error) reject(refused ?? error);
      else resolve();
    });
    for (const { name, value } of values) {
      const { type, value: sent, options } = sqlServerParameter(value);
      request.addParameter(name, TYPES[type], sent, options);
    }
    request.on('columnMetadata', (metadata) => {
      results += 1;
      if (results > 1 || !Array.isArray(metadata)) return;
      columns = metadata;
      names = metadata.map(({ colName }) => colName);
    });
    request.on('row', (row: readonly { readonly value: unknown }[]) => {
      if (results !== 1 || refused !== undefined) return;
      try {
        collector.add(row.map(({ value }, index) => sqlServerValue(value, columns[index] ?? UNKNOWN)));
      } catch (error) {
        refused = error;
        cancel();
      }
    });
    if (procedure) tds.callProcedure(request);
    else if (values.length > 0) tds.execSql(request);
    else tds.execSqlBatch(request);
  }).finally(() => connection.signal.removeEventListener('abort', cancel));
  return collector.table(names);
}

const UNKNOWN: SqlServerColumn = { type: { name: 'Variant' } };
const NAME =
  /^\s*(?:(?:\[(?:[^\]]|\]\])+\]|"[^"]+"|[\p{L}_#@][\p{L}\p{N}_#@$]*)?\.){0,3}(?:\[(?:[^\]]|\]\])+\]|"[^"]+"|[\p{L}_#@][\p{L}\p{N}_#@$]*)\s*$/u;

function statementOf(
  { target }: DatabaseConnection,
  { commandType, commandText, parameters }: DatabaseRequest,
): { readonly text: string; readonly values: readonly QueryParameter[]; readonly procedure: boolean } {
  if (commandType === 'Text') {
    const bind = target.positional ? bindPositional : bindNamed;
    return { ...bind(commandText, parameters, 'sql-server', () => ''), procedure: false };
  }
  if (!NAME.test(commandText))
    throw new DomainError('DATA_QUERY_REFUSED', {
      detail: `"${commandText.slice(0, 100)}" is no name of a table or procedure.`,
    });
  if (commandType === 'TableDirect')
    return { text: `SELECT * FROM ${commandText.trim()}`, values: [], procedure: false };
  const values = parameters.map((parameter) => {
    const { name, value } = joinList(parameter, (one) => invariantText(one, 7) ?? '');
    return { name: plainName(name), value };
  });
  return { text: commandText.trim(), values, procedure: true };
}

/** Numbers of errors that more or other rights would heal. */
const REFUSED: ReadonlySet<number> = new Set([
  229, 230, 262, 297, 300, 371, 916, 4060, 4064, 18450, 18452, 18456, 18461, 18470, 18486, 18487, 18488,
  40615, 40914,
]);
/** Deadlock, snapshot conflict, out of resources, failing over, busy: the same query may go through later. */
const TRANSIENT: ReadonlySet<number> = new Set([
  -2, 701, 1204, 1205, 1222, 3960, 8645, 8651, 10053, 10054, 10928, 10929, 40143, 40197, 40501, 40540, 40613,
  42108, 42109, 49918, 49919, 49920,
]);

function failureOf(connection: DatabaseConnection, error: unknown): unknown {
  if (error instanceof DomainError || error instanceof RdlError) return error;
  const ours = causeOf(error);
  if (ours) return ours;
  const network = connectionFailure(connection, error);
  if (network) return network;
  const server = targetText(connection.target);
  const words = serverWords(error, connection);
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  const number = numberOf(error);
  if (code === 'ELOGIN' || code === 'EFEDAUTH' || (number !== undefined && REFUSED.has(number)))
    return new DomainError('DATA_SOURCE_REFUSED', { detail: `${server} refuses: ${words}` });
  if (code === 'EENCRYPT')
    return new DomainError('DATA_SOURCE_INVALID', {
      detail: `${server} speaks no TLS. Turn it on there, or put Encrypt=False into the connection string.`,
    });
  if (code === 'EREQUEST' && (number === undefined || !TRANSIENT.has(number)))
    return new DomainError('DATA_QUERY_REFUSED', { detail: `${server} refuses the query: ${words}` });
  if (code === 'EPARAM') return new DomainError('DATA_QUERY_REFUSED', { detail: words });
  return new DomainError('DATA_SOURCE_FAILED', { detail: `${server} failed: ${words}` });
}

/** The guard's refusal, wrapped by the driver. */
function causeOf(error: unknown): DomainError | undefined {
  for (let cause = error; cause instanceof Error; cause = cause.cause)
    if (cause instanceof DomainError) return cause;
  return undefined;
}

function numberOf(error: unknown): number | undefined {
  if (error instanceof Error && 'number' in error && typeof error.number === 'number') return error.number;
  if (error instanceof AggregateError)
    return error.errors.map(numberOf).find((number) => number !== undefined);
  return error instanceof Error && error.cause !== undefined ? numberOf(error.cause) : undefined;
}
