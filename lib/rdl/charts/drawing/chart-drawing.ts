import { backgroundFill } from '../../drawing/gradients.ts';
import type { SvgWriter } from '../../drawing/svg.ts';
import type { TextMeasure } from '../../drawing/text-metrics.ts';
import type { Canvas } from '../layout/boxes.ts';
import type { AreaLayout, ChartLayout } from '../layout/chart-layout.ts';
import { drawAreaBack, drawAreaFrame } from './area-frame.ts';
import { drawAxes } from './axis-drawing.ts';
import { drawBorderSkin } from './border-skin.ts';
import { circleOf, drawCircleAxes, drawCircleBack } from './circle-frame.ts';
import { drawCircleSeries } from './circle-series.ts';
import { drawLegend } from './legend-drawing.ts';
import { type PlotContext, plotContext } from './plot-context.ts';
import type { DrawnLabel } from './point-labels.ts';
import { drawSeries } from './series-drawing.ts';
import { drawLineLabels } from './series-labels.ts';
import { type Space, spaceOf } from './space.ts';
import { drawSpaceSeries } from './space-series.ts';
import { drawWalls } from './space-walls.ts';
import { drawSupplementLines } from './supplement-lines.ts';
import { drawTitle } from './title-drawing.ts';

export type DrawingTools = {
  readonly svg: SvgWriter;
  readonly canvas: Canvas;
  readonly measure: TextMeasure;
  readonly warn: (sentence: string) => void;
  /** Collects the labels of points as they are drawn. */
  readonly labels: DrawnLabel[];
};

/** Draws everything that was placed. */
export function drawChart(layout: ChartLayout, tools: DrawingTools): void {
  drawBackground(layout, tools);
  for (const area of layout.areas) drawArea(area, tools);
  for (const area of layout.areas) {
    const main = layout.areas.find((one) => one.area.name === area.area.supplements);
    if (main) drawSupplementLines(plotContext(tools, main), plotContext(tools, area));
  }
  for (const legend of layout.legends) drawLegend(legend, tools);
  for (const title of layout.titles) drawTitle(title, tools);
}

function drawBackground({ model }: ChartLayout, { svg }: DrawingTools): void {
  const whole = { left: 0, top: 0, width: svg.width, height: svg.height };
  if (model.borderSkin) {
    drawBorderSkin(model.borderSkin, model, svg);
    return;
  }
  if (model.background) svg.rect(whole, { fill: backgroundFill(svg, whole, model.background) });
}

function drawArea(layout: AreaLayout, tools: DrawingTools): void {
  const context = plotContext(tools, layout);
  if (layout.area.hidden) return;
  if (layout.scales.kind === 'circular') {
    drawCircleArea(context);
    return;
  }
  const space = layout.area.threeD;
  if (space) warnOfSpace(layout, tools);
  if (space && layout.scales.kind === 'cartesian') {
    drawSpace(spaceOf(context, space));
    return;
  }
  drawAreaBack(context);
  drawSeries(context);
  if (layout.scales.kind === 'cartesian') drawAxes(context);
  drawAreaFrame(context);
}

/** What the engine's camera would show otherwise. */
function warnOfSpace({ area, scales }: AreaLayout, { warn }: DrawingTools): void {
  const type = scales.series[0]?.type;
  if (type === 'Pie' || type === 'Doughnut') return;
  if (scales.kind === 'cartesian')
    warn(`The depth of chart area "${area.name}" is drawn in an oblique view.`);
  else warn(`Chart area "${area.name}" is drawn flat, without depth.`);
}

function drawSpace(space: Space): void {
  drawWalls(space);
  drawSpaceSeries(space);
  drawAxes(space.front);
}

function drawCircleArea(context: PlotContext): void {
  const circle = circleOf(context);
  drawCircleBack(circle, context);
  const placed = drawCircleSeries(context.layout.scales.series, circle, context);
  drawCircleAxes(circle, context);
  drawLineLabels(placed, context);
}
