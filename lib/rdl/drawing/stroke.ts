import type { Color } from './color.ts';

export const LINE_STYLES = ['None', 'Solid', 'Dotted', 'Dashed', 'DashDot', 'DashDotDot', 'Double'] as const;
export type LineStyle = (typeof LINE_STYLES)[number];

/** A line; `width` in pixels. `None` draws nothing, `Double` is drawn as one line. */
export type Stroke = {
  readonly color: Color;
  readonly width: number;
  readonly style?: LineStyle;
  readonly cap?: 'butt' | 'round' | 'square';
  readonly join?: 'miter' | 'round' | 'bevel';
};

/** The dashes of GDI+, in widths of the pen. */
const DASHES: Readonly<Partial<Record<LineStyle, readonly number[]>>> = {
  Dotted: [1, 1],
  Dashed: [3, 1],
  DashDot: [3, 1, 1, 1],
  DashDotDot: [3, 1, 1, 1, 1, 1],
};

/** Dash lengths in pixels; undefined for an unbroken line. */
export function dashLengths(style: LineStyle | undefined, width: number): readonly number[] | undefined {
  if (style === undefined) return undefined;
  return DASHES[style]?.map((length) => length * width);
}
