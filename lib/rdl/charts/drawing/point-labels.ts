import { backgroundFill } from '../../drawing/gradients.ts';
import { drawTextAround } from '../../drawing/text-block.ts';
import { textLines, textSize } from '../../drawing/text-wrap.ts';
import type { PointLabelModel } from '../model/series-model.ts';
import type { PlotContext } from './plot-context.ts';

/** A label of a point as drawn; lengths in pixels, `x` and `y` its middle. */
export type DrawnLabel = {
  readonly label: PointLabelModel;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Clockwise. */
  readonly degrees: number;
};

export function labelSize(
  label: PointLabelModel,
  context: Pick<PlotContext, 'measure'>,
): { readonly width: number; readonly height: number } {
  return textSize(label.text, label.style.font, context.measure);
}

/** Writes a label around a point, on its background if it has one. */
export function drawPointLabel(
  label: PointLabelModel,
  place: { readonly x: number; readonly y: number; readonly degrees?: number },
  context: PlotContext,
): void {
  if (label.text.trim() === '') return;
  const { svg, measure, labels } = context;
  const { x, y, degrees = 0 } = place;
  const { width, height } = labelSize(label, context);
  const { font, color } = label.style;
  if (label.box.background || label.box.border) {
    // The box leaves a little room around the text.
    const extra = { width: width / Math.max(1, label.text.length) / 2, height: height / 8 };
    const box = {
      left: x - (width + extra.width) / 2,
      top: y - (height + extra.height) / 2,
      width: width + extra.width,
      height: height + extra.height,
    };
    const fill = label.box.background ? backgroundFill(svg, box, label.box.background) : undefined;
    const paint = {
      ...(fill ? { fill } : {}),
      ...(label.box.border ? { stroke: label.box.border } : {}),
    };
    svg.group(degrees === 0 ? {} : { rotate: { degrees, x, y } }, () => svg.rect(box, paint));
  }
  // The engine's pixels have their middles at whole numbers.
  drawTextAround(
    svg,
    { x: x + 0.5, y: y + 0.5, degrees },
    { lines: textLines(label.text), font, color },
    measure,
  );
  labels.push({ label, x, y, width, height, degrees });
}
