import type { Color } from '../../drawing/color.ts';
import type { Point } from '../../drawing/svg.ts';
import type { PieCircle } from './pie-labels.ts';
import { around, slicesOf } from './pie-shape.ts';
import { fittedPie } from './pies.ts';
import type { PlotContext } from './plot-context.ts';

const GRAY: Color = { red: 64, green: 64, blue: 64, alpha: 255 };
/** The lines end shortly before they touch the pie. */
const REACH = 0.92;

/** The two lines from the collected slice of a pie to the pie that shows what it holds. */
export function drawSupplementLines(main: PlotContext, supplement: PlotContext): void {
  const from = pieOf(main);
  const to = pieOf(supplement);
  const slice = from?.slices.find((one) => one.point.collected);
  if (!from || !to || !slice) return;
  const radius = from.circle.diameter / 2;
  for (const [angle, side] of [
    [slice.start, 1],
    [slice.start + slice.sweep, -1],
  ] as const) {
    const start = around(from.circle.center, angle, radius);
    const end = touching(start, to.circle, side);
    if (!end) continue;
    const stop: Point = [start[0] + (end[0] - start[0]) * REACH, start[1] + (end[1] - start[1]) * REACH];
    main.svg.line(start, stop, { color: GRAY, width: 1 });
  }
}

function pieOf(context: PlotContext) {
  const series = context.layout.scales.series[0];
  if (!series || context.layout.area.threeD) return undefined;
  const slices = slicesOf(series);
  return { slices, circle: fittedPie(slices, series, context) };
}

/** Where a line from a point touches a circle: above it (1) or below (-1). */
function touching(from: Point, { center, diameter }: PieCircle, side: 1 | -1): Point | undefined {
  const distance = Math.hypot(from[0] - center[0], from[1] - center[1]);
  if (distance <= diameter / 2) return undefined;
  const direction = (Math.atan2(from[1] - center[1], from[0] - center[0]) * 180) / Math.PI;
  const opening = (Math.acos(diameter / 2 / distance) * 180) / Math.PI;
  // The slice begins above its middle: its first edge leads to the upper side.
  return around(center, direction + side * opening, diameter / 2);
}
