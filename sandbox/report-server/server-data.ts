import { builtInProvider } from '../../lib/rdl/data/sources/built-in-provider.ts';
import type { DataProvider, DataQuery } from '../../lib/rdl/data/sources/data-provider.ts';
import { int32, stringValue } from '../../lib/rdl/values/make.ts';
import { soapFault } from './replies.ts';
import { referred, retrievalOf } from './report-data-sources.ts';
import type { ReportItem, ServerState } from './state.ts';

type Asked = {
  readonly state: ServerState;
  readonly item: ReportItem | undefined;
  readonly folder: string;
  /** Users that were given for data sources which ask for them, by name. */
  readonly credentials: ReadonlyMap<string, string>;
};

/** The databases behind the server: a query gives the rows of the table it names, if its data source lets us in. */
export function serverData(asked: Asked): DataProvider {
  const builtIn = builtInProvider();
  return {
    async fetch(query) {
      const provider = requireSource(asked, query);
      return provider === 'ENTERDATA' ? builtIn.fetch(query) : tableOf(asked.state, query);
    },
  };
}

function requireSource(asked: Asked, { dataSource, dataSetName }: DataQuery): string {
  const { state, item, folder, credentials } = asked;
  if (!dataSource) throw soapFault('rsProcessingAborted', `The dataset '${dataSetName}' has no data source.`);
  if (item === undefined && dataSource.reference !== undefined && !dataSource.reference.startsWith('/'))
    throw soapFault(
      'rsInvalidDataSourceReference',
      `The data source reference '${dataSource.reference}' is relative, which a definition outside the catalog cannot have.`,
    );
  const definition = { ...dataSource, connectString: dataSource.connectString };
  const retrieval = retrievalOf(state, definition, { item, folder });
  if (retrieval === 'missing')
    throw soapFault('rsProcessingAborted', 'An error has occurred during report processing.', {
      inner: ['rsErrorOpeningConnection', 'rsDataSourceNotFound'],
    });
  const given = credentials.has(dataSource.name);
  const isEnterData = dataSource.provider?.toUpperCase() === 'ENTERDATA';
  if (!isEnterData && (retrieval === 'None' || (retrieval === 'Prompt' && !given)))
    throw soapFault(
      'rsInvalidDataSourceCredentialSetting',
      'The current action cannot be completed. The user data source credentials do not meet the requirements to run this report or shared dataset. Either the user data source credentials are not stored in the report server database, or the user data source is configured not to require credentials but the unattended execution account is not specified.',
    );
  // A connection by NTLM or Basic has no ticket that the database would take: the second hop fails.
  if (retrieval === 'Integrated')
    throw soapFault('rsProcessingAborted', 'An error has occurred during report processing.', {
      inner: ['rsErrorOpeningConnection'],
    });
  const shared =
    dataSource.reference === undefined ? undefined : referred(state, dataSource.reference, folder);
  return (shared?.provider ?? dataSource.provider ?? '').toUpperCase();
}

function tableOf(state: ServerState, { commandText, dataSetName }: DataQuery) {
  const name = /\bfrom\s+(?:\w+\.)?(\w+)/i.exec(commandText)?.[1] ?? '';
  const rows = state.tables[name];
  if (!rows)
    throw soapFault(
      'rsProcessingAborted',
      `An error has occurred during report processing of '${dataSetName}'.`,
      {
        inner: ['rsErrorExecutingCommand'],
      },
    );
  const columns = Object.keys(rows[0] ?? {});
  return {
    columns,
    rows: rows.map((row) =>
      columns.map((column) => {
        const value = row[column];
        return typeof value === 'number' ? int32(value) : stringValue(value ?? '');
      }),
    ),
  };
}
