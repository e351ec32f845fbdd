import { existsSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import { openFromRows } from '../../../lib/rdl/cli/draw-report-item.ts';
import { type RowsFile, readReportFile } from '../../../lib/rdl/cli/report-files.ts';
import { sampleParameters } from '../../../lib/rdl/cli/sample/sample-parameters.ts';
import { sampleRows } from '../../../lib/rdl/cli/sample/sample-rows.ts';
import { createEngine } from '../../../lib/rdl/engine.ts';
import type { Report } from '../../../lib/rdl/model/report.ts';
import { RENDERERS } from '../../../lib/rdl/renderers.ts';

/** Real reports beside the repository; without them there is nothing to hold the engine against. */
const REPORTS = '../shared/reports';

type Answer = readonly (string | number | null)[];

/** What an item draws, as rows of a query over the same rows; each query is written by hand from the definition. */
type Case = { readonly file: string; readonly item: string; readonly dataSet: string; readonly sql: string };

const CARTESIAN: readonly Case[] = [
  {
    file: 'Chart.rdl',
    item: 'newChart1',
    dataSet: 'EmpSalesMonth',
    sql: `SELECT CAST(OrderYear AS INTEGER) || ' - Sales', ProdCat, sum(Sales) FROM data GROUP BY OrderYear, ProdCat`,
  },
  {
    file: 'Chart with Filter.rdl',
    item: 'newChart1',
    dataSet: 'EmpSalesMonth',
    sql: `SELECT CAST(OrderYear AS INTEGER) || ' - Sales', ProdCat, sum(Sales) FROM data WHERE OrderYear = 2001 GROUP BY OrderYear, ProdCat`,
  },
  {
    file: 'EmployeeCategorySalesChart.rdl',
    item: 'newChart1',
    dataSet: 'DataSet1',
    sql: `SELECT 'Value1', 'QTR ' || ((strftime('%m', OrderDate) + 2) / 3), sum(Sales) FROM data
          GROUP BY strftime('%Y', OrderDate), (strftime('%m', OrderDate) + 2) / 3`,
  },
];

const SHAPES: readonly Case[] = [
  {
    file: 'Pie.Percentage.rdl',
    item: 'SalesChart',
    dataSet: 'DataSet1',
    sql: 'SELECT sum(Sales) FROM data GROUP BY ProdCat, OrderYear',
  },
  {
    file: 'Product Line Sales.rdl',
    item: 'TopStoresChart',
    dataSet: 'TopCustomers',
    sql: 'SELECT sum(SaleAmount) / 1000 FROM data GROUP BY StoreName',
  },
  {
    file: 'Product Line Sales.rdl',
    item: 'TopEmployeesChart',
    dataSet: 'TopEmployees',
    sql: `SELECT sum(SaleAmount) / 1000 FROM data GROUP BY LastName || ', ' || FirstName`,
  },
  {
    file: 'OrganizationExpenditures.rdl',
    item: 'Chart1',
    dataSet: 'dsMain',
    sql: 'SELECT sum(Amount) FROM data GROUP BY Level_01',
  },
  {
    file: 'OrganizationExpenditures.rdl',
    item: 'Chart2',
    dataSet: 'dsMain',
    sql: 'SELECT sum(Amount) FROM data GROUP BY Level_01, Level_02, Level_03',
  },
];

/** The rows of ENTERDATA, taken from the text of the query by another reader than the engine's. */
function enteredRows(report: Report, dataSet: string): RowsFile[string] {
  const text = report.dataSets.find(({ name }) => name === dataSet)?.commandText ?? '';
  return [...text.matchAll(/<Row>([\s\S]*?)<\/Row>/g)].map(([, row = '']) =>
    Object.fromEntries(
      [...row.matchAll(/<(\w+)>([^<]*)<\/\1>/g)].map(([, name = '', value = '']) => [name, value]),
    ),
  );
}

function ask(rows: RowsFile[string], sql: string): readonly Answer[] {
  using database = new DatabaseSync(':memory:');
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const names = columns.map((name) => `"${name}"`).join(', ');
  database.exec(`CREATE TABLE data (${names})`);
  const insert = database.prepare(`INSERT INTO data VALUES (${columns.map(() => '?').join(', ')})`);
  for (const row of rows) insert.run(...columns.map((name) => storable(row[name])));
  return database
    .prepare(sql)
    .all()
    .map((row) => Object.values(row).map(plain));
}

function storable(value: unknown): string | number | null {
  return typeof value === 'number' || typeof value === 'string' ? value : value === true ? 1 : null;
}

function plain(value: unknown): string | number | null {
  if (value === null || typeof value === 'string' || typeof value === 'number') return value;
  throw new TypeError(`SQLite gave a ${typeof value}.`);
}

type DrawnSeries = {
  readonly name: string;
  readonly points: readonly {
    readonly category: string;
    readonly y: readonly number[];
    readonly empty?: true;
  }[];
};

function isSeries(value: unknown): value is readonly DrawnSeries[] {
  return (
    Array.isArray(value) &&
    value.every((one: unknown) => typeof one === 'object' && one !== null && 'points' in one)
  );
}

const engine = createEngine({ renderers: RENDERERS });

async function drawn({ file, item, dataSet }: Case) {
  const report = readReportFile(`${REPORTS}/${file}`);
  const rows = sampleRows(report);
  const parameters = sampleParameters(report, (name, field) => {
    const value = rows[name]?.[0]?.[field];
    return value === undefined ? undefined : String(value);
  });
  const now = Temporal.Instant.from('2025-07-01T12:00:00Z');
  const open = () => openFromRows(report, { file, itemName: item, rows, parameters, now });
  const { data } = await engine.drawItem({ report, itemName: item, open });
  const { series } = data;
  if (!isSeries(series)) throw new TypeError('A chart draws series.');
  return { series, rows: rows[dataSet] ?? enteredRows(report, dataSet) };
}

/** Numbers of a sum in another order differ in their last digits. */
function rounded(values: Answer): Answer {
  return values.map((value) => (typeof value === 'number' ? Number(value.toPrecision(12)) : value));
}

function sorted(answers: readonly Answer[]): readonly string[] {
  return answers.map((answer) => JSON.stringify(rounded(answer))).sort();
}

describe.skipIf(!existsSync(REPORTS))('what charts of real reports show is what SQLite answers', () => {
  test.each(CARTESIAN)('$file: $item, each point with its series and category', async (one) => {
    const { series, rows } = await drawn(one);
    const points = series.flatMap(({ name, points }) =>
      points.flatMap(({ category, y, empty }) => (empty ? [] : [[name, category, y[0] ?? null]])),
    );
    expect(rows.length).toBeGreaterThan(20);
    expect(points.length).toBeGreaterThan(1);
    expect(sorted(points)).toEqual(sorted(ask(rows, one.sql)));
  });

  test.each(SHAPES)('$file: $item, the sizes of its pieces', async (one) => {
    const { series, rows } = await drawn(one);
    const sizes = series.flatMap(({ points }) =>
      points.flatMap(({ y, empty }) => (empty ? [] : [[y[0] ?? null]])),
    );
    expect(rows.length).toBeGreaterThan(4);
    expect(sizes.length).toBeGreaterThan(1);
    expect(sorted(sizes)).toEqual(sorted(ask(rows, one.sql)));
  });
});
