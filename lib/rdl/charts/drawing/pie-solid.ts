import { darken, lighten } from '../../drawing/color.ts';
import { type PixelBox, type Point, pathOf } from '../../drawing/svg.ts';
import type { ThreeDModel } from '../model/chart-model.ts';
import type { SeriesModel } from '../model/series-model.ts';
import {
  drawInsideLabel,
  drawOutsideLabels,
  inColumns,
  labelsOverlap,
  outsideLabels,
  outsideLabelsFit,
  type PieCircle,
  pieLabelStyle,
} from './pie-labels.ts';
import { around, middleAngle, ringShare, type Slice, slicesOf } from './pie-shape.ts';
import type { PlotContext } from './plot-context.ts';

/** Height of a pie in space, as a share of the picture's height. */
const SLAB = 0.1;

/** A pie in space as a slab: its top an ellipse by the inclination, its wall shaded towards the sides. */
export function drawSolidPie(series: SeriesModel, space: ThreeDModel, context: PlotContext): void {
  const slices = slicesOf(series, series.attributes.has('PieStartAngle') ? 0 : space.rotation);
  if (slices.length === 0) return;
  const inclination = (Math.abs(space.inclination) * Math.PI) / 180;
  const thickness = SLAB * context.canvas.height * Math.sin(inclination);
  const pie = fittedPie(slices, series, { flattening: Math.cos(inclination), thickness }, context);
  const solid: Solid = { pie, thickness, ring: ringShare(series), shaded: space.shading !== 'None' };
  // What stands at the back comes first, so that the front covers it.
  const ordered = slices.toSorted(
    (a, b) => Math.sin(radians(middleAngle(a))) - Math.sin(radians(middleAngle(b))),
  );
  for (const slice of ordered) drawWalls(slice, solid, context);
  for (const slice of slices) drawTop(slice, solid, context);
  const top = solid.pie;
  for (const slice of slices) {
    if (pieLabelStyle(slice, series) === 'Inside') drawInsideLabel(slice, top, solid.ring, context);
  }
  const labels = outsideLabels(slices, series, top, context);
  drawOutsideLabels(labelsOverlap(labels) ? inColumns(labels, top, context) : labels, series, context);
}

type Solid = {
  /** The top of the slab. */
  readonly pie: PieCircle;
  readonly thickness: number;
  readonly ring: number;
  readonly shaded: boolean;
};

/** Fills the area less one percent at each side; shrinks in steps until the labels outside fit. */
function fittedPie(
  slices: readonly Slice[],
  series: SeriesModel,
  form: { readonly flattening: number; readonly thickness: number },
  context: PlotContext,
): PieCircle {
  const { canvas, layout } = context;
  const fixed = layout.area.innerPlot !== undefined;
  const box: PixelBox = fixed ? context.plot : canvas.toPixels(inset(layout.box));
  const side = Math.min(box.width, box.height) * (slices.some((slice) => slice.exploded) ? 0.82 : 1);
  const center: Point = [box.left + box.width / 2 + 0.5, box.top + box.height / 2 - form.thickness / 2 + 0.5];
  for (let share = 1; share > 0.3; share -= 0.05) {
    const pie = { center, diameter: side * share, flattening: form.flattening };
    const labels = outsideLabels(slices, series, pie, context);
    const placed = labelsOverlap(labels) ? inColumns(labels, pie, context) : labels;
    if (outsideLabelsFit(placed, context)) return pie;
  }
  return { center, diameter: side * 0.3, flattening: form.flattening };
}

function inset(box: {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}) {
  return { x: box.x + 1, y: box.y + 1, width: box.width - 2, height: box.height - 2 };
}

function radians(degrees: number): number {
  return (degrees * Math.PI) / 180;
}

function onEllipse(slice: Slice, solid: Solid, angle: number, share: number, drop: number): Point {
  const { pie } = solid;
  const [dx, dy] = slice.exploded ? around([0, 0], middleAngle(slice), pie.diameter / 10) : [0, 0];
  const [x, y] = around([dx, dy], angle, (pie.diameter / 2) * share);
  return [pie.center[0] + x, pie.center[1] + y * pie.flattening + drop];
}

const STEP = 2;

/** Angles along an arc, close enough to look round. */
function steps(from: number, to: number): readonly number[] {
  const count = Math.max(1, Math.ceil((to - from) / STEP));
  return Array.from({ length: count + 1 }, (_, index) => from + ((to - from) * index) / count);
}

/** The parts of an arc at the front, where its wall can be seen. */
function frontArcs(slice: Slice, front: boolean): readonly (readonly [number, number])[] {
  const arcs: [number, number][] = [];
  const end = slice.start + slice.sweep;
  for (let turn = -3; turn <= 3; turn += 1) {
    const from = Math.max(slice.start, turn * 360 + (front ? 0 : 180));
    const to = Math.min(end, turn * 360 + (front ? 180 : 360));
    if (to > from) arcs.push([from, to]);
  }
  return arcs;
}

function drawWalls(slice: Slice, solid: Solid, context: PlotContext): void {
  const { svg } = context;
  const { color } = slice.point;
  if (solid.ring < 1)
    for (const arc of frontArcs(slice, false)) drawCurve(slice, arc, 1 - solid.ring, solid, context);
  for (const angle of [slice.start, slice.start + slice.sweep]) {
    const face = [
      onEllipse(slice, solid, angle, 1 - solid.ring, 0),
      onEllipse(slice, solid, angle, 1, 0),
      onEllipse(slice, solid, angle, 1, solid.thickness),
      onEllipse(slice, solid, angle, 1 - solid.ring, solid.thickness),
    ];
    svg.polygon(face, { fill: solid.shaded ? darken(color, 0.4) : color });
  }
  for (const arc of frontArcs(slice, true)) drawCurve(slice, arc, 1, solid, context);
}

/** A stretch of the round wall, darker towards the sides. */
function drawCurve(
  slice: Slice,
  [from, to]: readonly [number, number],
  share: number,
  solid: Solid,
  context: PlotContext,
): void {
  const { svg } = context;
  const { pie, thickness } = solid;
  const { color, style } = slice.point;
  const angles = steps(from, to);
  const upper = angles.map((angle) => onEllipse(slice, solid, angle, share, 0));
  const lower = angles.map((angle) => onEllipse(slice, solid, angle, share, thickness)).toReversed();
  const radius = (pie.diameter / 2) * share;
  const dark = darken(color, 0.75);
  const fill = solid.shaded
    ? svg.linearGradient(
        [pie.center[0] - radius, pie.center[1]],
        [pie.center[0] + radius, pie.center[1]],
        [
          { offset: 0, color: dark },
          { offset: 0.5, color },
          { offset: 1, color: dark },
        ],
      )
    : color;
  const stroke = style.border;
  svg.path(pathOf([...upper, ...lower], { close: true }), { fill, ...(stroke ? { stroke } : {}) });
}

function drawTop(slice: Slice, solid: Solid, context: PlotContext): void {
  const { svg } = context;
  const { color, style } = slice.point;
  const angles = steps(slice.start, slice.start + slice.sweep);
  const outer = angles.map((angle) => onEllipse(slice, solid, angle, 1, 0));
  const inner =
    solid.ring < 1
      ? angles.map((angle) => onEllipse(slice, solid, angle, 1 - solid.ring, 0)).toReversed()
      : [onEllipse(slice, solid, slice.start, 0, 0)];
  const fill = solid.shaded ? lighten(color, 0.05) : color;
  const stroke = style.border;
  svg.path(pathOf([...outer, ...inner], { close: true }), { fill, ...(stroke ? { stroke } : {}) });
}
