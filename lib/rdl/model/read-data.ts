import { all, child, type RdlElement, textAt } from '../reader/element.ts';
import { isTrue } from './flags.ts';
import type {
  DataSetDefinition,
  DataSourceDefinition,
  FieldDefinition,
  FilterDefinition,
  Source,
} from './report.ts';

export function readDataSource(element: RdlElement): DataSourceDefinition {
  const connection = child(element, 'ConnectionProperties');
  return {
    name: element.attributes.Name ?? '',
    reference: textAt(element, 'DataSourceReference') || undefined,
    provider: (textAt(connection, 'DataProvider') ?? textAt(connection, 'Extension')) || undefined,
    connectString: textAt(connection, 'ConnectString') || undefined,
    integratedSecurity: isTrue(connection, 'IntegratedSecurity'),
  };
}

/** A dataset of a report, or the `DataSet` of a shared one. */
export function readDataSet(element: RdlElement): DataSetDefinition {
  const shared = child(element, 'SharedDataSet');
  const query = child(element, 'Query');
  const commandType = textAt(query, 'CommandType');
  const parameters = [
    ...all(query, 'QueryParameters', 'QueryParameter'),
    // What a shared dataset calls its parameters.
    ...all(query, 'DataSetParameters', 'DataSetParameter'),
    ...all(shared, 'QueryParameters', 'QueryParameter'),
  ];
  return {
    name: element.attributes.Name ?? '',
    dataSourceName: (textAt(query, 'DataSourceName') ?? textAt(query, 'DataSourceReference')) || undefined,
    reference: textAt(shared, 'SharedDataSetReference') || undefined,
    commandType: commandType === 'StoredProcedure' || commandType === 'TableDirect' ? commandType : 'Text',
    commandText: child(query, 'CommandText')?.text,
    queryParameters: parameters.map((parameter) => ({
      name: parameter.attributes.Name ?? '',
      value: (child(parameter, 'Value') ?? child(parameter, 'DefaultValue'))?.text ?? '',
    })),
    fields: all(element, 'Fields', 'Field').map(readField),
    filters: readFilters(element),
    caseSensitivity: textAt(element, 'CaseSensitivity') || undefined,
  };
}

/** The filters of a dataset, data region or group. */
export function readFilters(element: RdlElement | undefined): readonly FilterDefinition[] {
  return all(element, 'Filters', 'Filter').map((filter) => ({
    expression: child(filter, 'FilterExpression')?.text ?? '',
    operator: textAt(filter, 'Operator') || 'Equal',
    values: all(filter, 'FilterValues', 'FilterValue').map((value) => ({
      text: value.text,
      dataType: value.attributes.DataType,
    })),
  }));
}

function readField(field: RdlElement): FieldDefinition {
  const name = field.attributes.Name ?? '';
  const typeName = textAt(field, 'rd:TypeName') || undefined;
  const expression: Source | undefined = child(field, 'Value')?.text;
  if (expression !== undefined) return { name, expression, typeName };
  return { name, dataField: textAt(field, 'DataField') || name, typeName };
}
