import { child, type RdlElement } from '../element.ts';
import { made, withChildren, without } from './build.ts';

const SIDES = [
  ['Default', 'Border'],
  ['Top', 'TopBorder'],
  ['Bottom', 'BottomBorder'],
  ['Left', 'LeftBorder'],
  ['Right', 'RightBorder'],
] as const;

const PROPERTIES = [
  ['BorderColor', 'Color'],
  ['BorderStyle', 'Style'],
  ['BorderWidth', 'Width'],
] as const;

/**
 * Brings a style of 2003/2005 to the later shape: colour, style and width of the borders, written by property and
 * then by side, become one element a side.
 */
export function upgradeStyle(style: RdlElement): RdlElement {
  if (!PROPERTIES.some(([old]) => child(style, old))) return style;
  const borders = SIDES.map(([oldSide, side]) => {
    const properties = PROPERTIES.map(([old, property]) => {
      const value = child(child(style, old), oldSide);
      return value && made(property, value.line, value.text);
    }).filter((property) => property !== undefined);
    return properties.length === 0 ? undefined : made(side, properties[0]?.line ?? style.line, properties);
  });
  const rest = without(style, 'BorderColor', 'BorderStyle', 'BorderWidth');
  return withChildren(style, [...borders, ...rest]);
}
