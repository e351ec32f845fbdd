import { DomainError } from '../errors.ts';
import { credentialState } from './credential-state.ts';
import type { CredentialRecord, CredentialStore } from './credentials.ts';
import type { DataSource } from './data-source.ts';
import type { Credentials } from './sql/database.ts';

/**
 * What a data source is opened with; undefined where it takes nothing.
 * @throws DomainError CREDENTIALS_NOT_STORED (S6), before anything is sent
 */
export async function credentialsFor(
  store: CredentialStore,
  source: DataSource,
  record: CredentialRecord | undefined,
): Promise<Credentials | undefined> {
  const state = credentialState(source, record);
  if (state === 'not-needed') return undefined;
  const credentials = state === 'stored' && record ? await store.read(record) : undefined;
  if (credentials !== undefined) return credentials;
  const detail =
    state === 'server-changed'
      ? `The credentials of data source "${source.name}" were stored for another server than the one its definition names now. Store them again.`
      : `Credentials are not stored for data source "${source.name}".`;
  throw new DomainError('CREDENTIALS_NOT_STORED', { detail });
}

export function unknownKind({ name, provider }: DataSource): DomainError {
  return new DomainError('DATA_SOURCE_INVALID', {
    detail: `Data source "${name}" is of the kind "${provider ?? 'unknown'}", which is not supported: SQL Server, PostgreSQL, MySQL, XML, CSV, JSON and entered data are.`,
  });
}
