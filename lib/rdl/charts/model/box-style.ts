import { backgroundOf, frameOf } from '../../drawing/box-paint.ts';
import { BLACK, type Color } from '../../drawing/color.ts';
import type { Font } from '../../drawing/font.ts';
import { pointsToPixels } from '../../drawing/length.ts';
import { type Style, styleFont } from '../../drawing/style.ts';
import type { BoxStyle, ShadowModel, TextStyle } from './chart-model.ts';

/** Fill and frame of an element; without a style it has neither. */
export function boxStyle(style: Style, fallbackColor?: Color): BoxStyle {
  return {
    background: backgroundOf(style, fallbackColor),
    border: frameOf(style.border),
    shadow: shadowOf(style),
  };
}

export function shadowOf(style: Style): ShadowModel | undefined {
  const offset = Math.round(pointsToPixels(style.shadowOffset ?? 0));
  if (offset === 0) return undefined;
  return { color: style.shadowColor ?? { ...BLACK, alpha: 127 }, offset };
}

export function textStyle(style: Style, fallback: Font): TextStyle {
  return { font: styleFont(style, fallback), color: style.color ?? BLACK };
}
