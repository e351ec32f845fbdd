import { parseLength } from '../../drawing/length.ts';
import { child, type RdlElement } from '../element.ts';
import { made, withChildren, without } from './build.ts';

/**
 * The borders of 2003/2005 charts were drawn with pixels counted as points, so their widths shrink to three
 * quarters on the way. Lines of axes and grids had whole pixels.
 */
export function withPixelBorder(
  style: RdlElement | undefined,
  options: { readonly whole?: boolean } = {},
): RdlElement | undefined {
  if (!style) return undefined;
  const border = child(style, 'Border');
  const written = child(border, 'Width')?.text.trim() ?? '1pt';
  if (written.startsWith('=')) return style;
  const points = parseLength(written) ?? 1;
  const width = options.whole ? Math.max(Math.round(points) * 0.75, 0.25) : Math.max(points * 0.75, 0.376);
  return withBorder(style, { Width: `${width}pt` });
}

/** A border that is not written was none in 2003/2005; later grammars draw a solid one. */
export function withoutDefaultBorder(style: RdlElement | undefined, line: number): RdlElement {
  const given = style ?? made('Style', line, []);
  return child(child(given, 'Border'), 'Style') ? given : withBorder(given, { Style: 'None' });
}

/** The style with these properties of its border set. */
export function withBorder(style: RdlElement, properties: Readonly<Record<string, string>>): RdlElement {
  const border = child(style, 'Border') ?? made('Border', style.line, []);
  const set = Object.entries(properties).map(([name, value]) => made(name, border.line, value));
  const kept = without(border, ...Object.keys(properties));
  return withChildren(style, [withChildren(border, [...kept, ...set]), ...without(style, 'Border')]);
}

export function borderText(style: RdlElement | undefined, property: string): string | undefined {
  return child(child(style, 'Border'), property)?.text.trim();
}

/** Moves the colour of an area to where later grammars have it: `BackgroundColor` becomes `Color`. */
export function backgroundAsColor(style: RdlElement): RdlElement {
  const background = child(style, 'BackgroundColor');
  if (!background) return style;
  return withChildren(style, [
    { ...background, name: 'Color' },
    ...without(style, 'BackgroundColor', 'Color'),
  ]);
}
