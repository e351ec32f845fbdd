import { RdlError } from '../errors.ts';
import { child, type RdlElement, textAt } from '../reader/element.ts';
import { DEFAULT_LIMITS, type ReaderLimits } from '../reader/limits.ts';
import { readXmlFile } from '../reader/read-definition.ts';
import { isTrue } from './flags.ts';
import { readDataSet, readDataSource } from './read-data.ts';
import type { DataSetDefinition, DataSourceDefinition } from './report.ts';

/**
 * Reads a shared data source (`.rds`): the designer's `RptDataSource`, or the report server's
 * `DataSourceDefinition`.
 *
 * @throws RdlError NOT_RDL when it is neither, else as `readReport`.
 */
export function readSharedDataSource(
  source: Uint8Array | string,
  limits: ReaderLimits = DEFAULT_LIMITS,
): DataSourceDefinition {
  const { root } = readXmlFile(source, limits);
  if (root.name === 'RptDataSource') {
    const name = root.attributes.Name ?? textAt(root, 'Name') ?? '';
    return { ...readDataSource(root), name };
  }
  if (root.name !== 'DataSourceDefinition') throw notShared(root, 'data source');
  return {
    name: '',
    reference: undefined,
    provider: textAt(root, 'Extension') || undefined,
    connectString: textAt(root, 'ConnectString') || undefined,
    integratedSecurity:
      textAt(root, 'CredentialRetrieval') === 'Integrated' || isTrue(root, 'WindowsCredentials'),
  };
}

/**
 * Reads a shared dataset (`.rsd`). Its data source is a shared one: `dataSourceName` holds the name or path that
 * it is referred to by.
 *
 * @throws RdlError NOT_RDL when it is none, else as `readReport`.
 */
export function readSharedDataSet(
  source: Uint8Array | string,
  limits: ReaderLimits = DEFAULT_LIMITS,
): DataSetDefinition {
  const { root } = readXmlFile(source, limits);
  const dataSet = child(root, 'DataSet');
  if (root.name !== 'SharedDataSet' || !dataSet) throw notShared(root, 'dataset');
  return readDataSet(dataSet);
}

function notShared(root: RdlElement, what: string): RdlError {
  return new RdlError('NOT_RDL', `The file is no shared ${what}: its root is ${root.name}.`, {
    element: root.name,
    line: root.line,
  });
}
