import { inRange } from '../layout/label-layout.ts';
import { reachOf } from '../layout/mark-reach.ts';
import type { ScaleGeometry } from '../layout/scale-geometry.ts';
import type { NeedleModel, PointerModel, ScaleModel, ShapeStyle } from '../model/gauge-model.ts';
import { fractionOf } from '../scales/scale-position.ts';
import { drawCap } from './caps.ts';
import type { DrawContext } from './draw-context.ts';
import { markOutline } from './mark-shapes.ts';
import { needleOutline } from './needle-shapes.ts';
import { paintShape, polygonShape } from './shape.ts';
import { drawThermometer } from './thermometer.ts';

export type DrawnPointer = {
  readonly pointer: PointerModel;
  readonly scale: ScaleModel;
  readonly geometry: ScaleGeometry;
  readonly value: number;
};

/** Draws the pointers of a scale; one without a value is left out. */
export function drawPointers(context: DrawContext, scale: ScaleModel, geometry: ScaleGeometry): void {
  for (const pointer of scale.pointers) {
    const { value } = pointer;
    if (!pointer.visible || value === undefined) continue;
    const drawn = { pointer, scale, geometry, value };
    if (pointer.type === 'Needle' && pointer.needle) drawNeedle(context, pointer.needle, drawn);
    else if (pointer.type === 'Bar') drawBar(context, drawn);
    else if (pointer.type === 'Thermometer') drawThermometer(context, drawn);
    else drawMarker(context, drawn);
  }
}

function drawNeedle(context: DrawContext, needle: NeedleModel, drawn: DrawnPointer): void {
  const { pointer, scale, geometry, value } = drawn;
  const share = fractionOf(scale, value);
  const { size } = geometry;
  const center = geometry.at(share, -size);
  const pixels = (percent: number) => (percent * size) / 100;
  const away = pixels(pointer.distance) * (pointer.placement === 'Outside' ? 1 : -1);
  const shape = needleOutline(needle.style, {
    length: Math.max(0, size + away),
    width: pixels(pointer.width),
  });
  const cap = () => drawCap(context, needle.cap, { center, size, shadowOffset: pointer.style.shadowOffset });
  if (!needle.cap.onTop) cap();
  paintShape(context, shape, pointer.style, { at: center, degrees: geometry.turnAt(share) });
  if (needle.cap.onTop) cap();
}

function drawMarker(context: DrawContext, { pointer, scale, geometry, value }: DrawnPointer): void {
  const { size } = geometry;
  const share = fractionOf(scale, value);
  const pixels = (percent: number) => (percent * size) / 100;
  const reach = reachOf(pointer.placement, {
    length: pixels(pointer.markerLength),
    distance: pixels(pointer.distance),
    barWidth: pixels(scale.width),
  });
  const shape = markOutline(pointer.markerShape, {
    ...reach,
    width: pixels(pointer.width),
    tip: pointer.placement === 'Inside' ? 'outer' : 'inner',
  });
  if (!shape) return;
  paintShape(context, shape, pointer.style, { at: geometry.at(share, 0), degrees: geometry.turnAt(share) });
}

function drawBar(context: DrawContext, drawn: DrawnPointer): void {
  const { pointer, scale, geometry, value } = drawn;
  const { size } = geometry;
  const pixels = (percent: number) => (percent * size) / 100;
  const from = barStart(drawn);
  const to = fractionOf(scale, value);
  if (from === to || pointer.width <= 0) return;
  const { inner, outer } = reachOf(pointer.placement, {
    length: pixels(pointer.width),
    distance: pixels(pointer.distance),
    barWidth: pixels(scale.width),
  });
  const outline = geometry.band(from, to, { inner: [inner, inner], outer: [outer, outer] });
  paintShape(context, polygonShape(outline), barStyle(drawn));
}

export function barStart({ pointer, scale }: DrawnPointer): number {
  return fractionOf(scale, pointer.barStart === 'Zero' ? 0 : scale.minimum);
}

/** A range may colour the bars that end in it. */
function barStyle({ pointer, scale, value }: DrawnPointer): ShapeStyle {
  const color = inRange(scale, value, ({ barColor }) => barColor);
  return color ? { ...pointer.style, fill: { color } } : pointer.style;
}
