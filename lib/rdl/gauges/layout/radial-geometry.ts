import type { PixelBox, Point } from '../../drawing/svg.ts';
import type { RadialGaugeModel, RadialScaleModel } from '../model/gauge-model.ts';
import type { BandEdges, ScaleGeometry } from './scale-geometry.ts';

/** Degrees between two points of an outline that stands for an arc: less than a tenth of a pixel off. */
const ARC_STEP = 2;

/** The middle of a radial gauge: half a pixel nearer to the corner than the place of its pivot. */
export function pivotOf(box: PixelBox, pivot: RadialGaugeModel['pivot']): Point {
  return [
    box.left + (pivot[0] * (box.width - 1)) / 100 - 0.5,
    box.top + (pivot[1] * (box.height - 1)) / 100 - 0.5,
  ];
}

/** Percents of a radial scale count from its radius, which is one pixel less than its part of the gauge. */
export function radialSize(box: PixelBox, radius: number): number {
  return Math.max(0, (radius * (Math.min(box.width, box.height) - 1)) / 100 - 1);
}

export function radialGeometry(
  box: PixelBox,
  gauge: RadialGaugeModel,
  scale: RadialScaleModel,
): ScaleGeometry & { readonly center: Point } {
  const center = pivotOf(box, gauge.pivot);
  const size = radialSize(box, scale.radius);
  const angleAt = (share: number) => scale.startAngle + share * scale.sweepAngle;
  const at = (share: number, outward: number): Point => {
    const angle = (angleAt(share) * Math.PI) / 180;
    const radius = Math.max(0, size + outward);
    return [center[0] - Math.sin(angle) * radius, center[1] + Math.cos(angle) * radius];
  };
  return {
    kind: 'radial',
    center,
    size,
    at,
    turnAt: angleAt,
    band: (from, to, edges) => arcBand(at, { from, to, sweep: scale.sweepAngle }, edges),
    beyond: (end, percent) => {
      const share = percent / (Math.abs(scale.sweepAngle) || 1);
      return end === 'start' ? -share : 1 + share;
    },
  };
}

function arcBand(
  at: ScaleGeometry['at'],
  { from, to, sweep }: { readonly from: number; readonly to: number; readonly sweep: number },
  { inner, outer }: BandEdges,
): readonly Point[] {
  const steps = Math.min(360, Math.max(1, Math.ceil((Math.abs(to - from) * Math.abs(sweep)) / ARC_STEP)));
  const side = (edge: readonly [number, number]) =>
    Array.from({ length: steps + 1 }, (_, index) => {
      const part = index / steps;
      return at(from + (to - from) * part, edge[0] + (edge[1] - edge[0]) * part);
    });
  return [...side(outer), ...side(inner).reverse()];
}
