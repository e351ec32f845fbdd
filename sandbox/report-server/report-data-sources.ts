import { readReport } from '../../lib/rdl/model/read-report.ts';
import type { DataSourceDefinition } from '../../lib/rdl/model/report.ts';
import { parentOf } from './rights.ts';
import type { CredentialRetrieval, DataSourceItem, ReportItem, ServerState } from './state.ts';

/** A shared data source that a definition refers to, by absolute path or by name in the report's folder. */
export function referred(state: ServerState, reference: string, folder: string): DataSourceItem | undefined {
  const wanted = [reference, `${folder === '/' ? '' : folder}/${reference}`].map((path) =>
    path.toLowerCase(),
  );
  const item = state.items.find(
    ({ path, type }) => type === 'DataSource' && wanted.includes(path.toLowerCase()),
  );
  return item?.type === 'DataSource' ? item : undefined;
}

/** How a data source of a report is signed in to, and whose it is. */
export function retrievalOf(
  state: ServerState,
  source: DataSourceDefinition,
  { item, folder }: { readonly item: ReportItem | undefined; readonly folder: string },
): CredentialRetrieval | 'missing' {
  if (source.reference !== undefined)
    return referred(state, source.reference, folder)?.credentials ?? 'missing';
  if (source.provider?.toUpperCase() === 'ENTERDATA') return 'None';
  return item?.embedded[source.name] ?? 'Prompt';
}

/** What is said of a shared data source itself. */
export function showSharedSource({ provider, connectString, credentials }: DataSourceItem) {
  return {
    IsEnabled: true,
    IsReference: false,
    DataSourceType: provider,
    ConnectionString: connectString,
    IsOriginalConnectionStringExpressionBased: false,
    IsConnectionStringOverridden: false,
    ...showCredentials(credentials),
  };
}

function showCredentials(retrieval: CredentialRetrieval | 'missing') {
  if (retrieval === 'Store')
    return {
      CredentialsInServer: {
        UserName: 'reports',
        UseAsWindowsCredentials: false,
        ImpersonateAuthenticatedUser: false,
      },
    };
  if (retrieval !== 'Prompt') return {};
  const DisplayText = 'Enter a user name and password';
  return { CredentialsByUser: { DisplayText, UseAsWindowsCredentials: false } };
}

/** The answer of `/Reports({Id})/DataSources`: passwords never leave the server. */
export function reportDataSources(state: ServerState, report: ReportItem): readonly unknown[] {
  const folder = parentOf(report.path);
  return readReport(report.definition).dataSources.map((source, index) => {
    const shared = source.reference === undefined ? undefined : referred(state, source.reference, folder);
    const retrieval = retrievalOf(state, source, { item: report, folder });
    return {
      Id: shared?.id ?? `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`,
      Name: source.name,
      Path: shared?.path ?? '',
      Type: 'DataSource',
      Hidden: false,
      IsEnabled: true,
      IsReference: source.reference !== undefined,
      DataSourceType: shared?.provider ?? source.provider ?? '',
      ConnectionString: shared?.connectString ?? source.connectString ?? '',
      IsOriginalConnectionStringExpressionBased: false,
      IsConnectionStringOverridden: false,
      ...showCredentials(retrieval),
    };
  });
}
