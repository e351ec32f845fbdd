import type { PixelBox, SvgWriter } from '../../drawing/svg.ts';
import type { TextMeasure } from '../../drawing/text-metrics.ts';
import { axisPosition } from '../layout/axis-layout.ts';
import type { Canvas } from '../layout/boxes.ts';
import type { AreaLayout } from '../layout/chart-layout.ts';
import type { PointModel, SeriesModel } from '../model/series-model.ts';
import type { AxisState } from '../scales/area-scales.ts';
import { onScale, type Scale } from '../scales/scale.ts';
import type { DrawnLabel } from './point-labels.ts';
import { LabelPlacer } from './smart-labels.ts';

/** What everything drawn inside an area needs; lengths in pixels. */
export type PlotContext = {
  readonly svg: SvgWriter;
  readonly canvas: Canvas;
  readonly measure: TextMeasure;
  readonly layout: AreaLayout;
  readonly plot: PixelBox;
  readonly warn: (sentence: string) => void;
  /** Collects the labels of points as they are drawn. */
  readonly labels: DrawnLabel[];
  readonly placer: LabelPlacer;
};

export function plotContext(
  tools: Omit<PlotContext, 'layout' | 'plot' | 'placer'>,
  layout: AreaLayout,
): PlotContext {
  const plot = tools.canvas.toPixels(layout.plot);
  const { width, height } = tools.canvas;
  const picture = { left: 0, top: 0, width, height };
  return {
    ...tools,
    layout,
    plot,
    placer: new LabelPlacer(picture, plot, layout.scales.kind === 'circular'),
  };
}

/** The axes on which a series lies. */
export type SeriesAxes = { readonly category: AxisState; readonly value: AxisState };

export function seriesAxes(series: SeriesModel, context: PlotContext): SeriesAxes | undefined {
  const { axes } = context.layout.scales;
  const category = axes[series.categoryAxis] ?? axes.X ?? axes.X2;
  const value = axes[series.valueAxis] ?? axes.Y ?? axes.Y2;
  return category && value ? { category, value } : undefined;
}

/** Where a value lies on an axis, in pixels along it. */
export function pixelsOf(axis: AxisState, value: number, context: PlotContext): number {
  const { canvas, layout } = context;
  const percent = axisPosition(axis, layout.plot, onScale(axis.scale, value));
  return axis.side === 'Left' || axis.side === 'Right' ? canvas.yPixels(percent) : canvas.xPixels(percent);
}

/** The same for a place on the scale itself (an exponent where it is logarithmic). */
export function pixelsOnScale(axis: AxisState, place: number, context: PlotContext): number {
  const { canvas, layout } = context;
  const percent = axisPosition(axis, layout.plot, place);
  return axis.side === 'Left' || axis.side === 'Right' ? canvas.yPixels(percent) : canvas.xPixels(percent);
}

/** A value drawn no further out than the ends of its axis. */
export function clamped(scale: Scale, value: number): number {
  const low = scale.kind === 'log' ? scale.logBase ** scale.minimum : scale.minimum;
  const high = scale.kind === 'log' ? scale.logBase ** scale.maximum : scale.maximum;
  return Math.min(high, Math.max(low, value));
}

/** Where a point stands on the category axis. */
export function placeOf(point: PointModel): number {
  return point.x ?? point.index;
}

/** Whether a place of the category axis lies on it. */
export function onAxis(axis: AxisState, place: number): boolean {
  const { minimum, maximum } = axis.scale;
  const tolerance = Math.abs(maximum - minimum) * 1e-9;
  return place >= minimum - tolerance && place <= maximum + tolerance;
}

/** From where columns and areas grow: where the category axis crosses, zero if the scale holds it. */
export function baseValue(axis: AxisState): number {
  const { scale, model } = axis;
  const low = scale.kind === 'log' ? scale.logBase ** scale.minimum : scale.minimum;
  const high = scale.kind === 'log' ? scale.logBase ** scale.maximum : scale.maximum;
  if (model.crossAt === 'maximum') return high;
  if (model.crossAt === 'minimum') return low;
  return Math.min(high, Math.max(low, model.crossAt ?? 0));
}
