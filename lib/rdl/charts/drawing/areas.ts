import { area, curveCardinal, curveLinear } from 'd3-shape';
import { backgroundFill } from '../../drawing/gradients.ts';
import type { PixelBox, Point } from '../../drawing/svg.ts';
import type { SeriesModel } from '../model/series-model.ts';
import { percentTotals } from './columns.ts';
import {
  clippedToPlot,
  isSmooth,
  lineTension,
  type PlacedPoint,
  pathThrough,
  placePoints,
  runs,
} from './lines.ts';
import { drawMarker } from './marker-shapes.ts';
import {
  baseValue,
  clamped,
  onAxis,
  type PlotContext,
  pixelsOf,
  pixelsOnScale,
  placeOf,
  seriesAxes,
} from './plot-context.ts';

/** A point of an area: its place on the upper edge, and where the lower one lies below it. */
type Band = { readonly placed: PlacedPoint; readonly lower: number };

/** Areas, ranges and stacked areas, one series after the other. */
export function drawAreas(series: readonly SeriesModel[], context: PlotContext): readonly PlacedPoint[] {
  const stacked = series[0]?.type === 'StackedArea' || series[0]?.type === '100%StackedArea';
  const bands = stacked ? stackedBands(series, context) : series.map((one) => plainBands(one, context));
  series.forEach((one, index) => {
    const own = bands[index] ?? [];
    clippedToPlot(
      own.map((band) => band.placed),
      context,
      () => {
        for (const run of bandRuns(own)) drawBand(one, run, context);
      },
    );
  });
  const shown = bands.flat().flatMap((band) => (band.placed.inside ? [band.placed] : []));
  for (const { point, at } of shown) {
    if (point.style.marker) drawMarker(context.svg, at, point.style.marker, point.color);
  }
  return shown;
}

function plainBands(series: SeriesModel, context: PlotContext): readonly Band[] {
  const axes = seriesAxes(series, context);
  if (!axes) return [];
  const range = series.type === 'Range' || series.type === 'SplineRange';
  const base = pixelsOf(axes.value, baseValue(axes.value), context);
  return placePoints(series, context).map((placed) => ({
    placed,
    lower: range ? pixelsOf(axes.value, clamped(axes.value.scale, placed.point.y[1] ?? 0), context) : base,
  }));
}

/** Each series lies on the sums of those before it; a missing point counts as nothing. */
function stackedBands(series: readonly SeriesModel[], context: PlotContext): readonly (readonly Band[])[] {
  const totals = percentTotals(series);
  const sums = new Map<number, number>();
  return series.map((one) => {
    const axes = seriesAxes(one, context);
    if (!axes) return [];
    const pixels = (value: number) => pixelsOf(axes.value, clamped(axes.value.scale, value), context);
    return one.points.flatMap((point, order): Band[] => {
      const place = placeOf(point);
      if (!onAxis(axes.category, place)) return [];
      const total = totals?.get(place);
      const own = point.empty ? 0 : (point.y[0] ?? 0);
      const value = totals === undefined ? own : total ? (own / total) * 100 : 0;
      const before = sums.get(place) ?? 0;
      sums.set(place, before + value);
      const along = pixelsOnScale(axes.category, place, context);
      const placed = {
        series: one,
        point,
        order,
        at: [along, pixels(before + value)] as const,
        inside: true,
      };
      return [{ placed, lower: pixels(before) }];
    });
  });
}

function bandRuns(bands: readonly Band[]): readonly (readonly Band[])[] {
  const byPoint = new Map(bands.map((band) => [band.placed, band]));
  return runs(bands.map((band) => band.placed)).map((run) =>
    run.flatMap((placed) => byPoint.get(placed) ?? []),
  );
}

/** One unbroken stretch; pieces that differ in colour are filled one by one. */
function drawBand(series: SeriesModel, run: readonly Band[], context: PlotContext): void {
  const { svg } = context;
  const first = run[0];
  if (!first || run.length < 2) return;
  for (const piece of colorPieces(run)) {
    const { style } = piece.at(-1)?.placed.point ?? first.placed.point;
    const box = boundsOf(piece);
    const path = areaPath(series, piece);
    if (style.shadow) {
      const { offset, color } = style.shadow;
      svg.group({ translate: [offset, offset] }, () => svg.path(path, { fill: color }));
    }
    svg.path(path, { fill: backgroundFill(svg, box, style.background) });
    if (style.border) {
      const upper = piece.map((band) => band.placed.at);
      svg.path(pathThrough(series, upper), { stroke: { ...style.border, join: 'round' } });
      if (series.type === 'Range' || series.type === 'SplineRange') {
        const lower = piece.map((band): Point => [band.placed.at[0], band.lower]);
        svg.path(pathThrough(series, lower), { stroke: { ...style.border, join: 'round' } });
      }
    }
  }
}

/** The stretch cut where the colour changes; a piece begins at the point before its own. */
function colorPieces(run: readonly Band[]): readonly (readonly Band[])[] {
  const pieces: Band[][] = [];
  let color = '';
  run.forEach((band, index) => {
    if (index === 0) return;
    const { red, green, blue, alpha } = band.placed.point.color;
    const own = `${red},${green},${blue},${alpha}`;
    const before = run[index - 1];
    if (own === color) pieces.at(-1)?.push(band);
    else pieces.push(before ? [before, band] : [band]);
    color = own;
  });
  return pieces;
}

function areaPath(series: SeriesModel, bands: readonly Band[]): string {
  const curve = isSmooth(series) ? curveCardinal.tension(1 - 2 * lineTension(series)) : curveLinear;
  const writer = area<Band>()
    .x((band) => band.placed.at[0])
    .y0((band) => band.lower)
    .y1((band) => band.placed.at[1])
    .curve(curve)
    .digits(2);
  return writer([...bands]) ?? '';
}

function boundsOf(bands: readonly Band[]): PixelBox {
  const xs = bands.map((band) => band.placed.at[0]);
  const ys = bands.flatMap((band) => [band.placed.at[1], band.lower]);
  const left = Math.min(...xs);
  const top = Math.min(...ys);
  return { left, top, width: Math.max(...xs) - left, height: Math.max(...ys) - top };
}
