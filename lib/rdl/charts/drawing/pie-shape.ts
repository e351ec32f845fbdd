import { arc } from 'd3-shape';
import type { Point } from '../../drawing/svg.ts';
import { numberAttribute } from '../model/custom-attributes.ts';
import type { PointModel, SeriesModel } from '../model/series-model.ts';

/** A slice of a pie: degrees clockwise from 3 o'clock. */
export type Slice = {
  readonly point: PointModel;
  readonly start: number;
  readonly sweep: number;
  readonly exploded: boolean;
};

/** The slices of a series in order; points without a value have none, negative ones count as their amount. */
export function slicesOf(series: SeriesModel, rotation = 0): readonly Slice[] {
  const points = series.points.filter((point) => !point.empty);
  const total = points.reduce((sum, point) => sum + Math.abs(point.y[0] ?? 0), 0);
  if (total === 0) return [];
  let start = (numberAttribute(series.attributes, 'PieStartAngle') ?? 0) + rotation;
  return points.map((point) => {
    const sweep = (Math.abs(point.y[0] ?? 0) / total) * 360;
    const slice = { point, start, sweep, exploded: isExploded(point, series) };
    start += sweep;
    return slice;
  });
}

function isExploded(point: PointModel, series: SeriesModel): boolean {
  const written = point.attributes.get('Exploded') ?? series.attributes.get('Exploded');
  return written?.toLowerCase() === 'true';
}

export function middleAngle(slice: Slice): number {
  const angle = (slice.start + slice.sweep / 2) % 360;
  return angle < 0 ? angle + 360 : angle;
}

/** The point at an angle (degrees clockwise from 3 o'clock) and a distance. */
export function around(center: Point, angle: number, distance: number): Point {
  const radians = (angle * Math.PI) / 180;
  return [center[0] + Math.cos(radians) * distance, center[1] + Math.sin(radians) * distance];
}

/** The part of the radius that the ring of a doughnut takes; 1 for a pie. */
export function ringShare(series: SeriesModel): number {
  if (series.type !== 'Doughnut') return 1;
  const radius = numberAttribute(series.attributes, 'DoughnutRadius') ?? 60;
  return Math.min(99, Math.max(0, radius)) / 100;
}

/** The outline of a slice around the origin. */
export function slicePath(slice: Pick<Slice, 'start' | 'sweep'>, outer: number, inner: number): string {
  const radians = (degrees: number) => (degrees * Math.PI) / 180 + Math.PI / 2;
  return (
    arc().digits(2)({
      innerRadius: inner,
      outerRadius: outer,
      startAngle: radians(slice.start),
      endAngle: radians(slice.start + slice.sweep),
    }) ?? ''
  );
}
