import { backgroundFill } from '../../drawing/gradients.ts';
import { type PixelBox, type Point, pathOf } from '../../drawing/svg.ts';
import { markOutline } from '../../gauges/drawing/mark-shapes.ts';
import type { MapFit } from '../layout/map-fit.ts';
import type { LayerModel, MarkerShape, PathModel, ShapeModel, SymbolModel } from '../model/map-model.ts';
import { doubleArea } from '../spatial/centroid.ts';
import type { Position, Ring } from '../spatial/geometry.ts';
import type { MapDrawContext } from './map-context.ts';

/** Positions nearer than this to the one before, in pixels, cannot be seen. */
const NEAR = 0.2;

/** Draws the shapes, lines and symbols of a layer, without their labels. */
export function drawLayer(context: MapDrawContext, layer: LayerModel, fit: MapFit): void {
  if (!layer.visible) return;
  for (const shape of layer.shapes) if (shape.visible) drawShape(context, shape, fit);
  for (const path of layer.paths) if (path.visible) drawPath(context, path, fit);
  for (const symbol of layer.symbols) if (symbol.visible) drawSymbol(context, symbol, fit);
}

function drawShape({ svg }: MapDrawContext, shape: ShapeModel, fit: MapFit): void {
  const { polygons } = shape.geometry;
  const path = polygons
    .map((rings) => rings.map((ring, index) => ringPath(ring, index > 0, fit)).join(''))
    .join('');
  if (path === '') return;
  const fill = shape.fill && backgroundFill(svg, boundsOf(shape, fit), shape.fill);
  svg.path(path, {
    ...(fill ? { fill } : {}),
    ...(shape.border ? { stroke: { ...shape.border, join: 'round' } } : {}),
  });
}

/** Holes run the other way round than what they are cut out of, so that they stay empty. */
function ringPath(ring: Ring, hole: boolean, fit: MapFit): string {
  const turned = doubleArea(ring) > 0 === hole ? ring : ring.toReversed();
  return pathOf(thinned(turned, fit), { close: true });
}

export function thinned(positions: readonly Position[], fit: MapFit): readonly Point[] {
  const points: Point[] = [];
  for (const position of positions) {
    const point = fit.toPixels(position);
    const last = points.at(-1);
    if (last && Math.abs(last[0] - point[0]) < NEAR && Math.abs(last[1] - point[1]) < NEAR) continue;
    points.push(point);
  }
  return points;
}

function boundsOf({ geometry }: ShapeModel, fit: MapFit): PixelBox {
  let [left, top, right, bottom] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, -Infinity, -Infinity];
  for (const rings of geometry.polygons) {
    for (const position of rings[0] ?? []) {
      const [x, y] = fit.toPixels(position);
      [left, top, right, bottom] = [
        Math.min(left, x),
        Math.min(top, y),
        Math.max(right, x),
        Math.max(bottom, y),
      ];
    }
  }
  return { left, top, width: right - left, height: bottom - top };
}

/** A line with a border has it at both sides. */
function drawPath({ svg }: MapDrawContext, path: PathModel, fit: MapFit): void {
  const { border, color, width } = path;
  const outlines = path.geometry.lines.map((line) => pathOf(thinned(line, fit))).join('');
  if (outlines === '') return;
  if (border) {
    const outer = {
      color: border.color,
      width: width + 2 * border.width,
      cap: 'round',
      join: 'round',
    } as const;
    svg.path(outlines, { stroke: outer });
  }
  svg.path(outlines, { stroke: { color, width, cap: 'round', join: 'round' } });
}

function drawSymbol(context: MapDrawContext, symbol: SymbolModel, fit: MapFit): void {
  drawMarker(context, symbol, fit.toPixels(symbol.position));
}

/** Draws a marker around a point. */
export function drawMarker(
  { svg }: MapDrawContext,
  { marker, size, color, border }: Pick<SymbolModel, 'marker' | 'size' | 'color' | 'border'>,
  center: Point,
): void {
  const paint = { fill: color, ...(border ? { stroke: border } : {}) };
  const path = markerPath(marker, size);
  if (path !== '') svg.group({ translate: center }, () => svg.path(path, paint));
}

function markerPath(marker: MarkerShape, size: number): string {
  const half = size / 2;
  if (marker === 'PushPin') return pushPin(size);
  return markOutline(marker, { width: size, inner: -half, outer: half, tip: 'inner' })?.path ?? '';
}

/** A pin whose point is at the place that it marks. */
function pushPin(size: number): string {
  const n = (value: number) => Math.round(value * size * 1000) / 1000;
  return (
    `M0 0L${n(-0.14)} ${n(-0.5)}A${n(0.32)} ${n(0.32)} 0 1 1 ${n(0.14)} ${n(-0.5)}Z` +
    `M${n(-0.12)} ${n(-0.8)}A${n(0.12)} ${n(0.12)} 0 1 0 ${n(0.12)} ${n(-0.8)}A${n(0.12)} ${n(0.12)} 0 1 0 ${n(-0.12)} ${n(-0.8)}Z`
  );
}
