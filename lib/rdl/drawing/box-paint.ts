import { BLACK, type Color, TRANSPARENT } from './color.ts';
import type { Background } from './gradients.ts';
import { linePixels } from './length.ts';
import type { Stroke } from './stroke.ts';
import type { BorderStyle, Style } from './style.ts';

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
