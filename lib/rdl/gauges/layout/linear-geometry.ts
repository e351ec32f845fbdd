import type { PixelBox, Point } from '../../drawing/svg.ts';
import type { LinearGaugeModel, LinearScaleModel } from '../model/gauge-model.ts';
import type { ScaleGeometry } from './scale-geometry.ts';

/** Level where the gauge is wider than high, unless its orientation is written. */
export function isHorizontal(box: PixelBox, { orientation }: LinearGaugeModel): boolean {
  if (orientation === 'Auto') return box.width >= box.height;
  return orientation === 'Horizontal';
}

export function linearGeometry(
  box: PixelBox,
  gauge: LinearGaugeModel,
  scale: LinearScaleModel,
): ScaleGeometry & { readonly horizontal: boolean } {
  const horizontal = isHorizontal(box, gauge);
  const width = Math.max(0, box.width - 1);
  const height = Math.max(0, box.height - 1);
  const length = horizontal ? width : height;
  const start = (scale.startMargin * length) / 100;
  const run = length - start - (scale.endMargin * length) / 100;
  const at = (share: number, outward: number): Point =>
    horizontal
      ? [box.left + start + share * run, box.top + (scale.position * height) / 100 + outward]
      : [box.left + (scale.position * width) / 100 + outward, box.top + height - start - share * run];
  return {
    kind: 'linear',
    horizontal,
    size: Math.min(width, height),
    at,
    turnAt: () => (horizontal ? 0 : -90),
    band: (from, to, { inner, outer }) => [
      at(from, outer[0]),
      at(to, outer[1]),
      at(to, inner[1]),
      at(from, inner[0]),
    ],
    beyond: (end, percent) => {
      const share = run === 0 ? 0 : (percent * length) / 100 / run;
      return end === 'start' ? -share : 1 + share;
    },
  };
}
