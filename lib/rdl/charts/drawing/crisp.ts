import { backgroundFill } from '../../drawing/gradients.ts';
import type { Stroke } from '../../drawing/stroke.ts';
import type { PixelBox, Point, SvgWriter } from '../../drawing/svg.ts';
import type { BoxStyle } from '../model/chart-model.ts';

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
  return Math.round(position) + (Math.round(width) % 2 === 1 ? 0.5 : 0);
}

/** A level or upright line on whole pixels; both end pixels belong to it. */
export function crispLine(svg: SvgWriter, from: Point, to: Point, stroke: Stroke): void {
  const upright = Math.round(from[0]) === Math.round(to[0]);
  const across = snappedLine(upright ? from[0] : from[1], stroke.width);
  const ends = upright ? [from[1], to[1]] : [from[0], to[0]];
  const start = Math.round(Math.min(...ends));
  const end = Math.round(Math.max(...ends)) + 1;
  if (upright) svg.line([across, start], [across, end], stroke);
  else svg.line([start, across], [end, across], stroke);
}

/** A frame of whole pixels along the edge of a box. */
export function crispFrame(svg: SvgWriter, box: PixelBox, stroke: Stroke): void {
  const { left, top, width, height } = snappedBox(box);
  const shift = Math.round(stroke.width) % 2 === 1 ? 0.5 : 0;
  svg.rect({ left: left + shift, top: top + shift, width, height }, { stroke });
}

/** The shadow and background of an element. */
export function drawBoxBack(svg: SvgWriter, box: PixelBox, style: BoxStyle): void {
  const snapped = snappedBox(box);
  if (style.shadow && style.background) {
    const { offset, color } = style.shadow;
    svg.rect({ ...snapped, left: snapped.left + offset, top: snapped.top + offset }, { fill: color });
  }
  if (style.background) svg.rect(snapped, { fill: backgroundFill(svg, snapped, style.background) });
}

/** The frame of an element. */
export function drawBoxFrame(svg: SvgWriter, box: PixelBox, style: BoxStyle): void {
  if (style.border) crispFrame(svg, box, style.border);
}
