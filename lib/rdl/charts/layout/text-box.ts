import type { Font } from '../../drawing/font.ts';
import type { TextMeasure } from '../../drawing/text-metrics.ts';
import { textLines, wrappedLines } from '../../drawing/text-wrap.ts';
import type { Canvas, Size } from './boxes.ts';

/** The size of a text in percent of the picture, its lines as they are. */
export function relativeTextSize(text: string, font: Font, canvas: Canvas, measure: TextMeasure): Size {
  return toRelative(textLines(text), font, canvas, measure);
}

/**
 * The size of a text that is wrapped into a box (percents). Lines that the box cannot hold as a whole do not count.
 */
export function wrappedTextSize(
  text: string,
  font: Font,
  box: Size,
  tools: { readonly canvas: Canvas; readonly measure: TextMeasure },
): Size {
  const { canvas, measure } = tools;
  const fitting = Math.max(1, Math.floor(canvas.yPixels(box.height) / measure.lineHeight(font)));
  const lines: string[] = [];
  for (const line of wrappedLines(text, font, measure, canvas.xPixels(box.width))) {
    lines.push(line);
    if (lines.length >= fitting) break;
  }
  return toRelative(lines, font, canvas, measure);
}

function toRelative(lines: readonly string[], font: Font, canvas: Canvas, measure: TextMeasure): Size {
  const width = lines.reduce((widest, line) => Math.max(widest, measure.width(line, font)), 0);
  return {
    width: canvas.xPercent(width),
    height: canvas.yPercent(lines.length * measure.lineHeight(font)),
  };
}

/** The size of a text that runs upwards or downwards: its length counts in height. */
export function uprightTextSize(text: string, font: Font, canvas: Canvas, measure: TextMeasure): Size {
  const lines = textLines(text);
  const length = lines.reduce((longest, line) => Math.max(longest, measure.width(line, font)), 0);
  return {
    width: canvas.xPercent(lines.length * measure.lineHeight(font)),
    height: canvas.yPercent(length),
  };
}
