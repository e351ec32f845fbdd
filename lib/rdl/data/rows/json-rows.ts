import { RdlError } from '../../errors.ts';
import type { DataSetDefinition } from '../../model/report.ts';
import type { Value } from '../../values/value.ts';
import { NOTHING } from '../../values/value.ts';
import type { DataTable } from './data-table.ts';
import { valueReader } from './typed-value.ts';

/** A row as JSON has it: field (or data field) name -> value. */
export type JsonRow = Readonly<Record<string, unknown>>;

/**
 * Turns the rows of a `rows.json` (`{"DataSet": [{field: value}]}`) into a table, each value with the type that the
 * field's `rd:TypeName` names. A field of which no row has a value or a null is missing from the data; without rows
 * all fields are there.
 * @throws RdlError DATA_INVALID naming dataset, row and field of a value that is not of its field's type
 */
export function tableFromJson(
  definition: Pick<DataSetDefinition, 'name' | 'fields'>,
  rows: readonly JsonRow[],
): DataTable {
  const present = definition.fields.flatMap((field) => {
    if (!('dataField' in field)) return [];
    const key = rows.some((row) => field.name in row) ? field.name : field.dataField;
    const known = rows.length === 0 || rows.some((row) => key in row);
    return known
      ? [{ column: field.dataField, key, typeName: field.typeName, read: valueReader(field.typeName) }]
      : [];
  });
  return {
    columns: present.map((field) => field.column),
    rows: rows.map((row, index) =>
      present.map(({ key, typeName, read }): Value => {
        const json = Object.hasOwn(row, key) ? row[key] : undefined;
        if (json === undefined) return NOTHING;
        const value = read(json);
        if (value !== undefined) return value;
        throw new RdlError(
          'DATA_INVALID',
          `Row ${index + 1} of dataset '${definition.name}': field '${key}' holds ${JSON.stringify(json)}, which is not ${typeName ?? 'a value'}.`,
          { element: definition.name },
        );
      }),
    ),
  };
}
