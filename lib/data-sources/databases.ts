import type { DatabaseKind } from './connection/provider-kind.ts';
import type { AllowedHosts } from './network/allowed-hosts.ts';
import type { Database } from './sql/database.ts';

export type Databases = Readonly<Record<DatabaseKind, Database>>;

/** The databases we speak to. Nothing of them is loaded before the first call: most reports need one, many none. */
export function lazyDatabases(options: { readonly allowed: AllowedHosts }): Databases {
  return {
    'sql-server': lazily(async () =>
      (await import('./sql-server/sql-server-database.ts')).sqlServerDatabase(options),
    ),
    postgres: lazily(async () => (await import('./postgres/postgres-database.ts')).postgresDatabase(options)),
    mysql: lazily(async () => (await import('./mysql/mysql-database.ts')).mySqlDatabase(options)),
  };
}

function lazily(load: () => Promise<Database>): Database {
  return {
    query: async (connection, request) => (await load()).query(connection, request),
    version: async (connection) => (await load()).version(connection),
  };
}
