import { type SeriesType, traitsOf } from '../chart-types.ts';
import { DEFAULT_MARKER_SIZE } from '../model/build-marker.ts';
import type { SeriesModel } from '../model/series-model.ts';
import { drawAreas } from './areas.ts';
import { drawColumns } from './columns.ts';
import { drawFunnel } from './funnels.ts';
import { drawLines, placePoints } from './lines.ts';
import { drawPie } from './pies.ts';
import type { PlotContext } from './plot-context.ts';
import { drawSpreads } from './prices.ts';
import { drawBubbles, drawPoints } from './scatter.ts';
import { drawColumnLabels, drawLineLabels } from './series-labels.ts';
import { drawSunburst } from './sunburst.ts';
import { drawTreeMap } from './tree-map.ts';

/** Draws the series of an area: those of one kind together, kinds in the order in which they first occur. */
export function drawSeries(context: PlotContext): void {
  const { series } = context.layout.scales;
  reserveMarkers(series, context);
  const kinds = Map.groupBy(series, (one) => one.type);
  for (const group of kinds.values()) drawKind(group, context);
}

/** Labels keep away from markers, also from those of series that are drawn later. */
function reserveMarkers(series: readonly SeriesModel[], context: PlotContext): void {
  for (const one of series) {
    if (one.smartLabels.markerOverlapping || !MARKED.has(one.type)) continue;
    for (const { point, at, inside } of placePoints(one, context)) {
      if (!inside) continue;
      const size =
        one.type === 'Point' ? (point.style.marker?.size ?? DEFAULT_MARKER_SIZE) : point.style.marker?.size;
      if (size !== undefined) context.placer.addMarker(at, size);
    }
  }
}

const MARKED: ReadonlySet<SeriesType> = new Set([
  'Line',
  'Spline',
  'StepLine',
  'Area',
  'SplineArea',
  'Point',
]);

/** Draws series of one kind. */
export function drawKind(series: readonly SeriesModel[], context: PlotContext): void {
  const first = series[0];
  if (!first) return;
  switch (first.type) {
    case 'Line':
    case 'Spline':
    case 'StepLine':
      drawLineLabels(drawLines(series, context), context);
      return;
    case 'Area':
    case 'SplineArea':
    case 'StackedArea':
    case '100%StackedArea':
    case 'Range':
    case 'SplineRange':
      drawLineLabels(drawAreas(series, context), context);
      return;
    case 'Point':
      drawLineLabels(drawPoints(series, context), context);
      return;
    case 'Bubble':
      drawLineLabels(drawBubbles(series, context), context);
      return;
    case 'Stock':
    case 'Candlestick':
    case 'BoxPlot':
    case 'ErrorBar':
      drawLineLabels(drawSpreads(series, context), context);
      return;
    case 'Pie':
    case 'Doughnut':
      drawPie(first, context);
      return;
    case 'Funnel':
    case 'Pyramid':
      drawFunnel(first, context);
      return;
    case 'TreeMap':
      drawTreeMap(series, context);
      return;
    case 'Sunburst':
      drawSunburst(series, context);
      return;
    case 'Polar':
    case 'Radar':
      return;
    default:
      drawColumnLabels(drawColumns(series, context), traitsOf(first.type).stacked !== false, context);
  }
}
