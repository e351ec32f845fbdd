import { BLACK } from '../../drawing/color.ts';
import { DEFAULT_FONT } from '../../drawing/font.ts';
import {
  booleanProperty,
  choiceProperty,
  numberProperty,
  type PropertyContext,
  textProperty,
} from '../../drawing/properties.ts';
import { readStyle, styleFont } from '../../drawing/style.ts';
import { child, type RdlElement, textAt } from '../../reader/element.ts';
import type { GaugeContext } from './gauge-context.ts';
import {
  type IntervalModel,
  type LabelModel,
  MARK_SHAPES,
  type MarkModel,
  type PinModel,
  type Placement,
  type ScaleLabelsModel,
  type ShapeStyle,
  type TickMarksModel,
} from './gauge-model.ts';
import { readShapeStyle } from './shape-style.ts';
import { writtenText } from './written-text.ts';

export const PLACEMENTS: readonly Placement[] = ['Inside', 'Outside', 'Cross'];

export function readInterval(element: RdlElement | undefined, properties: PropertyContext): IntervalModel {
  const interval = numberProperty(element, 'Interval', properties);
  return {
    interval: interval !== undefined && interval > 0 ? interval : undefined,
    offset: numberProperty(element, 'IntervalOffset', properties),
  };
}

/** One mark as MS-RDL TickMarkStyle describes it; an absent one is not drawn. */
export function buildMark(
  element: RdlElement | undefined,
  properties: PropertyContext,
  defaults: { readonly placement: Placement },
): MarkModel {
  return {
    shape: choiceProperty(element, 'Shape', MARK_SHAPES, properties) ?? 'Rectangle',
    length: positive(numberProperty(element, 'Length', properties)),
    width: positive(numberProperty(element, 'Width', properties)),
    visible: element !== undefined && !(booleanProperty(element, 'Hidden', properties) ?? false),
    placement: choiceProperty(element, 'Placement', PLACEMENTS, properties) ?? defaults.placement,
    distance: numberProperty(element, 'DistanceFromScale', properties) ?? 0,
    style: markStyle(element, properties),
    enableGradient: booleanProperty(element, 'EnableGradient', properties) ?? false,
    gradientDensity: numberProperty(element, 'GradientDensity', properties) ?? 30,
  };
}

/** The outline of a mark is there unless its style says `None`. */
function markStyle(element: RdlElement | undefined, properties: PropertyContext): ShapeStyle {
  const style = readShapeStyle(element, properties);
  if (style.border || textAt(element, 'Style', 'Border', 'Style') !== undefined) return style;
  return { ...style, border: { color: style.borderColor, width: style.borderWidth, style: 'Solid' } };
}

export function buildTickMarks(element: RdlElement | undefined, properties: PropertyContext): TickMarksModel {
  return {
    ...buildMark(element, properties, { placement: 'Cross' }),
    ...readInterval(element, properties),
  };
}

export function buildPin(element: RdlElement | undefined, context: GaugeContext): PinModel {
  const { properties } = context;
  const label = child(element, 'PinLabel');
  return {
    ...buildMark(element, properties, { placement: 'Cross' }),
    enabled: booleanProperty(element, 'Enable', properties) ?? false,
    location: numberProperty(element, 'Location', properties) ?? 5,
    label: {
      ...buildLabel(label, properties, 'RotateLabel'),
      text: writtenText(label, 'Text', context),
    },
  };
}

/** How a text at a scale is written; custom labels and pins call the rotation `RotateLabel`. */
export function buildLabel(
  element: RdlElement | undefined,
  properties: PropertyContext,
  rotation: 'RotateLabels' | 'RotateLabel',
): LabelModel {
  const style = readStyle(child(element, 'Style'), properties);
  return {
    style: { font: styleFont(style, DEFAULT_FONT), color: style.color ?? BLACK },
    fontPercent: booleanProperty(element, 'UseFontPercent', properties) ?? false,
    visible: element !== undefined && !(booleanProperty(element, 'Hidden', properties) ?? false),
    placement: choiceProperty(element, 'Placement', PLACEMENTS, properties) ?? 'Inside',
    distance: numberProperty(element, 'DistanceFromScale', properties) ?? 0,
    rotate: booleanProperty(element, rotation, properties) ?? false,
    allowUpsideDown: booleanProperty(element, 'AllowUpsideDown', properties) ?? false,
    fontAngle: numberProperty(element, 'FontAngle', properties) ?? 0,
  };
}

export function buildScaleLabels(
  element: RdlElement | undefined,
  properties: PropertyContext,
): ScaleLabelsModel {
  return {
    ...buildLabel(element, properties, 'RotateLabels'),
    ...readInterval(element, properties),
    format: textProperty(child(element, 'Style'), 'Format', properties) ?? '',
    showEndLabels: booleanProperty(element, 'ShowEndLabels', properties) ?? false,
  };
}

function positive(value: number | undefined): number {
  return Math.max(0, value ?? 0);
}
