import { RdlError } from '../../errors.ts';
import type { DataSetDefinition } from '../../model/report.ts';
import type { DataTable } from '../rows/data-table.ts';
import type { JsonRow } from '../rows/json-rows.ts';
import { tableFromJson } from '../rows/json-rows.ts';
import { parseCsv } from './csv.ts';
import type { DataProvider, DataQuery } from './data-provider.ts';
import { parseXmlDocument } from './xml-document.ts';
import { parseXmlQuery, tableFromXml } from './xml-table.ts';

/** Reads a document that a connection string names; guards against forbidden hosts are its own matter. */
export interface DocumentSource {
  /** @throws RdlError DATA_UNAVAILABLE */
  read(address: string, signal: AbortSignal | undefined): Promise<string>;
}

const KINDS = ['ENTERDATA', 'XML', 'CSV', 'JSON'] as const;

/** Whether a data source of this kind needs neither a driver nor credentials of a database. */
export function isBuiltInProvider(provider: string | undefined): boolean {
  return KINDS.some((kind) => kind === provider?.toUpperCase());
}

/**
 * The sources that need no driver: ENTERDATA (rows in the query), XML (rows in the query or behind the connection
 * string), CSV and JSON (rows in the query, or behind the connection string; a JSON query is then the path to the
 * rows, as `result.items`).
 */
export function builtInProvider(documents?: DocumentSource): DataProvider {
  return {
    async fetch(query) {
      const kind = query.dataSource?.provider?.toUpperCase();
      const label = `dataset '${query.dataSetName}'`;
      switch (kind) {
        case 'ENTERDATA':
        case 'XML':
          return xmlRows(query, label, documents);
        case 'CSV':
          return typedRows(query, parseCsv(await documentOf(query, label, documents), label));
        case 'JSON':
          return typedRows(query, await jsonRows(query, label, documents));
        default:
          throw new RdlError(
            'DATA_UNAVAILABLE',
            `Dataset '${query.dataSetName}' asks a data source of kind '${query.dataSource?.provider ?? 'unknown'}', for which there is no provider.`,
            { element: query.dataSetName },
          );
      }
    },
  };
}

async function xmlRows(
  query: DataQuery,
  label: string,
  documents: DocumentSource | undefined,
): Promise<DataTable> {
  const { document, path } = parseXmlQuery(query.commandText, label);
  const root = document ?? parseXmlDocument(await readConnected(query, label, documents), label);
  return tableFromXml(root, path, { source: label, maxRows: query.maxRows });
}

/** The document is the query itself unless the connection string names one. */
async function documentOf(
  query: DataQuery,
  label: string,
  documents: DocumentSource | undefined,
): Promise<string> {
  const inline = (query.dataSource?.connectString ?? '').trim() === '';
  return inline ? query.commandText : readConnected(query, label, documents);
}

function readConnected(
  query: DataQuery,
  label: string,
  documents: DocumentSource | undefined,
): Promise<string> {
  const address = query.dataSource?.connectString.trim() ?? '';
  if (documents === undefined || address === '') {
    throw new RdlError(
      'DATA_UNAVAILABLE',
      `The data of ${label} is neither in its query nor at a known address.`,
      {
        element: query.dataSetName,
      },
    );
  }
  return documents.read(address, query.signal);
}

async function jsonRows(
  query: DataQuery,
  label: string,
  documents: DocumentSource | undefined,
): Promise<readonly JsonRow[]> {
  const inline = (query.dataSource?.connectString ?? '').trim() === '';
  const text = await documentOf(query, label, documents);
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw new RdlError('DATA_INVALID', `The data of ${label} is not JSON.`, { cause });
  }
  const path = inline ? '' : query.commandText.trim();
  const rows = path
    .split('.')
    .filter((name) => name !== '' && name !== '$')
    .reduce<unknown>((value, name) => (isRecord(value) ? value[name] : undefined), json);
  if (!Array.isArray(rows) || !rows.every(isRecord)) {
    throw new RdlError(
      'DATA_INVALID',
      `The data of ${label} is no list of objects${path && ` at '${path}'`}.`,
    );
  }
  return rows;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function typedRows(query: DataQuery, rows: readonly JsonRow[]): DataTable {
  if (rows.length > query.maxRows) {
    throw new RdlError(
      'BUDGET_EXCEEDED',
      `Dataset '${query.dataSetName}' has more than ${query.maxRows} rows.`,
    );
  }
  const definition: Pick<DataSetDefinition, 'name' | 'fields'> = {
    name: query.dataSetName,
    fields: query.fields,
  };
  return tableFromJson(definition, rows);
}
