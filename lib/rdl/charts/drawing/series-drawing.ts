import { traitsOf } from '../chart-types.ts';
import type { SeriesModel } from '../model/chart-model.ts';
import { drawAreas } from './areas.ts';
import { drawColumns } from './columns.ts';
import { drawFunnel } from './funnels.ts';
import { drawLines } from './lines.ts';
import type { PlotContext } from './plot-context.ts';
import { drawSpreads } from './prices.ts';
import { drawPie } from './pies.ts';
import { drawBubbles, drawPoints } from './scatter.ts';
import { drawSunburst } from './sunburst.ts';
import { drawTreeMap } from './tree-map.ts';

/** Draws the series of an area: those of one kind together, kinds in the order in which they first occur. */
export function drawSeries(context: PlotContext): void {
  const { series } = context.layout.scales;
  const kinds = Map.groupBy(series, (one) => one.type);
  for (const group of kinds.values()) drawKind(group, context);
}

function drawKind(series: readonly SeriesModel[], context: PlotContext): void {
  switch (series[0]?.type) {
    case 'Line':
    case 'Spline':
    case 'StepLine':
      drawLines(series, context);
      return;
    case 'Area':
    case 'SplineArea':
    case 'StackedArea':
    case '100%StackedArea':
    case 'Range':
    case 'SplineRange':
      drawAreas(series, context);
      return;
    case 'Point':
      drawPoints(series, context);
      return;
    case 'Bubble':
      drawBubbles(series, context);
      return;
    case 'Stock':
    case 'Candlestick':
    case 'BoxPlot':
    case 'ErrorBar':
      drawSpreads(series, context);
      return;
    case 'Pie':
    case 'Doughnut':
      drawPie(series[0], context);
      return;
    case 'Funnel':
    case 'Pyramid':
      drawFunnel(series[0], context);
      return;
    case 'TreeMap':
      drawTreeMap(series, context);
      return;
    case 'Sunburst':
      drawSunburst(series, context);
      return;
    default:
      if (series[0] && traitsOf(series[0].type).axes === 'cartesian') drawColumns(series, context);
  }
}
