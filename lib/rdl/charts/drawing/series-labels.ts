import type { PixelBox, Point } from '../../drawing/svg.ts';
import { DEFAULT_MARKER_SIZE } from '../model/build-marker.ts';
import type { PointLabelModel, PointModel, SeriesModel } from '../model/series-model.ts';
import type { PlacedColumn } from './columns.ts';
import type { PlacedPoint } from './lines.ts';
import type { PlotContext } from './plot-context.ts';
import { drawPointLabel, labelSize } from './point-labels.ts';
import { LABEL_SIDES, type LabelPlace, type LabelSide } from './smart-labels.ts';

/** Pixels between the end of a bar and its label. */
const BAR_SPACING = 4;
const BAR_INNER_SPACING = 4;

/** The labels of columns above their ends, of bars beside them, of stacked ones in their middles. */
export function drawColumnLabels(
  placed: readonly PlacedColumn[],
  stacked: boolean,
  context: PlotContext,
): void {
  for (const column of placed) {
    const { label } = column.point;
    if (!label) continue;
    if (stacked) drawAt(label, column, middleOf(column.box), 'Center', context);
    else if (context.layout.scales.horizontal) drawBarLabel(label, column, context);
    else {
      const { box, negative } = column;
      const end: Point = [box.left + box.width / 2, negative ? box.top + box.height : box.top];
      drawAt(label, column, end, negative ? 'Bottom' : 'Top', context);
    }
  }
}

function middleOf({ left, top, width, height }: PixelBox): Point {
  return [left + width / 2, top + height / 2];
}

/** Outside the end of the bar, or inside where the plot has no room for it (`BarLabelStyle` fixes it). */
function drawBarLabel(label: PointLabelModel, column: PlacedColumn, context: PlotContext): void {
  const { box, negative, series, point } = column;
  const { width } = labelSize(label, context);
  const middle = box.top + box.height / 2;
  const end = negative ? box.left : box.left + box.width;
  const sign = negative ? -1 : 1;
  const outer = end + sign * (BAR_SPACING + width / 2);
  const inner = end - sign * (BAR_INNER_SPACING + width / 2);
  const written = (
    point.attributes.get('BarLabelStyle') ?? series.attributes.get('BarLabelStyle')
  )?.toLowerCase();
  const { plot } = context;
  const reach = end + sign * (BAR_SPACING + width);
  const fits = reach <= plot.left + plot.width && reach >= plot.left;
  const left = box.left + BAR_INNER_SPACING + width / 2;
  const right = box.left + box.width - BAR_INNER_SPACING - width / 2;
  const places = { outside: outer, left, right, center: box.left + box.width / 2 };
  const fixed = Object.entries(places).find(([name]) => name === written)?.[1];
  const x = fixed ?? (fits ? outer : inner);
  drawPointLabel(label, { x, y: middle, degrees: rotationOf(label, series) }, context);
}

/** The labels of points on lines and areas. */
export function drawLineLabels(placed: readonly PlacedPoint[], context: PlotContext): void {
  for (const one of placed) {
    const { label } = one.point;
    if (label) drawAt(label, one, one.at, automaticSide(one), context);
  }
}

/** On a line a label keeps away from the neighbours: below a low point, else above. */
function automaticSide({ series, point, order }: PlacedPoint): LabelSide {
  if (series.type === 'Bubble') return 'Center';
  if (series.type !== 'Line' && series.type !== 'Spline' && series.type !== 'StepLine') return 'Top';
  const value = point.y[0] ?? 0;
  const before = series.points[order - 1];
  const after = series.points[order + 1];
  if (!before && !after) return 'Top';
  const higher = (other: PointModel | undefined) => other === undefined || (other.y[0] ?? 0) > value;
  return higher(before) && higher(after) ? 'Bottom' : 'Top';
}

function rotationOf(label: PointLabelModel, series: SeriesModel): number {
  // Smart labels stay level.
  return series.smartLabels.enabled ? 0 : label.rotation;
}

/** Writes a label at the side of a point that the definition or the kind of series gives. */
function drawAt(
  label: PointLabelModel,
  { series, point }: { readonly series: SeriesModel; readonly point: PointModel },
  anchor: Point,
  automatic: LabelSide,
  context: PlotContext,
): void {
  if (label.text.trim() === '') return;
  const side = sideOf(label, point, series) ?? automatic;
  const degrees = rotationOf(label, series);
  const size = turned(labelSize(label, context), degrees);
  const markerSize = point.style.marker?.size ?? DEFAULT_MARKER_SIZE;
  const request = {
    anchor,
    ...size,
    side,
    preferred: preferredMiddle(side, anchor, size, markerSize, context),
    markerSize,
    smart: series.smartLabels,
  };
  const place = context.placer.place(request);
  if (!place) return;
  if (place.moved) drawCallout(place, request, series, context);
  const [x, y] = place.middle;
  drawPointLabel(label, { x, y, degrees }, context);
}

type Size = { readonly width: number; readonly height: number };

/** The box around a turned text. */
function turned({ width, height }: Size, degrees: number): Size {
  const sine = Math.abs(Math.sin((degrees * Math.PI) / 180));
  const cosine = Math.abs(Math.cos((degrees * Math.PI) / 180));
  return { width: width * cosine + height * sine, height: width * sine + height * cosine };
}

function sideOf(label: PointLabelModel, point: PointModel, series: SeriesModel): LabelSide | undefined {
  const written = point.attributes.get('LabelStyle') ?? series.attributes.get('LabelStyle') ?? label.position;
  return LABEL_SIDES.find((side) => side.toLowerCase() === written.toLowerCase());
}

/** A quarter of its height more than smart labels keep from their points. */
function preferredMiddle(
  side: LabelSide,
  anchor: Point,
  { width, height }: Size,
  markerSize: number,
  { canvas }: PlotContext,
): Point {
  const gap = markerSize / 1.75;
  const sideways = (gap * canvas.width) / canvas.height + height / 4;
  const dx = side.endsWith('Left')
    ? -sideways - width / 2
    : side.endsWith('Right')
      ? sideways + width / 2
      : 0;
  const away = gap + height * 0.75;
  const dy = side.startsWith('Top') ? -away : side.startsWith('Bottom') ? away : 0;
  return [anchor[0] + dx, anchor[1] + dy];
}

/** The line from a point to its label, with a line along the label or a box around it. */
function drawCallout(
  place: LabelPlace,
  { anchor, width, height }: { readonly anchor: Point; readonly width: number; readonly height: number },
  series: SeriesModel,
  context: PlotContext,
): void {
  const { callout, calloutColor } = series.smartLabels;
  const { svg } = context;
  const [x, y] = place.middle;
  const stroke = { color: calloutColor, width: 1 };
  const box = { left: x - width / 2 - 2, top: y - height / 2, width: width + 4, height };
  const right = box.left + box.width;
  const bottom = box.top + box.height;
  if (callout === 'Box') svg.rect(box, { stroke });
  else if (callout !== 'None') {
    if (place.side === 'Right') svg.line([box.left, box.top], [box.left, bottom], stroke);
    else if (place.side === 'Left') svg.line([right, box.top], [right, bottom], stroke);
    else if (place.side === 'Bottom') svg.line([box.left, box.top], [right, box.top], stroke);
    else svg.line([box.left, bottom], [right, bottom], stroke);
  }
  const end: Point = [
    place.side.endsWith('Left') ? right : place.side.endsWith('Right') ? box.left : x,
    place.side === 'Top' ? bottom : place.side === 'Bottom' ? box.top : place.side.length > 5 ? bottom : y,
  ];
  svg.line(anchor, end, stroke);
}
