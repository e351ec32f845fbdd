import { DomainError } from '../errors.ts';
import { type DocumentDependencies, readDocument } from './catalog-documents.ts';
import { readDatabaseTarget, targetText } from './connection/database-target.ts';
import { isDocumentKind } from './connection/provider-kind.ts';
import { takesCredentials } from './credential-state.ts';
import type { DataSource } from './data-source.ts';
import type { Databases } from './databases.ts';
import { findSource, type SourceDependencies } from './list-sources.ts';
import { credentialsFor, unknownKind } from './require-credentials.ts';
import type { Credentials } from './sql/database.ts';

type Dependencies = SourceDependencies & DocumentDependencies & { readonly databases: Databases };

export type TestedConnection = {
  /** What answered: `PostgreSQL 16.3 at db.contoso.com`, or the document's host or path. */
  readonly server: string;
  readonly milliseconds: number;
};

const TEST_TIMEOUT_MS = 30_000;
const MOST_TEST_BYTES = 32 * 1024 * 1024;

/**
 * Connects to a data source as a refresh would, with the stored credentials or with ones to try before they are stored.
 * @throws DomainError NOT_FOUND, CREDENTIALS_NOT_STORED, DATA_SOURCE_INVALID, DATA_SOURCE_NOT_ALLOWED,
 *   DATA_SOURCE_REFUSED, DATA_SOURCE_FAILED, each with a sentence that names the cause
 */
export async function testConnection(
  dependencies: Dependencies,
  id: string,
  tried: Credentials | undefined,
): Promise<TestedConnection> {
  const { source, record } = await findSource(dependencies, id);
  if (!takesCredentials(source)) return { server: 'the report itself', milliseconds: 0 };
  if (source.connectString.startsWith('='))
    throw new DomainError('DATA_SOURCE_INVALID', {
      detail: `The connection string of data source "${source.name}" is an expression: where it leads is known only when the report runs.`,
    });
  const credentials = tried ?? (await credentialsFor(dependencies.credentials, source, record));
  const signal = AbortSignal.timeout(TEST_TIMEOUT_MS);
  const started = performance.now();
  const server = await (isDocumentKind(source.provider)
    ? testDocument(dependencies, source, credentials, signal)
    : testDatabase(dependencies, source, credentials, signal));
  return { server, milliseconds: Math.round(performance.now() - started) };
}

async function testDocument(
  dependencies: Dependencies,
  { path, connectString, name }: DataSource,
  credentials: Credentials | undefined,
  signal: AbortSignal,
): Promise<string> {
  const address = connectString.trim();
  if (address === '')
    throw new DomainError('DATA_SOURCE_INVALID', { detail: `Data source "${name}" names no document.` });
  const folder = path.split('/').filter(Boolean).slice(0, -1);
  await readDocument(dependencies, { address, folder, maxBytes: MOST_TEST_BYTES, signal, credentials });
  return URL.canParse(address) ? new URL(address).host : address;
}

async function testDatabase(
  { databases }: Dependencies,
  source: DataSource,
  credentials: Credentials | undefined,
  signal: AbortSignal,
): Promise<string> {
  const target = readDatabaseTarget(source.provider, source.connectString);
  if (target === undefined) throw unknownKind(source);
  const version = await databases[target.kind].version({ target, credentials, signal });
  return `${version} at ${targetText(target).replace(/^.* at /, '')}`;
}
