import { type Color, darken, lighten } from '../../drawing/color.ts';
import { backgroundFill } from '../../drawing/gradients.ts';
import { type Point, pathOf } from '../../drawing/svg.ts';
import { traitsOf } from '../chart-types.ts';
import { type PlacedColumn, placeColumns } from './columns.ts';
import { placePoints, runs } from './lines.ts';
import { drawKind } from './series-drawing.ts';
import { drawColumnLabels, drawLineLabels } from './series-labels.ts';
import type { Space, SpaceRow } from './space.ts';

/** The series of a plot in space, row by row from behind. */
export function drawSpaceSeries(space: Space): void {
  for (const row of space.rows.toReversed()) drawRow(row, space);
}

function drawRow(row: SpaceRow, space: Space): void {
  const { front } = space;
  const first = row.series[0];
  if (!first) return;
  const { sideBySide, stacked } = traitsOf(first.type);
  if (first.type === 'Line' || first.type === 'StepLine' || first.type === 'Spline') {
    for (const one of row.series) drawRibbon(one, row, space);
    return;
  }
  const columns =
    stacked === 'columns' || (sideBySide && first.type !== 'BoxPlot' && first.type !== 'ErrorBar');
  if (columns) {
    const placed = placeColumns(row.series, front);
    for (const column of inOrder(placed, space)) drawSolid(column, row, space);
    const shifted = placed.map((column) => ({ ...column, box: movedBox(column.box, row.near) }));
    drawColumnLabels(shifted, stacked !== false, front);
    return;
  }
  // Other kinds have no body: they stand flat in the middle of their row.
  const middle: Point = [(row.near[0] + row.far[0]) / 2, (row.near[1] + row.far[1]) / 2];
  front.svg.group({ translate: middle }, () => drawKind(row.series, front));
}

function movedBox(box: PlacedColumn['box'], [dx, dy]: Point): PlacedColumn['box'] {
  return { ...box, left: box.left + dx, top: box.top + dy };
}

/** What stands further to the side that can be seen comes later and covers what lies before it. */
function inOrder(placed: readonly PlacedColumn[], { depth, front }: Space): readonly PlacedColumn[] {
  const { horizontal } = front.layout.scales;
  const across = horizontal ? -Math.sign(depth[1] || -1) : Math.sign(depth[0] || 1);
  return placed.toSorted((a, b) =>
    horizontal ? (b.box.top - a.box.top) * across : (a.box.left - b.box.left) * across,
  );
}

/** A block, or a cylinder, between the front and the back of its row. */
function drawSolid(column: PlacedColumn, row: SpaceRow, space: Space): void {
  const { series, point } = column;
  const style = (
    series.attributes.get('DrawingStyle') ?? point.attributes.get('DrawingStyle')
  )?.toLowerCase();
  if (style === 'cylinder') drawCylinder(column, row, space);
  else drawBlock(column, row, space);
}

function drawBlock({ point, box }: PlacedColumn, { near, far }: SpaceRow, space: Space): void {
  const { svg } = space.front;
  const shift: Point = [far[0] - near[0], far[1] - near[1]];
  const face = movedBox(box, near);
  const right = face.left + face.width;
  const bottom = face.top + face.height;
  const moved = ([x, y]: Point): Point => [x + shift[0], y + shift[1]];
  const side = shift[0] >= 0 ? right : face.left;
  const lid = shift[1] <= 0 ? face.top : bottom;
  const { border, background } = point.style;
  const stroke = border ? { stroke: border } : {};
  const sideFace: readonly Point[] = [
    [side, face.top],
    moved([side, face.top]),
    moved([side, bottom]),
    [side, bottom],
  ];
  const lidFace: readonly Point[] = [
    [face.left, lid],
    moved([face.left, lid]),
    moved([right, lid]),
    [right, lid],
  ];
  svg.polygon(sideFace, { fill: shade(point.color, -0.35), ...stroke });
  svg.polygon(lidFace, { fill: shade(point.color, 0.12), ...stroke });
  svg.rect(face, { fill: backgroundFill(svg, face, background), ...stroke });
}

function shade(color: Color, share: number): Color {
  return share < 0 ? darken(color, -share) : lighten(color, share);
}

/** Round from below to above (or from left to right), lit from the left, with its near end open to view. */
function drawCylinder({ point, box }: PlacedColumn, { near, far }: SpaceRow, space: Space): void {
  const { svg, layout } = space.front;
  const { horizontal } = layout.scales;
  const middle: Point = [(near[0] + far[0]) / 2, (near[1] + far[1]) / 2];
  const body = movedBox(box, middle);
  const right = body.left + body.width;
  const bottom = body.top + body.height;
  const dark = darken(point.color, 0.6);
  const stops = [
    { offset: 0, color: dark },
    { offset: 0.35, color: lighten(point.color, 0.35) },
    { offset: 1, color: dark },
  ];
  const lid = lighten(point.color, 0.2);
  const stroke = point.style.border ? { stroke: point.style.border } : {};
  if (horizontal) {
    const radius: Point = [Math.max(1, Math.abs(far[0] - near[0]) / 2), body.height / 2];
    const y = body.top + radius[1];
    const fill = svg.linearGradient([body.left, body.top], [body.left, bottom], stops);
    svg.ellipse([body.left, y], radius, { fill, ...stroke });
    svg.rect(body, { fill });
    svg.ellipse([right, y], radius, { fill: lid, ...stroke });
    return;
  }
  const radius: Point = [body.width / 2, Math.max(1, Math.abs(far[1] - near[1]) / 2)];
  const x = body.left + radius[0];
  const fill = svg.linearGradient([body.left, body.top], [right, body.top], stops);
  svg.ellipse([x, bottom], radius, { fill, ...stroke });
  svg.rect(body, { fill });
  svg.ellipse([x, body.top], radius, { fill: lid, ...stroke });
}

/** A line as a ribbon, lighter where it rises. */
function drawRibbon(series: SpaceRow['series'][number], { near, far }: SpaceRow, space: Space): void {
  const { front } = space;
  const placed = placePoints(series, front).filter((one) => one.inside);
  for (const run of runs(placed)) {
    run.forEach((end, index) => {
      const start = run[index - 1];
      if (!start) return;
      const corners: readonly Point[] = [
        moved(start.at, near),
        moved(end.at, near),
        moved(end.at, far),
        moved(start.at, far),
      ];
      const fill = shade(end.point.color, end.at[1] <= start.at[1] ? 0.1 : -0.25);
      front.svg.path(pathOf(corners, { close: true }), { fill, stroke: { color: fill, width: 0.5 } });
    });
  }
  drawLineLabels(
    placed.map((one) => ({ ...one, at: moved(one.at, near) })),
    front,
  );
}

function moved([x, y]: Point, [dx, dy]: Point): Point {
  return [x + dx, y + dy];
}
