import type { Color } from '../../../drawing/color.ts';

/** A colour with each part multiplied, as far as it goes; opacity is kept. */
export function shade(color: Color, factor: number): Color {
  const part = (value: number) => Math.min(255, Math.max(0, Math.round(value * factor)));
  return { red: part(color.red), green: part(color.green), blue: part(color.blue), alpha: color.alpha };
}
