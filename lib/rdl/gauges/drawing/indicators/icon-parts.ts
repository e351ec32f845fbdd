import type { Point } from '../../../drawing/svg.ts';

/** What a part of an icon is painted with: the state's colour, or a fixed tone. */
export type IconTone = 'main' | 'soft' | 'empty' | 'black' | 'white';

/** One part of an icon; coordinates run from −1 to 1 over the square that the icon fills, y down. */
export type IconPart =
  | { readonly tone: IconTone; readonly polygon: readonly Point[] }
  | { readonly tone: IconTone; readonly circle: readonly [x: number, y: number, radius: number] }
  | { readonly tone: IconTone; readonly path: string }
  /** A line with round ends. */
  | { readonly tone: IconTone; readonly line: readonly Point[]; readonly width: number };

export type Icon = {
  readonly parts: readonly IconPart[];
  /** Degrees clockwise. */
  readonly turn?: number;
  /** The part whose outline throws the shadow; none where left out. */
  readonly shadow?: IconPart;
};

export function rectangle(left: number, top: number, right: number, bottom: number): readonly Point[] {
  return [
    [left, top],
    [right, top],
    [right, bottom],
    [left, bottom],
  ];
}

/** A five-pointed star around a middle, stretched to its half width and half height. */
export function starPoints(
  [x, y]: Point,
  [halfWidth, halfHeight]: Point,
  options: { readonly size: number; readonly depth: number },
): readonly Point[] {
  return Array.from({ length: 10 }, (_, index): Point => {
    const reach = (index % 2 === 0 ? 1 : options.depth) * options.size;
    const angle = (Math.PI * index) / 5;
    return [x + Math.sin(angle) * reach * halfWidth, y - Math.cos(angle) * reach * halfHeight];
  });
}

/** The part of a polygon at the left of an upright line. */
export function leftOf(points: readonly Point[], edge: number): readonly Point[] {
  return points.flatMap((point, index): readonly Point[] => {
    const next = points[(index + 1) % points.length] ?? point;
    const inside = point[0] <= edge;
    const crosses = inside !== next[0] <= edge;
    const share = crosses ? (edge - point[0]) / (next[0] - point[0]) : 0;
    const cut: Point = [edge, point[1] + (next[1] - point[1]) * share];
    return [...(inside ? [point] : []), ...(crosses ? [cut] : [])];
  });
}
