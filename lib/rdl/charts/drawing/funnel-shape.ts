import type { PixelBox } from '../../drawing/svg.ts';
import { numberAttribute } from '../model/custom-attributes.ts';
import type { PointModel, SeriesModel } from '../model/series-model.ts';
import type { PlotContext } from './plot-context.ts';

/** A layer of a funnel or pyramid; pixels. The label of `point` belongs to it. */
export type Segment = {
  readonly point: PointModel;
  readonly top: number;
  readonly height: number;
  readonly topWidth: number;
  readonly bottomWidth: number;
  /** Where the slope ends in the neck inside this layer. */
  readonly bend: { readonly y: number; readonly width: number } | undefined;
};

/** A setting of a funnel or of a pyramid, whose names differ by their beginning. */
export function shapeSetting(series: SeriesModel, name: string, point?: PointModel): string | undefined {
  const full = `${series.type}${name}`;
  return (point?.attributes.get(full) ?? series.attributes.get(full))?.toLowerCase();
}

/** The layers of a funnel or pyramid inside a box, from the top down. Measured on the engine. */
export function segmentsOf(series: SeriesModel, box: PixelBox, context: PlotContext): readonly Segment[] {
  const points = series.points.filter((point) => !point.empty);
  if (series.type === 'Pyramid') return pyramid(series, points, box, context);
  return shapeSetting(series, 'Style') === 'yiswidth'
    ? widthFunnel(points, box)
    : heightFunnel(series, points, box, context);
}

/** Heights of layers by value, the least height respected, with a gap between layers. */
function layerHeights(
  series: SeriesModel,
  points: readonly PointModel[],
  height: number,
  context: PlotContext,
): { readonly heights: readonly number[]; readonly gap: number } {
  const { canvas } = context;
  const gapPercent = numberAttribute(series.attributes, `${series.type}PointGap`) ?? 0;
  const gap = Math.min(canvas.yPixels(gapPercent), height / Math.max(1, points.length - 1) / 2);
  const leastPercent = numberAttribute(series.attributes, `${series.type}MinPointHeight`) ?? 0;
  const least = canvas.yPixels(leastPercent);
  const room = height - gap * Math.max(0, points.length - 1);
  const amounts = points.map((point) => Math.abs(point.y[0] ?? 0));
  const total = amounts.reduce((sum, amount) => sum + amount, 0);
  if (total === 0) return { heights: amounts, gap };
  const fitted = amounts.map((amount) => Math.max(least, (amount / total) * room));
  const surplus = fitted.reduce((sum, one) => sum + one, 0) / room;
  return { heights: fitted.map((one) => one / surplus), gap };
}

const DEFAULT_NECK = 5;

function heightFunnel(
  series: SeriesModel,
  points: readonly PointModel[],
  box: PixelBox,
  context: PlotContext,
): readonly Segment[] {
  const { canvas } = context;
  const neckWidth = canvas.xPixels(numberAttribute(series.attributes, 'FunnelNeckWidth') ?? DEFAULT_NECK);
  const neckHeight = canvas.yPixels(numberAttribute(series.attributes, 'FunnelNeckHeight') ?? DEFAULT_NECK);
  const bend = Math.max(box.top, box.top + box.height - neckHeight);
  const narrow = Math.min(neckWidth, box.width / 2);
  const width = (y: number) => {
    const slope = bend - box.top;
    if (y >= bend || slope <= 0) return narrow;
    return box.width - ((box.width - narrow) * (y - box.top)) / slope;
  };
  const { heights, gap } = layerHeights(series, points, box.height, context);
  let top = box.top;
  return points.map((point, index) => {
    const height = heights[index] ?? 0;
    const bends = top < bend && top + height > bend;
    const segment = {
      point,
      top,
      height,
      topWidth: width(top),
      bottomWidth: width(top + height),
      bend: bends ? { y: bend, width: narrow } : undefined,
    };
    top += height + gap;
    return segment;
  });
}

/** Each layer runs from the width of one value to that of the next; the layers are equally high. */
function widthFunnel(points: readonly PointModel[], box: PixelBox): readonly Segment[] {
  const largest = Math.max(...points.map((point) => Math.abs(point.y[0] ?? 0)));
  if (points.length < 2 || largest === 0) return [];
  const width = (point: PointModel | undefined) => (Math.abs(point?.y[0] ?? 0) / largest) * box.width;
  const height = box.height / (points.length - 1);
  return points.slice(1).map((point, index) => ({
    point,
    top: box.top + height * index,
    height,
    topWidth: width(points[index]),
    bottomWidth: width(point),
    bend: undefined,
  }));
}

/** A triangle, its first layer at the bottom; by `PyramidValueType` heights or areas stand for the values. */
function pyramid(
  series: SeriesModel,
  points: readonly PointModel[],
  box: PixelBox,
  context: PlotContext,
): readonly Segment[] {
  const bySurface = shapeSetting(series, 'ValueType') === 'surface';
  const heights = bySurface
    ? { heights: surfaceHeights(points, box.height), gap: 0 }
    : layerHeights(series, points, box.height, context);
  const width = (y: number) => (box.height === 0 ? 0 : (box.width * (y - box.top)) / box.height);
  let bottom = box.top + box.height;
  return points
    .map((point, index) => {
      const height = heights.heights[index] ?? 0;
      const top = Math.max(box.top, bottom - height);
      const segment = {
        point,
        top,
        height,
        topWidth: width(top),
        bottomWidth: width(bottom),
        bend: undefined,
      };
      bottom = top - heights.gap;
      return segment;
    })
    .toReversed();
}

function surfaceHeights(points: readonly PointModel[], height: number): readonly number[] {
  const amounts = points.map((point) => Math.abs(point.y[0] ?? 0));
  const total = amounts.reduce((sum, amount) => sum + amount, 0);
  if (total === 0) return amounts;
  let above = total;
  return amounts.map((amount) => {
    const from = Math.sqrt(above / total);
    above -= amount;
    return height * (from - Math.sqrt(Math.max(0, above) / total));
  });
}
