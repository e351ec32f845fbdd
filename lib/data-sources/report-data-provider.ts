import { DomainError } from '../errors.ts';
import { builtInProvider } from '../rdl/data/sources/built-in-provider.ts';
import type { DataProvider, DataQuery } from '../rdl/data/sources/data-provider.ts';
import { type DocumentDependencies, readDocument, textOf } from './catalog-documents.ts';
import { readDatabaseTarget } from './connection/database-target.ts';
import { isDocumentKind } from './connection/provider-kind.ts';
import type { CredentialRecord, CredentialStore } from './credentials.ts';
import type { DataSource } from './data-source.ts';
import type { Databases } from './databases.ts';
import { credentialsFor, unknownKind } from './require-credentials.ts';
import type { ResolvedReport } from './resolve-sources.ts';

export type DataDependencies = DocumentDependencies & {
  readonly credentials: CredentialStore;
  readonly databases: Databases;
};

/** One query, its connection included: less than the lease of a run. */
export const QUERY_TIMEOUT_MS = 120_000;
export const MOST_DOCUMENT_BYTES = 32 * 1024 * 1024;

/**
 * The rows of a report's datasets from where its data sources lead: databases, documents, or the report itself.
 * @returns a provider whose refusals are DomainErrors CREDENTIALS_NOT_STORED (S6), DATA_SOURCE_NOT_FOUND,
 *   DATA_SOURCE_INVALID, DATA_SOURCE_NOT_ALLOWED, DATA_SOURCE_REFUSED, DATA_SOURCE_FAILED, DATA_QUERY_REFUSED
 */
export function reportDataProvider(
  dependencies: DataDependencies,
  resolved: Pick<ResolvedReport, 'sources' | 'missing'>,
  records: ReadonlyMap<string, CredentialRecord>,
): DataProvider {
  return {
    async fetch(query) {
      const source = requireSource(resolved, query);
      const credentials = await credentialsFor(dependencies.credentials, source, records.get(source.id));
      const timeout = AbortSignal.timeout(QUERY_TIMEOUT_MS);
      const signal = query.signal ? AbortSignal.any([query.signal, timeout]) : timeout;
      if (isDocumentKind(source.provider)) {
        const folder = source.path.split('/').filter(Boolean).slice(0, -1);
        const request = { folder, maxBytes: MOST_DOCUMENT_BYTES, signal, credentials };
        const read = async (address: string) =>
          textOf(await readDocument(dependencies, { address, ...request }));
        return builtInProvider({ read }).fetch(query);
      }
      const target = readDatabaseTarget(source.provider, query.dataSource?.connectString ?? '');
      if (target === undefined) throw unknownKind(source);
      return dependencies.databases[target.kind].query({ target, credentials, signal }, query);
    },
  };
}

function requireSource(
  { sources, missing }: Pick<ResolvedReport, 'sources' | 'missing'>,
  query: DataQuery,
): DataSource {
  const name = query.dataSource?.name ?? '';
  const why = query.sharedDataSet === undefined ? missing.get(name) : missing.get(query.dataSetName);
  if (why !== undefined) throw new DomainError('DATA_SOURCE_NOT_FOUND', { detail: why });
  const source = sources.get(name);
  if (source !== undefined) return source;
  throw new DomainError('DATA_SOURCE_INVALID', {
    detail: `Dataset '${query.dataSetName}' names no data source of the report.`,
  });
}
