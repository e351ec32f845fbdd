import { backgroundFill } from '../../drawing/gradients.ts';
import { type Point, pathOf } from '../../drawing/svg.ts';
import { automaticMarker, DEFAULT_MARKER_SIZE } from '../model/build-marker.ts';
import type { SeriesModel } from '../model/series-model.ts';
import { degreesOf } from '../scales/circular-scale.ts';
import { type Circle, onCircle, radiusOf } from './circle-frame.ts';
import { emptyValue, type PlacedPoint } from './lines.ts';
import { drawMarker } from './marker-shapes.ts';
import { clamped, type PlotContext, seriesAxes } from './plot-context.ts';

/** The series of a polar or radar chart: closed areas, lines or markers (`RadarDrawingStyle`, `PolarDrawingStyle`). */
export function drawCircleSeries(
  series: readonly SeriesModel[],
  circle: Circle,
  context: PlotContext,
): readonly PlacedPoint[] {
  return series.flatMap((one) => {
    const points = placedAround(one, circle, context);
    const style = drawingStyle(one);
    if (style === 'area') drawAreaOf(one, points, context);
    else if (style === 'line') drawLineOf(one, points, context);
    for (const { point, at } of points) {
      const marker =
        point.style.marker ??
        (style === 'marker' ? ownMarker(context.layout.scales.series.indexOf(one)) : undefined);
      if (marker) drawMarker(context.svg, at, marker, point.color);
    }
    return points;
  });
}

function drawingStyle(series: SeriesModel): string {
  const name = series.type === 'Radar' ? 'RadarDrawingStyle' : 'PolarDrawingStyle';
  return series.attributes.get(name)?.toLowerCase() ?? (series.type === 'Radar' ? 'area' : 'line');
}

function ownMarker(index: number) {
  return {
    style: automaticMarker(index),
    size: DEFAULT_MARKER_SIZE,
    color: undefined,
    borderColor: undefined,
    borderWidth: 1,
  };
}

function placedAround(series: SeriesModel, circle: Circle, context: PlotContext): readonly PlacedPoint[] {
  const axes = seriesAxes(series, context);
  if (!axes) return [];
  return series.points.flatMap((point, index) => {
    const value = point.empty ? emptyValue(series, index) : (point.y[0] ?? 0);
    if (value === undefined) return [];
    const degrees = degreesOf(series, index, axes.category, circle.directions.length);
    const radius = radiusOf(circle, axes.value.scale, clamped(axes.value.scale, value));
    return [{ series, point, order: index, at: onCircle(circle, degrees, radius), inside: true }];
  });
}

function drawAreaOf(series: SeriesModel, points: readonly PlacedPoint[], context: PlotContext): void {
  const { svg, plot } = context;
  if (points.length < 2) return;
  const path = pathOf(
    points.map((one) => one.at),
    { close: true },
  );
  const { background, border, shadow } = series.style;
  if (shadow) {
    const moved: Point = [shadow.offset, shadow.offset];
    svg.group({ translate: moved }, () => svg.path(path, { fill: shadow.color }));
  }
  svg.path(path, {
    fill: backgroundFill(svg, plot, background),
    ...(border ? { stroke: { ...border, join: 'round' } } : {}),
  });
}

/** A radar line returns to its first point, a polar one ends with its last. */
function drawLineOf(series: SeriesModel, points: readonly PlacedPoint[], context: PlotContext): void {
  const first = points[0];
  if (!first) return;
  const closed = series.type === 'Radar' ? [...points, first] : points;
  closed.forEach((one, index) => {
    const before = closed[index - 1];
    if (!before) return;
    const { color, style } = one.point;
    const stroke = {
      color,
      width: style.lineWidth,
      cap: 'round',
      ...(style.lineStyle ? { style: style.lineStyle } : {}),
    } as const;
    context.svg.line(before.at, one.at, stroke);
  });
}
