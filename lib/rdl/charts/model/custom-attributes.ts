import { type PropertyContext, textProperty } from '../../drawing/properties.ts';
import { all, type RdlElement } from '../../reader/element.ts';

/** The custom properties of an element (`PointWidth`, `DrawingStyle`, ..), by name. */
export function readAttributes(
  element: RdlElement | undefined,
  properties: PropertyContext,
): ReadonlyMap<string, string> {
  const attributes = new Map<string, string>();
  for (const property of all(element, 'CustomProperties', 'CustomProperty')) {
    const name = textProperty(property, 'Name', properties)?.trim();
    const value = textProperty(property, 'Value', properties)?.trim();
    if (name !== undefined && value !== undefined) attributes.set(name, value);
  }
  return attributes;
}

/** A custom property as a number; undefined where it is absent or none. */
export function numberAttribute(attributes: ReadonlyMap<string, string>, name: string): number | undefined {
  const text = attributes.get(name);
  if (text === undefined || text.trim() === '') return undefined;
  const number = Number(text);
  return Number.isFinite(number) ? number : undefined;
}
