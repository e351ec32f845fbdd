import { BLACK, type Color, darken, lighten, withAlpha } from '../../drawing/color.ts';
import { backgroundFill } from '../../drawing/gradients.ts';
import type { Fill, PixelBox, Point } from '../../drawing/svg.ts';
import type { PlacedColumn } from './columns.ts';
import { snappedBox } from './crisp.ts';
import type { PlotContext } from './plot-context.ts';

/** One column or bar with its shadow, drawing style and border. */
export function drawBlock({ series, point, box }: PlacedColumn, context: PlotContext): void {
  const { svg } = context;
  const snapped = snappedBox(box);
  const width = Math.max(1, snapped.width);
  const solid = { ...snapped, width };
  const { style } = point;
  const drawingStyle =
    series.attributes.get('DrawingStyle') ?? point.attributes.get('DrawingStyle') ?? 'Default';
  if (solid.height <= 0) return;
  if (style.shadow) {
    const { offset, color } = style.shadow;
    svg.rect({ ...solid, left: solid.left + offset, top: solid.top + offset }, { fill: color });
  }
  drawFace(
    solid,
    drawingStyle,
    { color: point.color, fill: backgroundFill(svg, solid, style.background) },
    context,
  );
  if (style.border) svg.rect(solid, { stroke: style.border });
}

function drawFace(
  box: PixelBox,
  drawingStyle: string,
  paint: { readonly color: Color; readonly fill: Fill },
  context: PlotContext,
): void {
  const { svg, layout } = context;
  const lengthwise = layout.scales.horizontal ? 'level' : 'upright';
  switch (drawingStyle.toLowerCase()) {
    case 'cylinder':
      svg.rect(box, { fill: cylinderFill(box, paint.color, lengthwise, context) });
      return;
    case 'wedge':
      drawWedge(box, paint.color, lengthwise, context);
      return;
    case 'emboss':
      svg.rect(box, { fill: paint.fill });
      drawEmboss(box, paint.color, context);
      return;
    case 'lighttodark':
      svg.rect(box, { fill: lightToDark(box, paint.color, lengthwise, context) });
      return;
    default:
      svg.rect(box, { fill: paint.fill });
  }
}

/** Round like a barrel: a light band at a third, dark towards the far side. */
function cylinderFill(
  box: PixelBox,
  color: Color,
  lengthwise: 'level' | 'upright',
  context: PlotContext,
): Fill {
  const stops = [
    { offset: 0, color },
    { offset: 0.3, color: lighten(color, 0.45) },
    { offset: 0.45, color: lighten(color, 0.2) },
    { offset: 1, color: darken(color, 0.6) },
  ];
  const { left, top, width, height } = box;
  return lengthwise === 'upright'
    ? context.svg.linearGradient([left, top], [left + width, top], stops)
    : context.svg.linearGradient([left, top], [left, top + height], stops);
}

function lightToDark(
  box: PixelBox,
  color: Color,
  lengthwise: 'level' | 'upright',
  context: PlotContext,
): Fill {
  const stops = [
    { offset: 0, color: lighten(color, 0.2) },
    { offset: 1, color: darken(color, 0.4) },
  ];
  const { left, top, width, height } = box;
  return lengthwise === 'upright'
    ? context.svg.linearGradient([left, top], [left + width, top], stops)
    : context.svg.linearGradient([left, top], [left, top + height], stops);
}

/** A roof over the length of the block: light on one side, dark on the other, slanted ends. */
function drawWedge(box: PixelBox, color: Color, lengthwise: 'level' | 'upright', context: PlotContext): void {
  const { svg } = context;
  const { left, top, width, height } = box;
  const right = left + width;
  const bottom = top + height;
  const middleX = left + width / 2;
  const middleY = top + height / 2;
  const end = Math.min(
    lengthwise === 'upright' ? width / 2 : height / 2,
    (lengthwise === 'upright' ? height : width) / 2,
  );
  svg.rect(box, { fill: color });
  const dark = withAlpha(BLACK, 90);
  const dim = withAlpha(BLACK, 50);
  const ridge: readonly [Point, Point] =
    lengthwise === 'upright'
      ? [
          [middleX, top + end],
          [middleX, bottom - end],
        ]
      : [
          [left + end, middleY],
          [right - end, middleY],
        ];
  const [first, last] = ridge;
  if (lengthwise === 'upright') {
    svg.polygon([[left, top], [right, top], first], { fill: dim });
    svg.polygon([[left, bottom], [right, bottom], last], { fill: dim });
    svg.polygon([[right, top], [right, bottom], last, first], { fill: dark });
    return;
  }
  svg.polygon([[left, top], [left, bottom], first], { fill: dim });
  svg.polygon([[right, top], [right, bottom], last], { fill: dim });
  svg.polygon([[left, bottom], [right, bottom], last, first], { fill: dark });
}

/** A light edge at the top and left, a dark one at the bottom and right. */
function drawEmboss(box: PixelBox, color: Color, context: PlotContext): void {
  const { svg } = context;
  const size = Math.min(3, box.width / 4, box.height / 4);
  const { left, top, width, height } = box;
  const right = left + width;
  const bottom = top + height;
  const light = { fill: lighten(color, 0.5) };
  const dark = { fill: darken(color, 0.4) };
  svg.polygon(
    [
      [left, top],
      [right, top],
      [right - size, top + size],
      [left + size, top + size],
    ],
    light,
  );
  svg.polygon(
    [
      [left, top],
      [left + size, top + size],
      [left + size, bottom - size],
      [left, bottom],
    ],
    light,
  );
  svg.polygon(
    [
      [left, bottom],
      [left + size, bottom - size],
      [right - size, bottom - size],
      [right, bottom],
    ],
    dark,
  );
  svg.polygon(
    [
      [right, top],
      [right, bottom],
      [right - size, bottom - size],
      [right - size, top + size],
    ],
    dark,
  );
}
