import type { Color } from '../../drawing/color.ts';
import type { Font } from '../../drawing/font.ts';
import { PIXELS_PER_POINT } from '../../drawing/length.ts';
import type { Point } from '../../drawing/svg.ts';
import type { TextMeasure } from '../../drawing/text-metrics.ts';
import { textSize } from '../../drawing/text-wrap.ts';
import type { LabelModel, RangeModel, ScaleModel } from '../model/gauge-model.ts';
import { fractionOf } from '../scales/scale-position.ts';
import { scaleReach } from './mark-reach.ts';
import type { ScaleGeometry } from './scale-geometry.ts';

/** A text around its middle, in pixels; degrees clockwise. */
export type PlacedText = {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly angle: number;
  readonly font: Font;
  readonly color: Color;
};

/**
 * Half of a label's height counts only seven eighths at a radial scale: measured from the places of the labels in the
 * gallery.
 */
const RADIAL_HALF = 7 / 16;

/** The labels of a scale, its custom labels and those of its pins, in the order in which they are drawn. */
export function layoutLabels(
  scale: ScaleModel,
  geometry: ScaleGeometry,
  measure: TextMeasure,
): readonly PlacedText[] {
  if (!scale.visible) return [];
  const place = (share: number, text: string, label: LabelModel, color: Color) =>
    placeLabel({ share, text, label, color }, { scale, geometry, measure });
  const { labels, marks, customLabels } = scale;
  const colorAt = (value: number, label: LabelModel) =>
    inRange(scale, value, ({ labelColor }) => labelColor) ?? label.style.color;
  return [
    ...(labels.visible
      ? marks.labels.map(({ value, text }) =>
          place(fractionOf(scale, value), text, labels, colorAt(value, labels)),
        )
      : []),
    ...customLabels
      .filter((label) => label.visible && label.text !== '')
      .map((label) => place(fractionOf(scale, label.value), label.text, label, colorAt(label.value, label))),
    ...pinLabels(scale, geometry).map(({ share, text, label }) =>
      place(share, text, label, label.style.color),
    ),
  ];
}

function pinLabels(scale: ScaleModel, geometry: ScaleGeometry) {
  const { minimumPin, maximumPin, reversed } = scale;
  const ends = [
    { pin: minimumPin, end: reversed ? 'end' : 'start' },
    { pin: maximumPin, end: reversed ? 'start' : 'end' },
  ] as const;
  return ends
    .filter(({ pin }) => pin.enabled && pin.visible && pin.label.text !== '')
    .map(({ pin, end }) => ({
      share: geometry.beyond(end, pin.location),
      text: pin.label.text,
      label: pin.label,
    }));
}

/** The colour that a range gives to what lies in it. */
export function inRange(
  scale: ScaleModel,
  value: number,
  colorOf: (range: RangeModel) => Color | undefined,
): Color | undefined {
  const range = scale.ranges.find(
    (one) =>
      one.visible &&
      value >= Math.min(one.start, one.end) &&
      value <= Math.max(one.start, one.end) &&
      colorOf(one) !== undefined,
  );
  return range && colorOf(range);
}

function placeLabel(
  {
    share,
    text,
    label,
    color,
  }: { readonly share: number; readonly text: string; readonly label: LabelModel; readonly color: Color },
  {
    scale,
    geometry,
    measure,
  }: { readonly scale: ScaleModel; readonly geometry: ScaleGeometry; readonly measure: TextMeasure },
): PlacedText {
  const { size } = geometry;
  const font = label.fontPercent ? percentFont(label.style.font, size) : label.style.font;
  const { width, height } = textSize(text, font, measure);
  const turn = geometry.turnAt(share);
  const angle = label.rotate && geometry.kind === 'radial' ? readable(turn, label.allowUpsideDown) : 0;
  const total = normalized(angle + label.fontAngle);
  const half = halfAlong(turn, total, { width, height, kind: geometry.kind });
  const reach = scaleReach(scale, size);
  const distance = (label.distance * size) / 100;
  const outward =
    label.placement === 'Inside'
      ? reach.inner - distance - half
      : label.placement === 'Outside'
        ? reach.outer + distance + half
        : -distance;
  const [x, y]: Point = geometry.at(share, outward);
  return { text, x, y, width, height, angle: total, font, color };
}

/** Points become percents of the scale's size. */
function percentFont(font: Font, size: number): Font {
  return { ...font, size: (font.size * size) / 100 / PIXELS_PER_POINT };
}

/** A text that follows the scale; unless it may stand upside down it is turned to be read from below or the sides. */
function readable(turn: number, upsideDown: boolean): number {
  const angle = ((turn % 360) + 360) % 360;
  if (upsideDown) return normalized(angle + 180);
  return angle >= 90 && angle <= 270 ? angle - 180 : normalized(angle);
}

function normalized(angle: number): number {
  const turned = ((angle % 360) + 360) % 360;
  return turned > 180 ? turned - 360 : turned;
}

/** Half of a label's extent towards the scale. */
function halfAlong(
  turn: number,
  angle: number,
  {
    width,
    height,
    kind,
  }: { readonly width: number; readonly height: number; readonly kind: ScaleGeometry['kind'] },
): number {
  const between = ((turn - angle) * Math.PI) / 180;
  const half = kind === 'radial' ? RADIAL_HALF : 0.5;
  return Math.abs(Math.sin(between)) * width * half + Math.abs(Math.cos(between)) * height * half;
}
