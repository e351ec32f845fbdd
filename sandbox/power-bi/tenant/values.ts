import { badRequest } from '../refusal.ts';
import type { CellValue, Column, Row } from './types.ts';

/** Spellings of the documents: `Int64`, `Double`, `Boolean` or `bool`, `DateTime`, `String` or `string`. */
const DATA_TYPES = ['int64', 'double', 'boolean', 'bool', 'datetime', 'string'];

export function isDataType(name: string): boolean {
  return DATA_TYPES.includes(name.toLowerCase());
}

/** ISO 8601, or month/day/year as the documentation's example sends it. */
const ISO_DATE_TIME = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,7})?)?(Z|[+-]\d{2}:?\d{2})?)?$/;
const US_DATE_TIME = /^\d{1,2}\/\d{1,2}\/\d{4}( \d{1,2}:\d{2}(:\d{2})?( [AP]M)?)?$/;

function isDateTime(text: string): boolean {
  return (ISO_DATE_TIME.test(text) || US_DATE_TIME.test(text)) && !Number.isNaN(Date.parse(text));
}

function fits(value: CellValue, dataType: string): boolean {
  if (value === null) return true;
  switch (dataType.toLowerCase()) {
    case 'int64':
      return typeof value === 'number' && Number.isInteger(value);
    case 'double':
      return typeof value === 'number' && Number.isFinite(value);
    case 'bool':
    case 'boolean':
      return typeof value === 'boolean';
    case 'datetime':
      return typeof value === 'string' && isDateTime(value);
    default:
      return typeof value === 'string';
  }
}

function isCellValue(value: unknown): value is CellValue {
  return value === null || ['string', 'number', 'boolean'].includes(typeof value);
}

/** Refuses unknown columns, values of another type than the column's, and strings over the limit. */
export function checkRow(row: unknown, columns: readonly Column[], charactersPerString: number): Row {
  if (typeof row !== 'object' || row === null || Array.isArray(row)) {
    throw badRequest('Each row is an object of column names and values.');
  }
  const checked: Row = {};
  for (const [name, value] of Object.entries(row)) {
    const column = columns.find((one) => one.name === name);
    if (column === undefined) throw badRequest(`The table has no column '${name}'.`);
    if (!isCellValue(value) || !fits(value, column.dataType)) {
      throw badRequest(`The value of column '${name}' is not of type ${column.dataType}.`);
    }
    if (typeof value === 'string' && value.length > charactersPerString) {
      throw badRequest(`The value of column '${name}' has more than ${charactersPerString} characters.`);
    }
    checked[name] = value;
  }
  return checked;
}
