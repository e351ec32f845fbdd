import { describe, expect, it } from 'vitest';
import { gridPlaces } from '../../../../lib/rdl/gauges/layout/auto-layout.ts';
import { pivotOf, radialSize } from '../../../../lib/rdl/gauges/layout/radial-geometry.ts';
import { at, each } from '../charts/chart-fixture.ts';
import { drawPanel, limits, radialPanel } from './gauge-fixture.ts';

describe('gauges that share a panel', () => {
  it('stand side by side in a wide panel and one above the other in a high one', () => {
    expect(gridPlaces(2, { width: 480, height: 267 })).toEqual([
      { left: 0, top: 0, width: 50, height: 100 },
      { left: 50, top: 0, width: 50, height: 100 },
    ]);
    expect(gridPlaces(2, { width: 100, height: 300 }).map(({ top }) => top)).toEqual([0, 50]);
  });

  it('take the grid with the largest cells', () => {
    expect(new Set(gridPlaces(4, { width: 300, height: 300 }).map(({ width }) => width))).toEqual(
      new Set([50]),
    );
    expect(gridPlaces(0, { width: 1, height: 1 })).toEqual([]);
  });
});

describe('a radial gauge', () => {
  it('has the middle and the size that were measured', () => {
    const box = { left: 0, top: 0, width: 319, height: 319 };
    expect(pivotOf(box, [50, 50])).toEqual([158.5, 158.5]);
    expect(radialSize(box, 37)).toBeCloseTo(116.66, 9);
  });

  it('turns its labels along the scale so that they can be read', async () => {
    const labels =
      '<ScaleLabels><RotateLabels>true</RotateLabels><ShowEndLabels>true</ShowEndLabels></ScaleLabels>';
    const scale = `${limits(0, 100)}<Interval>50</Interval><StartAngle>20</StartAngle>${labels}`;
    const { data } = await drawPanel(radialPanel(scale));
    expect(each(at(data, 'texts'), 'angle')).toEqual([20, undefined, -20]);
  });

  it('places labels outside beyond the ticks, inside before them', async () => {
    const ticks =
      '<GaugeMajorTickMarks><Length>20</Length><Width>2</Width><Placement>Cross</Placement></GaugeMajorTickMarks>';
    const y = async (placement: string) => {
      const labels = `<ScaleLabels><Placement>${placement}</Placement><ShowEndLabels>true</ShowEndLabels></ScaleLabels>`;
      const scale = `${limits(0, 100)}<Interval>50</Interval>${ticks}${labels}`;
      return Number(at((await drawPanel(radialPanel(scale))).data, 'texts', 1, 'y'));
    };
    const [inside, cross, outside] = [await y('Inside'), await y('Cross'), await y('Outside')];
    expect(outside).toBeLessThan(cross);
    expect(cross).toBeLessThan(inside);
    // Places are recorded in tenths of a pixel.
    expect(Math.abs(cross - outside - (inside - cross))).toBeLessThan(0.25);
  });
});

describe('an item with a parent', () => {
  it('stands in the box of the parent, and parents in a circle do not hang', async () => {
    const child = (parent: string) =>
      `<StateIndicators><StateIndicator Name="Child"><ParentItem>${parent}</ParentItem><Left>50</Left><Top>0</Top><Width>50</Width><Height>50</Height></StateIndicator></StateIndicators>`;
    const gauge = radialPanel(limits(0, 1), '<ParentItem>RadialGauges.Gauge</ParentItem>');
    const { data } = await drawPanel(gauge + child('RadialGauges.Gauge'));
    expect(at(data, 'stateIndicators', 0, 'Parent')).toBe('RadialGauges.Gauge');
  });
});
