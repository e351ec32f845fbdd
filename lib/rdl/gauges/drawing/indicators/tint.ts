import type { Color } from '../../../drawing/color.ts';

/**
 * The colour of an icon in a state: lighter than the state's colour, hue and saturation kept. The lightness L (0–1)
 * grows by `strength` · L · (0.813 − L); measured on five colours of the gallery.
 */
export function tint(color: Color, strength: number): Color {
  const parts = [color.red, color.green, color.blue].map((part) => part / 255);
  const most = Math.max(...parts);
  const least = Math.min(...parts);
  const lightness = (most + least) / 2;
  const wanted = Math.min(1, Math.max(0, lightness + strength * lightness * (0.813 - lightness)));
  const spread = (level: number) => 1 - Math.abs(2 * level - 1);
  const stretch = spread(lightness) === 0 ? 0 : spread(wanted) / spread(lightness);
  const part = (value: number) =>
    Math.min(255, Math.max(0, Math.round(255 * (wanted + (value / 255 - lightness) * stretch))));
  return { red: part(color.red), green: part(color.green), blue: part(color.blue), alpha: color.alpha };
}

/** How strongly icons are lightened, and the softer ones among them. */
export const TINT = 0.376;
export const SOFT_TINT = 0.113;
