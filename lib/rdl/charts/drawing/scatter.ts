import { automaticMarker, DEFAULT_MARKER_SIZE } from '../model/build-marker.ts';
import { numberAttribute } from '../model/custom-attributes.ts';
import type { MarkerModel, PointModel, SeriesModel } from '../model/series-model.ts';
import { extentOf } from '../scales/value-extent.ts';
import { type PlacedPoint, placePoints } from './lines.ts';
import { drawMarker } from './marker-shapes.ts';
import type { PlotContext } from './plot-context.ts';

/** Points, each drawn as its marker; without one the shape goes by the order of the series. */
export function drawPoints(series: readonly SeriesModel[], context: PlotContext): readonly PlacedPoint[] {
  return series.flatMap((one) => {
    const shape = automaticShape(one, context);
    return shownPoints(one, context).map((placed) => {
      drawMarker(context.svg, placed.at, placed.point.style.marker ?? shape, placed.point.color);
      return placed;
    });
  });
}

/** Bubbles: their diameter grows evenly from 3 % to 15 % of the shorter side of the plot. */
export function drawBubbles(series: readonly SeriesModel[], context: PlotContext): readonly PlacedPoint[] {
  const diameter = bubbleDiameter(series, context);
  return series.flatMap((one) => {
    const shape = automaticShape(one, context);
    return shownPoints(one, context).map((placed) => {
      const marker = placed.point.style.marker ?? shape;
      const size = diameter(placed.point);
      const border = placed.point.style.border;
      const framed = border
        ? { ...marker, size, borderColor: border.color, borderWidth: border.width }
        : { ...marker, size };
      drawMarker(context.svg, placed.at, framed, placed.point.color);
      return placed;
    });
  });
}

/** Points beyond the axes are left out. */
function shownPoints(series: SeriesModel, context: PlotContext): readonly PlacedPoint[] {
  return placePoints(series, context).filter((placed) => placed.inside);
}

export function bubbleDiameter(
  series: readonly SeriesModel[],
  context: PlotContext,
): (point: PointModel) => number {
  const side = Math.min(context.plot.width, context.plot.height);
  const attributes = series[0]?.attributes ?? new Map<string, string>();
  const smallest = (numberAttribute(attributes, 'BubbleMinSize') ?? 3) / 100;
  const largest = (numberAttribute(attributes, 'BubbleMaxSize') ?? 15) / 100;
  const sizes = extentOf(
    series.flatMap((one) => one.points.filter((point) => !point.empty).map((point) => point.y[1] ?? 0)),
  );
  const low = numberAttribute(attributes, 'BubbleScaleMin') ?? sizes?.minimum ?? 0;
  const high = numberAttribute(attributes, 'BubbleScaleMax') ?? sizes?.maximum ?? 0;
  return (point) => {
    const share = high === low ? 0.5 : ((point.y[1] ?? 0) - low) / (high - low);
    return side * (smallest + Math.min(1, Math.max(0, share)) * (largest - smallest));
  };
}

function automaticShape(series: SeriesModel, context: PlotContext): MarkerModel {
  return {
    style: automaticMarker(context.layout.scales.series.indexOf(series)),
    size: DEFAULT_MARKER_SIZE,
    color: undefined,
    borderColor: undefined,
    borderWidth: 1,
  };
}
