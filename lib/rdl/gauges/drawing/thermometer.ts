import type { Point } from '../../drawing/svg.ts';
import { reachOf } from '../layout/mark-reach.ts';
import type { ThermometerModel } from '../model/gauge-model.ts';
import { fractionOf } from '../scales/scale-position.ts';
import type { DrawContext } from './draw-context.ts';
import type { DrawnPointer } from './pointers.ts';
import { circleShape, paintShape, polygonShape } from './shape.ts';

/** Draws a thermometer: a tube along the scale with a bulb before its start, filled up to the value. */
export function drawThermometer(context: DrawContext, drawn: DrawnPointer): void {
  const { pointer, scale, geometry, value } = drawn;
  const { thermometer } = pointer;
  if (!thermometer || geometry.size <= 0) return;
  const pixels = (percent: number) => (percent * geometry.size) / 100;
  const tube = reachOf(pointer.placement, {
    length: pixels(pointer.width),
    distance: pixels(pointer.distance),
    barWidth: pixels(scale.width),
  });
  const middle = (tube.inner + tube.outer) / 2;
  const bulb = bulbOf(drawn, thermometer, { middle, tubeWidth: tube.outer - tube.inner });
  const to = fractionOf(scale, value);
  const column = (end: number) =>
    polygonShape(
      geometry.band(bulb.share, end, { inner: [tube.inner, tube.inner], outer: [tube.outer, tube.outer] }),
    );
  const { style } = pointer;
  if (thermometer.back) {
    const back = { ...style, fill: thermometer.back };
    paintShape(context, column(scale.reversed ? 0 : 1), back);
    paintShape(context, circleShape(bulb.center, bulb.radius), back);
  }
  paintShape(context, column(to), style);
  paintShape(context, circleShape(bulb.center, bulb.radius), style);
}

/** The bulb is wider than the tube by its size in percent; a flask widens it once more. */
function bulbOf(
  { geometry, scale }: DrawnPointer,
  { bulbOffset, bulbSize, style }: ThermometerModel,
  { middle, tubeWidth }: { readonly middle: number; readonly tubeWidth: number },
): { readonly center: Point; readonly radius: number; readonly share: number } {
  const share = geometry.beyond(scale.reversed ? 'end' : 'start', bulbOffset);
  const widening = (1 + bulbSize / 100) * (style === 'Flask' ? 1.25 : 1);
  return { center: geometry.at(share, middle), radius: (tubeWidth / 2) * widening, share };
}
