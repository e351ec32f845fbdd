import { describe, expect, test } from 'vitest';
import { readGroupings } from '../../../../lib/rdl/data/regions/read-groupings.ts';
import type { GroupingNode } from '../../../../lib/rdl/data/scope.ts';
import type { RdlElement } from '../../../../lib/rdl/reader/element.ts';
import { element, item } from './report-fixture.ts';

const group = (name: string, source: string, ...more: RdlElement[]) =>
  element('Group', [element('GroupExpressions', [element('GroupExpression', source)]), ...more], {
    Name: name,
  });
const member = (kind: string, ...children: RdlElement[]) => element(kind, children);
const list = (kind: string, ...members: RdlElement[]) => element(`${kind}s`, members);

function names(nodes: readonly GroupingNode[]): unknown {
  return nodes.map(({ grouping, inner }) =>
    inner.length === 0 ? grouping.name : [grouping.name, names(inner)],
  );
}

describe('the groupings of a data region', () => {
  test('a chart has categories as columns and series as rows; static members give those inside', () => {
    const chart = item('C', 'chart', [
      element('ChartCategoryHierarchy', [
        list(
          'ChartMember',
          member(
            'ChartMember',
            group('Year', '=1'),
            list('ChartMember', member('ChartMember', group('Month', '=2'))),
          ),
        ),
      ]),
      element('ChartSeriesHierarchy', [
        list(
          'ChartMember',
          member(
            'ChartMember',
            element('Label', 'Sales'),
            list('ChartMember', member('ChartMember', group('Region', '=3'))),
          ),
        ),
      ]),
    ]);
    const { rows, columns } = readGroupings(chart);
    expect(names(columns)).toEqual([['Year', ['Month']]]);
    expect(names(rows)).toEqual(['Region']);
  });

  test('a group has filters, sorts beside it, a parent and variables', () => {
    const tablix = item('T', 'tablix', [
      element('TablixRowHierarchy', [
        list(
          'TablixMember',
          member(
            'TablixMember',
            group(
              'Staff',
              '=Fields!Id.Value',
              element('Parent', '=Fields!Boss.Value'),
              element('Filters', [
                element('Filter', [
                  element('FilterExpression', '=Sum(Fields!Pay.Value)'),
                  element('Operator', 'TopN'),
                  element('FilterValues', [element('FilterValue', '=3', { DataType: 'Integer' })]),
                ]),
              ]),
              element('Variables', [element('Variable', [element('Value', '=1')], { Name: 'V' })]),
            ),
            element('SortExpressions', [
              element('SortExpression', [
                element('Value', '=Fields!Name.Value'),
                element('Direction', 'Descending'),
              ]),
            ]),
          ),
        ),
      ]),
    ]);
    expect(readGroupings(tablix).rows[0]?.grouping).toEqual({
      name: 'Staff',
      expressions: ['=Fields!Id.Value'],
      filters: [
        {
          expression: '=Sum(Fields!Pay.Value)',
          operator: 'TopN',
          values: [{ text: '=3', dataType: 'Integer' }],
        },
      ],
      sorts: [{ expression: '=Fields!Name.Value', direction: 'Descending' }],
      parent: '=Fields!Boss.Value',
      variables: [{ name: 'V', value: '=1', writable: false }],
    });
  });

  test('gauge panels and maps have one, images none', () => {
    const gauge = item('G', 'gauge', [member('GaugeMember', group('ByGauge', '=1'))]);
    const map = item('M', 'map', [
      element('MapDataRegions', [element('MapDataRegion', [member('MapMember', group('ByState', '=1'))])]),
    ]);
    expect(names(readGroupings(gauge).rows)).toEqual(['ByGauge']);
    expect(names(readGroupings(map).rows)).toEqual(['ByState']);
    expect(readGroupings(item('I', 'image', []))).toEqual({ rows: [], columns: [] });
  });
});
