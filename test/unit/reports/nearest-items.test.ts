import { describe, expect, it } from 'vitest';
import { nearestItems } from '../../../lib/reports/nearest-items.ts';

const item = (
  name: string,
  kind: 'chart' | 'gauge' | 'image' = 'chart',
  pinnable = true,
  drawable = true,
) => ({
  ...{ name, kind, pinnable, drawable, why: null, reason: null },
  ...{ left: 0, top: 0, width: 10, height: 10 },
});

const nearest = (items: readonly ReturnType<typeof item>[], name: string, kind?: 'chart' | 'gauge') =>
  nearestItems(items, { name, kind }).map((found) => found.name);

describe('what an item that is gone may be called now', () => {
  it('is the name with the fewest letters to change first', () => {
    const items = [item('Warehouses'), item('SalesByRegion2'), item('SalesByYear')];
    expect(nearest(items, 'SalesByRegion')).toEqual(['SalesByRegion2', 'SalesByYear', 'Warehouses']);
  });

  it('does not mind the case', () => {
    expect(nearest([item('chart2'), item('CHART1')], 'Chart1')[0]).toBe('CHART1');
  });

  it('is of the same kind rather than of a nearer name', () => {
    const items = [item('Sales1', 'gauge'), item('Revenue', 'chart')];
    expect(nearest(items, 'Sales', 'chart')).toEqual(['Revenue', 'Sales1']);
    expect(nearest(items, 'Sales')).toEqual(['Sales1', 'Revenue']);
  });

  it('is nothing that cannot be pinned or drawn', () => {
    const items = [item('Logo', 'image', false), item('Map1', 'chart', true, false)];
    expect(nearest(items, 'Logo')).toEqual([]);
  });
});
