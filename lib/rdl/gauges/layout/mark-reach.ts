import type { MarkModel, Placement, ScaleModel } from '../model/gauge-model.ts';

/** From where to where something reaches across a scale's line: pixels, outward positive. */
export type Reach = { readonly inner: number; readonly outer: number };

/** What stands inside a scale ends at its inner side, what stands outside begins at its outer side. */
export function reachOf(
  placement: Placement,
  {
    length,
    distance,
    barWidth,
  }: { readonly length: number; readonly distance: number; readonly barWidth: number },
): Reach {
  const edge = barWidth / 2 + distance;
  switch (placement) {
    case 'Inside':
      return { inner: -edge - length, outer: -edge };
    case 'Outside':
      return { inner: edge, outer: edge + length };
    case 'Cross':
      return { inner: -length / 2 - distance, outer: length / 2 - distance };
  }
}

export function markReach(
  mark: MarkModel,
  { size, barWidth }: { readonly size: number; readonly barWidth: number },
): Reach {
  const pixels = (percent: number) => (percent * size) / 100;
  return reachOf(mark.placement, {
    length: pixels(mark.length),
    distance: pixels(mark.distance),
    barWidth,
  });
}

/** How far the ticks and the bar of a scale reach: labels stand beyond. */
export function scaleReach(scale: ScaleModel, size: number): Reach {
  const barWidth = (scale.width * size) / 100;
  const marks = [scale.majorTicks, scale.minorTicks].filter(
    ({ visible, shape }) => visible && shape !== 'None',
  );
  const reaches = marks.map((mark) => markReach(mark, { size, barWidth }));
  return {
    inner: Math.min(-barWidth / 2, ...reaches.map(({ inner }) => inner)),
    outer: Math.max(barWidth / 2, ...reaches.map(({ outer }) => outer)),
  };
}
