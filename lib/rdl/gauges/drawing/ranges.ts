import { blend, type Color, TRANSPARENT } from '../../drawing/color.ts';
import type { Point } from '../../drawing/svg.ts';
import { reachOf } from '../layout/mark-reach.ts';
import type { BandEdges, ScaleGeometry } from '../layout/scale-geometry.ts';
import type { RangeModel, ScaleModel } from '../model/gauge-model.ts';
import { fractionOf } from '../scales/scale-position.ts';
import type { DrawContext } from './draw-context.ts';
import { paintShape, polygonShape, type Shape } from './shape.ts';

/** How many pieces a gradient along a whole scale is cut into; each has one colour. */
const PIECES = 128;

/** Draws the ranges of a scale, in the order of the definition. */
export function drawRanges(context: DrawContext, scale: ScaleModel, geometry: ScaleGeometry): void {
  for (const range of scale.ranges) if (range.visible) drawRange(context, { range, scale, geometry });
}

type Drawn = { readonly range: RangeModel; readonly scale: ScaleModel; readonly geometry: ScaleGeometry };

function drawRange(context: DrawContext, drawn: Drawn): void {
  const { range, scale, geometry } = drawn;
  const from = fractionOf(scale, range.start);
  const to = fractionOf(scale, range.end);
  if (from === to) return;
  const outline = geometry.band(from, to, edgesOf(drawn));
  const { style } = range;
  const colors = colorsOf(range);
  const shape = polygonShape(outline);
  if (!colors) {
    paintShape(context, shape, { ...style, fill: rangeFill(range) });
    return;
  }
  paintShape(context, shape, { ...style, fill: shadowOnly(style.shadowOffset), border: undefined });
  if (geometry.kind === 'radial') drawPieces(context, { drawn, from, to, colors });
  else drawAlong(context, shape, { ends: [geometry.at(from, 0), geometry.at(to, 0)], colors });
  if (style.border) paintShape(context, shape, { ...style, fill: undefined });
}

function drawAlong(
  { svg }: DrawContext,
  { path }: Shape,
  { ends, colors }: { readonly ends: readonly [Point, Point]; readonly colors: readonly [Color, Color] },
): void {
  const stops = [0, 1].map((offset) => ({ offset, color: pieceColor(colors, offset) }));
  svg.path(path, { fill: svg.linearGradient(ends[0], ends[1], stops), edge: true });
}

/** A fill that cannot be seen, under which a shadow is drawn all the same. */
function shadowOnly(offset: number) {
  return offset === 0 ? undefined : { color: TRANSPARENT };
}

/** The two colours of a gradient along the scale; undefined where the range has none or they are alike. */
function colorsOf({ gradient, style: { fill } }: RangeModel): readonly [Color, Color] | undefined {
  if (gradient !== 'StartToEnd' || !fill || fill.hatchType) return undefined;
  const end = fill.gradientEndColor ?? fill.color;
  const start = fill.color;
  const alike =
    start.alpha === end.alpha &&
    start.red === end.red &&
    start.green === end.green &&
    start.blue === end.blue;
  return alike ? undefined : [start, end];
}

function rangeFill({ gradient, style: { fill } }: RangeModel) {
  if (!fill) return undefined;
  const { gradientType: _, ...plain } = fill;
  return gradient === 'None' || gradient === 'StartToEnd' ? plain : { ...plain, gradientType: gradient };
}

function edgesOf({ range, scale, geometry }: Drawn): BandEdges {
  const pixels = (percent: number) => (percent * geometry.size) / 100;
  const barWidth = pixels(scale.width);
  const reach = (width: number) =>
    reachOf(range.placement, { length: pixels(width), distance: pixels(range.distance), barWidth });
  const start = reach(range.startWidth);
  const end = reach(range.endWidth);
  return { inner: [start.inner, end.inner], outer: [start.outer, end.outer] };
}

/** Pieces of one colour each; opaque ones reach under the next, so that no seam shows. */
function drawPieces(
  { svg }: DrawContext,
  pieces: {
    readonly drawn: Drawn;
    readonly from: number;
    readonly to: number;
    readonly colors: readonly [Color, Color];
  },
): void {
  const { drawn, from, to, colors } = pieces;
  const edges = edgesOf(drawn);
  const count = Math.max(2, Math.ceil(Math.abs(to - from) * PIECES));
  const opaque = colors[0].alpha === 255 && colors[1].alpha === 255;
  for (let index = 0; index < count; index++) {
    const start = index / count;
    const end = Math.min(1, (index + (opaque ? 1.5 : 1)) / count);
    const cut = ([first, last]: readonly [number, number]): readonly [number, number] => [
      first + (last - first) * start,
      first + (last - first) * end,
    ];
    const points = drawn.geometry.band(from + (to - from) * start, from + (to - from) * end, {
      inner: cut(edges.inner),
      outer: cut(edges.outer),
    });
    svg.polygon(points, { fill: pieceColor(colors, (index + 0.5) / count) });
  }
}

/** A transparent end fades the other one out instead of whitening it. */
function pieceColor([start, end]: readonly [Color, Color], share: number): Color {
  const from = start.alpha === 0 ? { ...end, alpha: 0 } : start;
  const to = end.alpha === 0 ? { ...start, alpha: 0 } : end;
  return blend(from, to, share);
}
