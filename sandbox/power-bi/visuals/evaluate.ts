import type { CellValue, Column, Model, ModelTable, Row } from '../tenant/types.ts';
import type { Aggregate, QueryField, VisualQuery } from './visual-query.ts';

export type ShownColumn = {
  readonly role: string;
  readonly name: string;
  /** The column's data category: `ImageUrl` shows a picture, `WebUrl` a link. */
  readonly category: string | undefined;
  readonly isNumber: boolean;
};

export type Evaluated =
  | { readonly kind: 'rows'; readonly columns: readonly ShownColumn[]; readonly rows: readonly CellValue[][] }
  /** What Power BI shows as a grey tile with a sentence. */
  | { readonly kind: 'broken'; readonly reason: string };

const MISSING_FIELDS = "Something's wrong with one or more fields: the model has no";

/**
 * Runs a visual's query over a model. Plain columns alone: distinct rows; with aggregates or measures: one row for
 * each combination of the plain columns. All fields must be of one table.
 */
export function evaluate(query: VisualQuery, model: Model | undefined): Evaluated {
  if (model === undefined) return { kind: 'broken', reason: 'The semantic model behind this tile is gone.' };
  if (query.fields.length === 0) return { kind: 'broken', reason: 'This visual asks for no fields.' };
  const asked = [
    ...query.fields.map(({ field }) => field),
    ...(query.top === undefined ? [] : [query.top.field, query.top.by]),
    ...(query.sort === undefined ? [] : [query.sort.field]),
  ];
  for (const field of asked) {
    if (!exists(field, model)) {
      return { kind: 'broken', reason: `${MISSING_FIELDS} ${field.table}[${field.name}].` };
    }
  }
  const table = model.tables.find((one) => one.name === asked[0]?.table);
  if (table === undefined || asked.some((field) => field.table !== table.name)) {
    return { kind: 'broken', reason: 'This visual joins tables, which the stand-in does not.' };
  }
  const columns = query.fields.map(({ role, field }) => shownColumn(role, field, table));
  const rows = project(query, table, filtered(query, table, table.rows));
  return { kind: 'rows', columns, rows };
}

function exists(field: QueryField, model: Model): boolean {
  const table = model.tables.find((one) => one.name === field.table);
  const among = field.kind === 'measure' ? table?.measures : table?.columns;
  return among?.some((one) => one.name === field.name) ?? false;
}

function shownColumn(role: string, field: QueryField, table: ModelTable): ShownColumn {
  const column: Column | undefined = table.columns.find((one) => one.name === field.name);
  const dataType = column?.dataType.toLowerCase();
  return {
    role,
    name: field.name,
    category: field.kind === 'column' ? column?.dataCategory : undefined,
    isNumber: field.kind !== 'column' || dataType === 'int64' || dataType === 'double',
  };
}

/** Rows whose value of the filter's field is among the best, each value judged by all its rows. */
function filtered(query: VisualQuery, table: ModelTable, rows: readonly Row[]): readonly Row[] {
  const { top } = query;
  if (top === undefined) return rows;
  const groups = [...Map.groupBy(rows, (row) => row[top.field.name] ?? null)].map(([value, members]) => ({
    value,
    score: scoreOf(top.by, table, members, top.descending),
  }));
  groups.sort((a, b) => (top.descending ? compare(b.score, a.score) : compare(a.score, b.score)));
  const kept = new Set(groups.slice(0, top.count).map((group) => group.value));
  return rows.filter((row) => kept.has(row[top.field.name] ?? null));
}

function scoreOf(by: QueryField, table: ModelTable, members: readonly Row[], descending: boolean): CellValue {
  if (by.kind !== 'column') return cellOf(by, table, members);
  return aggregate(
    descending ? 'max' : 'min',
    members.map((row) => row[by.name] ?? null),
  );
}

function project(query: VisualQuery, table: ModelTable, rows: readonly Row[]): CellValue[][] {
  const keys = query.fields.filter(({ field }) => field.kind === 'column').map(({ field }) => field.name);
  const groups =
    keys.length === 0
      ? [[...rows]]
      : [...Map.groupBy(rows, (row) => JSON.stringify(keys.map((key) => row[key] ?? null))).values()];
  const shown = groups.map((members) => ({
    cells: query.fields.map(({ field }) => cellOf(field, table, members)),
    order: query.sort === undefined ? null : cellOf(query.sort.field, table, members),
  }));
  const { sort } = query;
  if (sort !== undefined) {
    shown.sort((a, b) => (sort.descending ? compare(b.order, a.order) : compare(a.order, b.order)));
  }
  return shown.map((row) => row.cells);
}

function cellOf(field: QueryField, table: ModelTable, members: readonly Row[]): CellValue {
  if (field.kind === 'column') return members[0]?.[field.name] ?? null;
  if (field.kind === 'aggregate') {
    return aggregate(
      field.aggregate,
      members.map((row) => row[field.name] ?? null),
    );
  }
  const expression = table.measures.find((measure) => measure.name === field.name)?.expression ?? '';
  return measureOf(expression, table, members);
}

/** `SUM(Data[Value])` and its like. */
const SIMPLE = /^\s*(SUM|AVERAGE|MIN|MAX|COUNT)\s*\(\s*'?[\w ]+'?\[([^\]]+)\]\s*\)\s*$/i;
/** The sum, least or greatest value of one column over the rows of the newest run, whatever is filtered. */
const NEWEST_RUN =
  /^\s*VAR\s+(\w+)\s*=\s*CALCULATE\s*\(\s*MAX\s*\(\s*(\w+)\[([^\]]+)\]\s*\)\s*,\s*ALL\s*\(\s*\2\s*\)\s*\)\s*RETURN\s+CALCULATE\s*\(\s*(SUM|MIN|MAX)\s*\(\s*\2\[([^\]]+)\]\s*\)\s*,\s*\2\[\3\]\s*=\s*\1\s*\)\s*$/i;

const DAX: Readonly<Record<string, Aggregate>> = {
  SUM: 'sum',
  AVERAGE: 'average',
  MIN: 'min',
  MAX: 'max',
  COUNT: 'count',
};

/** The two forms of DAX that a push model here uses; null for any other. */
function measureOf(expression: string, table: ModelTable, members: readonly Row[]): CellValue {
  const simple = SIMPLE.exec(expression);
  if (simple !== null) {
    const [, name = '', column = ''] = simple;
    const values = members.map((row) => row[column] ?? null);
    return aggregate(DAX[name.toUpperCase()] ?? 'sum', values);
  }
  const newest = NEWEST_RUN.exec(expression);
  if (newest === null) return null;
  const [, , , run = '', how = '', column = ''] = newest;
  const last = aggregate(
    'max',
    table.rows.map((row) => row[run] ?? null),
  );
  return aggregate(
    DAX[how.toUpperCase()] ?? 'sum',
    members.filter((row) => row[run] === last).map((row) => row[column] ?? null),
  );
}

function aggregate(how: Aggregate, values: readonly CellValue[]): CellValue {
  const present = values.filter((value) => value !== null);
  if (how === 'count') return present.length;
  if (how === 'distinctCount') return new Set(present).size;
  if (present.length === 0) return null;
  if (how === 'min' || how === 'max') {
    return present.reduce((best, value) => {
      const order = compare(value, best);
      return (how === 'max' ? order > 0 : order < 0) ? value : best;
    });
  }
  const sum = present.reduce<number>((total, value) => total + (typeof value === 'number' ? value : 0), 0);
  return how === 'sum' ? sum : sum / present.length;
}

/** Blank first. Date and time columns hold ISO text, which is compared by its instant. */
export function compare(a: CellValue, b: CellValue): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? -1 : 1;
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  const [textA, textB] = [String(a), String(b)];
  const [timeA, timeB] = [Date.parse(textA), Date.parse(textB)];
  const looksLikeDates = /^\d{4}-\d{2}-\d{2}/.test(textA) && /^\d{4}-\d{2}-\d{2}/.test(textB);
  if (looksLikeDates && !Number.isNaN(timeA) && !Number.isNaN(timeB)) return timeA - timeB;
  return textA < textB ? -1 : textA > textB ? 1 : 0;
}
