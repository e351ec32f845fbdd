import type { Point } from '../../drawing/svg.ts';

/** Offsets from the scale's line at both ends of a band, in pixels, outward positive. */
export type BandEdges = {
  readonly inner: readonly [start: number, end: number];
  readonly outer: readonly [start: number, end: number];
};

/**
 * Where things of one scale lie, in pixels. A share is the way from the start of the scale (0) to its end (1); outward
 * is away from the middle of a radial gauge, down from a level and to the right of an upright linear scale.
 */
export interface ScaleGeometry {
  readonly kind: 'radial' | 'linear';
  /** The pixels that 100 percent of the scale's size have. */
  readonly size: number;
  at(share: number, outward: number): Point;
  /** Degrees that turn a shape whose outward side is below to its place, clockwise. */
  turnAt(share: number): number;
  /** The outline of a band along the scale. */
  band(from: number, to: number, edges: BandEdges): readonly Point[];
  /** The share that lies `percent` beyond the start or end, for pins. */
  beyond(end: 'start' | 'end', percent: number): number;
}
