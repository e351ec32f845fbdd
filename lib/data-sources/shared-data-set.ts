import type { DataSetDefinition, FieldDefinition } from '../rdl/model/report.ts';
import { plainName } from './sql/bind-parameters.ts';

/**
 * A report's dataset with the query of the shared dataset it refers to. The report's fields read the shared fields by
 * their names; the shared dataset's own filters come first; its parameters take the report's values, else their defaults.
 * @param dataSourceName name of the data source in the report
 */
export function mergeSharedDataSet(
  own: DataSetDefinition,
  shared: DataSetDefinition,
  dataSourceName: string,
): DataSetDefinition {
  const { commandType, commandText } = shared;
  return {
    name: own.name,
    dataSourceName,
    reference: undefined,
    commandType,
    commandText,
    queryParameters: shared.queryParameters.map((parameter) => {
      const given = own.queryParameters.find(({ name }) =>
        sameName(plainName(name), plainName(parameter.name)),
      );
      return { name: parameter.name, value: given?.value ?? parameter.value };
    }),
    fields: mergeFields(own.fields, shared.fields),
    filters: [...shared.filters, ...own.filters],
    caseSensitivity: own.caseSensitivity ?? shared.caseSensitivity,
  };
}

/** Shared fields that the report does not name stay, for calculated fields and filters of the shared dataset need them. */
function mergeFields(
  own: readonly FieldDefinition[],
  shared: readonly FieldDefinition[],
): readonly FieldDefinition[] {
  const named = (name: string) => shared.find((field) => sameName(field.name, name));
  const mapped = own.map((field): FieldDefinition => {
    if (!('dataField' in field)) return field;
    const source = named(field.dataField);
    if (source === undefined) return field;
    const typeName = field.typeName ?? source.typeName;
    if ('dataField' in source) return { name: field.name, dataField: source.dataField, typeName };
    const expression = sameName(field.name, source.name) ? source.expression : `=Fields!${source.name}.Value`;
    return { name: field.name, expression, typeName };
  });
  const present = (name: string) => own.some((field) => sameName(field.name, name));
  return [...mapped, ...shared.filter(({ name }) => !present(name))];
}

function sameName(left: string, right: string): boolean {
  return left.toLowerCase() === right.toLowerCase();
}
