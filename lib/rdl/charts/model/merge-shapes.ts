import { traitsOf } from '../chart-types.ts';
import type { RawPoint } from './build-points.ts';
import type { RawSeries } from './build-series.ts';
import type { ChartContext } from './chart-context.ts';
import { seriesLabel } from './series-names.ts';

/**
 * Pies, doughnuts, funnels and pyramids have one ring for all series of an area: the points of the later series follow
 * those of the first one, and each point is named after its category and its series.
 */
export function mergeShapes(series: readonly RawSeries[], context: ChartContext): readonly RawSeries[] {
  const merged: RawSeries[] = [];
  for (const one of series) {
    const target = traitsOf(one.type).pointColors
      ? merged.findIndex((other) => other.area === one.area && traitsOf(other.type).pointColors)
      : -1;
    const named = namedByPoint(one, series, context);
    const first = merged[target];
    if (!first) merged.push(named);
    else merged[target] = { ...first, points: [...first.points, ...named.points.map(withoutCategory)] };
  }
  return merged;
}

/** Only the points of the first series keep their place among the categories. */
function withoutCategory(point: RawPoint): RawPoint {
  return { ...point, category: '' };
}

function namedByPoint(one: RawSeries, all: readonly RawSeries[], context: ChartContext): RawSeries {
  if (!traitsOf(one.type).pointColors) return one;
  const names = { name: one.names.internal, internal: one.names.internal };
  if (!one.instance.dynamic && all.length === 1) return { ...one, names };
  const label = seriesLabel(one.instance, context.writer);
  const points = one.points.map((point) => ({
    ...point,
    legendText: point.legendText || [point.category, label].filter((text) => text !== '').join(' - '),
  }));
  return { ...one, points, names };
}
