import { backgroundOf, frameOf } from '../../drawing/box-paint.ts';
import { BLACK } from '../../drawing/color.ts';
import { DEFAULT_FONT, type Font } from '../../drawing/font.ts';
import { pointsToPixels } from '../../drawing/length.ts';
import { lengthProperty, numberProperty, type PropertyContext } from '../../drawing/properties.ts';
import { readStyle, type Style, styleFont } from '../../drawing/style.ts';
import { child, type RdlElement } from '../../reader/element.ts';
import type { BoxModel, Margins, PlaceModel, TextStyle } from './map-model.ts';

export function styleOf(element: RdlElement | undefined, properties: PropertyContext): Style {
  return readStyle(child(element, 'Style'), properties);
}

export function boxModel(style: Style): BoxModel {
  return {
    background: backgroundOf(style),
    border: frameOf(style.border),
    shadowOffset: Math.round(pointsToPixels(style.shadowOffset ?? 0)),
  };
}

export function textStyleOf(style: Style, fallback: Font = DEFAULT_FONT): TextStyle {
  return { font: styleFont(style, fallback), color: style.color ?? BLACK };
}

/** Margins in pixels, not rounded. */
export function readMargins(element: RdlElement | undefined, properties: PropertyContext): Margins {
  const side = (name: string) => pointsToPixels(lengthProperty(element, name, properties) ?? 0);
  return {
    left: side('LeftMargin'),
    top: side('TopMargin'),
    right: side('RightMargin'),
    bottom: side('BottomMargin'),
  };
}

/** Units of MS-RDL MapLocation.Unit and MapSize.Unit, in pixels; `Percentage` counts from the map. */
const UNITS: Readonly<Record<string, number>> = {
  percentage: 0,
  inch: 96,
  point: 96 / 72,
  centimeter: 96 / 2.54,
  millimeter: 96 / 25.4,
  pica: 16,
};

/** A written location and size; undefined where neither is written. */
export function readPlace(
  element: RdlElement | undefined,
  map: { readonly width: number; readonly height: number },
  properties: PropertyContext,
): PlaceModel | undefined {
  const location = child(element, 'MapLocation');
  const size = child(element, 'MapSize');
  if (!location && !size) return undefined;
  const pixels = (holder: RdlElement | undefined, name: string, whole: number) => {
    const value = numberProperty(holder, name, properties);
    const unit = UNITS[(child(holder, 'Unit')?.text.trim() ?? 'Percentage').toLowerCase()] ?? 0;
    return value === undefined ? undefined : unit === 0 ? (value * whole) / 100 : value * unit;
  };
  return {
    left: pixels(location, 'Left', map.width),
    top: pixels(location, 'Top', map.height),
    width: pixels(size, 'Width', map.width),
    height: pixels(size, 'Height', map.height),
  };
}
