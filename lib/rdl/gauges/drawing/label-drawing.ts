import type { Color } from '../../drawing/color.ts';
import { type Font, fontPixels } from '../../drawing/font.ts';
import { PIXELS_PER_POINT } from '../../drawing/length.ts';
import type { PixelBox } from '../../drawing/svg.ts';
import { drawTextBlock, type TextBlock } from '../../drawing/text-block.ts';
import type { TextMeasure } from '../../drawing/text-metrics.ts';
import { textLines, textSize } from '../../drawing/text-wrap.ts';
import type { PlacedText } from '../layout/label-layout.ts';
import type { GaugeLabelModel } from '../model/gauge-model.ts';
import type { DrawContext } from './draw-context.ts';
import { paintShape } from './shape.ts';

/** A fitted text keeps this many pixels of its line's height free. */
const FIT_MARGIN = 1;

/** Draws a label of a panel: its box, the shadow of its text, the text. A fitted one fills its box as far as it goes. */
export function drawGaugeLabel(context: DrawContext, label: GaugeLabelModel, box: PixelBox): void {
  const { svg, shadow } = context;
  const draw = () => {
    drawBox(context, label, box);
    if (label.text === '') return;
    const { textShadowOffset: offset } = label;
    if (offset !== 0)
      drawText(context, label, { ...box, left: box.left + offset, top: box.top + offset }, shadow);
    drawText(context, label, box, label.style.color);
  };
  if (label.angle === 0) draw();
  else {
    const middle = { x: box.left + box.width / 2, y: box.top + box.height / 2 };
    svg.group({ rotate: { degrees: label.angle, ...middle } }, draw);
  }
}

/** Where a text that is not fitted stands, for the record of what was drawn; fitted ones are outlines there. */
export function placedLabel(
  label: GaugeLabelModel,
  box: PixelBox,
  measure: TextMeasure,
): readonly PlacedText[] {
  if (label.resizeMode === 'AutoFit' || label.text === '') return [];
  const font = labelFont(label, box);
  const { width, height } = textSize(label.text, font, measure);
  const { alignment, angle, text } = label;
  const across = alignment.endsWith('Right') ? 1 : alignment.endsWith('Center') ? 0.5 : 0;
  const down = alignment.startsWith('Bottom') ? 1 : alignment.startsWith('Middle') ? 0.5 : 0;
  const x = box.left + width / 2 + across * (box.width - width);
  const y = box.top + height / 2 + down * (box.height - height);
  return [{ text, x, y, width, height, angle, font, color: label.style.color }];
}

function drawBox(context: DrawContext, { shape }: GaugeLabelModel, box: PixelBox): void {
  if (!shape.fill && !shape.border) return;
  const { left, top, width, height } = box;
  const path = `M${left} ${top}H${left + width}V${top + height}H${left}Z`;
  paintShape(context, { path, box }, shape);
}

function drawText({ svg, measure }: DrawContext, label: GaugeLabelModel, box: PixelBox, color: Color): void {
  const fitted = label.resizeMode === 'AutoFit';
  const font = fitted ? fittedFont(label, box, measure) : labelFont(label, box);
  const block: TextBlock = {
    lines: textLines(label.text),
    font,
    color,
    align: label.alignment.endsWith('Right')
      ? 'right'
      : label.alignment.endsWith('Center')
        ? 'center'
        : 'left',
    verticalAlign: label.alignment.startsWith('Bottom')
      ? 'bottom'
      : label.alignment.startsWith('Middle')
        ? 'middle'
        : 'top',
  };
  // A fitted text is an outline that the engine fills and draws with a line of one pixel.
  const offsets = fitted
    ? [
        [-0.35, -0.35],
        [0.35, -0.35],
        [-0.35, 0.35],
        [0.35, 0.35],
      ]
    : [[0, 0]];
  for (const [x = 0, y = 0] of offsets) {
    drawTextBlock(svg, { ...box, left: box.left + x - 0.5, top: box.top + y - 0.5 }, block, measure);
  }
}

/** Percents of the shorter side of the label's place become points. */
function labelFont({ style: { font }, fontPercent }: GaugeLabelModel, box: PixelBox): Font {
  if (!fontPercent) return font;
  return { ...font, size: (font.size * Math.min(box.width, box.height)) / 100 / PIXELS_PER_POINT };
}

/** The largest size at which the text fits its box. */
function fittedFont({ text, style: { font } }: GaugeLabelModel, box: PixelBox, measure: TextMeasure): Font {
  // Measured large, so that the rounding of single letters does not count.
  const large = { ...font, size: 100 };
  const { width } = textSize(text, large, measure);
  const base = textSize(text, font, measure);
  if (width <= 0 || base.height <= 0) return font;
  const byWidth = (box.width / width) * large.size;
  const byHeight = (box.height / (base.height + FIT_MARGIN)) * font.size;
  return { ...font, size: Math.max(1 / fontPixels(font), Math.min(byWidth, byHeight)) };
}
