import { darken, lighten, WHITE } from '../../drawing/color.ts';
import type { Point } from '../../drawing/svg.ts';
import { tickPositions } from '../scales/ticks.ts';
import { drawAreaBack, drawnAxes, spacingOf } from './area-frame.ts';
import { pixelsOnScale } from './plot-context.ts';
import type { Space } from './space.ts';

/** The walls of a plot in space with the gridlines that run over them. */
export function drawWalls(space: Space): void {
  const { front, back, depth } = space;
  const { svg, plot, layout } = front;
  const color = layout.area.box.background?.color ?? WHITE;
  drawAreaBack(back);
  const [dx, dy] = depth;
  const side = dx >= 0 ? plot.left : plot.left + plot.width;
  const floor = dy <= 0 ? plot.top + plot.height : plot.top;
  const moved = ([x, y]: Point): Point => [x + dx, y + dy];
  const upper: Point = [side, plot.top];
  const lower: Point = [side, plot.top + plot.height];
  if (color.alpha > 0) {
    svg.polygon([upper, lower, moved(lower), moved(upper)], { fill: darken(color, 0.08) });
    const left: Point = [plot.left, floor];
    const right: Point = [plot.left + plot.width, floor];
    svg.polygon([left, right, moved(right), moved(left)], { fill: lighten(color, 0.2) });
  }
  for (const axis of drawnAxes(front)) {
    const { majorGrid } = axis.model;
    if (!majorGrid.enabled) continue;
    const upright = axis.side === 'Left' || axis.side === 'Right';
    for (const place of tickPositions(axis.scale, spacingOf(axis, majorGrid))) {
      const along = pixelsOnScale(axis, place, front);
      const from: Point = upright ? [side, along] : [along, floor];
      svg.line(from, moved(from), majorGrid.line);
    }
  }
}
