import { backgroundFill } from '../../drawing/gradients.ts';
import type { PixelBox, Point } from '../../drawing/svg.ts';
import type { SeriesModel } from '../model/series-model.ts';
import { drawSegmentLabels, overhangOf, segmentLabels } from './funnel-labels.ts';
import { type Segment, segmentsOf } from './funnel-shape.ts';
import type { PlotContext } from './plot-context.ts';

/** A funnel or pyramid; an area shows one, that of its first series. */
export function drawFunnel(series: SeriesModel, context: PlotContext): void {
  const box = fittedBox(series, context);
  const segments = segmentsOf(series, box, context);
  for (const segment of segments) drawSegment(segment, box.left + box.width / 2, context);
  drawSegmentLabels(segmentLabels(segments, series, box, context), series, context);
}

/** The area less one percent at each side, or less what labels need. */
function fittedBox(series: SeriesModel, context: PlotContext): PixelBox {
  const { canvas, layout } = context;
  if (layout.area.innerPlot) return context.plot;
  const area = canvas.toPixels(layout.box);
  const one = { x: canvas.xPixels(1), y: canvas.yPixels(1) };
  let room = { left: one.x, right: one.x, top: one.y, bottom: one.y };
  const inset = () => ({
    left: area.left + room.left,
    top: area.top + room.top,
    width: Math.max(1, area.width - room.left - room.right),
    height: Math.max(1, area.height - room.top - room.bottom),
  });
  // Labels move with the layers: a few turns find the room that suffices.
  for (let turn = 0; turn < 5; turn += 1) {
    const box = inset();
    const over = overhangOf(segmentLabels(segmentsOf(series, box, context), series, box, context), box);
    const needed = {
      left: Math.max(room.left, over.left),
      right: Math.max(room.right, over.right),
      top: Math.max(room.top, over.top),
      bottom: Math.max(room.bottom, over.bottom),
    };
    const same = (['left', 'right', 'top', 'bottom'] as const).every((side) => needed[side] === room[side]);
    room = needed;
    if (same) break;
  }
  return inset();
}

function drawSegment(segment: Segment, center: number, context: PlotContext): void {
  const { svg } = context;
  const { top, height, topWidth, bottomWidth, bend } = segment;
  const bottom = top + height;
  const outline: readonly Point[] = [
    [center - topWidth / 2, top],
    [center + topWidth / 2, top],
    ...(bend ? [[center + bend.width / 2, bend.y] as const] : []),
    [center + bottomWidth / 2, bottom],
    [center - bottomWidth / 2, bottom],
    ...(bend ? [[center - bend.width / 2, bend.y] as const] : []),
  ];
  const { style } = segment.point;
  if (style.shadow) {
    const { offset, color } = style.shadow;
    svg.polygon(
      outline.map(([x, y]): Point => [x + offset, y + offset]),
      { fill: color },
    );
  }
  const width = Math.max(topWidth, bottomWidth);
  const fill = backgroundFill(svg, { left: center - width / 2, top, width, height }, style.background);
  svg.polygon(outline, { fill, ...(style.border ? { stroke: style.border } : {}) });
}
