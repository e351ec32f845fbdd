import type { Cell, Row } from '../table.ts';
import { storableCells } from '../table-rules.ts';

const LARGEST_INT32 = 2 ** 31 - 1;

/**
 * The type that must be written beside a value. The service takes an untyped number without a fraction for an Int32
 * and refuses a larger one, so all numbers that are no Int32 are written as Double.
 */
function edmTypeOf(value: Cell): 'Int64' | 'Double' | undefined {
  if (typeof value === 'bigint') return 'Int64';
  if (typeof value !== 'number') return undefined;
  return Number.isInteger(value) && Math.abs(value) <= LARGEST_INT32 ? undefined : 'Double';
}

/** The row in the SDK's form. Throws a RangeError where the service would not take it. */
export function sdkEntity(row: Row): { partitionKey: string; rowKey: string } & Record<string, unknown> {
  const columns: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(storableCells(row, row.cells))) {
    columns[name] = edmTypeOf(value) === 'Double' ? { type: 'Double', value } : value;
  }
  return { ...columns, partitionKey: row.partitionKey, rowKey: row.rowKey };
}

/** The row as JSON of the wire (OData, no metadata but the types that do not follow from the value). */
export function wireEntity(row: Row): Record<string, unknown> {
  const columns: Record<string, unknown> = { PartitionKey: row.partitionKey, RowKey: row.rowKey };
  for (const [name, value] of Object.entries(storableCells(row, row.cells))) {
    const type = edmTypeOf(value);
    columns[name] = typeof value === 'bigint' ? value.toString() : value;
    if (type !== undefined) columns[`${name}@odata.type`] = `Edm.${type}`;
  }
  return columns;
}
