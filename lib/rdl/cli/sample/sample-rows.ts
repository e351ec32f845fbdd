import { isBuiltInProvider } from '../../data/sources/built-in-provider.ts';
import { encodePng } from '../../images/encode-png.ts';
import type { DataSetDefinition, FieldDefinition, Report } from '../../model/report.ts';
import type { RowsFile } from '../report-files.ts';
import { type FieldUse, type FieldUses, fieldUses } from './field-uses.ts';

/** Enough for each pair of three categories and four dates or numbers. */
const ROWS = 24;

/**
 * Made-up rows for every dataset that asks a database, so that a report can be looked at without one: of the types that
 * the fields name, or else that the report's expressions and the fields' names ask for. The same report gives the same
 * rows.
 */
export function sampleRows(report: Report): RowsFile {
  const uses = fieldUses(report);
  const sets = report.dataSets.filter((dataSet) => !holdsItsData(report, dataSet));
  return Object.fromEntries(sets.map((dataSet) => [dataSet.name, rowsOf(dataSet, uses)]));
}

function holdsItsData(report: Report, { dataSourceName, reference }: DataSetDefinition): boolean {
  const source = report.dataSources.find(({ name }) => name === dataSourceName);
  return reference === undefined && isBuiltInProvider(source?.provider);
}

function rowsOf({ fields }: DataSetDefinition, uses: FieldUses): RowsFile[string] {
  const columns = fields.filter((field) => 'dataField' in field);
  const makers = columns.map(
    (field, index) => [field.name, makerOf(field, uses.get(field.name), index)] as const,
  );
  return Array.from({ length: ROWS }, (_, row) =>
    Object.fromEntries(makers.map(([name, make]) => [name, make(row)])),
  );
}

type Maker = (row: number) => string | number | boolean;

/** Texts repeat, each column at its own pace, so that groups of several fields meet in every way. */
function makerOf(field: FieldDefinition, use: FieldUse | undefined, index: number): Maker {
  const type = typeOf(field, use);
  const make = plainMaker(field, type, index);
  const constants = [...new Set(use?.constants ?? [])].flatMap((constant) => constantOf(constant, type));
  return (row) => constants[row % (constants.length + 1)] ?? make(row);
}

/** What the report compares the field with is among its values, if it is of its type. */
function constantOf(constant: string | number, type: SampleType): readonly (string | number)[] {
  if (type === 'text') return [String(constant)];
  const isNumber = type === 'integer' || type === 'number' || type === 'year' || type === 'month';
  return isNumber && constant !== '' && Number.isFinite(Number(constant)) ? [Number(constant)] : [];
}

function plainMaker(field: FieldDefinition, type: SampleType, index: number): Maker {
  switch (type) {
    case 'image':
      return () => SAMPLE_IMAGE;
    case 'shape':
      return shapeText;
    case 'boolean':
      return (row) => row % 3 !== 0;
    case 'date':
      return dateText;
    case 'time':
      return (row) => `${String(8 + (row % 12)).padStart(2, '0')}:30:00`;
    case 'year':
      return (row) => 2023 + (paced(row, index) % 3);
    case 'month':
      return (row) => 1 + (row % 12);
    case 'integer':
    case 'number':
      return (row) => amount(row, index, type);
    case 'text':
      return (row) => textOf(field.name, paced(row, index), index);
  }
}

type SampleType =
  | 'text'
  | 'number'
  | 'integer'
  | 'date'
  | 'time'
  | 'year'
  | 'month'
  | 'boolean'
  | 'image'
  | 'shape';

function typeOf(field: FieldDefinition, use: FieldUse | undefined): SampleType {
  const votes = use?.votes ?? { number: 0, date: 0, image: 0, shape: 0 };
  if (votes.shape > 0) return 'shape';
  if (votes.image > 0) return 'image';
  const named = typeOfTypeName(field.typeName);
  if (named === 'integer' && votes.date === 0)
    return /year$/i.test(field.name)
      ? 'year'
      : /month(no|num|number|key)?$/i.test(field.name)
        ? 'month'
        : 'integer';
  if (named !== undefined) return named;
  if (votes.number > 0 && votes.number >= votes.date) return 'number';
  if (votes.date > 0) return 'date';
  return typeOfName(field.name);
}

function typeOfTypeName(typeName: string | undefined): SampleType | undefined {
  const name = typeName
    ?.split(',')[0]
    ?.trim()
    .replace(/^System\./, '');
  if (name === undefined || name === '' || name === 'Object') return undefined;
  if (/^(U?Int\d+|S?Byte)$/.test(name)) return 'integer';
  if (/^(Decimal|Double|Single)$/.test(name)) return 'number';
  if (/^DateTime(Offset)?$/.test(name)) return 'date';
  if (name === 'TimeSpan') return 'time';
  if (name === 'Boolean') return 'boolean';
  if (name === 'Byte[]') return 'image';
  return /Geo(graphy|metry)$/.test(name) ? 'shape' : 'text';
}

function typeOfName(name: string): SampleType {
  if (/(date|datetime|_on|time)$/i.test(name) || /^date/i.test(name)) return 'date';
  if (/year$/i.test(name)) return 'year';
  if (
    /(amount|total|count|qty|quantity|price|cost|sales|value|number|avg|sum|percent|pct|size|mb|ms)s?$/i.test(
      name,
    )
  )
    return 'number';
  return 'text';
}

/** A fixed walk between 100 and 1,000, with another phase in each column. */
function amount(row: number, column: number, type: 'integer' | 'number'): number {
  const value = 100 + ((row * 197 + column * 331 + row * row * 13) % 900);
  return type === 'integer' ? value : value + 0.25;
}

/** The row for every first column, every third row for every second one, and so on. */
function paced(row: number, column: number): number {
  return Math.floor(row / ([1, 3, 2, 6][column % 4] ?? 1));
}

function dateText(row: number): string {
  const month = String(1 + (row % 12)).padStart(2, '0');
  return `2025-${month}-${String(1 + ((row * 7) % 28)).padStart(2, '0')}T00:00:00`;
}

function textOf(name: string, row: number, column: number): string {
  const count = 3 + (column % 3);
  return `${name} ${1 + (row % count)}`;
}

/** Squares in a row, as the text of a shape. */
function shapeText(row: number): string {
  const left = -120 + (row % 6) * 10;
  const top = 30 + Math.floor(row / 6) * 5;
  const corners = [
    [0, 0],
    [9, 0],
    [9, 4],
    [0, 4],
    [0, 0],
  ] as const;
  return `POLYGON ((${corners.map(([x, y]) => `${left + x} ${top + y}`).join(', ')}))`;
}

/** A picture of 48 by 32 pixels that darkens to the right. */
const SAMPLE_IMAGE = Buffer.from(
  encodePng(
    48,
    32,
    Uint8Array.from({ length: 48 * 32 * 4 }, (_, at) =>
      at % 4 === 3 ? 255 : 240 - 4 * (Math.floor(at / 4) % 48),
    ),
  ),
).toString('base64');
