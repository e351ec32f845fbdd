import { BLACK, type Color, TRANSPARENT } from '../../drawing/color.ts';
import type { Font } from '../../drawing/font.ts';
import type { Background } from '../../drawing/gradients.ts';
import { linePixels, pointsToPixels } from '../../drawing/length.ts';
import type { Stroke } from '../../drawing/stroke.ts';
import { type BorderStyle, type Style, styleFont } from '../../drawing/style.ts';
import type { BoxStyle, ShadowModel, TextStyle } from './chart-model.ts';

/** Fill and frame of an element; without a style it has neither. */
export function boxStyle(style: Style, fallbackColor?: Color): BoxStyle {
  return {
    background: backgroundOf(style, fallbackColor),
    border: frameOf(style.border),
    shadow: shadowOf(style),
  };
}

/** The fill of a background; undefined where it is transparent. */
export function backgroundOf(style: Style, fallbackColor?: Color): Background | undefined {
  const color = style.backgroundColor ?? fallbackColor;
  const gradient = style.backgroundGradientType;
  const filled = gradient !== undefined && gradient !== 'None';
  if (color === undefined && !filled && style.backgroundHatchType === undefined) return undefined;
  return {
    color: color ?? TRANSPARENT,
    ...(gradient === undefined ? {} : { gradientType: gradient }),
    ...(style.backgroundGradientEndColor === undefined
      ? {}
      : { gradientEndColor: style.backgroundGradientEndColor }),
    ...(style.backgroundHatchType === undefined ? {} : { hatchType: style.backgroundHatchType }),
  };
}

/** A frame is drawn only where its style is written; black and 1 pt where it says no more. */
export function frameOf(border: BorderStyle): Stroke | undefined {
  if (border.style === undefined || border.style === 'None') return undefined;
  return { color: border.color ?? BLACK, width: linePixels(border.width ?? 1), style: border.style };
}

/** A line that is there unless its style says `None`. */
export function lineOf(border: BorderStyle, fallback: Color = BLACK): Stroke {
  return {
    color: border.color ?? fallback,
    width: linePixels(border.width ?? 1),
    style: border.style ?? 'Solid',
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
