import { NAMED_COLORS } from './color-names.ts';

/** A colour as .NET holds it: red, green, blue and opacity, each 0–255. */
export type Color = {
  readonly red: number;
  readonly green: number;
  readonly blue: number;
  readonly alpha: number;
};

export const BLACK: Color = { red: 0, green: 0, blue: 0, alpha: 255 };
export const WHITE: Color = { red: 255, green: 255, blue: 255, alpha: 255 };
export const TRANSPARENT: Color = { red: 255, green: 255, blue: 255, alpha: 0 };

/**
 * Reads a colour of a definition: a .NET colour name in any case, `#RRGGBB`, `#AARRGGBB` (opacity first) or
 * `#RGB`. Undefined for anything else.
 */
export function parseColor(text: string): Color | undefined {
  const written = text.trim();
  if (written.startsWith('#')) return parseHex(written.slice(1));
  const name = written.toLowerCase();
  if (name === 'transparent') return TRANSPARENT;
  const hex = Object.hasOwn(NAMED_COLORS, name) ? NAMED_COLORS[name] : undefined;
  return hex === undefined ? undefined : parseHex(hex);
}

function parseHex(digits: string): Color | undefined {
  if (!/^(?:[0-9a-f]{3}|[0-9a-f]{6}|[0-9a-f]{8})$/i.test(digits)) return undefined;
  const full = digits.length === 3 ? digits.replace(/./g, '$&$&') : digits;
  const number = Number.parseInt(full, 16);
  return {
    red: (number >>> 16) & 0xff,
    green: (number >>> 8) & 0xff,
    blue: number & 0xff,
    alpha: full.length === 8 ? number >>> 24 : 255,
  };
}

/** The same colour with another opacity, 0–255. */
export function withAlpha(color: Color, alpha: number): Color {
  return { ...color, alpha: channel(alpha) };
}

/** A colour between two: `share` 0 gives the first, 1 the second; opacity is blended too. */
export function blend(from: Color, to: Color, share: number): Color {
  const mix = (a: number, b: number) => channel(a + (b - a) * share);
  return {
    red: mix(from.red, to.red),
    green: mix(from.green, to.green),
    blue: mix(from.blue, to.blue),
    alpha: mix(from.alpha, to.alpha),
  };
}

/** Towards white by `share` (0–1), opacity kept. */
export function lighten(color: Color, share: number): Color {
  return withAlpha(blend(color, WHITE, share), color.alpha);
}

/** Towards black by `share` (0–1), opacity kept. */
export function darken(color: Color, share: number): Color {
  return withAlpha(blend(color, BLACK, share), color.alpha);
}

/** `#RRGGBB`, as SVG takes it; the opacity is a property of its own there. */
export function rgbHex(color: Color): string {
  const number = (color.red << 16) | (color.green << 8) | color.blue;
  return `#${number.toString(16).padStart(6, '0').toUpperCase()}`;
}

/** 0–1, as SVG takes it. */
export function opacityOf(color: Color): number {
  return color.alpha / 255;
}

/** How a colour stands in what was drawn as data: `#RRGGBB`, or `#AARRGGBB(argb)` where it is not opaque. */
export function colorText(color: Color): string {
  if (color.alpha === 255) return rgbHex(color);
  return `#${color.alpha.toString(16).padStart(2, '0').toUpperCase()}${rgbHex(color).slice(1)}(argb)`;
}

function channel(value: number): number {
  return Math.min(255, Math.max(0, Math.round(value)));
}
