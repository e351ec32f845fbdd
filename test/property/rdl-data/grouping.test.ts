import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import { openReportData } from '../../../lib/rdl/data/open-report-data.ts';
import type { DataTable } from '../../../lib/rdl/data/rows/data-table.ts';
import type { Grouping, Scope } from '../../../lib/rdl/data/scope.ts';
import type { FilterDefinition, Report } from '../../../lib/rdl/model/report.ts';
import type { Value } from '../../../lib/rdl/values/value.ts';
import { NOTHING } from '../../../lib/rdl/values/value.ts';
import type { Answer, Row } from './sqlite-oracle.ts';
import { asSql, SqliteOracle } from './sqlite-oracle.ts';

const FIELDS = [
  ['region', 'System.String'],
  ['quarter', 'System.String'],
  ['qty', 'System.Int32'],
  ['price', 'System.Double'],
] as const;

const REPORT: Report = {
  grammar: '2016',
  description: undefined,
  language: undefined,
  code: undefined,
  variables: [],
  dataSources: [],
  dataSets: [
    {
      name: 'Sales',
      dataSourceName: undefined,
      reference: undefined,
      commandType: 'Text',
      commandText: undefined,
      queryParameters: [],
      fields: FIELDS.map(([name, typeName]) => ({ name, dataField: name, typeName })),
      filters: [],
      caseSensitivity: undefined,
    },
  ],
  parameters: [],
  embeddedImages: [],
  pages: [],
  items: [],
};

const text = (value: string | null): Value => (value === null ? NOTHING : { type: 'String', value });
const number = (value: number | null, type: 'Int32' | 'Double'): Value =>
  value === null ? NOTHING : { type, value };

function tableOf(rows: readonly Row[]): DataTable {
  return {
    columns: FIELDS.map(([name]) => name),
    rows: rows.map(({ region, quarter, qty, price }) => [
      text(region),
      text(quarter),
      number(qty, 'Int32'),
      number(price, 'Double'),
    ]),
  };
}

function regionOf(rows: readonly Row[], filters: readonly FilterDefinition[] = []): Scope {
  const data = openReportData({
    report: REPORT,
    tables: new Map([['Sales', tableOf(rows)]]),
    parameters: new Map(),
    culture: 'en-US',
    clock: { now: () => Temporal.Instant.from('2026-01-01T00:00:00Z') },
  });
  return data.openRegion({
    name: 'Table',
    dataSetName: 'Sales',
    filters,
    sorts: [],
    groupings: { rows: [{ grouping: BY_REGION, inner: [{ grouping: BY_QUARTER, inner: [] }] }], columns: [] },
  });
}

const BY_REGION: Grouping = { name: 'Region', expressions: ['=Fields!region.Value'], filters: [], sorts: [] };
const BY_QUARTER: Grouping = {
  name: 'Quarter',
  expressions: ['=Fields!quarter.Value'],
  filters: [],
  sorts: [],
};

/** The region of the row with the least id, behind its id and a mark for what is not NULL. */
const FIRST_REGION = "MIN(printf('%09d', id) || COALESCE('v' || region, 'n'))";

/** Engine expression beside the SQL for the same. */
const AGGREGATES: readonly (readonly [string, string])[] = [
  ['=First(Fields!region.Value)', FIRST_REGION],
  ['=CountRows()', 'COUNT(*)'],
  ['=Count(Fields!qty.Value)', 'COUNT(qty)'],
  ['=Sum(Fields!qty.Value)', 'SUM(qty)'],
  ['=Avg(Fields!price.Value)', 'AVG(price)'],
  ['=Max(Fields!price.Value)', 'MAX(price)'],
  ['=Min(Fields!qty.Value)', 'MIN(qty)'],
  ['=CountDistinct(Fields!quarter.Value)', 'COUNT(DISTINCT quarter COLLATE BINARY)'],
  ['=Sum(Fields!qty.Value * Fields!price.Value)', 'SUM(COALESCE(qty, 0) * COALESCE(price, 0))'],
  [
    '=Sum(IIf(Fields!qty.Value > 2, Fields!price.Value, Nothing))',
    'SUM(CASE WHEN COALESCE(qty, 0) > 2 THEN price END)',
  ],
  ['=VarP(Fields!qty.Value)', 'AVG(qty * qty * 1.0) - AVG(qty) * AVG(qty)'],
];
const COLUMNS = AGGREGATES.map(([, sql]) => sql).join(', ');

/** Asks for all aggregates; `from` is the query from its FROM on. */
function ask(oracle: SqliteOracle, from: string): readonly Answer[] {
  return oracle.ask(`SELECT ${COLUMNS} ${from}`).map(([first, ...rest]) => {
    const marked = String(first).slice(9);
    return [marked === 'n' ? null : marked.slice(1), ...rest];
  });
}

function answersOf(instances: readonly Scope[]): readonly Answer[] {
  return instances.map((instance) =>
    AGGREGATES.map(([source]) => {
      const evaluated = instance.evaluate(source);
      if (!evaluated.ok) throw new Error(`${source}: ${evaluated.message}`);
      return asSql(evaluated.value);
    }),
  );
}

function expectEqual(actual: readonly Answer[], wanted: readonly Answer[]): void {
  expect(actual).toHaveLength(wanted.length);
  for (const [index, answer] of actual.entries()) {
    for (const [column, value] of answer.entries()) {
      const other = wanted[index]?.[column];
      if (typeof value === 'number' && typeof other === 'number') {
        expect(Math.abs(value - other), AGGREGATES[column]?.[0]).toBeLessThanOrEqual(
          1e-9 * Math.max(1, Math.abs(other)),
        );
      } else expect(value, AGGREGATES[column]?.[0]).toBe(other);
    }
  }
}

const row: fc.Arbitrary<Row> = fc.record({
  region: fc.option(fc.constantFrom('West', 'WEST', 'East', 'east', 'North', ''), { freq: 6 }),
  quarter: fc.option(fc.constantFrom('Q1', 'q1', 'Q2', 'Q3'), { freq: 6 }),
  qty: fc.option(fc.integer({ min: -20, max: 20 }), { freq: 4 }),
  // Quarters are exact as Doubles, so that the order of additions does not count.
  price: fc.option(
    fc.integer({ min: -400, max: 400 }).map((quarters) => quarters / 4),
    { freq: 4 },
  ),
});
const rows = fc.array(row, { maxLength: 60 });

describe('grouping and aggregates equal those of SQLite over the same rows', () => {
  test('groups, in the order in which they appear', () => {
    fc.assert(
      fc.property(rows, (sales) => {
        using oracle = new SqliteOracle(sales);
        const wanted = ask(oracle, `FROM sales GROUP BY region ORDER BY MIN(id)`);
        expectEqual(answersOf(regionOf(sales).group(BY_REGION)), wanted);
      }),
      { numRuns: 150 },
    );
  });

  test('groups inside groups', () => {
    fc.assert(
      fc.property(rows, (sales) => {
        using oracle = new SqliteOracle(sales);
        const wanted = ask(
          oracle,
          `FROM sales GROUP BY region, quarter
           ORDER BY MIN(MIN(id)) OVER (PARTITION BY region), MIN(id)`,
        );
        const inner = regionOf(sales)
          .group(BY_REGION)
          .flatMap((group) => group.group(BY_QUARTER));
        expectEqual(answersOf(inner), wanted);
      }),
      { numRuns: 100 },
    );
  });

  test('cells where row and column groups meet', () => {
    fc.assert(
      fc.property(rows, (sales) => {
        using oracle = new SqliteOracle(sales);
        const wanted = ask(
          oracle,
          `FROM sales GROUP BY region, quarter
           ORDER BY MIN(MIN(id)) OVER (PARTITION BY region), MIN(MIN(id)) OVER (PARTITION BY quarter)`,
        );
        const region = regionOf(sales);
        const cells = region
          .group(BY_REGION)
          .flatMap((group) => region.group(BY_QUARTER).map((column) => column.intersect(group)));
        expectEqual(answersOf(cells.filter((cell) => cell.rowCount > 0)), wanted);
      }),
      { numRuns: 100 },
    );
  });

  test('filters and sorts', () => {
    const filters = [
      {
        expression: '=Fields!region.Value',
        operator: 'NotEqual',
        values: [{ text: 'NORTH', dataType: undefined }],
      },
      {
        expression: '=Fields!qty.Value',
        operator: 'LessThan',
        values: [{ text: '10', dataType: 'Integer' }],
      },
    ];
    const sorted: Grouping = {
      ...BY_REGION,
      filters: [
        {
          expression: '=CountRows()',
          operator: 'GreaterThan',
          values: [{ text: '=1', dataType: undefined }],
        },
      ],
      sorts: [
        { expression: '=Sum(Fields!qty.Value)', direction: 'Descending' },
        { expression: '=Fields!region.Value', direction: 'Ascending' },
      ],
    };
    fc.assert(
      fc.property(rows, (sales) => {
        using oracle = new SqliteOracle(sales);
        const wanted = ask(
          oracle,
          `FROM sales WHERE (region IS NULL OR region <> 'NORTH') AND (qty IS NULL OR qty < 10)
           GROUP BY region HAVING COUNT(*) > 1 ORDER BY SUM(qty) DESC, region`,
        );
        expectEqual(answersOf(regionOf(sales, filters).group(sorted)), wanted);
      }),
      { numRuns: 100 },
    );
  });

  test('running values and row numbers of detail rows', () => {
    const details: Grouping = { name: 'Details', expressions: [], filters: [], sorts: [] };
    fc.assert(
      fc.property(rows, (sales) => {
        using oracle = new SqliteOracle(sales);
        const wanted = oracle.ask(
          `SELECT SUM(qty) OVER (ORDER BY id), COUNT(price) OVER (ORDER BY id), ROW_NUMBER() OVER (ORDER BY id),
                  LAG(qty) OVER (ORDER BY id) FROM sales ORDER BY id`,
        );
        const sources = [
          '=RunningValue(Fields!qty.Value, Sum, Nothing)',
          '=RunningValue(Fields!price.Value, Count, "Table")',
          '=RowNumber(Nothing)',
          '=Previous(Fields!qty.Value)',
        ];
        const actual = regionOf(sales)
          .group(details)
          .map((instance) =>
            sources.map((source) => {
              const evaluated = instance.evaluate(source);
              return evaluated.ok ? asSql(evaluated.value) : evaluated.message;
            }),
          );
        expect(actual).toEqual(wanted);
      }),
      { numRuns: 100 },
    );
  });

  test('a large dataset', () => {
    const sales = Array.from({ length: 20_000 }, (_, index): Row => {
      const spread = (index * 7919) % 1009;
      return {
        region: spread % 17 === 0 ? null : `Region ${spread % 211}`,
        quarter: `Q${(index % 4) + 1}`,
        qty: spread % 13 === 0 ? null : spread - 500,
        price: spread % 11 === 0 ? null : spread / 4,
      };
    });
    using oracle = new SqliteOracle(sales);
    const wanted = ask(oracle, `FROM sales GROUP BY region ORDER BY MIN(id)`);
    expect(wanted.length).toBeGreaterThan(200);
    expectEqual(answersOf(regionOf(sales).group(BY_REGION)), wanted);
  });
});
