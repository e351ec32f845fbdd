import type { Catalog, CatalogItemId } from '../catalog/catalog.ts';
import { DomainError } from '../errors.ts';
import type { ReportSource } from '../reports/report-source.ts';
import type { Blobs } from '../storage/blobs.ts';
import { type CredentialState, credentialState } from './credential-state.ts';
import type { CredentialChoice, CredentialRecord, CredentialStore } from './credentials.ts';
import { type DataSource, parseDataSourceId, sharedSourceId } from './data-source.ts';
import type { DefinitionReader } from './resolve-sources.ts';

export type SourceDependencies = {
  readonly catalog: Catalog;
  readonly definitions: Blobs;
  readonly reports: ReportSource;
  readonly engine: () => Promise<DefinitionReader>;
  readonly credentials: CredentialStore;
};

/** A data source and how it is signed in to; never the credentials themselves. */
export type ListedSource = {
  readonly source: DataSource;
  readonly state: CredentialState;
  /** What a publisher has chosen; undefined where nobody has yet. */
  readonly choice: CredentialChoice | undefined;
  readonly record: CredentialRecord | undefined;
};

/** The data sources of a report, shared ones included. @throws DomainError NOT_FOUND, REPORT_UNREADABLE */
export async function listReportSources(
  { reports, credentials }: SourceDependencies,
  reportId: string,
): Promise<readonly ListedSource[]> {
  const { sources } = await reports.open(reportId);
  const items = [...new Set(sources.map(({ itemId }) => itemId))];
  const records = new Map(
    (await Promise.all(items.map((id) => credentials.ofItem(id)))).flatMap((found) => [...found]),
  );
  return sources.map((source) => listed(source, records.get(source.id)));
}

/**
 * One data source by its id: a shared one of the catalog, or one that a report embeds.
 * @throws DomainError NOT_FOUND, REPORT_UNREADABLE
 */
export async function findSource(dependencies: SourceDependencies, id: string): Promise<ListedSource> {
  const { catalog, credentials } = dependencies;
  const parsed = parseDataSourceId(id);
  const item = parsed && (await catalog.byId(parsed.itemId));
  const source =
    item?.kind === 'data-source' && item.id === id
      ? await sharedSource(dependencies, item.id)
      : item?.kind === 'report'
        ? (await dependencies.reports.open(item.id)).sources.find((one) => one.id === id)
        : undefined;
  if (source === undefined) throw new DomainError('NOT_FOUND', { detail: 'There is no such data source.' });
  return listed(source, (await credentials.ofItem(source.itemId)).get(source.id));
}

async function sharedSource(
  { catalog, definitions, engine }: SourceDependencies,
  itemId: CatalogItemId,
): Promise<DataSource | undefined> {
  const item = await catalog.byId(itemId);
  const content = item?.blob === undefined ? undefined : await definitions.get(item.blob);
  if (!item || !content) return undefined;
  const { provider, connectString = '' } = (await engine()).readDataSource(content.bytes);
  return {
    id: sharedSourceId(itemId),
    itemId,
    kind: 'shared',
    name: item.name,
    path: item.path,
    provider,
    connectString,
  };
}

function listed(source: DataSource, record: CredentialRecord | undefined): ListedSource {
  return { source, state: credentialState(source, record), choice: record?.choice, record };
}
