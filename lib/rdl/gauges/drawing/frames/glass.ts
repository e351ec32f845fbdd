import { BLACK, WHITE, withAlpha } from '../../../drawing/color.ts';
import { type Point, pathOf } from '../../../drawing/svg.ts';
import type { DrawContext } from '../draw-context.ts';
import { circlePath } from '../shape.ts';

/** The circle of a glass, in pixels. All measures below are parts of its radius. */
export type GlassCircle = { readonly x: number; readonly y: number; readonly radius: number };

/** Two reflections of a window: from and to in degrees left of the top, between two circles. */
const WINDOWS = [
  { from: 11, to: 41.5 },
  { from: 43.5, to: 72 },
] as const;
const WINDOW_RADII = [0.615, 0.775] as const;

/** Draws the glass of the effect `Simple` over a gauge: a vault, an edge, two windows, a crescent. */
export function drawGlass(context: DrawContext, circle: GlassCircle): void {
  drawVault(context, circle);
  drawEdge(context, circle);
  for (const window of WINDOWS) drawWindow(context, circle, window);
  drawCrescent(context, circle);
}

/** Measured: a quarter opaque, from white near the top left to black. */
function drawVault({ svg }: DrawContext, { x, y, radius }: GlassCircle): void {
  const focus: Point = [x - radius * 0.543, y - radius * 0.543];
  const reach = radius * 1.375;
  const light = svg.radialGradient(
    focus,
    [reach, reach],
    [
      { offset: 0, color: withAlpha(WHITE, 64) },
      { offset: 1, color: withAlpha(BLACK, 64) },
    ],
  );
  svg.path(circlePath([x, y], radius), { fill: light });
}

function drawEdge({ svg }: DrawContext, { x, y, radius }: GlassCircle): void {
  svg.circle([x, y], radius, { stroke: { color: withAlpha(BLACK, 36), width: 1 } });
  // The vault is smaller than the glass and touches it at the bottom right: what is left is a little darker.
  const vault: Point = [x + radius * 0.05, y + radius * 0.05];
  const rest = circlePath([x, y], radius) + circlePath(vault, radius * 0.925, 'counterclockwise');
  svg.path(rest, { fill: withAlpha(BLACK, 4) });
  svg.circle(vault, radius * 0.925, { fill: withAlpha(WHITE, 6) });
  svg.group({ clip: { path: circlePath([x, y], radius) } }, () =>
    svg.circle(vault, radius * 0.925, { stroke: { color: withAlpha(BLACK, 12), width: 1 } }),
  );
}

function drawWindow(
  { svg }: DrawContext,
  { x, y, radius }: GlassCircle,
  { from, to }: { readonly from: number; readonly to: number },
): void {
  const at = (degrees: number, share: number): Point => {
    const angle = (degrees * Math.PI) / 180;
    return [x - Math.sin(angle) * radius * share, y - Math.cos(angle) * radius * share];
  };
  const side = (share: number, degrees: readonly number[]) => degrees.map((one) => at(one, share));
  const steps = Array.from({ length: 9 }, (_, index) => from + ((to - from) * index) / 8);
  const [inner, outer] = WINDOW_RADII;
  const outline = [...side(outer, steps), ...side(inner, steps.toReversed())];
  const fill = svg.linearGradient(
    [x - radius * 0.75, y - radius * 0.75],
    [x - radius * 0.15, y - radius * 0.3],
    [
      { offset: 0, color: withAlpha(WHITE, 190) },
      { offset: 1, color: withAlpha(WHITE, 90) },
    ],
  );
  svg.path(pathOf(outline, { close: true }), { fill });
}

/** Between two circles that meet at the right and at the bottom left. */
function drawCrescent({ svg }: DrawContext, { x, y, radius }: GlassCircle): void {
  const at = (degrees: number, share: number): Point => {
    const angle = (degrees * Math.PI) / 180;
    return [x + Math.sin(angle) * radius * share, y - Math.cos(angle) * radius * share];
  };
  const steps = 36;
  const degrees = Array.from({ length: steps + 1 }, (_, index) => 52 + (150 * index) / steps);
  const thickness = (index: number) => 0.118 * Math.sqrt(Math.sin((Math.PI * index) / steps));
  const outer = degrees.map((one) => at(one, 0.765));
  const inner = degrees.map((one, index) => at(one, 0.765 - thickness(index))).toReversed();
  const fill = svg.linearGradient(at(52, 0.75), at(202, 0.75), [
    { offset: 0, color: withAlpha(WHITE, 15) },
    { offset: 0.5, color: withAlpha(WHITE, 85) },
    { offset: 1, color: withAlpha(WHITE, 15) },
  ]);
  svg.path(pathOf([...outer, ...inner], { close: true }), { fill });
}
