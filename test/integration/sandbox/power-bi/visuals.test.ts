import { describe, expect, it } from 'vitest';
import { kitTables, reportDefinition } from '../../../../sandbox/power-bi/seed/template-kit.ts';
import type { Model, Row } from '../../../../sandbox/power-bi/tenant/types.ts';
import { evaluate } from '../../../../sandbox/power-bi/visuals/evaluate.ts';
import { visualsOf } from '../../../../sandbox/power-bi/visuals/report-visuals.ts';
import type { QueryField, VisualQuery } from '../../../../sandbox/power-bi/visuals/visual-query.ts';

function model(rows: Readonly<Record<string, readonly Row[]>>): Model {
  return {
    id: 'm',
    workspaceId: 'w',
    name: 'Pin',
    kind: 'push',
    retention: 'basicFIFO',
    createdBy: '',
    createdAt: '2026-11-01T00:00:00Z',
    refreshedAt: undefined,
    refreshes: [],
    relationships: [],
    tables: kitTables().map(({ name, columns, measures = [] }) => ({
      name,
      columns,
      measures,
      isHidden: false,
      description: '',
      rows: [...(rows[name] ?? [])],
    })),
  };
}

const column = (table: string, name: string): QueryField => ({ kind: 'column', table, name });

function query(fields: readonly QueryField[], changes: Partial<VisualQuery> = {}): VisualQuery {
  return {
    visualType: 'tableEx',
    title: '',
    fields: fields.map((field) => ({ role: 'Values', field })),
    top: undefined,
    sort: undefined,
    ...changes,
  };
}

function rowsOf(shown: ReturnType<typeof evaluate>) {
  if (shown.kind === 'broken') throw new Error(shown.reason);
  return shown.rows;
}

const RUNS: Row[] = [
  { RunId: 1, Category: 'North', Value: 10 },
  { RunId: 1, Category: 'South', Value: 20 },
  { RunId: 2, Category: 'North', Value: 1 },
  { RunId: 2, Category: 'North', Value: 2 },
];

describe('a visual over a push model', () => {
  it('shows every distinct row without a filter, in the order they came', () => {
    const shown = evaluate(query([column('Data', 'Category')]), model({ Data: RUNS }));
    expect(rowsOf(shown)).toEqual([['North'], ['South']]);
  });

  it('groups sums by the plain columns', () => {
    const sum: QueryField = { kind: 'aggregate', table: 'Data', name: 'Value', aggregate: 'sum' };
    const shown = evaluate(query([column('Data', 'Category'), sum]), model({ Data: RUNS }));
    expect(rowsOf(shown)).toEqual([
      ['North', 13],
      ['South', 20],
    ]);
  });

  it.each([
    ['sum', 33],
    ['average', 8.25],
    ['min', 1],
    ['max', 20],
    ['count', 4],
    ['distinctCount', 4],
  ] as const)('computes %s', (aggregate, expected) => {
    const field: QueryField = { kind: 'aggregate', table: 'Data', name: 'Value', aggregate };
    expect(rowsOf(evaluate(query([field]), model({ Data: RUNS })))).toEqual([[expected]]);
  });

  it('computes the measure of the newest run, which native tiles show', () => {
    const latest: QueryField = { kind: 'measure', table: 'Data', name: 'Latest Value' };
    const shown = evaluate(query([column('Data', 'Category'), latest]), model({ Data: RUNS }));
    expect(rowsOf(shown)).toEqual([
      ['North', 3],
      ['South', null],
    ]);
  });

  it('sorts as asked', () => {
    const value = column('Data', 'Value');
    const shown = evaluate(
      query([value], { sort: { field: value, descending: true } }),
      model({ Data: RUNS }),
    );
    expect(rowsOf(shown)).toEqual([[20], [10], [2], [1]]);
  });

  it('keeps the newest row by instant, whatever the offset it was written with', () => {
    const rows = [
      { RefreshedAt: '2026-11-01T09:00:00+02:00', ImageUrl: 'older' },
      { RefreshedAt: '2026-11-01T08:30:00Z', ImageUrl: 'newest' },
      { RefreshedAt: '2026-11-01T08:00:00.000Z', ImageUrl: 'old' },
    ];
    const top = {
      count: 1,
      descending: true,
      field: column('Tile', 'ImageUrl'),
      by: { kind: 'aggregate', table: 'Tile', name: 'RefreshedAt', aggregate: 'max' },
    } as const;
    const shown = evaluate(query([column('Tile', 'ImageUrl')], { top }), model({ Tile: rows }));
    expect(rowsOf(shown)).toEqual([['newest']]);
  });

  it('is broken without model, without fields, and where a field is not in the model', () => {
    const image = column('Tile', 'ImageUrl');
    expect(evaluate(query([image]), undefined).kind).toBe('broken');
    expect(evaluate(query([]), model({})).kind).toBe('broken');
    expect(evaluate(query([column('Tile', 'Picture')]), model({})).kind).toBe('broken');
    expect(evaluate(query([column('Tiles', 'ImageUrl')]), model({})).kind).toBe('broken');
    const top = { count: 1, descending: true, field: image, by: column('Tile', 'Nope') };
    expect(evaluate(query([image], { top }), model({})).kind).toBe('broken');
  });
});

describe('the visuals of a report definition', () => {
  it('are read with their titles, fields and filters', () => {
    const parts = reportDefinition('33000000-0000-4000-8000-000000000001', [
      {
        name: 'second',
        visualType: 'clusteredColumnChart',
        title: "North's sales",
        fields: [
          { role: 'Category', table: 'Data', column: 'Category' },
          { role: 'Y', table: 'Data', column: 'Value', sum: true },
        ],
      },
      {
        name: 'picture',
        visualType: 'tableEx',
        title: '',
        fields: [{ role: 'Values', table: 'Tile', column: 'ImageUrl' }],
        newestBy: { table: 'Tile', column: 'RefreshedAt' },
      },
    ]);
    expect(visualsOf({ parts })).toEqual([
      {
        name: 'second',
        page: { name: 'page1', displayName: 'Page 1' },
        query: {
          visualType: 'clusteredColumnChart',
          title: "North's sales",
          fields: [
            { role: 'Category', field: column('Data', 'Category') },
            { role: 'Y', field: { kind: 'aggregate', table: 'Data', name: 'Value', aggregate: 'sum' } },
          ],
          top: undefined,
          sort: undefined,
        },
      },
      {
        name: 'picture',
        page: { name: 'page1', displayName: 'Page 1' },
        query: {
          visualType: 'tableEx',
          title: '',
          fields: [{ role: 'Values', field: column('Tile', 'ImageUrl') }],
          top: {
            count: 1,
            descending: true,
            field: column('Tile', 'RefreshedAt'),
            by: { kind: 'aggregate', table: 'Tile', name: 'RefreshedAt', aggregate: 'max' },
          },
          sort: undefined,
        },
      },
    ]);
  });
});
