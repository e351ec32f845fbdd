import { BLACK, type Color, parseColor, TRANSPARENT, WHITE } from '../../../drawing/color.ts';
import { type PixelBox, type Point, pathOf } from '../../../drawing/svg.ts';
import type { StateIndicatorModel } from '../../model/gauge-model.ts';
import type { DrawContext } from '../draw-context.ts';
import { circlePath } from '../shape.ts';
import type { IconPart, IconTone } from './icon-parts.ts';
import { iconOf } from './icons.ts';
import { SOFT_TINT, TINT, tint } from './tint.ts';

const EMPTY = parseColor('Silver') ?? WHITE;

/** Draws the icon of a state indicator's current state into the largest square of its box. */
export function drawStateIndicator(
  context: DrawContext,
  indicator: StateIndicatorModel,
  box: PixelBox,
): void {
  const { current, shape } = indicator;
  const style = current?.style ?? indicator.style;
  const color = current?.color ?? shape.fill?.color ?? TRANSPARENT;
  const icon = iconOf(style);
  if (icon.parts.length === 0) return;
  const factor = current ? current.scaleFactor * indicator.scaleFactor : indicator.scaleFactor;
  const half = (Math.min(box.width, box.height) / 2) * factor;
  const place = {
    center: [box.left + box.width / 2, box.top + box.height / 2] as const,
    half,
    degrees: (icon.turn ?? 0) + indicator.angle,
  };
  const { shadowOffset } = shape;
  if (icon.shadow && shadowOffset !== 0) {
    const { center } = place;
    // The icon gives way to its shadow: both together stand in the middle of the box.
    const moved = {
      ...place,
      center: [center[0] + shadowOffset / 3, center[1] + shadowOffset / 3] as const,
    };
    drawPart(context, icon.shadow, moved, context.shadow);
  }
  const lift = icon.shadow && shadowOffset !== 0 ? shadowOffset / 3 : 0;
  const raised = { ...place, center: [place.center[0] - lift, place.center[1] - lift] as const };
  for (const part of icon.parts) drawPart(context, part, raised, toneColor(part.tone, color));
}

type IconPlace = { readonly center: Point; readonly half: number; readonly degrees: number };

function toneColor(tone: IconTone, color: Color): Color {
  switch (tone) {
    case 'main':
      return tint(color, TINT);
    case 'soft':
      return tint(color, SOFT_TINT);
    case 'empty':
      return EMPTY;
    case 'black':
      return BLACK;
    case 'white':
      return WHITE;
  }
}

function drawPart(
  { svg }: DrawContext,
  part: IconPart,
  { center, half, degrees }: IconPlace,
  fill: Color,
): void {
  const scaled = (points: readonly Point[]): readonly Point[] => points.map(([x, y]) => [x * half, y * half]);
  svg.group({ translate: center, ...(degrees === 0 ? {} : { rotate: { degrees, x: 0, y: 0 } }) }, () => {
    if ('polygon' in part) svg.polygon(scaled(part.polygon), { fill });
    else if ('circle' in part) {
      const [x, y, radius] = part.circle;
      svg.path(circlePath([x * half, y * half], radius * half), { fill });
    } else if ('line' in part) {
      const stroke = { color: fill, width: part.width * half, cap: 'round', join: 'round' } as const;
      svg.path(pathOf(scaled(part.line)), { stroke });
    } else svg.group({ scale: [half, half] }, () => svg.path(part.path, { fill }));
  });
}
