import { describe, expect, it } from 'vitest';
import { legendLines } from '../../../../lib/rdl/charts/layout/legend-table.ts';
import { replaceKeywords } from '../../../../lib/rdl/charts/model/keywords.ts';
import { at, BY_PART, drawChart } from './chart-fixture.ts';

const TITLE =
  '<ChartTitle Name="Title"><Caption>Sales</Caption><Style><FontSize>10pt</FontSize></Style></ChartTitle>';

function partRows(count: number) {
  return Array.from({ length: count }, (_, index) => ({ Key: 'East', Part: `P${index}`, Value: index + 1 }));
}

/** A box of what was drawn, which has four sides. */
function box(data: unknown, ...path: readonly (string | number)[]): readonly number[] {
  const found = at(data, ...path);
  return Array.isArray(found) ? found.map(Number) : [];
}

describe('where things stand', () => {
  // Pixels at 480 × 288, as measured on the engine: 13 a row at 8 pt and 10 around the rows.
  it.each([
    [1, 23],
    [2, 36],
    [4, 62],
    [5, 75],
  ])('a legend of %d items at the right is %d pixels high', async (count, height) => {
    const { data } = await drawChart({ seriesMember: BY_PART }, partRows(count));
    const [left = 0, top = 0, width = 0, found = 0] = box(data, 'legends', 0, 'box');
    expect(Math.round(found)).toBe(height);
    expect(left + width).toBeCloseTo(480 * 0.97, 0);
    expect(top).toBeCloseTo(288 * 0.03, 0);
  });

  it('a title takes the top, the legend and the area what is below it', async () => {
    const { data } = await drawChart({ titles: TITLE });
    const [left = 0, top = 0, width = 0, height = 0] = box(data, 'titles', 0, 'box');
    expect([Math.round(left), Math.round(left + width), Math.round(height)]).toEqual([14, 466, 20]);
    expect(box(data, 'areas', 0, 'box')[1]).toBeCloseTo(top + height + 288 * 0.03, 0);
    expect(box(data, 'legends', 0, 'box')[1]).toBeCloseTo(top + height + 288 * 0.03, 0);
  });

  it('a legend at the bottom is a row, one that is hidden takes no room', async () => {
    const bottom =
      '<ChartLegend Name="Legend"><Position>BottomCenter</Position><Layout>AutoTable</Layout></ChartLegend>';
    const row = await drawChart({ seriesMember: BY_PART, legend: bottom }, partRows(3));
    expect(Math.round(box(row.data, 'legends', 0, 'box')[3] ?? 0)).toBe(23);
    const hidden = '<ChartLegend Name="Legend"><Hidden>true</Hidden></ChartLegend>';
    const none = await drawChart({ seriesMember: BY_PART, legend: hidden }, partRows(3));
    const [left = 0, , width = 0] = box(none.data, 'areas', 0, 'box');
    expect(left + width).toBeCloseTo(480 * 0.97, 0);
  });

  it('labels of long categories become smaller, stand in two rows, or are turned', async () => {
    const names = ['Corporate Communications', 'Logistics and Distribution', 'Research and Development'];
    const rows = [...names, ...names.map((name) => `${name} West`)].map((Key, index) => ({
      Key,
      Part: 'A',
      Value: index + 1,
    }));
    const { data } = await drawChart({}, rows);
    const axis = at(data, 'areas', 0, 'axes', 'X');
    expect(at(axis, 'labelTexts')).toHaveLength(6);
    const size = Number(/ ([\d.]+)pt/.exec(String(at(axis, 'labelFont')))?.[1]);
    expect(size).toBeLessThan(10);
  });
});

describe('texts', () => {
  it('of a legend break at the first blank beyond the threshold', () => {
    expect(legendLines('a short one', 25)).toEqual(['a short one']);
    expect(legendLines('Very dissatisfied customers of the north', 25)).toEqual([
      'Very dissatisfied customers',
      'of the north',
    ]);
    expect(legendLines('never broken at all, as long as it is', 0)).toEqual([
      'never broken at all, as long as it is',
    ]);
  });

  it('of labels have their keywords replaced and keep everything else', () => {
    const source = {
      x: 3,
      y: [10, 4],
      axisLabel: 'East',
      label: 'East',
      legendText: 'Sales',
      seriesName: 'Series1',
      index: 2,
      series: [
        [10, 4],
        [30, 6],
      ],
      attributes: new Map([['Unit', 'pcs']]),
      write: (value: number, format: string) => `${value}${format === '' ? '' : `<${format}>`}`,
    };
    expect(replaceKeywords('#VALY #VALY2 #VALX #INDEX', source)).toBe('10 4 3 2');
    expect(replaceKeywords('#TOTAL #AVG #MIN #MAX #FIRST #LAST', source)).toBe('40 20 10 30 10 30');
    expect(replaceKeywords('#PERCENT #PERCENT{P1}', source)).toBe('0.25<P> 0.25<P1>');
    expect(replaceKeywords('#AXISLABEL/#SERIESNAME/#LEGENDTEXT/#CUSTOMPROPERTY(Unit)', source)).toBe(
      'East/Series1/Sales/pcs',
    );
    expect(replaceKeywords('#1 of 5 # {x}', source)).toBe('#1 of 5 # {x}');
  });
});
