import type { PixelBox, Point } from '../../drawing/svg.ts';
import { traitsOf } from '../chart-types.ts';
import type { ThreeDModel } from '../model/chart-model.ts';
import { numberAttribute } from '../model/custom-attributes.ts';
import type { SeriesModel } from '../model/series-model.ts';
import { smallestGap } from '../scales/area-scales.ts';
import { type PlotContext, pixelsOnScale } from './plot-context.ts';

/** A plot in space, seen askew: its front in true shape, its depth running off to one side. */
export type Space = {
  /** Where everything at the front is drawn. */
  readonly front: PlotContext;
  /** The wall behind. */
  readonly back: PlotContext;
  /** The series side by side in each row, the row at the front first. */
  readonly rows: readonly SpaceRow[];
  /** From the front to the wall behind; pixels. */
  readonly depth: Point;
};

export type SpaceRow = {
  readonly series: readonly SeriesModel[];
  /** Shifts of the row's front and back against the front of the plot; pixels. */
  readonly near: Point;
  readonly far: Point;
};

/** The depth may take this share of the plot at most. */
const MOST_DEPTH = 0.3;
/** Degrees at which the depth is seen in its full length. */
const FULL_ANGLE = 45;

export function spaceOf(context: PlotContext, model: ThreeDModel): Space {
  const rows = rowsOf(context.layout.scales.series, model);
  const thickness = rowThickness(context) * (model.depthRatio / 100);
  const gap = thickness * (model.gapDepth / 100);
  const depth = depthOf((thickness + gap) * Math.max(1, rows.length), model, context.plot);
  const front = frontBox(context.plot, depth);
  const shift = (share: number): Point => [depth[0] * share, depth[1] * share];
  const whole = (1 + model.gapDepth / 100) * Math.max(1, rows.length);
  return {
    front: withPlot(context, front),
    back: withPlot(context, { ...front, left: front.left + depth[0], top: front.top + depth[1] }),
    depth,
    rows: rows.map((series, index) => {
      const start = index * (1 + model.gapDepth / 100) + model.gapDepth / 200;
      return { series, near: shift(start / whole), far: shift((start + 1) / whole) };
    }),
  };
}

/** Each series has a row of its own, unless they are stacked or `Clustered` puts them side by side. */
function rowsOf(series: readonly SeriesModel[], model: ThreeDModel): readonly (readonly SeriesModel[])[] {
  const rows: SeriesModel[][] = [];
  for (const one of series) {
    const { stacked } = traitsOf(one.type);
    const shared = rows.find(([first]) => first?.type === one.type && (stacked !== false || model.clustered));
    if (shared) shared.push(one);
    else rows.push([one]);
  }
  return rows;
}

/** As deep as a column is wide. */
function rowThickness(context: PlotContext): number {
  const { series, axes, horizontal } = context.layout.scales;
  const axis = axes.X ?? axes.X2;
  const first = series[0];
  if (!axis || !first) return 0;
  const width = (numberAttribute(first.attributes, 'PointWidth') ?? 0.8) * smallestGap(series);
  const start = axis.scale.minimum;
  const length = Math.abs(pixelsOnScale(axis, start + width, context) - pixelsOnScale(axis, start, context));
  return Math.min(length, horizontal ? context.plot.height : context.plot.width);
}

function depthOf(length: number, model: ThreeDModel, plot: PixelBox): Point {
  const seen = (angle: number) => Math.max(-1, Math.min(1, angle / FULL_ANGLE));
  const x = length * seen(model.rotation);
  const y = -length * seen(model.inclination);
  const shrink = Math.min(
    1,
    (plot.width * MOST_DEPTH) / Math.max(1, Math.abs(x)),
    (plot.height * MOST_DEPTH) / Math.max(1, Math.abs(y)),
  );
  return [x * shrink, y * shrink];
}

function frontBox(plot: PixelBox, [dx, dy]: Point): PixelBox {
  return {
    left: plot.left + Math.max(0, -dx),
    top: plot.top + Math.max(0, -dy),
    width: plot.width - Math.abs(dx),
    height: plot.height - Math.abs(dy),
  };
}

/** The same area with its plot elsewhere. */
function withPlot(context: PlotContext, plot: PixelBox): PlotContext {
  const { canvas, layout } = context;
  const relative = {
    x: canvas.xPercent(plot.left),
    y: canvas.yPercent(plot.top),
    width: canvas.xPercent(plot.width),
    height: canvas.yPercent(plot.height),
  };
  return { ...context, plot, layout: { ...layout, plot: relative } };
}
