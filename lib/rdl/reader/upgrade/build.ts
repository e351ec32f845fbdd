import { child, type RdlElement } from '../element.ts';

/** Makes an element in the place of another: its line is where an error message should point. */
export function made(
  name: string,
  line: number,
  content: string | readonly (RdlElement | undefined)[],
  attributes: Readonly<Record<string, string>> = {},
): RdlElement {
  const children = typeof content === 'string' ? [] : content.filter((element) => element !== undefined);
  return { name, attributes, children, text: typeof content === 'string' ? content : '', line };
}

/** The same element with another name; undefined stays undefined. */
export function renamed(element: RdlElement | undefined, name: string): RdlElement | undefined {
  return element && { ...element, name };
}

export function withChildren(element: RdlElement, children: readonly (RdlElement | undefined)[]): RdlElement {
  return { ...element, children: children.filter((c) => c !== undefined), text: '' };
}

export function without(element: RdlElement, ...names: readonly string[]): readonly RdlElement[] {
  return element.children.filter((c) => !names.includes(c.name));
}

/** Whether a property is written as true; expressions are not. */
export function isTrue(element: RdlElement | undefined, name: string): boolean {
  return child(element, name)?.text.trim().toLowerCase() === 'true';
}
