import { type Color, darken } from '../../drawing/color.ts';
import type { Background } from '../../drawing/gradients.ts';
import { markReach } from '../layout/mark-reach.ts';
import type { ScaleGeometry } from '../layout/scale-geometry.ts';
import type { MarkModel, ShapeStyle } from '../model/gauge-model.ts';
import type { DrawContext } from './draw-context.ts';
import { markOutline } from './mark-shapes.ts';
import { paintShape } from './shape.ts';

/** Draws a tick or pin at a share of a scale; `color` stands for the fill where a range recolours its ticks. */
export function drawMark(
  context: DrawContext,
  mark: MarkModel,
  place: {
    readonly geometry: ScaleGeometry;
    readonly share: number;
    readonly barWidth: number;
    readonly color?: Color | undefined;
  },
): void {
  if (!mark.visible) return;
  const { geometry, share, barWidth, color } = place;
  const { size } = geometry;
  const reach = markReach(mark, { size, barWidth });
  const width = (mark.width * size) / 100;
  const shape = markOutline(mark.shape, {
    ...reach,
    width,
    tip: mark.placement === 'Inside' ? 'outer' : 'inner',
  });
  if (!shape) return;
  const style = color ? { ...mark.style, fill: { color } } : mark.style;
  paintShape(context, shape, shaded(style, mark), {
    at: geometry.at(share, 0),
    degrees: geometry.turnAt(share),
  });
}

/** With a gradient a mark is lighter in its middle and darker by its density at both sides. */
function shaded(style: ShapeStyle, mark: MarkModel): ShapeStyle {
  if (!mark.enableGradient || !style.fill || style.fill.color.alpha === 0) return style;
  const fill: Background = {
    color: darken(style.fill.color, Math.min(100, Math.max(0, mark.gradientDensity)) / 100),
    gradientType: 'VerticalCenter',
    gradientEndColor: style.fill.color,
  };
  return { ...style, fill };
}
