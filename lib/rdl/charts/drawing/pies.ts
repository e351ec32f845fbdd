import { BLACK, type Color, WHITE, withAlpha } from '../../drawing/color.ts';
import { backgroundFill } from '../../drawing/gradients.ts';
import type { Point } from '../../drawing/svg.ts';
import { numberAttribute } from '../model/custom-attributes.ts';
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
import { around, middleAngle, ringShare, type Slice, slicePath, slicesOf } from './pie-shape.ts';
import { drawSolidPie } from './pie-solid.ts';
import type { PlotContext } from './plot-context.ts';

/** A pie or doughnut; an area shows one, that of its first series. */
export function drawPie(series: SeriesModel, context: PlotContext): void {
  if (context.layout.area.threeD) {
    drawSolidPie(series, context.layout.area.threeD, context);
    return;
  }
  const slices = slicesOf(series);
  if (slices.length === 0) return;
  const pie = fittedPie(slices, series, context);
  const ring = ringShare(series);
  for (const slice of slices) drawSlice(slice, series, { ...pie, center: sliceCenter(slice, pie) }, context);
  drawSheen(series, slices, pie, ring, context);
  for (const slice of slices) {
    if (pieLabelStyle(slice, series) === 'Inside') drawInsideLabel(slice, pie, ring, context);
  }
  const labels = outsideLabels(slices, series, pie, context);
  drawOutsideLabels(labelsOverlap(labels) ? inColumns(labels, pie, context) : labels, series, context);
}

/**
 * The circle of a pie: 95 % of the shorter side of its area (80 % where slices are exploded), smaller in steps of 5 %
 * until the labels outside fit, down to `MinimumRelativePieSize`. Measured on the engine.
 */
export function fittedPie(slices: readonly Slice[], series: SeriesModel, context: PlotContext): PieCircle {
  const { canvas, layout } = context;
  const fixed = layout.area.innerPlot !== undefined;
  const box = fixed ? context.plot : canvas.toPixels(layout.box);
  const side = Math.min(box.width, box.height);
  const center: Point = [
    Math.trunc(box.left + box.width / 2) + 0.5,
    Math.trunc(box.top + box.height / 2) + 0.5,
  ];
  const least = (numberAttribute(series.attributes, 'MinimumRelativePieSize') ?? 30) / 100;
  const start = fixed ? 1 : 0.95;
  const sized = (share: number): PieCircle => {
    const limited = slices.some((slice) => slice.exploded) ? Math.min(share, 0.8) : share;
    return { center, diameter: side * limited, flattening: 1 };
  };
  for (let share = start; share > least; share -= 0.05) {
    const pie = sized(share);
    const labels = outsideLabels(slices, series, pie, context);
    const placed = labelsOverlap(labels) ? inColumns(labels, pie, context) : labels;
    if (outsideLabelsFit(placed, context)) return pie;
  }
  return sized(least);
}

function sliceCenter(slice: Slice, pie: PieCircle): Point {
  return slice.exploded ? around(pie.center, middleAngle(slice), pie.diameter / 10) : pie.center;
}

function drawSlice(slice: Slice, series: SeriesModel, pie: PieCircle, context: PlotContext): void {
  const { svg } = context;
  const radius = pie.diameter / 2;
  const inner = radius * (1 - ringShare(series));
  const { style } = slice.point;
  const path = slicePath(slice, radius, inner);
  const bounds = { left: -radius, top: -radius, width: pie.diameter, height: pie.diameter };
  if (style.shadow) {
    const { offset, color } = style.shadow;
    const moved: Point = [pie.center[0] + offset, pie.center[1] + offset];
    svg.group({ translate: moved }, () => svg.path(path, { fill: color }));
  }
  svg.group({ translate: pie.center }, () => {
    svg.path(path, {
      fill: backgroundFill(svg, bounds, style.background),
      ...(style.border ? { stroke: { ...style.border, join: 'round' } } : {}),
    });
  });
}

/** `PieDrawingStyle`: soft edges darken the rims, a concave pie its middle. */
function drawSheen(
  series: SeriesModel,
  slices: readonly Slice[],
  pie: PieCircle,
  ring: number,
  context: PlotContext,
): void {
  const style = series.attributes.get('PieDrawingStyle')?.toLowerCase();
  if (style !== 'softedge' && style !== 'concave') return;
  const { svg } = context;
  const radius = pie.diameter / 2;
  const stops = style === 'softedge' ? softEdge(1 - ring) : CONCAVE;
  for (const slice of slices) {
    svg.group({ translate: sliceCenter(slice, pie) }, () => {
      const fill = svg.radialGradient([0, 0], [radius, radius], stops);
      svg.path(slicePath(slice, radius, radius * (1 - ring)), { fill });
    });
  }
}

const CLEAR: Color = withAlpha(BLACK, 0);

function softEdge(hole: number) {
  const depth = Math.min(0.15, (1 - hole) / 3);
  const inner =
    hole > 0
      ? [
          { offset: hole, color: withAlpha(BLACK, 100) },
          { offset: hole + depth, color: CLEAR },
        ]
      : [];
  return [...inner, { offset: 1 - depth, color: CLEAR }, { offset: 1, color: withAlpha(BLACK, 100) }];
}

const CONCAVE = [
  { offset: 0, color: withAlpha(BLACK, 130) },
  { offset: 0.5, color: CLEAR },
  { offset: 0.5, color: withAlpha(WHITE, 0) },
  { offset: 1, color: withAlpha(WHITE, 90) },
];
