import { parseConnectionString } from './connection/connection-string.ts';
import { readDatabaseTarget } from './connection/database-target.ts';
import { databaseKindOf, isDocumentKind } from './connection/provider-kind.ts';
import type { CredentialRecord } from './credentials.ts';
import type { DataSource } from './data-source.ts';

/** Whether a data source can be read with nobody at hand. `server-changed`: stored, but for another server. */
export type CredentialState = 'not-needed' | 'stored' | 'missing' | 'server-changed';

/** P11, S6: what keeps a refresh from running, by the definition and what is stored. */
export function credentialState(source: DataSource, record: CredentialRecord | undefined): CredentialState {
  if (!takesCredentials(source) || record?.choice === 'none') return 'not-needed';
  if (record?.choice === 'stored') return record.server === serverOf(source) ? 'stored' : 'server-changed';
  return needsCredentials(source) ? 'missing' : 'not-needed';
}

/** ENTERDATA has its rows in the report. */
export function takesCredentials({ provider }: DataSource): boolean {
  return provider?.toUpperCase() !== 'ENTERDATA';
}

/** Databases do; documents and kinds that nobody here can read do not. */
function needsCredentials({ provider, connectString }: DataSource): boolean {
  if (isDocumentKind(provider)) return false;
  return databaseKindOf(provider, parseConnectionString(connectString)) !== undefined;
}

/**
 * What credentials are bound to: kind, host and port of a database, the origin of a document. A connection string that
 * is an expression is bound as it is written.
 */
export function serverOf({ provider, connectString }: DataSource): string {
  if (connectString.startsWith('=')) return connectString;
  if (isDocumentKind(provider)) return URL.canParse(connectString) ? new URL(connectString).origin : '';
  try {
    const target = readDatabaseTarget(provider, connectString);
    return target ? `${target.kind}:${target.host.toLowerCase()}:${target.port}` : '';
  } catch {
    // A connection string that cannot be read leads nowhere; the run says why.
    return '';
  }
}
