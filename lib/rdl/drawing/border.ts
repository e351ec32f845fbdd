import { BLACK } from './color.ts';
import { linePixels } from './length.ts';
import type { BorderStyle, Style } from './style.ts';
import type { PixelBox, Point, SvgWriter } from './svg.ts';

/** Draws the border of a style along the inside of a box, side by side; what has no style has no border. */
export function drawBorder(svg: SvgWriter, box: PixelBox, style: Style): void {
  const { left, top, width, height } = box;
  const right = left + width;
  const bottom = top + height;
  const side = (border: BorderStyle, line: (inset: number) => readonly [Point, Point]) => {
    const { color = BLACK, style: lineStyle = 'None', width: points = 1 } = border;
    const pixels = linePixels(points);
    if (lineStyle === 'None' || pixels === 0) return;
    const [from, to] = line(pixels / 2);
    svg.line(from, to, { color, width: pixels, style: lineStyle }, { crisp: true });
  };
  side(style.topBorder, (inset) => [
    [left, top + inset],
    [right, top + inset],
  ]);
  side(style.bottomBorder, (inset) => [
    [left, bottom - inset],
    [right, bottom - inset],
  ]);
  side(style.leftBorder, (inset) => [
    [left + inset, top],
    [left + inset, bottom],
  ]);
  side(style.rightBorder, (inset) => [
    [right - inset, top],
    [right - inset, bottom],
  ]);
}
