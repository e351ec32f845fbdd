import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import { maxRowsOf } from '../../../../lib/rdl/data/limits.ts';
import type { ReportDataOptions } from '../../../../lib/rdl/data/open-report-data.ts';
import { openReportData } from '../../../../lib/rdl/data/open-report-data.ts';
import type { JsonRow } from '../../../../lib/rdl/data/rows/json-rows.ts';
import { tableFromJson } from '../../../../lib/rdl/data/rows/json-rows.ts';
import type { Grouping, ReportData, Scope } from '../../../../lib/rdl/data/scope.ts';
import { Session } from '../../../../lib/rdl/expressions/session.ts';
import type { Report } from '../../../../lib/rdl/model/report.ts';
import type { Evaluated } from '../../../../lib/rdl/values/value.ts';
import { dataSet, element, item, report } from './report-fixture.ts';

const SALES = dataSet('Sales', [
  'G:System.String',
  'H:System.String',
  'Qty:System.Int32',
  'Twice==Fields!Qty.Value*2',
  'Gone',
]);
const ROWS: readonly JsonRow[] = [
  { G: 'West', H: 'Q1', Qty: 10 },
  { G: 'East', H: 'Q1', Qty: 4 },
  { G: 'west', H: 'Q2', Qty: null },
  { G: 'East', H: 'Q2', Qty: -2 },
  { G: 'West', H: 'Q1', Qty: 5 },
];

function open(more: Partial<Report> = {}, options: Partial<ReportDataOptions> = {}, rows = ROWS): ReportData {
  const definition = report({ dataSets: [SALES], ...more });
  return openReportData({
    report: definition,
    tables: new Map(
      definition.dataSets.map((one) => [one.name, tableFromJson(one, one.name === 'Sales' ? rows : [])]),
    ),
    parameters: new Map(),
    culture: 'en-US',
    clock: { now: () => Temporal.Instant.from('2026-08-12T10:00:00Z') },
    ...options,
  });
}

const by = (name: string, source: string, more: Partial<Grouping> = {}): Grouping => ({
  name,
  expressions: [source],
  filters: [],
  sorts: [],
  ...more,
});
const BY_G = by('Group1', '=Fields!G.Value');
const BY_H = by('Column1', '=Fields!H.Value');
const DETAILS: Grouping = { name: 'Details', expressions: [], filters: [], sorts: [] };

const region = (data: ReportData): Scope =>
  data.openRegion({ name: 'Table', dataSetName: 'Sales', filters: [], sorts: [] });

function shown(evaluated: Evaluated): unknown {
  if (!evaluated.ok) return evaluated.code ?? evaluated.kind;
  if (evaluated.value.type === 'Nothing') return null;
  return 'value' in evaluated.value ? evaluated.value.value : evaluated.value.type;
}
const all = (scopes: readonly Scope[], source: string) =>
  scopes.map((scope) => shown(scope.evaluate(source)));

describe('scopes of report data', () => {
  test('groups ignore case and come in order of appearance; their keys are those of the first row', () => {
    const groups = region(open()).group(BY_G);
    expect(groups.map((group) => [shown(group.keys[0] as Evaluated), group.rowCount])).toEqual([
      ['West', 3],
      ['East', 2],
    ]);
    expect(all(groups, '=Sum(Fields!Qty.Value) & "/" & Sum(Fields!Qty.Value, "Table")')).toEqual([
      '15/17',
      '2/17',
    ]);
  });

  test('a constant property is text', () => {
    expect(shown(open().body.evaluate('Sum(1)'))).toBe('Sum(1)');
  });

  test('the groups of a name are made once, so that running values and group variables are one', () => {
    const table = region(open());
    expect(table.group(BY_G)).toBe(table.group({ ...BY_G }));
  });

  test('a cell holds the rows of both groups, an empty one none; running values go row by row', () => {
    const table = region(open({}, {}, [...ROWS, { G: 'North', H: 'Q2', Qty: 1 }]));
    const cells = table.group(BY_G).map((row) => table.group(BY_H).map((column) => column.intersect(row)));
    expect(cells.map((row) => row.map((cell) => cell.rowCount))).toEqual([
      [2, 1],
      [1, 1],
      [0, 1],
    ]);
    expect(cells.map((row) => all(row, '=RowNumber(Nothing)'))).toEqual([
      [2, 3],
      [4, 5],
      [5, 6],
    ]);
    expect(cells.map((row) => all(row, '=RowNumber("Group1")'))).toEqual([
      [2, 3],
      [1, 2],
      [0, 1],
    ]);
    expect(cells.map((row) => all(row, '=RowNumber("Column1")'))).toEqual([
      [2, 1],
      [3, 2],
      [3, 3],
    ]);
    expect(cells.map((row) => all(row, '=Previous(Sum(Fields!Qty.Value))'))).toEqual([
      [null, null],
      [15, null],
      [4, -2],
    ]);
    expect(cells.map((row) => all(row, '=Previous(Sum(Fields!Qty.Value), "Column1")'))).toEqual([
      [null, 15],
      [null, 4],
      [null, null],
    ]);
    expect(shown(cells[2]?.[0]?.evaluate('=IIf(IsNothing(Fields!Qty.Value), 1, 2)') as Evaluated)).toBeNull();
  });

  test('the region on either side of a cell gives the other instance', () => {
    const table = region(open());
    const [first] = table.group(BY_G);
    expect(first?.intersect(table)).toBe(first);
    expect(first && table.intersect(first)).toBe(first);
  });

  test('filters and sorts of a group look at its aggregates', () => {
    const filtered = by('Group1', '=Fields!G.Value', {
      filters: [
        {
          expression: '=Sum(Fields!Qty.Value)',
          operator: 'TopN',
          values: [{ text: '=1', dataType: undefined }],
        },
      ],
    });
    expect(all(region(open()).group(filtered), '=Fields!G.Value')).toEqual(['West']);
    const sorted = by('Group1', '=Fields!G.Value', {
      sorts: [{ expression: '=Sum(Fields!Qty.Value)', direction: 'Ascending' }],
    });
    expect(all(region(open()).group(sorted), '=Fields!G.Value')).toEqual(['East', 'West']);
  });

  test('a group expression may count rows', () => {
    const threes = by('Threes', '=Ceiling(RowNumber(Nothing) / 3)');
    expect(
      region(open())
        .group(threes)
        .map((group) => group.rowCount),
    ).toEqual([3, 2]);
  });

  test('a recursive group is arranged depth first, with levels', () => {
    const staff = dataSet('Sales', ['Id:System.Int32', 'Boss:System.Int32', 'Pay:System.Int32']);
    const rows = [
      { Id: 4, Boss: 2, Pay: 1 },
      { Id: 1, Boss: null, Pay: 10 },
      { Id: 2, Boss: 1, Pay: 5 },
      { Id: 5, Boss: 6, Pay: 7 },
      { Id: 6, Boss: 5, Pay: 8 },
    ];
    const groups = region(open({ dataSets: [staff] }, {}, rows)).group(
      by('Group1', '=Fields!Id.Value', { parent: '=Fields!Boss.Value' }),
    );
    expect(all(groups, '=Fields!Id.Value')).toEqual([1, 2, 4, 6, 5]);
    expect(groups.map((group) => group.level)).toEqual([0, 1, 2, 0, 1]);
    expect(all(groups, '=Sum(Fields!Pay.Value, "Group1", Recursive)')).toEqual([16, 6, 1, 15, 7]);
  });

  test('variables are evaluated once, in the group that has them; one that needs itself fails', () => {
    const variables = [{ name: 'Share', value: '=Sum(Fields!Qty.Value)', writable: false }];
    const groups = region(open()).group(by('Group1', '=Fields!G.Value', { variables }));
    const details = groups.flatMap((group) => group.group(DETAILS));
    expect(all(details, '=Variables!Share.Value')).toEqual([15, 15, 15, 2, 2]);
    const loop = [{ name: 'A', value: '=Variables!A.Value', writable: false }];
    expect(shown(open({ variables: loop }).body.evaluate('=Variables!A.Value'))).toBe(
      'rsRuntimeErrorInExpression',
    );
  });

  test('custom code keeps its state from one expression of a rendering to the next', () => {
    const code =
      'Dim n As Integer = 0\nPublic Function NextN() As Integer\n  n = n + 1\n  Return n\nEnd Function';
    const data = open({ code });
    expect(all(region(data).group(BY_G), '=Code.NextN()')).toEqual([1, 2]);
    expect(shown(data.body.evaluate('=Code.NextN()'))).toBe(3);
    expect(shown(open({ code }).body.evaluate('=Code.NextN()'))).toBe(1);
  });

  test('calculated fields and fields that the data lacks', () => {
    const { body } = open();
    expect(shown(body.evaluate('=Sum(Fields!Twice.Value)'))).toBe(34);
    expect(shown(body.evaluate('=Fields!Gone.IsMissing'))).toBe(true);
    expect(shown(body.evaluate('=IIf(Fields!Gone.IsMissing, 0, Fields!Gone.Value)'))).toBeNull();
    expect(shown(body.evaluate('=If(Fields!Gone.IsMissing, 0, Fields!Gone.Value)'))).toBe(0);
  });

  test('a text box outside all data regions is known to others', () => {
    const box = item('Box', 'textbox', [
      element('Paragraphs', [
        element('Paragraph', [
          element('TextRuns', [element('TextRun', [element('Value', '=Sum(Fields!Qty.Value)')])]),
        ]),
      ]),
    ]);
    expect(shown(open({ items: [box] }).body.evaluate('=ReportItems!Box.Value + 1'))).toBe(18);
  });

  test('aggregates of inner groups read them from the definition of the region', () => {
    const group = (name: string, source: string) =>
      element('Group', [element('GroupExpressions', [element('GroupExpression', source)])], { Name: name });
    const chart = item('Table', 'chart', [
      element('ChartCategoryHierarchy', [
        element('ChartMembers', [element('ChartMember', [group('Group1', '=Fields!G.Value')])]),
      ]),
    ]);
    expect(shown(region(open({ items: [chart] })).evaluate('=Max(Sum(Fields!Qty.Value, "Group1"))'))).toBe(
      15,
    );
  });

  test('what fails is noted among the warnings, once', () => {
    const data = open();
    all([data.body, data.body], '=Sum(Fields!G.Value)');
    expect(data.warnings).toEqual([
      "The expression '=Sum(Fields!G.Value)' fails: The expression uses a numeric aggregate function on data that is not numeric. (rsAggregateOfNonNumericData)",
    ]);
  });

  test('an array is no property', () => {
    expect(shown(open().body.evaluate('=Split("a,b", ",")'))).toBe('rsInvalidExpressionDataType');
  });

  test('a grouping expression that fails or gives an array aborts', () => {
    const table = region(open());
    expect(() => table.group(by('Bad', '=CInt(Fields!G.Value)'))).toThrow("of group 'Bad' fails");
    expect(() => table.group(by('List', '=Split(Fields!G.Value, "e")'))).toThrow('gives no single value');
  });

  test('a region whose dataset is unknown or was not given is refused, as is one with groups but without any', () => {
    const nowhere = { name: 'Table', dataSetName: 'Nowhere', filters: [], sorts: [] };
    expect(() => open().openRegion(nowhere)).toThrow("dataset 'Nowhere'");
    const two = open({ dataSets: [SALES, dataSet('Other', ['X'])] });
    const groupings = { rows: [{ grouping: BY_G, inner: [] }], columns: [] };
    expect(() => two.openRegion({ ...nowhere, dataSetName: undefined, groupings })).toThrow(
      'names no dataset',
    );
  });

  test('a gauge without dataset and groups names the datasets in its expressions', () => {
    const two = open({ dataSets: [SALES, dataSet('Other', ['X'])] });
    const gauge = two.openRegion({ name: 'Gauge1', dataSetName: undefined, filters: [], sorts: [] });
    expect(all([gauge], '=Sum(Fields!Qty.Value, "Sales")')).toEqual([17]);
    expect(all([gauge], '=Sum(Fields!Qty.Value)')).toEqual(['rsMissingAggregateScope']);
    const none = open({ dataSets: [] }).openRegion({
      name: 'Gauge1',
      dataSetName: undefined,
      filters: [],
      sorts: [],
    });
    expect(all([none], '=1 + 1')).toEqual([2]);
  });

  test('rows, groups and steps have budgets', () => {
    const limits = { rows: 4, cells: 1_000, groups: 100 };
    expect(() => region(open({}, { limits }))).toThrow(expect.objectContaining({ code: 'BUDGET_EXCEEDED' }));
    expect(maxRowsOf({ ...limits, rows: 500 }, 10)).toBe(100);
    expect(maxRowsOf({ ...limits, rows: 50 }, 10)).toBe(50);
    const few = region(open({}, { limits: { rows: 100, cells: 1_000, groups: 4 } }));
    expect(() => few.group(DETAILS)).toThrow(expect.objectContaining({ code: 'BUDGET_EXCEEDED' }));
    const { body } = open({}, { session: new Session({ limits: { steps: 3 } }) });
    expect(() => body.evaluate('=Sum(Fields!Qty.Value)')).toThrow(
      expect.objectContaining({ code: 'BUDGET_EXCEEDED' }),
    );
  });

  test('Now is one moment, in the zone of the report', () => {
    const { body } = open({}, { timeZone: 'Europe/Berlin' });
    expect(shown(body.evaluate('=Format(Globals!ExecutionTime, "HH:mm") & Format(Now(), " HH:mm")'))).toBe(
      '12:00 12:00',
    );
  });
});
