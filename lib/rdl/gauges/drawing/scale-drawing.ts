import { drawTextAround } from '../../drawing/text-block.ts';
import { textLines } from '../../drawing/text-wrap.ts';
import { inRange, type PlacedText } from '../layout/label-layout.ts';
import type { ScaleGeometry } from '../layout/scale-geometry.ts';
import type { ScaleModel } from '../model/gauge-model.ts';
import { fractionOf } from '../scales/scale-position.ts';
import type { DrawContext } from './draw-context.ts';
import { drawMark } from './marks.ts';
import { paintShape, polygonShape } from './shape.ts';

/** The bar of a scale. One of no width is a hair line on a linear scale and nothing on a radial one. */
export function drawScaleBar(context: DrawContext, scale: ScaleModel, geometry: ScaleGeometry): void {
  if (!scale.visible || (scale.width <= 0 && geometry.kind === 'radial')) return;
  const half = (scale.width * geometry.size) / 200;
  const outline = geometry.band(0, 1, { inner: [-half, -half], outer: [half, half] });
  paintShape(context, polygonShape(outline), scale.style);
}

/** The minor ticks, the major ones, those of custom labels, and the pins. */
export function drawTicks(context: DrawContext, scale: ScaleModel, geometry: ScaleGeometry): void {
  if (!scale.visible) return;
  const barWidth = (scale.width * geometry.size) / 100;
  const at = (value: number) => ({
    geometry,
    barWidth,
    share: fractionOf(scale, value),
    color: inRange(scale, value, ({ tickColor }) => tickColor),
  });
  for (const value of scale.marks.minor) drawMark(context, scale.minorTicks, at(value));
  for (const value of scale.marks.major) drawMark(context, scale.majorTicks, at(value));
  for (const { tick, value } of scale.customLabels) drawMark(context, tick, at(value));
  drawPins(context, scale, { geometry, barWidth });
}

function drawPins(
  context: DrawContext,
  { minimumPin, maximumPin, reversed }: ScaleModel,
  { geometry, barWidth }: { readonly geometry: ScaleGeometry; readonly barWidth: number },
): void {
  const draw = (pin: ScaleModel['minimumPin'], end: 'start' | 'end') => {
    if (!pin.enabled) return;
    drawMark(context, pin, { geometry, barWidth, share: geometry.beyond(end, pin.location) });
  };
  draw(minimumPin, reversed ? 'end' : 'start');
  draw(maximumPin, reversed ? 'start' : 'end');
}

/** Texts stand half a pixel higher than shapes, turned ones also half a pixel to the left: measured. */
export function drawScaleLabels({ svg, measure }: DrawContext, texts: readonly PlacedText[]): void {
  for (const { text, x, y, angle, font, color } of texts) {
    const center = { x: angle === 0 ? x : x - 0.5, y: y - 0.5, degrees: angle };
    drawTextAround(svg, center, { lines: textLines(text), font, color }, measure);
  }
}
