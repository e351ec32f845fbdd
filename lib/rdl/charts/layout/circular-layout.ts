import type { Font } from '../../drawing/font.ts';
import type { TextMeasure } from '../../drawing/text-metrics.ts';
import { textSize } from '../../drawing/text-wrap.ts';
import type { AreaModel, AxisName } from '../model/chart-model.ts';
import type { AreaScales, AxisState } from '../scales/area-scales.ts';
import { type Sector, sectorsOf } from '../scales/circular-scale.ts';
import { AXIS_SPACING, type AxisLayout, isUpright } from './axis-layout.ts';
import { axisRoom } from './axis-room.ts';
import { type Canvas, type RelativeBox, right } from './boxes.ts';
import type { PlacedAxis, PlotLayout } from './plot-layout.ts';

type Tools = { readonly canvas: Canvas; readonly measure: TextMeasure };

/** The labels around a polar or radar plot. */
export type CircleLabels = {
  readonly sectors: readonly Sector[];
  readonly font: Font;
  /** Pixels between the circle and its labels. */
  readonly spacing: number;
  readonly style: 'horizontal' | 'circular' | 'radial';
};

/** The largest square in an area, less the room that the labels around the circle need. */
export function layoutCircle(
  area: AreaModel,
  scales: AreaScales,
  box: RelativeBox,
  tools: Tools,
): PlotLayout {
  const states = Object.values(scales.axes).filter((axis) => axis?.enabled === true);
  const layouts = new Map(states.map((axis) => [axis.name, roomOf(axis, box, tools)]));
  const start = area.innerPlot ? innerBox(area.innerPlot, box) : withoutAxes(box, states, layouts);
  const square = squareIn(start, tools.canvas);
  const x = scales.axes.X;
  const shown = x?.enabled === true && !x.model.labels.hidden;
  const spacing = tools.canvas.yPixels((layouts.get('X')?.markSize ?? 0) + AXIS_SPACING);
  const circle = x && shown ? circleLabels(x, scales, { square, box, spacing }, tools) : undefined;
  const room = circle ? labelRoom(circle, square, box, tools) : 0;
  const inset = circle ? Math.min(room, tools.canvas.xPixels(square.width) / 2.5) + spacing : 0;
  const plot = {
    x: square.x + tools.canvas.xPercent(inset),
    y: square.y + tools.canvas.yPercent(inset),
    width: Math.max(tools.canvas.xPercent(1), square.width - 2 * tools.canvas.xPercent(inset)),
    height: Math.max(tools.canvas.yPercent(1), square.height - 2 * tools.canvas.yPercent(inset)),
  };
  const axes: Partial<Record<AxisName, PlacedAxis>> = {};
  for (const state of states) {
    const layout = layouts.get(state.name);
    if (layout)
      axes[state.name] = { state, layout: circle && state === x ? { ...layout, font: circle.font } : layout };
  }
  return { plot, axes, ...(circle ? { circle } : {}) };
}

function roomOf(axis: AxisState, box: RelativeBox, tools: Tools): AxisLayout {
  return axisRoom(
    { axis, area: box, plot: box, neighbours: 1, fixedRoom: undefined, wall: undefined, ...tools },
    { circular: true },
  );
}

function innerBox(inner: RelativeBox, box: RelativeBox): RelativeBox {
  return {
    x: box.x + (box.width / 100) * inner.x,
    y: box.y + (box.height / 100) * inner.y,
    width: (box.width / 100) * inner.width,
    height: (box.height / 100) * inner.height,
  };
}

/** Axes cross in the middle of the circle: only titles, and the marks of the category axis, take room outside. */
function withoutAxes(
  box: RelativeBox,
  states: readonly AxisState[],
  layouts: ReadonlyMap<AxisName, AxisLayout>,
): RelativeBox {
  let { x, y, width, height } = box;
  const titles = { level: 0, upright: 0 };
  for (const axis of states) {
    const { titleSize = 0, markSize = 0 } = layouts.get(axis.name) ?? {};
    const upright = isUpright(axis);
    const size = upright ? titleSize : titleSize + markSize;
    if (axis.side === 'Left') x += size;
    if (axis.side === 'Top') y += size;
    if (upright) width -= size;
    else height -= size;
    const direction = upright ? 'upright' : 'level';
    titles[direction] = Math.max(titles[direction], titleSize);
  }
  x += titles.upright;
  width -= 2 * titles.upright;
  y += titles.level;
  height -= 2 * titles.level;
  return { x, y, width: Math.max(0, width), height: Math.max(0, height) };
}

function squareIn(box: RelativeBox, canvas: Canvas): RelativeBox {
  const { left, top, width, height } = canvas.toPixels(box);
  const side = Math.min(width, height);
  return {
    x: canvas.xPercent(left + (width - side) / 2),
    y: canvas.yPercent(top + (height - side) / 2),
    width: canvas.xPercent(side),
    height: canvas.yPercent(side),
  };
}

type Place = { readonly square: RelativeBox; readonly box: RelativeBox; readonly spacing: number };

/** The font shrinks by whole points while two neighbours would overlap. */
function circleLabels(axis: AxisState, scales: AreaScales, place: Place, tools: Tools): CircleLabels {
  const { labels } = axis.model;
  const sectors = sectorsOf(axis, scales.series);
  const style = labelStyle(scales, sectors.length);
  const most = Math.max(labels.minimumFontSize, labels.maximumFontSize);
  const least = Math.min(labels.minimumFontSize, labels.maximumFontSize);
  const fitted = labels.autoFit && labels.growFont ? { ...labels.style.font, size: most } : labels.style.font;
  let circle: CircleLabels = { sectors, font: fitted, spacing: place.spacing, style };
  while (
    labels.autoFit &&
    labels.shrinkFont &&
    circle.font.size > least &&
    !labelsFit(circle, place, tools)
  ) {
    circle = { ...circle, font: { ...circle.font, size: circle.font.size - 1 } };
  }
  return circle;
}

function labelStyle(scales: AreaScales, sectors: number): CircleLabels['style'] {
  const written = scales.series
    .map((one) => one.attributes.get('CircularLabelsStyle')?.toLowerCase())
    .findLast((style) => style !== undefined && style !== 'auto');
  if (written === 'circular' || written === 'radial' || written === 'horizontal') return written;
  return sectors > 30 ? 'radial' : 'horizontal';
}

function labelsFit(circle: CircleLabels, { square, box, spacing }: Place, tools: Tools): boolean {
  const room = Math.min(labelRoom(circle, square, box, tools) * 1.1, tools.canvas.xPixels(square.width) / 5);
  const radius = tools.canvas.xPixels(square.width) / 2 - room;
  const boxes = circle.sectors.map(({ degrees, text }) => {
    const size = textSize(text, circle.font, tools.measure);
    const radians = (degrees / 180) * Math.PI;
    const [x, y] = [Math.sin(radians) * (radius + spacing), -Math.cos(radians) * (radius + spacing)];
    const shift =
      Math.abs(Math.sin(radians)) < 1e-6 ? -size.width / 2 : Math.sin(radians) > 0 ? 0 : -size.width;
    return { left: x + shift, top: y - size.height / 2, ...size };
  });
  return boxes.every((one, index) => {
    const next = boxes[(index + 1) % boxes.length];
    if (!next || next === one) return true;
    const level = one.left < next.left + next.width && next.left < one.left + one.width;
    return !(level && one.top < next.top + next.height && next.top < one.top + one.height);
  });
}

/** Pixels by which the circle must shrink for its labels; measured a tenth larger than the text. */
function labelRoom(circle: CircleLabels, square: RelativeBox, box: RelativeBox, tools: Tools): number {
  const { canvas, measure } = tools;
  const plot = canvas.toPixels(square);
  const area = canvas.toPixels(box);
  const radius = plot.width / 2;
  const edge = canvas.xPixels(right(box));
  let most = 0;
  for (const { degrees, text } of circle.sectors) {
    const size = textSize(text, circle.font, measure);
    const width = Math.ceil(size.width * 1.1);
    const height = Math.ceil(size.height * 1.1);
    const radians = (degrees / 180) * Math.PI;
    if (circle.style === 'circular') most = Math.max(most, height);
    else if (circle.style === 'radial') {
      const across = Math.ceil(Math.abs(Math.sin(radians)) * width) - (plot.left - area.left);
      const along = Math.ceil(Math.abs(Math.cos(radians)) * width) - (plot.top - area.top);
      most = Math.max(most, across, along);
    } else {
      const x = plot.left + radius + Math.abs(Math.sin(radians)) * radius;
      most = Math.max(most, height, width - (edge - x));
    }
  }
  return most;
}
