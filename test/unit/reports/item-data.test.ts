import { existsSync, globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { itemDataOf } from '../../../lib/reports/item-data.ts';

const GALLERY = '../shared/gallery';

type Points = readonly Readonly<Record<string, unknown>>[];
const chart = (...series: { name: string; type: string; points: Points; xType?: string }[]) => ({
  item: 'Chart1',
  kind: 'Chart',
  series,
});
const point = (category: string, ...y: unknown[]) => ({ category, y, color: '#418CF0' });
const gauge = (name: string, ...values: unknown[]) => ({
  Name: name,
  Scales: [{ Name: 'Scale1', Minimum: 0, Maximum: 100 }],
  Pointers: values.map((Value, index) => ({ Name: `Scale1Pointer${index}`, ScaleName: 'Scale1', Value })),
});

describe('the data of an item', () => {
  it('is a row for each value, with the categories in the order of the chart', () => {
    const drawn = chart(
      { name: '2025', type: 'Column', points: [point('Jan', 3), point('Feb', 1)] },
      { name: '2026', type: 'Column', points: [point('Feb', 2), point('Mar', 5)] },
    );
    expect(itemDataOf(drawn)).toEqual({
      visual: 'clusteredColumnChart',
      rows: [
        { category: 'Jan', categoryOrder: 0, series: '2025', value: 3 },
        { category: 'Feb', categoryOrder: 1, series: '2025', value: 1 },
        { category: 'Feb', categoryOrder: 1, series: '2026', value: 2 },
        { category: 'Mar', categoryOrder: 2, series: '2026', value: 5 },
      ],
    });
  });

  it('leaves out empty points and what is no number', () => {
    const drawn = chart({
      name: 'S',
      type: 'Line',
      points: [point('a', 1), { ...point('b', 0), empty: true }, point('c', 'NaN'), point('d', 4)],
    });
    expect(itemDataOf(drawn).rows.map(({ category, categoryOrder }) => [category, categoryOrder])).toEqual([
      ['a', 0],
      ['d', 3],
    ]);
  });

  it('writes days of an axis as dates, and times with them', () => {
    const points = [
      { x: 45293, y: [1] },
      { x: 45293.5, y: [2] },
    ];
    const { rows } = itemDataOf(chart({ name: 'S', type: 'Area', xType: 'DateTime', points }));
    expect(rows.map(({ category }) => category)).toEqual(['2024-01-02', '2024-01-02T12:00']);
  });

  it('is a gauge with its ends, and with a second pointer as target', () => {
    const { visual, rows } = itemDataOf({ kind: 'GaugePanel', radialGauges: [gauge('G1', 56.8, 70)] });
    expect(visual).toBe('gauge');
    expect(rows).toEqual([
      {
        category: 'G1',
        categoryOrder: 0,
        series: '',
        value: 56.8,
        target: 70,
        minimum: 0,
        maximum: 100,
      },
    ]);
  });

  it('is bars for a panel of several gauges', () => {
    const panel = { kind: 'GaugePanel', radialGauges: [gauge('G1', 1)], linearGauges: [gauge('L1', 2)] };
    expect(itemDataOf(panel)).toMatchObject({
      visual: 'clusteredBarChart',
      rows: [
        { category: 'G1', value: 1 },
        { category: 'L1', value: 2 },
      ],
    });
  });

  it.each([
    ['a chart of ranges', chart({ name: 'S', type: 'Stock', points: [] }), 'Stock'],
    [
      'a chart with one among others',
      chart({ name: 'A', type: 'Line', points: [] }, { name: 'B', type: 'Point', points: [] }),
      'Point',
    ],
    ['a chart without series', chart(), 'no series'],
    ['a map', { kind: 'Map', shapes: [] }, 'charts and gauges'],
    ['an image', { kind: 'Image' }, 'charts and gauges'],
    ['a panel without a value', { kind: 'GaugePanel', radialGauges: [gauge('G1', 'NaN')] }, 'no pointer'],
    [
      'more values than Power BI takes at once',
      chart({ name: 'S', type: 'Line', points: Array.from({ length: 10_001 }, (_, i) => point(`${i}`, i)) }),
      '10,001',
    ],
  ])('is refused for %s, and says why', (_, drawn, word) => {
    const refusal = expect(() => itemDataOf(drawn));
    refusal.toThrowError(expect.objectContaining({ code: 'ITEM_HAS_NO_DATA' }));
    refusal.toThrowError(word);
  });

  it.skipIf(!existsSync(GALLERY))('is had of every chart with one value a point in ../shared/gallery', () => {
    const seen = { data: 0, refused: 0 };
    for (const file of globSync(`${GALLERY}/*.data.json`)) {
      const drawn = JSON.parse(readFileSync(file, 'utf8'));
      try {
        const { rows } = itemDataOf(drawn);
        for (const row of rows) expect(Number.isFinite(row.value), file).toBe(true);
        seen.data += 1;
      } catch (error) {
        expect(error, file).toMatchObject({ code: 'ITEM_HAS_NO_DATA' });
        seen.refused += 1;
      }
    }
    expect(seen.data).toBeGreaterThan(150);
    expect(seen.refused).toBeGreaterThan(5);
  });
});
