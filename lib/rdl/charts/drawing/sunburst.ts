import { backgroundFill } from '../../drawing/gradients.ts';
import type { Point } from '../../drawing/svg.ts';
import type { PointLabelModel, SeriesModel } from '../model/chart-model.ts';
import { around, slicePath } from './pie-shape.ts';
import type { PlotContext } from './plot-context.ts';
import { drawPointLabel, labelSize } from './point-labels.ts';
import { branchesOf, sizeOf } from './tree-layout.ts';

/** A label is left out where its slice is narrower than this many heights of it. */
const LEAST_ARC = 1.15;

type Ring = { readonly center: Point; readonly inner: number; readonly outer: number };

/** A sunburst: a ring of all points, series by series, largest first, clockwise from the top. */
export function drawSunburst(series: readonly SeriesModel[], context: PlotContext): void {
  const { canvas, layout, svg, plot } = context;
  const area = layout.area.innerPlot ? plot : canvas.toPixels(layout.box);
  const radius = Math.min(area.width, area.height) / 2;
  const center: Point = [
    Math.trunc(area.left + area.width / 2) + 0.5,
    Math.trunc(area.top + area.height / 2) + 0.5,
  ];
  const branches = branchesOf(series);
  const total = branches.reduce((sum, branch) => sum + branch.total, 0);
  const ring = { center, inner: radius / 2, outer: radius };
  let start = -90;
  for (const { points } of branches) {
    for (const point of points) {
      const sweep = (sizeOf(point) / total) * 360;
      const bounds = { left: -radius, top: -radius, width: 2 * radius, height: 2 * radius };
      const { background, border } = point.style;
      svg.group({ translate: center }, () => {
        const fill = backgroundFill(svg, bounds, background);
        const path = slicePath({ start, sweep }, ring.outer, ring.inner);
        svg.path(path, { fill, ...(border ? { stroke: border } : {}) });
      });
      if (point.label) drawAlongRadius(point.label, { start, sweep }, ring, context);
      start += sweep;
    }
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
