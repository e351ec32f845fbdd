import type { ServerDataSource } from '../rest/schemas.ts';

/** Paths of the shared ones, by the name that they have in a report. */
export function pathsOf(sources: readonly ServerDataSource[]): ReadonlyMap<string, string> {
  return new Map(
    sources.flatMap(({ Name, Path, IsReference }) => (IsReference && Path ? [[Name, Path] as const] : [])),
  );
}

/** The server keeps its credentials. */
export function isStored({ CredentialsInServer, CredentialRetrieval }: ServerDataSource): boolean {
  return CredentialsInServer !== undefined || CredentialRetrieval?.toLowerCase() === 'store';
}

/** Rows that are in the report itself need none. */
export function takesCredentials({ DataSourceType }: ServerDataSource): boolean {
  return DataSourceType?.toUpperCase() !== 'ENTERDATA';
}

/** P11: somebody at hand would have to sign in. */
export function asksAPerson(source: ServerDataSource): boolean {
  if (!takesCredentials(source) || isStored(source)) return false;
  const retrieval = source.CredentialRetrieval?.toLowerCase();
  return retrieval === 'prompt' || retrieval === 'integrated' || source.CredentialsByUser !== undefined;
}
