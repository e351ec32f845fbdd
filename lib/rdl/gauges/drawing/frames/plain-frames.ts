import type { PixelBox, Point } from '../../../drawing/svg.ts';
import type { FrameModel } from '../../model/gauge-model.ts';
import { ellipsePath } from '../shape.ts';

export type PlainShape = 'Circular' | 'Rectangular' | 'RoundedRectangular';

/** Corners of a rounded frame, as a part of its shorter side. */
const CORNER = 0.122;

/** The outline of a plain frame that stands `inset` pixels inside a box. */
export function plainOutline(
  shape: PlainShape,
  box: PixelBox,
  inset: number,
): { readonly path: string; readonly box: PixelBox } {
  const inner = insetBox(shape === 'Circular' ? squareIn(box) : box, inset);
  return { path: outlinePath(shape, inner), box: inner };
}

/** How wide the ring is, and how wide its outer part where it has two. */
export function ringWidths({ width }: FrameModel, box: PixelBox, gauge: 'radial' | 'linear') {
  const shorter = gauge === 'radial' ? Math.min(box.width, box.height) - 1 : Math.min(box.width, box.height);
  const ring = (width * Math.max(0, shorter)) / 100;
  return { ring, outer: ring * (gauge === 'radial' ? 0.618 : 0.51) };
}

function outlinePath(shape: PlainShape, { left, top, width, height }: PixelBox): string {
  if (width <= 0 || height <= 0) return '';
  if (shape === 'Circular') {
    const radius: Point = [width / 2, height / 2];
    return ellipsePath([left + radius[0], top + radius[1]], radius);
  }
  const corner = shape === 'Rectangular' ? 0 : CORNER * Math.min(width, height);
  return roundedRectangle({ left, top, width, height }, corner);
}

function roundedRectangle({ left, top, width, height }: PixelBox, corner: number): string {
  const n = (value: number) => Math.round(value * 1000) / 1000;
  const right = n(left + width);
  const bottom = n(top + height);
  if (corner <= 0) return `M${n(left)} ${n(top)}H${right}V${bottom}H${n(left)}Z`;
  const arc = (x: number, y: number) => `A${n(corner)} ${n(corner)} 0 0 1 ${n(x)} ${n(y)}`;
  return (
    `M${n(left + corner)} ${n(top)}H${n(right - corner)}${arc(right, top + corner)}` +
    `V${n(bottom - corner)}${arc(right - corner, bottom)}` +
    `H${n(left + corner)}${arc(left, bottom - corner)}` +
    `V${n(top + corner)}${arc(left + corner, top)}Z`
  );
}

function insetBox({ left, top, width, height }: PixelBox, by: number): PixelBox {
  return { left: left + by, top: top + by, width: width - 2 * by, height: height - 2 * by };
}

export function squareIn({ left, top, width, height }: PixelBox): PixelBox {
  const side = Math.min(width, height);
  return { left: left + (width - side) / 2, top: top + (height - side) / 2, width: side, height: side };
}
