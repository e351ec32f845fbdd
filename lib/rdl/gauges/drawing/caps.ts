import { BLACK, blend, type Color, WHITE } from '../../drawing/color.ts';
import type { GradientStop, PaintServer, Point } from '../../drawing/svg.ts';
import type { CapModel, CapStyle } from '../model/gauge-model.ts';
import type { DrawContext } from './draw-context.ts';
import { circlePath } from './shape.ts';

/**
 * How a cap is shaded: shares of the way from its colour to its gradient's end. `body` runs from the light side (top
 * left) to the dark one; a dent or an additional top is a smaller circle with a shading of its own.
 */
type CapShading = {
  readonly body: readonly [light: number, dark: number];
  readonly inner?: {
    /** As a part of the cap's radius. */
    readonly radius: number;
    readonly shading: readonly [light: number, dark: number];
    readonly rim: number;
  };
};

const SHADINGS: Readonly<Record<CapStyle, CapShading>> = {
  RoundedDark: { body: [0.25, 0.95] },
  Rounded: { body: [0.13, 0.8] },
  RoundedLight: { body: [0, 0.5] },
  RoundedWithAdditionalTop: {
    body: [0.15, 0.75],
    inner: { radius: 0.62, shading: [0.1, 0.7], rim: 0.45 },
  },
  RoundedWithWideIndentation: {
    body: [0.14, 0.74],
    inner: { radius: 0.66, shading: [0.47, 0.12], rim: 0.2 },
  },
  FlattenedWithIndentation: { body: [0.25, 0.55], inner: { radius: 0.42, shading: [0.6, 0.2], rim: 0.25 } },
  FlattenedWithWideIndentation: {
    body: [0.25, 0.55],
    inner: { radius: 0.66, shading: [0.6, 0.2], rim: 0.25 },
  },
  RoundedGlossyWithIndentation: { body: [0, 0.85], inner: { radius: 0.42, shading: [0.5, 0.12], rim: 0.1 } },
  RoundedWithIndentation: { body: [0.14, 0.74], inner: { radius: 0.42, shading: [0.5, 0.12], rim: 0.2 } },
};

/** Draws the cap over the pivot of a needle; `size` is the pixels of 100 percent. */
export function drawCap(
  context: DrawContext,
  cap: CapModel,
  place: { readonly center: Point; readonly size: number; readonly shadowOffset: number },
): void {
  const { fill } = cap;
  const radius = (cap.width * place.size) / 200;
  if (!cap.visible || !fill || radius <= 0) return;
  const { svg, shadow } = context;
  const [x, y] = place.center;
  const from = fill.color;
  const to = fill.gradientEndColor ?? blend(from, BLACK, 0.5);
  const tone = (share: number) => blend(from, to, share);
  const { body, inner } = SHADINGS[cap.style];
  if (place.shadowOffset !== 0) {
    svg.path(circlePath([x + place.shadowOffset, y + place.shadowOffset], radius), {
      fill: shadow,
      edge: true,
    });
  }
  const ball = lit(context, { center: [x, y], radius }, [tone(body[0]), tone(body[1])]);
  svg.path(circlePath([x, y], radius), { fill: ball, edge: true });
  if (!inner) return;
  drawInner(
    context,
    { center: [x, y], radius: radius * inner.radius },
    {
      light: tone(inner.shading[0]),
      dark: tone(inner.shading[1]),
      rim: blend(tone(inner.rim), WHITE, 0.3),
    },
  );
}

/** A dent: a bright rim, then a disc that is dark where the body is light. */
function drawInner(
  { svg }: DrawContext,
  { center, radius }: { readonly center: Point; readonly radius: number },
  { light, dark, rim }: { readonly light: Color; readonly dark: Color; readonly rim: Color },
): void {
  const [x, y] = center;
  const reach = radius * Math.SQRT1_2;
  const across = (a: Color, b: Color): PaintServer =>
    svg.linearGradient([x - reach, y - reach], [x + reach, y + reach], stops(a, b));
  svg.path(circlePath(center, radius * 1.06), { fill: across(rim, blend(rim, dark, 0.5)) });
  svg.path(circlePath(center, radius * 0.94), { fill: across(blend(light, BLACK, 0.12), dark) });
  svg.path(circlePath([x + radius * 0.06, y + radius * 0.06], radius * 0.85), { fill: across(light, dark) });
}

/** A ball lit from the top left. */
function lit(
  { svg }: DrawContext,
  { center, radius }: { readonly center: Point; readonly radius: number },
  [light, dark]: readonly [Color, Color],
): PaintServer {
  const [x, y] = center;
  const focus: Point = [x - radius * 0.45, y - radius * 0.45];
  const reach = radius * 1.62;
  return svg.radialGradient(focus, [reach, reach], stops(light, dark));
}

function stops(from: Color, to: Color): readonly GradientStop[] {
  return [
    { offset: 0, color: from },
    { offset: 1, color: to },
  ];
}
