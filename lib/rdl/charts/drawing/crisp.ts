import type { PixelBox, Point, SvgWriter } from '../../drawing/svg.ts';
import type { Stroke } from '../../drawing/stroke.ts';

/** A box on whole pixels. */
export function snappedBox(box: PixelBox): PixelBox {
  const left = Math.round(box.left);
  const top = Math.round(box.top);
  return {
    left,
    top,
    width: Math.round(box.left + box.width) - left,
    height: Math.round(box.top + box.height) - top,
  };
}

/** The middle of the pixels that a line of this width covers. */
export function snappedLine(position: number, width: number): number {
  return Math.round(width) % 2 === 1 ? Math.floor(position) + 0.5 : Math.round(position);
}

/** A level or upright line on whole pixels. */
export function crispLine(svg: SvgWriter, from: Point, to: Point, stroke: Stroke): void {
  const upright = from[0] === to[0];
  const at = snappedLine(upright ? from[0] : from[1], stroke.width);
  if (upright) svg.line([at, from[1]], [at, to[1]], stroke);
  else svg.line([from[0], at], [to[0], at], stroke);
}

/** A frame of whole pixels along the edge of a box. */
export function crispFrame(svg: SvgWriter, box: PixelBox, stroke: Stroke): void {
  const { left, top, width, height } = snappedBox(box);
  const shift = Math.round(stroke.width) % 2 === 1 ? 0.5 : 0;
  svg.rect({ left: left + shift, top: top + shift, width, height }, { stroke });
}
