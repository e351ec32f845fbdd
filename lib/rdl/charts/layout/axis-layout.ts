import type { Font } from '../../drawing/font.ts';
import type { TextMeasure } from '../../drawing/text-metrics.ts';
import type { AxisState } from '../scales/area-scales.ts';
import type { AxisLabel } from '../scales/axis-labels.ts';
import type { Canvas, RelativeBox } from './boxes.ts';

/** Room kept between the parts of an axis, percent of the picture. */
export const AXIS_SPACING = 1;
/** Most that title, marks and labels of an axis may take of its area, in percent. */
export const MAX_ELEMENTS_SIZE = 75;
export const MAX_TITLE_SIZE = 20;
export const MAX_MARK_SIZE = 20;
export const MAX_GROUP_ROWS_SIZE = 45;

/** How the labels of an axis are written after fitting. */
export type LabelFit = {
  readonly labels: readonly AxisLabel[];
  readonly font: Font;
  /** Degrees, clockwise. */
  readonly angle: number;
  readonly staggered: boolean;
};

/** The room that the parts of an axis take beside the plot: percent of the picture, across the axis. */
export type AxisLayout = LabelFit & {
  readonly titleSize: number;
  readonly markSize: number;
  /** Labels of all rows and the room before them. */
  readonly labelSize: number;
  /** Rows of group labels, the one next to the leaf labels first. */
  readonly groupSizes: readonly number[];
  /** How far labels reach beyond the ends of the axis; percents along the axis. Undefined without labels. */
  readonly overhang: { readonly near: number; readonly far: number } | undefined;
};

/** What the fitting of one axis looks at. */
export type AxisFitting = {
  readonly axis: AxisState;
  readonly area: RelativeBox;
  /** The plot as it stands while this axis is fitted. */
  readonly plot: RelativeBox;
  readonly canvas: Canvas;
  readonly measure: TextMeasure;
  /** Number of axes of the same direction. */
  readonly neighbours: number;
  /** The room for labels where the plot is fixed; undefined where it is found automatically. */
  readonly fixedRoom: number | undefined;
  /** Thickness in pixels of the walls of a plot in space; undefined for a flat one. */
  readonly wall: number | undefined;
};

export function isUpright(axis: AxisState): boolean {
  return axis.side === 'Left' || axis.side === 'Right';
}

/** Where a point of the scale lies, in percent of the picture. */
export function axisPosition(axis: AxisState, plot: RelativeBox, value: number): number {
  const { minimum, maximum, reversed } = axis.scale;
  const range = maximum - minimum;
  const share = range === 0 ? 0 : (value - minimum) / range;
  if (isUpright(axis))
    return reversed ? plot.y + share * plot.height : plot.y + plot.height - share * plot.height;
  return reversed ? plot.x + plot.width - share * plot.width : plot.x + share * plot.width;
}

/** The labels of a row whose middle lies on the scale. */
export function visibleLabels(
  axis: AxisState,
  labels: readonly AxisLabel[],
  row: number,
): readonly AxisLabel[] {
  const { minimum, maximum } = axis.scale;
  const tolerance = Math.abs(maximum - minimum) * 1e-9;
  return labels.filter((label) => {
    if (label.row !== row) return false;
    if (row > 0) return true;
    const middle = (label.from + label.to) / 2;
    return middle >= minimum - tolerance && middle <= maximum + tolerance;
  });
}

export function groupRowCount(labels: readonly AxisLabel[]): number {
  return labels.reduce((most, label) => Math.max(most, label.row), 0);
}
