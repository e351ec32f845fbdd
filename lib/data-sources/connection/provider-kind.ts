export type DatabaseKind = 'sql-server' | 'postgres' | 'mysql';

export const DATABASE_NAMES: Readonly<Record<DatabaseKind, string>> = {
  'sql-server': 'SQL Server',
  postgres: 'PostgreSQL',
  mysql: 'MySQL',
};

/** Kinds whose rows lie in the report itself, in its query, or in a document. */
const DOCUMENTS: ReadonlySet<string> = new Set(['ENTERDATA', 'XML', 'CSV', 'JSON']);

/** Whether a data source is read without a database. */
export function isDocumentKind(provider: string | undefined): boolean {
  return DOCUMENTS.has(provider?.toUpperCase() ?? '');
}

/** Names of data extensions in definitions, lower case, and the database each one speaks to. */
const KINDS: Readonly<Record<string, DatabaseKind>> = {
  sql: 'sql-server',
  sqlserver: 'sql-server',
  sqlazure: 'sql-server',
  sqlpdw: 'sql-server',
  azuresynapse: 'sql-server',
  postgresql: 'postgres',
  postgres: 'postgres',
  npgsql: 'postgres',
  pgsql: 'postgres',
  mysql: 'mysql',
  mariadb: 'mysql',
};

/** Drivers of OLE DB and ODBC that lead to one of those databases, by what their names begin with. */
const DRIVERS: readonly (readonly [RegExp, DatabaseKind])[] = [
  [/^(sqloledb|sqlncli|msoledbsql)/i, 'sql-server'],
  [/^(odbc driver \d+ for sql server|sql server|sql native client)/i, 'sql-server'],
  [/^postgresql/i, 'postgres'],
  [/^(mysql|mariadb)/i, 'mysql'],
];

/**
 * The database behind a data source; undefined for other kinds. OLE DB and ODBC count where their connection string
 * names a driver for one of them; their query parameters are question marks, in the order of the definition.
 */
export function databaseKindOf(
  provider: string | undefined,
  settings: ReadonlyMap<string, string> | undefined,
): { readonly kind: DatabaseKind; readonly positional: boolean } | undefined {
  const name = (provider ?? '').replace(/[\s_-]/g, '').toLowerCase();
  const direct = KINDS[name];
  if (direct !== undefined) return { kind: direct, positional: false };
  if (name !== 'oledb' && name !== 'odbc') return undefined;
  const driver = settings?.get(name === 'oledb' ? 'provider' : 'driver') ?? '';
  const found = DRIVERS.find(([pattern]) => pattern.test(driver));
  return found && { kind: found[1], positional: true };
}
