import { curveCardinal, curveLinear, line } from 'd3-shape';
import type { Point } from '../../drawing/svg.ts';
import { numberAttribute } from '../model/custom-attributes.ts';
import type { PointModel, SeriesModel } from '../model/series-model.ts';
import { onScale } from '../scales/scale.ts';
import { drawMarker } from './marker-shapes.ts';
import {
  clamped,
  onAxis,
  type PlotContext,
  pixelsOf,
  pixelsOnScale,
  placeOf,
  seriesAxes,
} from './plot-context.ts';

/** A point of a line with its place in the picture. */
export type PlacedPoint = {
  readonly series: SeriesModel;
  readonly point: PointModel;
  /** Its place in the series. */
  readonly order: number;
  readonly at: Point;
  /** On both axes; a point beyond them is not marked, but a line leads there up to the edge of the plot. */
  readonly inside: boolean;
};

/** Lines, smooth and stepped ones; each piece has the style of the point at its end. */
export function drawLines(series: readonly SeriesModel[], context: PlotContext): readonly PlacedPoint[] {
  return series.flatMap((one) => {
    const points = placePoints(one, context);
    clippedToPlot(points, context, () => drawPieces(one, points, context));
    const shown = points.filter((placed) => placed.inside);
    for (const { point, at } of shown) {
      if (point.style.marker) drawMarker(context.svg, at, point.style.marker, point.color);
    }
    return shown;
  });
}

/** Cuts what is drawn at the edge of the plot where points lie beyond it. */
export function clippedToPlot(points: readonly PlacedPoint[], context: PlotContext, draw: () => void): void {
  if (points.every((placed) => placed.inside)) draw();
  else context.svg.group({ clip: context.plot }, draw);
}

/**
 * The points of a series with their places, also beyond the axes. An empty one is left out, unless it has a style: then it lies at the mean of
 * its neighbours or at zero (`EmptyPointValue`).
 */
export function placePoints(series: SeriesModel, context: PlotContext): readonly PlacedPoint[] {
  const axes = seriesAxes(series, context);
  if (!axes) return [];
  return series.points.flatMap((point, index) => {
    const place = placeOf(point);
    const value = point.empty ? emptyValue(series, index) : (point.y[0] ?? 0);
    if (value === undefined) return [];
    const { scale } = axes.value;
    const drawn = scale.kind === 'log' && value <= 0 ? clamped(scale, value) : value;
    const along = pixelsOnScale(axes.category, place, context);
    const across = pixelsOf(axes.value, drawn, context);
    const inside = onAxis(axes.category, place) && onAxis(axes.value, onScale(scale, drawn));
    return [{ series, point, order: index, at: [along, across] as const, inside }];
  });
}

/** What stands for an empty point; undefined where it leaves a gap. */
export function emptyValue(series: SeriesModel, index: number): number | undefined {
  const point = series.points[index];
  if (!point || (point.color.alpha === 0 && !point.style.marker)) return undefined;
  if (series.attributes.get('EmptyPointValue')?.toLowerCase() === 'zero') return 0;
  const before = neighbour(series, index, -1);
  const after = neighbour(series, index, 1);
  if (before === undefined) return after;
  if (after === undefined) return before;
  return (before + after) / 2;
}

/** The value of the next point in a direction that has one. */
function neighbour(series: SeriesModel, index: number, direction: 1 | -1): number | undefined {
  for (let steps = 1; ; steps += 1) {
    const point = series.points[index + direction * steps];
    if (!point) return undefined;
    if (!point.empty) return point.y[0] ?? 0;
  }
}

/** A stretch of neighbouring points; a gap ends it. */
export function runs(points: readonly PlacedPoint[]): readonly (readonly PlacedPoint[])[] {
  const stretches: PlacedPoint[][] = [];
  let previous: PlacedPoint | undefined;
  for (const placed of points) {
    const follows = previous !== undefined && placed.order === previous.order + 1;
    if (follows) stretches.at(-1)?.push(placed);
    else stretches.push([placed]);
    previous = placed;
  }
  return stretches;
}

function drawPieces(series: SeriesModel, points: readonly PlacedPoint[], context: PlotContext): void {
  for (const run of runs(points)) {
    for (const piece of piecesOf(run)) drawPiece(series, piece, run, context);
  }
}

type Piece = { readonly from: number; readonly to: number; readonly end: PlacedPoint };

/** Neighbouring pieces of one style are one line. */
function piecesOf(run: readonly PlacedPoint[]): readonly Piece[] {
  const pieces: Piece[] = [];
  for (let index = 1; index < run.length; index += 1) {
    const start = run[index - 1];
    const last = pieces.at(-1);
    // What leads away from an empty point looks like what leads to it.
    const end = start?.point.empty ? start : run[index];
    if (!end) continue;
    if (last && sameLine(last.end.point, end.point)) pieces[pieces.length - 1] = { ...last, to: index };
    else pieces.push({ from: index - 1, to: index, end });
  }
  return pieces;
}

function sameLine(a: PointModel, b: PointModel): boolean {
  const key = ({ color, style }: PointModel) => [
    color.red,
    color.green,
    color.blue,
    color.alpha,
    style.lineWidth,
    style.lineStyle,
  ];
  return key(a).join() === key(b).join();
}

function drawPiece(
  series: SeriesModel,
  piece: Piece,
  run: readonly PlacedPoint[],
  context: PlotContext,
): void {
  const { svg } = context;
  const { point } = piece.end;
  const { style } = point;
  const path = linePath(series, run, piece);
  const stroke = {
    color: point.color,
    width: style.lineWidth,
    ...(style.lineStyle ? { style: style.lineStyle } : {}),
    join: 'round' as const,
  };
  if (style.shadow) {
    const { offset, color } = style.shadow;
    svg.group({ translate: [offset, offset] }, () => svg.path(path, { stroke: { ...stroke, color } }));
  }
  svg.path(path, { stroke });
}

function linePath(series: SeriesModel, run: readonly PlacedPoint[], piece: Piece): string {
  const points = run.slice(piece.from, piece.to + 1).map((placed) => placed.at);
  return pathThrough(series, points);
}

/** The path of a line through points: straight, smooth or in steps that rise at the next point. */
export function pathThrough(series: SeriesModel, points: readonly Point[]): string {
  const writer = line<Point>()
    .x((point) => point[0])
    .y((point) => point[1])
    .digits(2);
  if (series.type === 'StepLine') return writer.curve(curveLinear)(steps(points)) ?? '';
  if (isSmooth(series))
    return writer.curve(curveCardinal.tension(1 - 2 * lineTension(series)))(mutable(points)) ?? '';
  return writer.curve(curveLinear)(mutable(points)) ?? '';
}

export function isSmooth(series: SeriesModel): boolean {
  return series.type === 'Spline' || series.type === 'SplineArea' || series.type === 'SplineRange';
}

/** The tension of the engine's cardinal spline (its control points lie a third of it along the chord). */
export function lineTension(series: SeriesModel): number {
  return numberAttribute(series.attributes, 'LineTension') ?? 0.5;
}

function steps(points: readonly Point[]): Point[] {
  return points.flatMap((point, index): Point[] => {
    const previous = points[index - 1];
    return previous ? [[point[0], previous[1]], point] : [point];
  });
}

function mutable(points: readonly Point[]): Point[] {
  return [...points];
}
