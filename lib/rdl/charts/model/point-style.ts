import { BLACK, type Color } from '../../drawing/color.ts';
import type { Background } from '../../drawing/gradients.ts';
import { linePixels } from '../../drawing/length.ts';
import type { PropertyContext } from '../../drawing/properties.ts';
import { readStyle, type Style } from '../../drawing/style.ts';
import type { RdlElement } from '../../reader/element.ts';
import { shadowOf } from './box-style.ts';
import type { MarkerModel, PointStyle } from './series-model.ts';

/**
 * How a point is painted: its own `Style` over that of its series. The border is drawn only where its style or
 * colour is written; its width and dashes are those of a line.
 */
export function pointStyle(
  own: Style,
  series: Style,
  options: {
    readonly color: Color;
    readonly marker: MarkerModel | undefined;
    /** Lines have no border: its width and dashes are theirs. */
    readonly framed: boolean;
  },
): PointStyle {
  const border = {
    color: own.border.color ?? series.border.color,
    style: own.border.style ?? series.border.style,
    width: own.border.width ?? series.border.width,
  };
  const lineWidth = linePixels(border.width ?? 1);
  const framed =
    options.framed && border.style !== 'None' && (border.style !== undefined || border.color !== undefined);
  return {
    background: backgroundOfPoint(own, series, options.color),
    border: framed
      ? { color: border.color ?? BLACK, width: lineWidth, style: border.style ?? 'Solid' }
      : undefined,
    lineWidth,
    lineStyle: border.style === 'None' ? 'Solid' : border.style,
    borderColor: border.color,
    shadow: shadowOf(own) ?? shadowOf(series),
    marker: options.marker,
  };
}

export type StyleReader = (style: RdlElement | undefined, properties: PropertyContext) => Style;

/** Reads the styles of points; one without expressions is read once for all points that have it. */
export function createStyleReader(): StyleReader {
  const constants = new Map<RdlElement, Style | 'computed'>();
  return (style, properties) => {
    if (style === undefined) return readStyle(style, properties);
    const known = constants.get(style) ?? (isComputed(style) ? 'computed' : readStyle(style, properties));
    constants.set(style, known);
    return known === 'computed' ? readStyle(style, properties) : known;
  };
}

function isComputed({ text, children }: RdlElement): boolean {
  return text.trimStart().startsWith('=') || children.some(isComputed);
}

function backgroundOfPoint(own: Style, series: Style, color: Color): Background {
  const gradientType = own.backgroundGradientType ?? series.backgroundGradientType;
  const gradientEndColor = own.backgroundGradientEndColor ?? series.backgroundGradientEndColor;
  const hatchType = own.backgroundHatchType ?? series.backgroundHatchType;
  return {
    color,
    ...(gradientType === undefined ? {} : { gradientType }),
    ...(gradientEndColor === undefined ? {} : { gradientEndColor }),
    ...(hatchType === undefined ? {} : { hatchType }),
  };
}
