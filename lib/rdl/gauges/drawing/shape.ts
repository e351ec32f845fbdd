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

type Winding = 'clockwise' | 'counterclockwise';

/** A circle; inside a clockwise one, a counterclockwise one is a hole. */
export function circlePath(center: Point, radius: number, winding: Winding = 'clockwise'): string {
  return ellipsePath(center, [radius, radius], winding);
}

export function ellipsePath([x, y]: Point, [rx, ry]: Point, winding: Winding = 'clockwise'): string {
  const n = (value: number) => Math.round(value * 1000) / 1000;
  const sweep = winding === 'clockwise' ? 1 : 0;
  const half = (end: number) => `A${n(rx)} ${n(ry)} 0 1 ${sweep} ${n(end)} ${n(y)}`;
  return `M${n(x - rx)} ${n(y)}${half(x + rx)}${half(x - rx)}Z`;
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
