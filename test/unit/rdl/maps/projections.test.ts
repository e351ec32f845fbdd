import { describe, expect, it } from 'vitest';
import { PROJECTIONS, projection } from '../../../../lib/rdl/maps/projection/projections.ts';

describe('projections', () => {
  it.each(PROJECTIONS)('%s keeps east to the right and north above', (name) => {
    const project = projection(name);
    const [left] = project([-20, 10]);
    const [right] = project([20, 10]);
    expect(right).toBeGreaterThan(left);
    expect(project([0, 50])[1]).toBeGreaterThan(project([0, 10])[1]);
    for (const corner of [
      [180, 90],
      [-180, -90],
      [0, 90],
    ] as const) {
      expect(project(corner).every(Number.isFinite), corner.join()).toBe(true);
    }
  });

  it.each(PROJECTIONS.filter((name) => name !== 'Bonne'))('%s has the equator in the middle', (name) => {
    const [x, y] = projection(name)([0, 0]);
    expect([x, y].map((value) => Math.round(value * 1e9) / 1e9 + 0)).toEqual([0, 0]);
  });

  it('Mercator stretches what lies far north, Robinson shortens its parallels', () => {
    const mercator = projection('Mercator');
    expect(mercator([0, 60])[1]).toBeCloseTo(Math.log(Math.tan(Math.PI / 4 + Math.PI / 6)), 9);
    const robinson = projection('Robinson');
    expect(robinson([90, 60])[0] / robinson([90, 0])[0]).toBeCloseTo(0.7986, 6);
  });

  it('turns the map to its centre', () => {
    expect(projection('Equirectangular', [10, 0])([10, 0])[0]).toBe(0);
  });
});
