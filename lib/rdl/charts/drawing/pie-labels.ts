import { parseColor } from '../../drawing/color.ts';
import type { Point } from '../../drawing/svg.ts';
import { numberAttribute } from '../model/custom-attributes.ts';
import type { PointLabelModel, SeriesModel } from '../model/series-model.ts';
import { around, middleAngle, type Slice } from './pie-shape.ts';
import type { PlotContext } from './plot-context.ts';
import { drawPointLabel, labelSize } from './point-labels.ts';

export type PieLabelStyle = 'Inside' | 'Outside' | 'Disabled';

/** Where labels stand: the point's own style over the series'. */
export function pieLabelStyle(slice: Slice, series: SeriesModel): PieLabelStyle {
  for (const name of ['LabelStyle', 'PieLabelStyle']) {
    const written = (slice.point.attributes.get(name) ?? series.attributes.get(name))?.toLowerCase();
    if (written === 'disabled') return 'Disabled';
    if (written === 'outside') return 'Outside';
    if (written !== undefined) return 'Inside';
  }
  return 'Inside';
}

/** A pie as far as its labels go by it. */
export type PieCircle = {
  readonly center: Point;
  readonly diameter: number;
  /** Height of the ellipse as a share of its width: 1 where the pie is seen from above. */
  readonly flattening: number;
};

type OutsideLabel = {
  readonly slice: Slice;
  readonly label: PointLabelModel;
  readonly left: boolean;
  readonly rim: Point;
  readonly bend: Point;
  /** Where the text begins, beside the bend. */
  readonly end: Point;
  readonly width: number;
  readonly height: number;
};

/** The labels outside a pie with the bends of their lines: a tenth of the diameter outwards, a tenth to the side. */
export function outsideLabels(
  slices: readonly Slice[],
  series: SeriesModel,
  pie: PieCircle,
  context: Pick<PlotContext, 'measure'>,
): readonly OutsideLabel[] {
  const radial = numberAttribute(series.attributes, 'LabelsRadialLineSize') ?? 1;
  const level = numberAttribute(series.attributes, 'LabelsHorizontalLineSize') ?? 1;
  return slices.flatMap((slice) => {
    const { label } = slice.point;
    if (!label || label.text.trim() === '' || pieLabelStyle(slice, series) !== 'Outside') return [];
    const angle = middleAngle(slice);
    const explosion = slice.exploded ? 1.2 : 1;
    const left = angle > 90 && angle < 270;
    const at = (share: number): Point => {
      const [x, y] = around([0, 0], angle, pie.diameter * share * explosion);
      return [pie.center[0] + x, pie.center[1] + y * pie.flattening];
    };
    const bend = at(0.5 + radial * 0.1);
    const reach = ((left ? -1 : 1) * pie.diameter * level) / 10;
    return [
      {
        slice,
        label,
        left,
        rim: at(0.5),
        bend,
        end: [bend[0] + reach, bend[1]],
        ...labelSize(label, context),
      },
    ];
  });
}

/** Whether all labels outside stay in the plot. */
export function outsideLabelsFit(labels: readonly OutsideLabel[], context: PlotContext): boolean {
  const { plot } = context;
  return labels.every(({ left, end, width, height }) => {
    const [x, y] = end;
    const level = left ? x - width >= plot.left : x + width <= plot.left + plot.width;
    return level && y - height / 2 >= plot.top && y + height / 2 <= plot.top + plot.height;
  });
}

/** How high the engine takes a label to be when it looks for overlaps. */
const LABEL_HEIGHT = 1.8;

/** Labels of which two would overlap stand in a column at each side, apart from each other. */
export function labelsOverlap(labels: readonly OutsideLabel[]): boolean {
  return labels.some((one, index) =>
    labels.slice(index + 1).some((other) => {
      const apart = Math.abs(one.end[1] - other.end[1]);
      return one.left === other.left && apart < ((one.height + other.height) / 2) * LABEL_HEIGHT;
    }),
  );
}

export function inColumns(
  labels: readonly OutsideLabel[],
  pie: PieCircle,
  context: PlotContext,
): readonly OutsideLabel[] {
  const { canvas, layout } = context;
  const area = canvas.toPixels(layout.box);
  return [true, false].flatMap((left) => {
    const side = labels.filter((label) => label.left === left).toSorted((a, b) => a.end[1] - b.end[1]);
    const places = spread(
      side.map(({ end, height }) => ({ middle: end[1], height: height * LABEL_HEIGHT })),
      area.top,
      area.top + area.height,
    );
    const reach = pie.diameter * 0.7 * (left ? -1 : 1);
    return side.map((label, index): OutsideLabel => {
      return { ...label, end: [pie.center[0] + reach, places[index] ?? label.end[1]] };
    });
  });
}

type Interval = { readonly middle: number; readonly height: number };

/** Moves intervals, ordered by their middles, so that none overlap: neighbours that meet keep their common middle. */
export function spread(intervals: readonly Interval[], top: number, bottom: number): readonly number[] {
  type Block = { members: Interval[]; middle: number; height: number };
  const blocks: Block[] = [];
  for (const interval of intervals) {
    let block: Block = { members: [interval], middle: interval.middle, height: interval.height };
    for (;;) {
      const before = blocks.at(-1);
      if (!before || before.middle + before.height / 2 <= block.middle - block.height / 2) break;
      blocks.pop();
      const members = [...before.members, ...block.members];
      const middle = members.reduce((sum, one) => sum + one.middle, 0) / members.length;
      block = { members, middle, height: before.height + block.height };
    }
    blocks.push(block);
  }
  const places = blocks.flatMap(({ members, middle, height }) => {
    let edge = middle - height / 2;
    return members.map((member) => {
      const place = edge + member.height / 2;
      edge += member.height;
      return place;
    });
  });
  return keptInside(places, intervals, top, bottom);
}

function keptInside(
  places: readonly number[],
  intervals: readonly Interval[],
  top: number,
  bottom: number,
): readonly number[] {
  const moved = [...places];
  let limit = bottom;
  for (let index = moved.length - 1; index >= 0; index -= 1) {
    const half = (intervals[index]?.height ?? 0) / 2;
    moved[index] = Math.min(moved[index] ?? 0, limit - half);
    limit = (moved[index] ?? 0) - half;
  }
  limit = top;
  return moved.map((place, index) => {
    const half = (intervals[index]?.height ?? 0) / 2;
    const kept = Math.max(place, limit + half);
    limit = kept + half;
    return kept;
  });
}

/** Draws labels outside with their lines; only a written `PieLineColor` (or border) makes lines visible. */
export function drawOutsideLabels(
  labels: readonly OutsideLabel[],
  series: SeriesModel,
  context: PlotContext,
): void {
  for (const { slice, label, left, rim, bend, end, width } of labels) {
    const written = slice.point.attributes.get('PieLineColor') ?? series.attributes.get('PieLineColor');
    const color =
      (written === undefined ? undefined : parseColor(written)) ?? slice.point.style.border?.color;
    if (color) context.svg.polyline([rim, bend, end], { color, width: slice.point.style.lineWidth });
    drawPointLabel(label, { x: end[0] + (left ? -width / 2 : width / 2), y: end[1] }, context);
  }
}

/** A label inside lies half way out, in a doughnut further out by the share of its hole. */
export function drawInsideLabel(slice: Slice, pie: PieCircle, ring: number, context: PlotContext): void {
  const { label } = slice.point;
  if (!label) return;
  const distance = (pie.diameter / 4) * (slice.exploded ? 1.4 : 1) * (ring < 1 ? 2 - ring : 1);
  const [x, y] = around([0, 0], middleAngle(slice), distance);
  drawPointLabel(label, { x: pie.center[0] + x, y: pie.center[1] + y * pie.flattening }, context);
}
