import { DomainError } from '../../errors.ts';
import { parseConnectionString } from './connection-string.ts';
import { DATABASE_NAMES, type DatabaseKind, databaseKindOf } from './provider-kind.ts';

/**
 * `verified`: the server's certificate must be trusted and name the host. `trusted`: the connection is encrypted, and
 * the certificate is taken as it is. `off`: only where the connection string asks for it.
 */
export type Tls = 'verified' | 'trusted' | 'off';

/** Where a database is and how it is spoken to: a connection string, understood. Credentials are no part of it. */
export type DatabaseTarget = {
  readonly kind: DatabaseKind;
  readonly host: string;
  readonly port: number;
  readonly database: string | undefined;
  readonly tls: Tls;
  readonly connectSeconds: number;
  /** SQL Server: asks for a readable secondary. */
  readonly readOnly: boolean;
  /** PostgreSQL: where names without a schema are looked for. */
  readonly searchPath: string | undefined;
  /** Query parameters are question marks. */
  readonly positional: boolean;
};

const PORTS: Readonly<Record<DatabaseKind, number>> = { 'sql-server': 1433, postgres: 5432, mysql: 3306 };

const HOST = ['data source', 'server', 'host', 'address', 'addr', 'network address', 'servername'];
const DATABASE = ['initial catalog', 'database', 'db'];
const TIMEOUT = ['connect timeout', 'connection timeout', 'connectiontimeout', 'timeout'];
const TLS = ['encrypt', 'use encryption for data', 'ssl mode', 'sslmode', 'ssl-mode'];
const TRUST = ['trustservercertificate', 'trust server certificate'];

const DEFAULT_CONNECT_SECONDS = 15;
const MOST_CONNECT_SECONDS = 60;

/**
 * Reads the connection string of a database, in the words of .NET (SqlClient, Npgsql, Connector/NET), OLE DB and ODBC.
 * Undefined where the provider is no database we speak to.
 * @throws DomainError DATA_SOURCE_INVALID naming what is missing or cannot be done
 */
export function readDatabaseTarget(
  provider: string | undefined,
  connectString: string,
): DatabaseTarget | undefined {
  const settings = parseConnectionString(connectString);
  const found = databaseKindOf(provider, settings);
  if (found === undefined) return undefined;
  if (settings === undefined) throw invalid('The connection string is not a list of keyword=value.');
  const first = (keys: readonly string[]) => keys.map((key) => settings.get(key)).find((value) => value);
  const { kind, positional } = found;
  const server = first(HOST);
  if (server === undefined)
    throw invalid('The connection string names no server (Data Source, Server or Host).');
  return {
    kind,
    ...hostAndPort(kind, server, settings.get('port')),
    database: first(DATABASE),
    tls: tlsOf(first(TLS), first(TRUST)),
    connectSeconds: connectSeconds(first(TIMEOUT)),
    readOnly: /^read\s*only$/i.test(
      settings.get('applicationintent') ?? settings.get('application intent') ?? '',
    ),
    searchPath: settings.get('search path') || settings.get('searchpath') || undefined,
    positional,
  };
}

/** `tcp:host,1433`, `host:5432`, `[::1]:5432`, `(local)`; named instances need their port. */
function hostAndPort(
  kind: DatabaseKind,
  server: string,
  portSetting: string | undefined,
): { readonly host: string; readonly port: number } {
  const text = server.trim().replace(/^(tcp|admin|np|lpc):/i, '');
  const match = /^(?:\[([^\]]+)\]|([^\\,:]+|[0-9a-f:.]*::[0-9a-f:.]*))(\\[^,:]*)?(?:[,:]\s*(\d+))?$/i.exec(
    text,
  );
  const written = (match?.[1] ?? match?.[2])?.trim();
  if (written === undefined || written === '' || /^\\\\|^(np|lpc):/i.test(server.trim()))
    throw invalid(`"${server}" is no host that can be reached over TCP.`);
  const given = match?.[4] ?? (portSetting || undefined);
  if (
    match?.[3] !== undefined &&
    match[3] !== '\\' &&
    given === undefined &&
    !/^\\mssqlserver$/i.test(match[3])
  )
    throw invalid(
      `"${server}" is a named instance: give its port (${written},1433), for the port of an instance is not looked up.`,
    );
  const port = given === undefined ? PORTS[kind] : Number(given);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) throw invalid(`"${given}" is no port.`);
  return { host: /^(\.|\(local\))$/i.test(written) ? 'localhost' : written, port };
}

function tlsOf(mode: string | undefined, trust: string | undefined): Tls {
  if (/^(false|no|optional|disable|disabled|none|0)$/i.test(mode?.trim() ?? '')) return 'off';
  return /^(true|yes|1)$/i.test(trust?.trim() ?? '') ? 'trusted' : 'verified';
}

function connectSeconds(text: string | undefined): number {
  const seconds = Number(text);
  if (!Number.isInteger(seconds) || seconds < 1) return DEFAULT_CONNECT_SECONDS;
  return Math.min(seconds, MOST_CONNECT_SECONDS);
}

/** How people are told which server is meant: `PostgreSQL at db.contoso.com`. */
export function targetText({ kind, host, port }: Pick<DatabaseTarget, 'kind' | 'host' | 'port'>): string {
  return `${DATABASE_NAMES[kind]} at ${host}${port === PORTS[kind] ? '' : `:${port}`}`;
}

function invalid(detail: string): DomainError {
  return new DomainError('DATA_SOURCE_INVALID', { detail });
}
