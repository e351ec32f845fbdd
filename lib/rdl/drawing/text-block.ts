import type { Color } from './color.ts';
import { type Font, fontPixels } from './font.ts';
import type { PixelBox, SvgWriter } from './svg.ts';
import type { TextMeasure } from './text-metrics.ts';

export type TextBlock = {
  readonly lines: readonly string[];
  readonly font: Font;
  readonly color: Color;
  readonly align?: 'left' | 'center' | 'right';
  readonly verticalAlign?: 'top' | 'middle' | 'bottom';
};

/** Writes lines of text into a box; what does not fit reaches over it. */
export function drawTextBlock(svg: SvgWriter, box: PixelBox, block: TextBlock, measure: TextMeasure): void {
  const { lines, font, color, align = 'left', verticalAlign = 'top' } = block;
  const lineHeight = measure.lineHeight(font);
  const spare = box.height - lines.length * lineHeight;
  const offset = verticalAlign === 'middle' ? spare / 2 : verticalAlign === 'bottom' ? spare : 0;
  const share = align === 'center' ? 0.5 : align === 'right' ? 1 : 0;
  const anchor = align === 'center' ? 'middle' : align === 'right' ? 'end' : 'start';
  lines.forEach((line, index) => {
    svg.text(line, {
      x: box.left + box.width * share,
      y: box.top + offset + index * lineHeight + measure.ascent(font),
      font,
      color,
      anchor,
    });
  });
}

/**
 * Writes lines of text around a point, turned as one block: `degrees` clockwise, 0 upright. The middle of the block
 * lies on the point.
 */
export function drawTextAround(
  svg: SvgWriter,
  center: { readonly x: number; readonly y: number; readonly degrees?: number },
  block: Pick<TextBlock, 'lines' | 'font' | 'color'>,
  measure: TextMeasure,
): void {
  const { x, y, degrees = 0 } = center;
  const { lines, font, color } = block;
  const lineHeight = measure.lineHeight(font);
  const top = y - (lines.length * lineHeight) / 2;
  const draw = () => {
    lines.forEach((line, index) => {
      const baseline = top + index * lineHeight + measure.ascent(font);
      svg.text(line, { x, y: baseline, font, color, anchor: 'middle' });
    });
  };
  if (degrees === 0 || fontPixels(font) === 0) draw();
  else svg.group({ rotate: { degrees, x, y } }, draw);
}
