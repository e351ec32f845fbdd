import { backgroundFill } from '../../drawing/gradients.ts';
import type { PixelBox } from '../../drawing/svg.ts';
import type { PointLabelModel, SeriesModel } from '../model/series-model.ts';
import type { PlotContext } from './plot-context.ts';
import { drawPointLabel, labelSize } from './point-labels.ts';
import { type Branch, type Cell, treeCells } from './tree-layout.ts';

/** Pixels between the area and the rectangles. */
const INSET = 5;
/** Pixels between two rectangles. */
const GAP = 1;
/** Room that a text needs beside it to be drawn. */
const TEXT_MARGIN = 5;

/** A tree map: rectangles by value with labels at their lower left, the name of each series at its upper left. */
export function drawTreeMap(series: readonly SeriesModel[], context: PlotContext): void {
  const { cells, branches } = treeCells(series, boundsOf(context));
  for (const cell of cells) drawCell(cell, context);
  for (const cell of cells) drawCellLabel(cell, context);
  for (const { branch, box } of branches) drawName(branch, box, cells, context);
}

function boundsOf({ canvas, layout, plot }: PlotContext): PixelBox {
  const area = layout.area.innerPlot ? plot : canvas.toPixels(layout.box);
  return {
    left: area.left + INSET,
    top: area.top + INSET,
    width: Math.max(0, area.width - 2 * INSET),
    height: Math.max(0, area.height - 2 * INSET),
  };
}

function faceOf({ box }: Cell): PixelBox {
  const left = Math.round(box.left);
  const top = Math.round(box.top);
  return {
    left,
    top,
    width: Math.round(box.left + box.width) - left - GAP,
    height: Math.round(box.top + box.height) - top - GAP,
  };
}

function drawCell(cell: Cell, context: PlotContext): void {
  const { svg } = context;
  const face = faceOf(cell);
  const { background, border } = cell.point.style;
  svg.rect(face, {
    fill: backgroundFill(svg, face, background),
    ...(border ? { stroke: border } : {}),
  });
}

function drawCellLabel(cell: Cell, context: PlotContext): void {
  const { label } = cell.point;
  if (!label) return;
  const { width, height } = labelSize(label, context);
  const { box } = cell;
  if (width + TEXT_MARGIN > box.width || height > box.height) return;
  const bottom = box.top + box.height - 3;
  drawPointLabel(label, { x: box.left + width / 2, y: bottom - height / 2 }, context);
}

/** The name stands in bold letters of the labels' font, where it does not meet a label below it. */
function drawName(branch: Branch, box: PixelBox, cells: readonly Cell[], context: PlotContext): void {
  const style = branch.points.find((point) => point.label)?.label;
  if (!style) return;
  const label: PointLabelModel = {
    ...style,
    text: branch.series.legendText === '' ? branch.series.name : branch.series.legendText,
    style: { ...style.style, font: { ...style.style.font, bold: true } },
  };
  const { width, height } = labelSize(label, context);
  const corner = cells.find((cell) => cell.branch === branch);
  const taken = corner?.point.label ? labelSize(corner.point.label, context).height : 0;
  const room = corner ? corner.box.height - taken : box.height;
  if (width + TEXT_MARGIN > box.width || height > room) return;
  drawPointLabel(label, { x: box.left + width / 2, y: box.top + height / 2 }, context);
}
