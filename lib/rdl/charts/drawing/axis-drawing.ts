import type { Color } from '../../drawing/color.ts';
import type { Font } from '../../drawing/font.ts';
import type { Point } from '../../drawing/svg.ts';
import { drawTextAround, drawTextBlock } from '../../drawing/text-block.ts';
import { textLines, wrapText } from '../../drawing/text-wrap.ts';
import { AXIS_SPACING, visibleLabels } from '../layout/axis-layout.ts';
import { axisLinePosition, type PlacedAxis } from '../layout/plot-layout.ts';
import { isVerticalText, textDegrees } from '../layout/text-direction.ts';
import type { TickModel } from '../model/chart-model.ts';
import type { AxisState } from '../scales/area-scales.ts';
import { tickPositions } from '../scales/ticks.ts';
import { drawnAxes, spacingOf } from './area-frame.ts';
import { crispLine } from './crisp.ts';
import { type PlotContext, pixelsOnScale } from './plot-context.ts';

/** Lines, ticks, labels and titles of the axes around a plot. */
export function drawAxes(context: PlotContext): void {
  for (const axis of drawnAxes(context)) {
    const placed = context.layout.axes[axis.name];
    if (placed) drawAxis(placed, context);
  }
}

function drawAxis(placed: PlacedAxis, context: PlotContext): void {
  const { state } = placed;
  const frame = axisFrame(placed, context);
  const { line } = state.model;
  if (line && line.style !== 'None') crispLine(context.svg, frame.at(0, 0), frame.at(1, 0), line);
  drawArrow(state, frame, context);
  drawTicks(state, state.model.minorTick, frame, context);
  drawTicks(state, state.model.majorTick, frame, context);
  if (!state.model.labels.hidden) {
    drawLabels(placed, frame, context);
    drawGroups(placed, frame, context);
  }
  drawTitle(placed, frame, context);
}

/** Coordinates of an axis: along it as a share, away from the plot in pixels. */
type AxisFrame = {
  readonly upright: boolean;
  /** A point at a share along the axis and a distance outwards of its line. */
  readonly at: (share: number, outwards: number) => Point;
  /** The same for pixels along the axis and outwards of the edge from which labels count. */
  readonly outside: (along: number, outwards: number) => Point;
  /** Pixels outwards that a percentage of the picture takes. */
  readonly across: (percent: number) => number;
};

function axisFrame({ state }: PlacedAxis, context: PlotContext): AxisFrame {
  const { plot, canvas, layout } = context;
  const states = Object.values(layout.scales.axes).filter((axis) => axis !== undefined);
  const percent = axisLinePosition(state, states, layout.plot);
  const upright = state.side === 'Left' || state.side === 'Right';
  const line = upright ? canvas.xPixels(percent) : canvas.yPixels(percent);
  const edge = {
    Left: plot.left,
    Right: plot.left + plot.width,
    Top: plot.top,
    Bottom: plot.top + plot.height,
  }[state.side];
  const sign = state.side === 'Left' || state.side === 'Top' ? -1 : 1;
  const from = state.model.marksNextToAxis ? line : edge;
  const point = (along: number, across: number): Point => (upright ? [across, along] : [along, across]);
  return {
    upright,
    at: (share, outwards) =>
      upright
        ? point(plot.top + plot.height * (1 - share), line + sign * outwards)
        : point(plot.left + plot.width * share, line + sign * outwards),
    outside: (along, outwards) => point(along, from + sign * outwards),
    across: (value) => (upright ? canvas.xPixels(value) : canvas.yPixels(value)),
  };
}

/** An arrow head at the end of the line: `Triangle`, `SharpTriangle` or two `Lines`. */
function drawArrow({ model, scale }: AxisState, frame: AxisFrame, { svg }: PlotContext): void {
  const { arrows, line } = model;
  if (arrows === 'None' || !line || line.style === 'None') return;
  const [end, before] = scale.reversed ? [0, 1] : [1, 0];
  const tip = frame.at(end, 0);
  const start = frame.at(before, 0);
  const length = Math.hypot(tip[0] - start[0], tip[1] - start[1]) || 1;
  const along: Point = [(tip[0] - start[0]) / length, (tip[1] - start[1]) / length];
  const half = 2 * line.width + 2;
  const reach = arrows === 'SharpTriangle' ? half * 2.5 : half * 1.5;
  const from = (forwards: number, sideways: number): Point => [
    tip[0] + along[0] * forwards - along[1] * sideways,
    tip[1] + along[1] * forwards + along[0] * sideways,
  ];
  const head = from(reach, 0);
  if (arrows === 'Lines') {
    svg.polyline([from(0, half), head, from(0, -half)], line);
    svg.line(tip, head, line);
  } else svg.polygon([from(0, half), head, from(0, -half)], { fill: line.color });
}

function drawTicks(axis: AxisState, tick: TickModel, frame: AxisFrame, context: PlotContext): void {
  if (!tick.enabled || tick.style === 'None') return;
  const length = frame.across(tick.length);
  const outer = tick.style === 'Outside' ? length : tick.style === 'Cross' ? length / 2 : 0;
  const inner = tick.style === 'Inside' ? -length : tick.style === 'Cross' ? -length / 2 : 0;
  for (const place of tickPositions(axis.scale, spacingOf(axis, tick))) {
    const along = pixelsOnScale(axis, place, context);
    const from = frame.outside(along, inner);
    const to = frame.outside(along, outer);
    crispLine(context.svg, from, to, tick.line);
  }
}

type TextAt = {
  readonly text: string;
  readonly along: number;
  /** Room along the axis, in pixels. */
  readonly room: number;
  readonly font: Font;
  readonly color: Color;
};

function drawLabels(placed: PlacedAxis, frame: AxisFrame, context: PlotContext): void {
  const { state, layout } = placed;
  const groups = layout.groupSizes.reduce((sum, size) => sum + size, 0);
  const start = frame.across(layout.markSize);
  const room = frame.across(layout.labelSize - groups);
  let row = 0;
  for (const label of visibleLabels(state, layout.labels, 0)) {
    const from = pixelsOnScale(state, label.from, context);
    const to = pixelsOnScale(state, label.to, context);
    const text = {
      text: label.text,
      along: (from + to) / 2,
      room: Math.abs(to - from) * (layout.staggered ? 2 : 1),
      font: layout.font,
      color: state.model.labels.style.color,
    };
    const depth = layout.staggered ? room / 2 : room;
    const offset = start + (layout.staggered && row % 2 === 1 ? depth : 0);
    if (label.text.trim() !== '' || layout.staggered) row += 1;
    if (label.text.trim() !== '') drawLabel(text, { angle: layout.angle, offset }, placed, frame, context);
  }
}

/** A label lies against the ticks of its axis. */
function drawLabel(
  label: TextAt,
  place: { readonly angle: number; readonly offset: number },
  { state }: PlacedAxis,
  frame: AxisFrame,
  context: PlotContext,
): void {
  const { svg, measure } = context;
  const { font, color } = label;
  const { angle, offset } = place;
  if (angle !== 0) {
    drawTurnedLabel(label, place, state, frame, context);
    return;
  }
  const lines = frame.upright
    ? textLines(label.text)
    : wrapText(label.text, font, measure, Math.max(label.room, 1));
  const height = lines.length * measure.lineHeight(font);
  if (!frame.upright) {
    const [x, y] = frame.outside(label.along, offset + height / 2);
    drawTextAround(svg, { x, y }, { lines, font, color }, measure);
    return;
  }
  const [left, y] = frame.outside(label.along, offset);
  const align = state.side === 'Left' ? 'right' : 'left';
  const box = { left, top: y - height / 2 + 0.5, width: 0, height };
  drawTextBlock(svg, box, { lines, font, color, align }, measure);
}

function drawTurnedLabel(
  label: TextAt,
  place: { readonly angle: number; readonly offset: number },
  state: AxisState,
  frame: AxisFrame,
  context: PlotContext,
): void {
  const { svg, measure } = context;
  const { font, color } = label;
  const { angle, offset } = place;
  const lines = textLines(label.text);
  const width = Math.max(...lines.map((line) => measure.width(line, font)));
  const height = lines.length * measure.lineHeight(font);
  const radians = (Math.abs(angle) / 180) * Math.PI;
  const gap = offset;
  if (Math.abs(angle) === 90) {
    const [x, y] = frame.outside(label.along, gap + (frame.upright ? height : width) / 2);
    const align = frame.upright ? 'center' : (state.side === 'Bottom') === angle < 0 ? 'right' : 'left';
    const box = { left: x - width / 2, top: y - height / 2, width, height };
    svg.group({ rotate: { degrees: angle, x, y } }, () =>
      drawTextBlock(svg, box, { lines, font, color, align }, measure),
    );
    return;
  }
  // A slanted label ends (or begins) at its tick.
  const towards = (state.side === 'Bottom') === angle < 0 ? -1 : 1;
  const along = frame.upright ? 0 : towards * (width / 2) * Math.cos(radians);
  const out = frame.upright
    ? (width / 2) * Math.cos(radians) + (height / 2) * Math.sin(radians)
    : (width / 2) * Math.sin(radians) + (height / 2) * Math.cos(radians);
  const [x, y] = frame.outside(label.along + along, gap + out);
  drawTextAround(svg, { x, y, degrees: angle }, { lines, font, color }, measure);
}

/** Labels of outer groups with a bracket over their categories, row by row further out. */
function drawGroups(placed: PlacedAxis, frame: AxisFrame, context: PlotContext): void {
  const { state, layout } = placed;
  const { svg, measure } = context;
  const { color } = state.model.labels.style;
  const groups = layout.groupSizes.reduce((sum, size) => sum + size, 0);
  let offset = frame.across(layout.markSize + layout.labelSize - groups);
  layout.groupSizes.forEach((size, level) => {
    const depth = frame.across(size);
    for (const label of layout.labels.filter((one) => one.row === level + 1)) {
      const from = pixelsOnScale(state, label.from, context);
      const to = pixelsOnScale(state, label.to, context);
      const middle = (from + to) / 2;
      const half = measure.width(label.text, layout.font) / 2 + 2;
      const [x, y] = frame.outside(middle, offset + depth / 2);
      const degrees = frame.upright ? -90 : 0;
      drawTextAround(
        svg,
        { x, y, degrees },
        { lines: textLines(label.text), font: layout.font, color },
        measure,
      );
      const line = { color, width: 1 };
      const sign = to > from ? 1 : -1;
      for (const [end, inner] of [
        [from, middle - sign * half],
        [to, middle + sign * half],
      ] as const) {
        if (Math.abs(end - middle) <= half) continue;
        crispLine(svg, frame.outside(end, offset), frame.outside(end, offset + depth / 2), line);
        crispLine(
          svg,
          frame.outside(end, offset + depth / 2),
          frame.outside(inner, offset + depth / 2),
          line,
        );
      }
    }
    offset += depth;
  });
}

/** The title stands outside the labels, at the middle or an end of its axis. */
function drawTitle(placed: PlacedAxis, frame: AxisFrame, context: PlotContext): void {
  const { state, layout } = placed;
  const { title } = state.model;
  if (title.text === '') return;
  const { svg, measure, plot } = context;
  const { font, color } = title.style;
  const lines = textLines(title.text);
  const width = Math.max(...lines.map((line) => measure.width(line, font)));
  const height = lines.length * measure.lineHeight(font);
  const vertical = isVerticalText(title.orientation, state.side);
  const length = vertical === frame.upright ? width : height;
  const start = frame.upright ? plot.top : plot.left;
  const extent = frame.upright ? plot.height : plot.width;
  const near = frame.upright ? start + extent - length / 2 : start + length / 2;
  const far = frame.upright ? start + length / 2 : start + extent - length / 2;
  const along = { Near: near, Center: start + extent / 2, Far: far }[title.alignment];
  const inner = frame.across(layout.markSize + layout.labelSize - AXIS_SPACING);
  const depth = frame.across(layout.titleSize);
  const edge = titleFrame(state, frame, context);
  const lower = frame.upright ? 0 : frame.across(AXIS_SPACING) / 2;
  const [x, y] = edge(along, inner + depth / 2 + lower);
  drawTextAround(
    svg,
    { x, y, degrees: textDegrees(title.orientation, state.side) },
    { lines, font, color },
    measure,
  );
}

/** Titles keep outside the plot even where the axis crosses inside it. */
function titleFrame(
  state: AxisState,
  frame: AxisFrame,
  context: PlotContext,
): (along: number, outwards: number) => Point {
  const { plot } = context;
  return (along, outwards) => {
    const [x, y] = frame.outside(along, outwards);
    switch (state.side) {
      case 'Left':
        return [Math.min(x, plot.left - frame.across(1)), y];
      case 'Right':
        return [Math.max(x, plot.left + plot.width + frame.across(1)), y];
      case 'Top':
        return [x, Math.min(y, plot.top - frame.across(1))];
      case 'Bottom':
        return [x, Math.max(y, plot.top + plot.height + frame.across(1))];
    }
  };
}
