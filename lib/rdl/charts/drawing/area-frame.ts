import { type Color, darken, parseColor, WHITE } from '../../drawing/color.ts';
import { backgroundFill } from '../../drawing/gradients.ts';
import type { PixelBox } from '../../drawing/svg.ts';
import { drawTextAround, drawTextBlock } from '../../drawing/text-block.ts';
import { textDegrees } from '../layout/text-direction.ts';
import type { GridModel, StripLineModel } from '../model/chart-model.ts';
import type { AxisState } from '../scales/area-scales.ts';
import { dateInterval } from '../scales/date-interval.ts';
import { alignStart, intervalLength } from '../scales/ole-date.ts';
import { labelSpacing, MAX_MARKS, type TickSpacing, tickPositions } from '../scales/ticks.ts';
import { crispFrame, crispLine, snappedBox } from './crisp.ts';
import { type PlotContext, pixelsOnScale } from './plot-context.ts';

const LIGHT_GRAY: Color = parseColor('LightGray') ?? WHITE;

/** Background, strips and gridlines: what lies behind the series of an area. */
export function drawAreaBack(context: PlotContext): void {
  const { svg, layout, canvas } = context;
  const { box, kind } = { box: layout.area.box, kind: layout.scales.kind };
  const ground =
    kind === 'none' || layout.scales.series.length === 0 ? canvas.toPixels(layout.box) : context.plot;
  if (layout.scales.series.length === 0) return;
  if (box.background) {
    const snapped = snappedBox(ground);
    svg.rect(snapped, { fill: backgroundFill(svg, snapped, box.background) });
  }
  if (kind === 'none') {
    if (box.border) crispFrame(svg, ground, box.border);
    return;
  }
  const axes = drawnAxes(context);
  for (const axis of axes) drawStrips(axis, context, 'bands');
  for (const axis of axes) {
    drawGrid(axis, axis.model.minorGrid, context);
    drawGrid(axis, axis.model.majorGrid, context);
  }
  for (const axis of axes) drawStrips(axis, context, 'lines');
}

/** The frame of the plot, over what is drawn in it. */
export function drawAreaFrame(context: PlotContext): void {
  const { layout, svg } = context;
  if (layout.scales.kind === 'cartesian' && layout.area.box.border && layout.scales.series.length > 0) {
    crispFrame(svg, context.plot, layout.area.box.border);
  }
}

export function drawnAxes(context: PlotContext): readonly AxisState[] {
  const { axes } = context.layout.scales;
  return (['Y', 'X2', 'Y2', 'X'] as const).flatMap((name) => axes[name] ?? []).filter((axis) => axis.enabled);
}

/** Minor marks without an interval of their own cut that of the major ones in five. */
const MINOR_PARTS = 5;

/** The interval of gridlines or ticks: their own, or that of the labels. */
export function spacingOf(axis: AxisState, marks: GridModel): TickSpacing {
  const { model, scale } = axis;
  const labels = labelSpacing(scale);
  if (marks.interval > 0) {
    const type = marks.intervalType ?? labels.type;
    return { interval: marks.interval, type, offset: marks.offset, offsetType: marks.offsetType ?? type };
  }
  if (marks !== model.minorGrid && marks !== model.minorTick) {
    return { ...labels, offset: labels.offset + marks.offset };
  }
  const major = spacingOf(axis, model.majorGrid);
  if (major.type === 'Number') return { ...major, interval: major.interval / MINOR_PARTS };
  return { ...major, ...dateInterval((scale.maximum - scale.minimum) / MINOR_PARTS) };
}

function drawGrid(axis: AxisState, grid: GridModel, context: PlotContext): void {
  if (!grid.enabled) return;
  const { svg, plot } = context;
  const spacing = spacingOf(axis, grid);
  const upright = axis.side === 'Left' || axis.side === 'Right';
  for (const place of tickPositions(axis.scale, spacing)) {
    const at = pixelsOnScale(axis, place, context);
    if (upright) crispLine(svg, [plot.left, at], [plot.left + plot.width, at], grid.line);
    else crispLine(svg, [at, plot.top], [at, plot.top + plot.height], grid.line);
  }
}

/** Bands of a width, or lines; interlaced axes have a band over every second interval. */
function drawStrips(axis: AxisState, context: PlotContext, what: 'bands' | 'lines'): void {
  const { model } = axis;
  if (what === 'bands' && model.interlaced) drawInterlaced(axis, context);
  for (const strip of model.stripLines) {
    if (strip.width > 0 === (what === 'bands')) drawStrip(axis, strip, context);
  }
}

function drawInterlaced(axis: AxisState, context: PlotContext): void {
  const { svg, layout } = context;
  const area = layout.area.box.background?.color ?? LIGHT_GRAY;
  const color = axis.model.interlacedColor ?? darken(area, 0.2);
  const spacing = spacingOf(axis, axis.model.majorGrid);
  tickPositions(axis.scale, spacing).forEach((place, index) => {
    if (index % 2 === 1) return;
    const end = Math.min(axis.scale.maximum, place + intervalLength(place, spacing.interval, spacing.type));
    const band = bandBox(axis, place, end, context);
    if (band.width > 0 && band.height > 0) svg.rect(snappedBox(band), { fill: color });
  });
}

function drawStrip(axis: AxisState, strip: StripLineModel, context: PlotContext): void {
  const { svg } = context;
  for (const start of stripStarts(axis, strip)) {
    const type = strip.widthType ?? strip.intervalType ?? axis.scale.intervalType;
    const end = strip.width > 0 ? start + intervalLength(start, strip.width, type) : start;
    const low = Math.max(axis.scale.minimum, Math.min(start, end));
    const high = Math.min(axis.scale.maximum, Math.max(start, end));
    if (high < low) continue;
    const band = bandBox(axis, low, high, context);
    if (strip.width > 0 && strip.box.background) {
      const snapped = snappedBox(band);
      svg.rect(snapped, { fill: backgroundFill(svg, snapped, strip.box.background) });
    }
    if (strip.box.border) drawStripLine(axis, band, strip, context);
    else if (strip.width === 0) {
      const line = { color: strip.borderColor, width: 1 };
      drawStripLine(axis, band, { ...strip, box: { ...strip.box, border: line } }, context);
    }
    drawStripTitle(axis, band, strip, context);
  }
}

/** Where a strip begins: once at its offset, or again after each interval. */
function stripStarts(axis: AxisState, strip: StripLineModel): readonly number[] {
  const { minimum, maximum, intervalType } = axis.scale;
  if (strip.interval <= 0) return strip.offset === 0 && strip.width === 0 ? [] : [strip.offset];
  const type = strip.intervalType ?? intervalType;
  const first = alignStart(minimum, strip.interval, type) + strip.offset;
  const starts: number[] = [];
  for (let start = first; start <= maximum && starts.length < MAX_MARKS; ) {
    starts.push(start);
    start += intervalLength(start, strip.interval, type);
  }
  return starts;
}

function bandBox(axis: AxisState, from: number, to: number, context: PlotContext): PixelBox {
  const { plot } = context;
  const a = pixelsOnScale(axis, from, context);
  const b = pixelsOnScale(axis, to, context);
  const start = Math.min(a, b);
  const length = Math.abs(a - b);
  return axis.side === 'Left' || axis.side === 'Right'
    ? { ...plot, top: start, height: length }
    : { ...plot, left: start, width: length };
}

function drawStripLine(axis: AxisState, band: PixelBox, strip: StripLineModel, context: PlotContext): void {
  const { border } = strip.box;
  if (!border) return;
  const { svg } = context;
  const right = band.left + band.width;
  const bottom = band.top + band.height;
  const upright = axis.side === 'Left' || axis.side === 'Right';
  if (upright) {
    crispLine(svg, [band.left, band.top], [right, band.top], border);
    if (strip.width > 0) crispLine(svg, [band.left, bottom], [right, bottom], border);
  } else {
    crispLine(svg, [band.left, band.top], [band.left, bottom], border);
    if (strip.width > 0) crispLine(svg, [right, band.top], [right, bottom], border);
  }
}

/** The title of a strip stands in the band, or under (over) a line. */
function drawStripTitle(axis: AxisState, band: PixelBox, strip: StripLineModel, context: PlotContext): void {
  if (strip.title === '') return;
  const { svg, measure } = context;
  const { font, color } = strip.style;
  const lines = strip.title.split('\n');
  const height = measure.lineHeight(font) * lines.length;
  if (axis.side !== 'Left' && axis.side !== 'Right') {
    const degrees = strip.orientation === 'Auto' ? -90 : textDegrees(strip.orientation, 'Top');
    const width = Math.max(...lines.map((line) => measure.width(line, font)));
    const x = band.left + (strip.width > 0 ? height / 2 : -height / 2);
    drawTextAround(svg, { x, y: band.top + width / 2 + 2, degrees }, { lines, font, color }, measure);
    return;
  }
  const box = strip.width > 0 ? band : { ...band, top: band.top, height };
  const align = { Near: 'left', Center: 'center', Far: 'right' } as const;
  const verticalAlign = { Near: 'top', Center: 'middle', Far: 'bottom' } as const;
  drawTextBlock(
    svg,
    box,
    {
      lines,
      font,
      color,
      align: align[strip.titleAlignment],
      verticalAlign: strip.width > 0 ? verticalAlign[strip.titleLineAlignment] : 'top',
    },
    measure,
  );
}
