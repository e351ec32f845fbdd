import type { Stroke } from '../../drawing/stroke.ts';
import { type PixelBox, type Point, pathOf } from '../../drawing/svg.ts';
import type { PlacedText } from '../../gauges/layout/label-layout.ts';
import type { GridLayout, GridLine } from '../layout/grid-layout.ts';
import type { ViewportModel } from '../model/map-model.ts';
import type { MapDrawContext } from './map-context.ts';
import { drawMapText } from './texts.ts';

/** Draws meridians and parallels, interrupted where their labels stand. */
export function drawGrid(
  context: MapDrawContext,
  viewport: ViewportModel,
  { grid, box }: { readonly grid: GridLayout; readonly box: PixelBox },
): void {
  const { svg } = context;
  svg.group({ clip: { path: aroundLabels(box, grid.labels) } }, () => {
    drawLines(context, grid.meridians, viewport.meridians.line);
    drawLines(context, grid.parallels, viewport.parallels.line);
  });
  for (const label of grid.labels) drawMapText(context, label);
}

/** Straight lines lie on whole pixels; one between two of them lies on the first. */
function drawLines({ svg }: MapDrawContext, lines: readonly GridLine[], stroke: Stroke | undefined): void {
  if (!stroke) return;
  for (const { points } of lines) {
    const [first] = points;
    const last = points.at(-1);
    if (!first || !last) continue;
    const level = points.every(([, y]) => Math.abs(y - first[1]) < 0.01);
    const upright = points.every(([x]) => Math.abs(x - first[0]) < 0.01);
    if (level) svg.line([first[0], whole(first[1])], [last[0], whole(first[1])], stroke);
    else if (upright) svg.line([whole(first[0]), first[1]], [whole(first[0]), last[1]], stroke);
    else svg.path(pathOf(points), { stroke });
  }
}

function whole(place: number): number {
  return Math.ceil(place - 0.5 - 1e-6);
}

/** The viewport with a hole for each label: holes run the other way round. */
function aroundLabels(box: PixelBox, labels: readonly PlacedText[]): string {
  const { left, top, width, height } = box;
  const whole: readonly Point[] = [
    [left, top],
    [left + width, top],
    [left + width, top + height],
    [left, top + height],
  ];
  const holes = labels.map((label) => {
    const [x, y] = [label.width / 2, label.height / 2];
    const corners: readonly Point[] = [
      [label.x - x, label.y - y],
      [label.x - x, label.y + y],
      [label.x + x, label.y + y],
      [label.x + x, label.y - y],
    ];
    return pathOf(corners, { close: true });
  });
  return pathOf(whole, { close: true }) + holes.join('');
}
