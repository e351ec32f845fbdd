import { parseColor, WHITE } from '../../drawing/color.ts';
import { backgroundFill } from '../../drawing/gradients.ts';
import type { Stroke } from '../../drawing/stroke.ts';
import type { PixelBox, Point } from '../../drawing/svg.ts';
import { numberAttribute } from '../model/custom-attributes.ts';
import type { PointModel, SeriesModel } from '../model/series-model.ts';
import { smallestGap } from '../scales/area-scales.ts';
import type { PlacedPoint } from './lines.ts';
import { drawMarker } from './marker-shapes.ts';
import {
  clamped,
  onAxis,
  type PlotContext,
  pixelsOf,
  pixelsOnScale,
  placeOf,
  type SeriesAxes,
  seriesAxes,
} from './plot-context.ts';

/** A mark that stands upright over its place: its middle and half its width, and its values in pixels. */
type Upright = {
  readonly series: SeriesModel;
  readonly point: PointModel;
  readonly x: number;
  readonly half: number;
  readonly y: (value: number) => number;
  readonly stroke: Stroke;
};

/** Stocks, candlesticks, box plots and error bars. */
export function drawSpreads(series: readonly SeriesModel[], context: PlotContext): readonly PlacedPoint[] {
  return series.flatMap((one, index) => {
    const axes = seriesAxes(one, context);
    if (!axes) return [];
    const slot =
      one.type === 'BoxPlot' || one.type === 'ErrorBar' ? { index, count: series.length } : ONE_SLOT;
    const gap = smallestGap(series);
    return one.points.flatMap((point, order) => {
      if (point.empty || !onAxis(axes.category, placeOf(point))) return [];
      const mark = uprightMark(one, point, { axes, context, gap, slot });
      drawMark(mark, context);
      return [{ series: one, point, order, at: [mark.x, mark.y(point.y[0] ?? 0)] as const, inside: true }];
    });
  });
}

const ONE_SLOT = { index: 0, count: 1 };

function uprightMark(
  series: SeriesModel,
  point: PointModel,
  tools: {
    readonly axes: SeriesAxes;
    readonly context: PlotContext;
    readonly gap: number;
    readonly slot: { readonly index: number; readonly count: number };
  },
): Upright {
  const { axes, context, gap, slot } = tools;
  const width = (numberAttribute(series.attributes, 'PointWidth') ?? 0.8) * gap;
  const place = placeOf(point);
  const a = pixelsOnScale(axes.category, place - width / 2, context);
  const b = pixelsOnScale(axes.category, place + width / 2, context);
  const part = Math.abs(b - a) / slot.count;
  const x = Math.min(a, b) + part * (slot.index + 0.5);
  const { style } = point;
  return {
    series,
    point,
    x,
    half: part / 2,
    y: (value) => pixelsOf(axes.value, clamped(axes.value.scale, value), context),
    stroke: {
      color: style.borderColor ?? point.color,
      width: style.lineWidth,
      ...(style.lineStyle ? { style: style.lineStyle } : {}),
    },
  };
}

function drawMark(mark: Upright, context: PlotContext): void {
  switch (mark.series.type) {
    case 'Stock':
      drawStock(mark, context);
      return;
    case 'Candlestick':
      drawCandle(mark, context);
      return;
    case 'BoxPlot':
      drawBoxPlot(mark, context);
      return;
    default:
      drawErrorBar(mark, context);
  }
  if (mark.point.style.marker) {
    drawMarker(
      context.svg,
      [mark.x, mark.y(mark.point.y[0] ?? 0)],
      mark.point.style.marker,
      mark.point.color,
    );
  }
}

/** A line from high to low, with ticks for open (left) and close (right). */
function drawStock({ x, half, y, stroke, point }: Upright, { svg }: PlotContext): void {
  const [high = 0, low = 0, open = 0, close = 0] = point.y;
  const line = { ...stroke, color: point.color };
  svg.line([x, y(high)], [x, y(low)], line);
  svg.line([x - half, y(open)], [x, y(open)], line);
  svg.line([x, y(close)], [x + half, y(close)], line);
}

/** A body from open to close: in the colour of the series when the price rose, white when it fell. */
function drawCandle(mark: Upright, context: PlotContext): void {
  const { svg } = context;
  const { x, half, y, stroke, point, series } = mark;
  const [high = 0, low = 0, open = 0, close = 0] = point.y;
  const up = parseColor(series.attributes.get('PriceUpColor') ?? '') ?? point.color;
  const down = parseColor(series.attributes.get('PriceDownColor') ?? '') ?? WHITE;
  const rising = open <= close;
  const top = y(Math.max(open, close));
  const bottom = y(Math.min(open, close));
  const body = { left: x - half, top, width: half * 2, height: Math.max(1, bottom - top) };
  const line = { ...stroke, color: point.style.borderColor ?? point.color };
  svg.line([x, y(high)], [x, top], line);
  svg.line([x, bottom], [x, y(low)], line);
  svg.rect(body, { fill: rising ? up : down, stroke: line });
}

/** Whiskers, a box, the mean as a solid and the median as a dashed line. */
function drawBoxPlot(mark: Upright, context: PlotContext): void {
  const { svg } = context;
  const { x, half, y, point, series } = mark;
  const [low = 0, high = 0, lowBox = 0, highBox = 0, mean = 0, median = 0] = point.y;
  const stroke = {
    ...mark.stroke,
    color: point.style.borderColor ?? { ...mark.stroke.color, red: 0, green: 0, blue: 0 },
  };
  const box: PixelBox = {
    left: x - half,
    top: Math.min(y(highBox), y(lowBox)),
    width: half * 2,
    height: Math.abs(y(highBox) - y(lowBox)),
  };
  svg.line([x, y(highBox)], [x, y(high)], stroke);
  svg.line([x, y(lowBox)], [x, y(low)], stroke);
  svg.line([x - half / 2, y(high)], [x + half / 2, y(high)], stroke);
  svg.line([x - half / 2, y(low)], [x + half / 2, y(low)], stroke);
  svg.rect(box, { fill: backgroundFill(svg, box, point.style.background), stroke });
  const shown = (name: string) => series.attributes.get(name)?.toLowerCase() !== 'false';
  if (shown('BoxPlotShowAverage')) svg.line([x - half, y(mean)], [x + half, y(mean)], stroke);
  if (shown('BoxPlotShowMedian')) {
    svg.line([x - half, y(median)], [x + half, y(median)], { ...stroke, style: 'Dashed' });
  }
}

/** A line between the errors with caps (`ErrorBarStyle`), and the marker of the centre where one is written. */
function drawErrorBar(mark: Upright, context: PlotContext): void {
  const { svg } = context;
  const { x, half, y, point, series } = mark;
  const [center = 0, low = 0, high = 0] = point.y;
  const style = series.attributes.get('ErrorBarStyle')?.toLowerCase() ?? 'both';
  const from = style === 'uppererror' ? center : low;
  const to = style === 'lowererror' ? center : high;
  const line = { ...mark.stroke, color: point.color };
  svg.line([x, y(from)], [x, y(to)], line);
  for (const value of [style === 'uppererror' ? undefined : low, style === 'lowererror' ? undefined : high]) {
    if (value !== undefined) svg.line([x - half / 2, y(value)], [x + half / 2, y(value)], line);
  }
  const at: Point = [x, y(center)];
  if (point.style.marker) drawMarker(svg, at, point.style.marker, point.color);
}
