import { drawTextAround } from '../../drawing/text-block.ts';
import { textLines, textSize } from '../../drawing/text-wrap.ts';
import type { PlacedText } from '../../gauges/layout/label-layout.ts';
import type { TextStyle } from '../model/map-model.ts';
import type { MapDrawContext } from './map-context.ts';

/**
 * Draws a text around its middle, in pixels counted from their middles, and records it. A level text begins on a whole
 * pixel and stands on one.
 */
export function drawMapText(context: MapDrawContext, text: PlacedText): void {
  const { svg, measure, texts } = context;
  const { font, color, x, y, angle } = text;
  texts.push(text);
  if (angle !== 0) {
    drawTextAround(svg, { x, y, degrees: angle }, { lines: textLines(text.text), font, color }, measure);
    return;
  }
  const lineHeight = measure.lineHeight(font);
  textLines(text.text).forEach((line, index) => {
    const left = Math.floor(x - measure.width(line, font) / 2) + 0.5;
    const top = y - text.height / 2 + index * lineHeight;
    svg.text(line, { x: left, y: Math.floor(top + measure.ascent(font)) + 0.5, font, color });
  });
}

/** A text at a place: its middle, or its left middle. */
export function placedText(
  text: string,
  style: TextStyle,
  { measure }: MapDrawContext,
  place: { readonly x: number; readonly y: number; readonly from?: 'left' },
): PlacedText {
  const { width, height } = textSize(text, style.font, measure);
  const x = place.from === 'left' ? place.x + width / 2 : place.x;
  return { text, x, y: place.y, width, height, angle: 0, font: style.font, color: style.color };
}
