import { RdlError } from '../../errors.ts';
import type { DataSetDefinition, Report, Source } from '../../model/report.ts';
import type { Evaluated, Value } from '../../values/value.ts';
import type { DataQuery, QueriedDataSource } from '../sources/data-provider.ts';

/**
 * The query of a dataset with its command text, parameters and connection string evaluated.
 * @param evaluate evaluates an expression over the report's parameters
 * @throws RdlError EXPRESSION_INVALID where one of them fails
 */
export function buildQuery(
  report: Report,
  definition: DataSetDefinition,
  options: {
    readonly evaluate: (source: Source) => Evaluated;
    readonly textOf: (value: Value) => string;
    readonly maxRows: number;
    readonly signal: AbortSignal | undefined;
  },
): DataQuery {
  const { evaluate, textOf, maxRows, signal } = options;
  const valueFor = (source: Source, what: string): Value => {
    if (!source.startsWith('=')) return { type: 'String', value: source };
    const evaluated = evaluate(source);
    if (evaluated.ok) return evaluated.value;
    throw new RdlError(
      'EXPRESSION_INVALID',
      `The ${what} of dataset '${definition.name}' fails: ${evaluated.message}`,
      { element: definition.name },
    );
  };
  return {
    dataSetName: definition.name,
    sharedDataSet: definition.reference,
    dataSource: dataSourceOf(report, definition, (source) => textOf(valueFor(source, 'connection string'))),
    commandType: definition.commandType,
    commandText:
      definition.commandText === undefined ? '' : textOf(valueFor(definition.commandText, 'command text')),
    parameters: definition.queryParameters.map(({ name, value }) => ({
      name,
      value: valueFor(value, `query parameter '${name}'`),
    })),
    fields: definition.fields,
    maxRows,
    signal,
  };
}

function dataSourceOf(
  report: Report,
  definition: DataSetDefinition,
  text: (source: Source) => string,
): QueriedDataSource | undefined {
  const source = report.dataSources.find((one) => one.name === definition.dataSourceName);
  if (source === undefined) return undefined;
  return {
    name: source.name,
    reference: source.reference,
    provider: source.provider,
    connectString: source.connectString === undefined ? '' : text(source.connectString),
    integratedSecurity: source.integratedSecurity,
  };
}
