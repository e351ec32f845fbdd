import { backgroundOf } from '../../drawing/box-paint.ts';
import { BLACK } from '../../drawing/color.ts';
import { linePixels, pointsToPixels } from '../../drawing/length.ts';
import type { PropertyContext } from '../../drawing/properties.ts';
import { readStyle, type Style } from '../../drawing/style.ts';
import { child, type RdlElement } from '../../reader/element.ts';
import type { ShapeStyle } from './gauge-model.ts';

/** The `Style` of an element as the paint of a shape. */
export function readShapeStyle(element: RdlElement | undefined, properties: PropertyContext): ShapeStyle {
  return shapeStyle(readStyle(child(element, 'Style'), properties));
}

/** An outline is drawn only where its style is written and not `None`. */
export function shapeStyle(style: Style): ShapeStyle {
  const { border } = style;
  const color = border.color ?? BLACK;
  const width = linePixels(border.width ?? 1);
  const outlined = border.style !== undefined && border.style !== 'None' && width > 0;
  return {
    fill: backgroundOf(style),
    border: outlined && border.style ? { color, width, style: border.style } : undefined,
    borderColor: color,
    borderWidth: width,
    shadowOffset: Math.round(pointsToPixels(style.shadowOffset ?? 0)),
  };
}
