import { parseColor } from '../../drawing/color.ts';
import type { RawPoint } from './build-points.ts';
import type { RawSeries } from './build-series.ts';
import { numberAttribute } from './custom-attributes.ts';

/** The part of the threshold's default, in percent of the sum. */
const DEFAULT_THRESHOLD = 5;
const OTHER = 'Other';

/** The name of the area, or series, that shows the collected slices of another one. */
export function supplementName(name: string): string {
  return `${name}_Supplemental`;
}

/**
 * Puts the small slices of pies and doughnuts into one at the end (`CollectedStyle`). With `CollectedPie` they are
 * shown again as a series of their own in an area beside, and the pie is turned so that the collected slice points
 * there.
 */
export function collectSlices(series: readonly RawSeries[]): readonly RawSeries[] {
  return series.flatMap((one) => {
    const style = one.attributes.get('CollectedStyle')?.toLowerCase();
    if (
      (one.type !== 'Pie' && one.type !== 'Doughnut') ||
      (style !== 'singleslice' && style !== 'collectedpie')
    ) {
      return [one];
    }
    const small = smallPoints(one);
    if (small.length < 2) return [one];
    const rest = one.points.filter((point) => !small.includes(point));
    const collected = collectedPoint(one, small, rest.length + 1);
    const points = [...rest, collected];
    if (style === 'singleslice') return [{ ...one, points }];
    const turned = new Map(one.attributes).set('PieStartAngle', String(halfAngle(points, collected)));
    return [{ ...one, points, attributes: turned }, supplementOf(one, small)];
  });
}

function amountOf(point: RawPoint): number {
  return point.empty ? 0 : Math.abs(point.y[0] ?? 0);
}

function smallPoints({ points, attributes }: RawSeries): readonly RawPoint[] {
  const threshold = numberAttribute(attributes, 'CollectedThreshold') ?? DEFAULT_THRESHOLD;
  const percent = attributes.get('CollectedThresholdUsePercent')?.toLowerCase() !== 'false';
  const total = points.reduce((sum, point) => sum + amountOf(point), 0);
  const limit = percent ? (total / 100) * threshold : threshold;
  return points.filter((point) => !point.empty && amountOf(point) < limit);
}

function collectedPoint(one: RawSeries, small: readonly RawPoint[], index: number): RawPoint {
  const { attributes } = one;
  const first = small[0];
  const written = attributes.get('CollectedColor');
  const label = attributes.get('CollectedLabel') || OTHER;
  const exploded = attributes.get('CollectedSliceExploded')?.toLowerCase() === 'true';
  return {
    scope: first?.scope ?? one.instance.scope,
    element: undefined,
    index,
    category: label,
    x: undefined,
    xIsDate: false,
    y: [small.reduce((sum, point) => sum + amountOf(point), 0)],
    yIsDate: false,
    empty: false,
    color: written === undefined ? undefined : parseColor(written),
    legendText: attributes.get('CollectedLegendText') || OTHER,
    inLegend: true,
    attributes: new Map(exploded ? [['Exploded', 'True']] : []),
    collectedLabel: label,
  };
}

/** Half the angle of the collected slice, which is the last: turned by it, its middle lies at 3 o'clock. */
function halfAngle(points: readonly RawPoint[], collected: RawPoint): number {
  const total = points.reduce((sum, point) => sum + amountOf(point), 0);
  return total === 0 ? 0 : Math.round((amountOf(collected) / total) * 180);
}

function supplementOf(one: RawSeries, small: readonly RawPoint[]): RawSeries {
  const name = supplementName(one.names.internal);
  return {
    ...one,
    names: { name, internal: name },
    area: supplementName(one.area),
    points: small.map((point, index) => ({ ...point, index: index + 1, inLegend: false })),
    attributes: new Map([...one.attributes].filter(([key]) => key !== 'PieStartAngle')),
  };
}
