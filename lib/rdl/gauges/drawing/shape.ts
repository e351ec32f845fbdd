import { backgroundFill } from '../../drawing/gradients.ts';
import { type Paint, type PixelBox, type Point, pathOf } from '../../drawing/svg.ts';
import type { ShapeStyle } from '../model/gauge-model.ts';
import type { DrawContext } from './draw-context.ts';

/** An outline as path data, and the bounds over which its gradient runs. */
export type Shape = { readonly path: string; readonly box: PixelBox };

/** Where a shape of local coordinates is put: turned about its origin, clockwise, then moved. */
export type Turn = { readonly at: Point; readonly degrees: number };

export function polygonShape(points: readonly Point[]): Shape {
  return { path: pathOf(points, { close: true }), box: boundsOf(points) };
}

export function circleShape([x, y]: Point, radius: number): Shape {
  return {
    path: circlePath([x, y], radius),
    box: { left: x - radius, top: y - radius, width: 2 * radius, height: 2 * radius },
  };
}

export function circlePath(center: Point, radius: number): string {
  return ellipsePath(center, [radius, radius]);
}

export function ellipsePath([x, y]: Point, [rx, ry]: Point): string {
  const numbers = [x - rx, y, rx, ry, x + rx, y, rx, ry, x - rx, y].map(
    (value) => Math.round(value * 1000) / 1000,
  );
  const [startX, startY, rx1, ry1, middleX, middleY, rx2, ry2, endX, endY] = numbers;
  return `M${startX} ${startY}A${rx1} ${ry1} 0 1 1 ${middleX} ${middleY}A${rx2} ${ry2} 0 1 1 ${endX} ${endY}Z`;
}

export function boundsOf(points: readonly Point[]): PixelBox {
  const xs = points.map(([x]) => x);
  const ys = points.map(([, y]) => y);
  const left = Math.min(...xs);
  const top = Math.min(...ys);
  return { left, top, width: Math.max(...xs) - left, height: Math.max(...ys) - top };
}

/**
 * Paints a shape with its shadow. Where the style has no outline the fill reaches half a pixel over the edge, as the
 * engine paints it.
 */
export function paintShape(context: DrawContext, shape: Shape, style: ShapeStyle, turn?: Turn): void {
  const { svg, shadow } = context;
  if (shape.path === '') return;
  const { shadowOffset } = style;
  if (shadowOffset !== 0 && style.fill && shadow.alpha > 0) {
    svg.group({ translate: [shadowOffset, shadowOffset] }, () =>
      turned(context, turn, () => svg.path(shape.path, { fill: shadow, edge: true })),
    );
  }
  turned(context, turn, () => svg.path(shape.path, shapePaint(context, shape, style)));
}

function shapePaint({ svg }: DrawContext, { box }: Shape, { fill, border }: ShapeStyle): Paint {
  const filling = fill && backgroundFill(svg, box, fill);
  return {
    ...(filling ? { fill: filling, edge: border === undefined } : {}),
    ...(border ? { stroke: border } : {}),
  };
}

/** Draws in coordinates that are turned about their origin and moved. */
export function turned({ svg }: DrawContext, turn: Turn | undefined, draw: () => void): void {
  if (!turn) draw();
  else svg.group({ translate: turn.at, rotate: { degrees: turn.degrees, x: 0, y: 0 } }, draw);
}
