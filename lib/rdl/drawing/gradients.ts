import type { Color } from './color.ts';
import type { HatchType } from './hatches.ts';
import type { Fill, PaintServer, PixelBox, SvgWriter } from './svg.ts';

export const GRADIENT_TYPES = [
  'None',
  'LeftRight',
  'TopBottom',
  'Center',
  'DiagonalLeft',
  'DiagonalRight',
  'HorizontalCenter',
  'VerticalCenter',
] as const;
export type GradientType = (typeof GRADIENT_TYPES)[number];

/** The background of a style: a hatch wins over a gradient, a gradient over the plain colour. */
export type Background = {
  readonly color: Color;
  readonly gradientType?: GradientType;
  readonly gradientEndColor?: Color;
  readonly hatchType?: HatchType;
};

/** The fill of an area with this background; `box` is the area's bounds, over which a gradient runs. */
export function backgroundFill(svg: SvgWriter, box: PixelBox, background: Background): Fill {
  const { color, gradientType, gradientEndColor, hatchType } = background;
  const endColor = gradientEndColor ?? color;
  if (hatchType !== undefined) return svg.hatch(hatchType, endColor, color);
  if (gradientType === undefined || gradientType === 'None') return color;
  return gradientFill(svg, box, { type: gradientType, from: color, to: endColor });
}

/**
 * A gradient over a box as the chart engine lays it: diagonals run square to the other diagonal of the box,
 * HorizontalCenter and VerticalCenter run to the middle and back, Center from the middle to the edge.
 */
export function gradientFill(
  svg: SvgWriter,
  box: PixelBox,
  gradient: { readonly type: Exclude<GradientType, 'None'>; readonly from: Color; readonly to: Color },
): PaintServer {
  const { left, top, width, height } = box;
  const { type, from, to } = gradient;
  const x = left + width / 2;
  const y = top + height / 2;
  const stops = [
    { offset: 0, color: from },
    { offset: 1, color: to },
  ];
  const thereAndBack = [
    { offset: 0, color: from },
    { offset: 0.5, color: to },
    { offset: 1, color: from },
  ];
  switch (type) {
    case 'LeftRight':
      return svg.linearGradient([left, y], [left + width, y], stops);
    case 'TopBottom':
      return svg.linearGradient([x, top], [x, top + height], stops);
    case 'VerticalCenter':
      return svg.linearGradient([left, y], [left + width, y], thereAndBack);
    case 'HorizontalCenter':
      return svg.linearGradient([x, top], [x, top + height], thereAndBack);
    case 'Center':
      return svg.radialGradient([x, y], [width / 2, height / 2], stops);
    case 'DiagonalLeft':
    case 'DiagonalRight': {
      const diagonal = Math.hypot(width, height) || 1;
      const reach = (width * height) / diagonal;
      const dx = (reach * height) / diagonal;
      const dy = ((reach * width) / diagonal) * (type === 'DiagonalLeft' ? 1 : -1);
      return type === 'DiagonalLeft'
        ? svg.linearGradient([x - dx, y - dy], [x + dx, y + dy], stops)
        : svg.linearGradient([x + dx, y + dy], [x - dx, y - dy], stops);
    }
  }
}
