import { BLACK, type Color, colorText, TRANSPARENT, WHITE } from '../../drawing/color.ts';
import type { Background } from '../../drawing/gradients.ts';
import type { ShapeStyle } from '../model/gauge-model.ts';

export type DataValue =
  | string
  | number
  | boolean
  | readonly DataValue[]
  | { readonly [key: string]: DataValue };

/** Numbers that JSON does not have stand as texts; what is left to the engine is `NaN`. */
export function number(value: number | undefined): number | string {
  if (value === undefined || Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return 'Inf';
  return Math.round(value * 1e6) / 1e6;
}

export function rounded(value: number): number {
  return Math.round(value * 10) / 10;
}

export function color(value: Color | undefined): string {
  return colorText(value ?? TRANSPARENT);
}

/** The fill of an element under the names of the engine: `Fill…`, `Frame…`, `Back…`. */
export function fillData(
  prefix: string,
  background: Background | undefined,
  options: { readonly gradientType?: string } = {},
): Readonly<Record<string, DataValue>> {
  return {
    [`${prefix}Color`]: color(background?.color),
    [`${prefix}GradientType`]: options.gradientType ?? background?.gradientType ?? 'None',
    [`${prefix}GradientEndColor`]: color(background?.gradientEndColor ?? WHITE),
    [`${prefix}HatchStyle`]: background?.hatchType ?? 'None',
  };
}

export function borderData(style: ShapeStyle | undefined): Readonly<Record<string, DataValue>> {
  return {
    BorderColor: color(style?.borderColor ?? BLACK),
    BorderStyle: style?.border?.style ?? 'NotSet',
    BorderWidth: style?.borderWidth ?? 1,
  };
}
