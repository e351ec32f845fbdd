import { backgroundFill } from '../../drawing/gradients.ts';
import type { Point } from '../../drawing/svg.ts';
import type { GroupLabel } from '../model/chart-model.ts';
import type { PointLabelModel, PointModel, SeriesModel } from '../model/series-model.ts';
import { around, slicePath } from './pie-shape.ts';
import type { PlotContext } from './plot-context.ts';
import { drawPointLabel, labelSize } from './point-labels.ts';
import { branchesOf, sizeOf } from './tree-layout.ts';

/** A label is left out where its slice is narrower than this many heights of it. */
const LEAST_ARC = 1.15;

/** A stretch of a ring: a point of the outermost ring, or a group of points further in. */
type Sector = {
  readonly point: PointModel;
  readonly label: PointLabelModel | undefined;
  readonly total: number;
  readonly inner: readonly Sector[];
};

type Ring = { readonly center: Point; readonly inner: number; readonly outer: number };

/**
 * A sunburst: clockwise from the top the series, largest first, and in each its points. Rows of category groups are
 * rings further in, the outermost group innermost; all rings and the hole are equally wide.
 */
export function drawSunburst(series: readonly SeriesModel[], context: PlotContext): void {
  const { canvas, layout, plot } = context;
  const area = layout.area.innerPlot ? plot : canvas.toPixels(layout.box);
  const radius = Math.min(area.width, area.height) / 2;
  const center: Point = [
    Math.trunc(area.left + area.width / 2) + 0.5,
    Math.trunc(area.top + area.height / 2) + 0.5,
  ];
  const rows = layout.area.groupLabels.toReversed();
  const width = radius / (rows.length + 2);
  const branches = branchesOf(series);
  const total = branches.reduce((sum, branch) => sum + branch.total, 0);
  let start = -90;
  for (const { points } of branches) {
    for (const sector of sectorsOf(points, rows)) {
      const sweep = (sector.total / total) * 360;
      drawSector(sector, { start, sweep }, { center, width, level: 1, radius }, context);
      start += sweep;
    }
  }
}

/** The points by the groups of the first row, largest first; without rows the points themselves. */
function sectorsOf(
  points: readonly PointModel[],
  rows: readonly (readonly GroupLabel[])[],
): readonly Sector[] {
  const [row, ...rest] = rows;
  if (!row) {
    return points.map((point) => ({ point, label: point.label, total: sizeOf(point), inner: [] }));
  }
  return row
    .flatMap((group): Sector[] => {
      const own = points.filter(({ index }) => index >= group.first && index <= group.last);
      const [first] = own;
      if (!first) return [];
      return [
        {
          point: first,
          label: first.label ? { ...first.label, text: group.text } : undefined,
          total: own.reduce((sum, point) => sum + sizeOf(point), 0),
          inner: sectorsOf(own, rest),
        },
      ];
    })
    .toSorted((a, b) => b.total - a.total);
}

type Place = {
  readonly center: Point;
  readonly width: number;
  readonly level: number;
  readonly radius: number;
};

function drawSector(
  sector: Sector,
  slice: { readonly start: number; readonly sweep: number },
  place: Place,
  context: PlotContext,
): void {
  const { svg } = context;
  const { center, width, level, radius } = place;
  // The hole is as wide as a ring; a single ring fills half of the radius.
  const ring = { center, inner: width * level, outer: width * (level + 1) };
  const bounds = { left: -radius, top: -radius, width: 2 * radius, height: 2 * radius };
  const { background, border } = sector.point.style;
  svg.group({ translate: center }, () => {
    const fill = backgroundFill(svg, bounds, background);
    svg.path(slicePath(slice, ring.outer, ring.inner), { fill, ...(border ? { stroke: border } : {}) });
  });
  if (sector.label) drawAlongRadius(sector.label, slice, ring, context);
  let { start } = slice;
  for (const inner of sector.inner) {
    const sweep = (inner.total / sector.total) * slice.sweep;
    drawSector(inner, { start, sweep }, { ...place, level: level + 1 }, context);
    start += sweep;
  }
}

/** Text runs along the radius, turned so that it can be read; one that does not fit is left out. */
function drawAlongRadius(
  label: PointLabelModel,
  slice: { readonly start: number; readonly sweep: number },
  ring: Ring,
  context: PlotContext,
): void {
  const { width, height } = labelSize(label, context);
  const arc = (slice.sweep / 180) * Math.PI * ring.inner;
  if (width > ring.outer - ring.inner || (slice.sweep < 90 && arc < height * LEAST_ARC)) return;
  const middle = (slice.start + slice.sweep / 2 + 360) % 360;
  const flipped = middle > 90 && middle < 270;
  const turned = flipped ? middle - 180 : middle;
  const degrees = Math.floor(turned > 180 ? turned - 360 : turned);
  const [x, y] = around(ring.center, middle, (ring.inner + ring.outer) / 2);
  drawPointLabel(label, { x, y, degrees }, context);
}
