import type { Point } from '../../drawing/svg.ts';
import type { MarkShape } from '../model/gauge-model.ts';
import { circleShape, polygonShape, type Shape } from './shape.ts';

export type MarkExtent = {
  readonly width: number;
  /** Offsets along the outward direction (down) of the side at the scale's inside and at its outside. */
  readonly inner: number;
  readonly outer: number;
  /** Which side the tip of a pointed shape is at. */
  readonly tip: 'inner' | 'outer';
};

/** The outline of a tick, pin or marker around the origin, outward down. Undefined for `None` and for no extent. */
export function markOutline(shape: MarkShape, extent: MarkExtent): Shape | undefined {
  const { width, inner, outer, tip } = extent;
  const length = outer - inner;
  if (shape === 'None' || length <= 0 || width <= 0) return undefined;
  const middle = (inner + outer) / 2;
  if (shape === 'Circle') return circleShape([0, middle], Math.min(width, length) / 2);
  // Shapes are written with the tip at 0 and the base at 1, the width from −0.5 to 0.5.
  const from = tip === 'inner' ? inner : outer;
  const run = tip === 'inner' ? length : -length;
  return polygonShape(unitOutline(shape).map(([x, y]): Point => [x * width, from + y * run]));
}

function unitOutline(shape: Exclude<MarkShape, 'None' | 'Circle'>): readonly Point[] {
  switch (shape) {
    case 'Rectangle':
      return [
        [-0.5, 0],
        [0.5, 0],
        [0.5, 1],
        [-0.5, 1],
      ];
    case 'Triangle':
      return [
        [0, 0],
        [0.5, 1],
        [-0.5, 1],
      ];
    case 'Diamond':
      return [
        [0, 0],
        [0.5, 0.5],
        [0, 1],
        [-0.5, 0.5],
      ];
    case 'Trapezoid':
      return [
        [-0.25, 0],
        [0.25, 0],
        [0.5, 1],
        [-0.5, 1],
      ];
    case 'Wedge':
      return [
        [0, 0],
        [0.5, 0.6],
        [0.5, 1],
        [-0.5, 1],
        [-0.5, 0.6],
      ];
    case 'Pentagon':
      return regular(5, 0.5);
    case 'Star':
      return star();
  }
}

function regular(corners: number, radius: number): readonly Point[] {
  return Array.from({ length: corners }, (_, index) => around((2 * Math.PI * index) / corners, radius));
}

function star(): readonly Point[] {
  return Array.from({ length: 10 }, (_, index) => around((Math.PI * index) / 5, index % 2 === 0 ? 0.5 : 0.2));
}

function around(angle: number, radius: number): Point {
  return [Math.sin(angle) * radius, 0.5 - Math.cos(angle) * radius];
}
