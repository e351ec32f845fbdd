import { backgroundFill } from '../../drawing/gradients.ts';
import type { Stroke } from '../../drawing/stroke.ts';
import type { Point } from '../../drawing/svg.ts';
import { drawTextAround, drawTextBlock } from '../../drawing/text-block.ts';
import { textLines } from '../../drawing/text-wrap.ts';
import type { CircleLabels } from '../layout/circular-layout.ts';
import { textDegrees } from '../layout/text-direction.ts';
import type { AxisState } from '../scales/area-scales.ts';
import { sectorsOf } from '../scales/circular-scale.ts';
import { onScale, type Scale } from '../scales/scale.ts';
import { labelSpacing, tickPositions } from '../scales/ticks.ts';
import { spacingOf } from './area-frame.ts';
import { crispLine } from './crisp.ts';
import { around } from './pie-shape.ts';
import type { PlotContext } from './plot-context.ts';

/** The circle of a polar or radar plot; pixels. */
export type Circle = {
  readonly center: Point;
  readonly radius: number;
  /** Directions of the radial axes, degrees clockwise from the top. */
  readonly directions: readonly number[];
  readonly polygon: boolean;
};

export function circleOf(context: PlotContext): Circle {
  const { plot, layout } = context;
  const { series, axes } = layout.scales;
  const written = series.map((one) => one.attributes.get('AreaDrawingStyle')?.toLowerCase());
  return {
    center: [plot.left + plot.width / 2 + 0.5, plot.top + plot.height / 2 + 0.5],
    radius: Math.min(plot.width, plot.height) / 2,
    directions: axes.X ? sectorsOf(axes.X, series).map((sector) => sector.degrees) : [],
    polygon: written.find((style) => style !== undefined) === 'polygon',
  };
}

/** A point at an angle (clockwise from the top) and a distance from the centre. */
export function onCircle(circle: Circle, degrees: number, distance: number): Point {
  return around(circle.center, degrees - 90, distance);
}

/** How far out a value lies, in pixels. */
export function radiusOf(circle: Circle, scale: Scale, value: number): number {
  const place = onScale(scale, value);
  const range = scale.maximum - scale.minimum;
  const share = range === 0 ? 0 : (place - scale.minimum) / range;
  return circle.radius * Math.min(1, Math.max(0, scale.reversed ? 1 - share : share));
}

/** Background and gridlines: what lies behind the series. */
export function drawCircleBack(circle: Circle, context: PlotContext): void {
  const { svg, plot, layout } = context;
  const { background } = layout.area.box;
  if (background) drawRing(circle, circle.radius, { fill: backgroundFill(svg, plot, background) }, context);
  const value = layout.scales.axes.Y;
  const category = layout.scales.axes.X;
  if (value?.enabled) {
    for (const grid of [value.model.minorGrid, value.model.majorGrid]) {
      if (!grid.enabled) continue;
      for (const place of tickPositions(value.scale, spacingOf(value, grid))) {
        const radius = distanceOf(circle, value.scale, place);
        if (radius > 0) drawRing(circle, radius, { stroke: grid.line }, context);
      }
    }
  }
  const radial = layout.scales.series[0]?.type === 'Polar';
  if (radial && category?.enabled && category.model.majorGrid.enabled) {
    drawSpokes(circle, category.model.majorGrid.line, context);
  }
}

function distanceOf(circle: Circle, scale: Scale, place: number): number {
  const share = (place - scale.minimum) / (scale.maximum - scale.minimum);
  return circle.radius * (scale.reversed ? 1 - share : share);
}

function drawRing(
  circle: Circle,
  radius: number,
  paint: Parameters<PlotContext['svg']['circle']>[2],
  { svg }: PlotContext,
): void {
  if (circle.polygon && circle.directions.length > 2) {
    svg.polygon(
      circle.directions.map((degrees) => onCircle(circle, degrees, radius)),
      paint,
    );
  } else svg.circle(circle.center, radius, paint);
}

function drawSpokes(circle: Circle, stroke: Stroke, { svg }: PlotContext): void {
  for (const degrees of circle.directions) {
    svg.line(circle.center, onCircle(circle, degrees, circle.radius), stroke);
  }
}

/** Radial lines, the values along the first of them, the frame and the labels around the circle. */
export function drawCircleAxes(circle: Circle, context: PlotContext): void {
  const { layout } = context;
  const { X: category, Y: value } = layout.scales.axes;
  const radar = layout.scales.series[0]?.type === 'Radar';
  if (value?.enabled) {
    const { line } = value.model;
    if (line && line.style !== 'None') {
      if (radar) drawSpokes(circle, line, context);
      else context.svg.line(circle.center, onCircle(circle, valueDirection(category), circle.radius), line);
    }
    drawValues(circle, value, context);
  }
  if (category?.enabled) {
    const { line } = category.model;
    if (line && line.style !== 'None') drawRing(circle, circle.radius, { stroke: line }, context);
    if (layout.circle) drawAround(circle, layout.circle, category, context);
  }
  drawTitles(context);
}

/** The titles of the axes stand at their sides of the area. */
function drawTitles(context: PlotContext): void {
  const { svg, canvas, layout, measure } = context;
  const area = canvas.toPixels(layout.box);
  for (const placed of Object.values(layout.axes)) {
    if (!placed) continue;
    const { model, side } = placed.state;
    const { text, style, orientation } = model.title;
    if (text === '') continue;
    const upright = side === 'Left' || side === 'Right';
    const half =
      (upright ? canvas.xPixels(placed.layout.titleSize) : canvas.yPixels(placed.layout.titleSize)) / 2;
    const [centerX, centerY] = [area.left + area.width / 2, area.top + area.height / 2];
    const x = side === 'Left' ? area.left + half : side === 'Right' ? area.left + area.width - half : centerX;
    const y = side === 'Top' ? area.top + half : side === 'Bottom' ? area.top + area.height - half : centerY;
    const block = { lines: textLines(text), font: style.font, color: style.color };
    drawTextAround(svg, { x, y, degrees: textDegrees(orientation, side) }, block, measure);
  }
}

/** Where the values stand: at the top, or where they cross the category axis. */
function valueDirection(category: AxisState | undefined): number {
  const at = category?.model.crossAt;
  return typeof at === 'number' ? at : 0;
}

/** Ticks and labels of the value axis, left of the line that runs up from the centre. */
function drawValues(circle: Circle, axis: AxisState, context: PlotContext): void {
  const { svg, measure, layout, canvas } = context;
  const placed = layout.axes.Y;
  const [x, y] = circle.center;
  const { majorTick, labels } = axis.model;
  const tick = majorTick.enabled && majorTick.style !== 'None' ? canvas.xPixels(majorTick.length) : 0;
  for (const place of tickPositions(axis.scale, labelSpacing(axis.scale))) {
    const top = y - distanceOf(circle, axis.scale, place);
    if (tick > 0) crispLine(svg, [x - tick, top], [x, top], majorTick.line);
  }
  if (labels.hidden || !placed) return;
  const { font } = placed.layout;
  const { color } = labels.style;
  for (const label of placed.layout.labels) {
    const top = y - distanceOf(circle, axis.scale, (label.from + label.to) / 2);
    const lines = textLines(label.text);
    const height = lines.length * measure.lineHeight(font);
    const box = { left: x - tick - canvas.xPixels(0.5), top: top - height / 2, width: 0, height };
    drawTextBlock(svg, box, { lines, font, color, align: 'right' }, measure);
  }
}

/** The labels around the circle: level ones stand beside it, others follow it or point away from it. */
function drawAround(circle: Circle, labels: CircleLabels, axis: AxisState, context: PlotContext): void {
  const { svg, measure } = context;
  const { font, spacing, style } = labels;
  const { color } = axis.model.labels.style;
  for (const { degrees, text } of labels.sectors) {
    if (text.trim() === '') continue;
    const lines = textLines(text);
    const width = Math.max(...lines.map((line) => measure.width(line, font)));
    const height = lines.length * measure.lineHeight(font);
    const sine = Math.sin((degrees / 180) * Math.PI);
    if (style === 'horizontal') {
      const [x, y] = onCircle(circle, degrees, circle.radius + spacing);
      const dx = Math.abs(sine) < 1e-6 ? 0 : (Math.sign(sine) * width) / 2;
      const cosine = Math.cos((degrees / 180) * Math.PI);
      drawTextAround(svg, { x: x + dx, y: y - (cosine * height) / 2 }, { lines, font, color }, measure);
      continue;
    }
    const outwards = style === 'circular' ? height / 2 : width / 2;
    const [x, y] = onCircle(circle, degrees, circle.radius + spacing + outwards);
    const lower = degrees > 90 && degrees < 270;
    const turn =
      style === 'circular' ? (lower ? degrees - 180 : degrees) : degrees <= 180 ? degrees - 90 : degrees + 90;
    drawTextAround(svg, { x, y, degrees: turn }, { lines, font, color }, measure);
  }
}
