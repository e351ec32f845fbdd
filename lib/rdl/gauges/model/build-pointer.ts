import { booleanProperty, choiceProperty, numberProperty } from '../../drawing/properties.ts';
import { child, type RdlElement } from '../../reader/element.ts';
import { PLACEMENTS } from './build-marks.ts';
import type { GaugeContext } from './gauge-context.ts';
import {
  CAP_STYLES,
  type CapModel,
  MARK_SHAPES,
  NEEDLE_STYLES,
  type PointerModel,
  type ThermometerModel,
} from './gauge-model.ts';
import { inputValue } from './input-value.ts';
import { readShapeStyle } from './shape-style.ts';

/** A `RadialPointer`: a needle where it says nothing else. */
export function buildRadialPointer(element: RdlElement, context: GaugeContext): PointerModel {
  const { properties } = context;
  return {
    ...buildPointer(element, context),
    type: choiceProperty(element, 'Type', ['Needle', 'Marker', 'Bar'], properties) ?? 'Needle',
    placement: choiceProperty(element, 'Placement', PLACEMENTS, properties) ?? 'Cross',
    needle: {
      style: choiceProperty(element, 'NeedleStyle', NEEDLE_STYLES, properties) ?? 'Triangular',
      cap: buildCap(child(element, 'PointerCap'), context),
    },
    thermometer: undefined,
  };
}

/** A `LinearPointer`: a marker where it says nothing else. */
export function buildLinearPointer(element: RdlElement, context: GaugeContext): PointerModel {
  const { properties } = context;
  return {
    ...buildPointer(element, context),
    type: choiceProperty(element, 'Type', ['Marker', 'Bar', 'Thermometer'], properties) ?? 'Marker',
    placement: choiceProperty(element, 'Placement', PLACEMENTS, properties) ?? 'Outside',
    needle: undefined,
    thermometer: buildThermometer(child(element, 'Thermometer'), context),
  };
}

function buildPointer(
  element: RdlElement,
  context: GaugeContext,
): Omit<PointerModel, 'type' | 'needle' | 'thermometer' | 'placement'> {
  const { properties } = context;
  const value = inputValue(element, 'GaugeInputValue', context);
  return {
    name: element.attributes.Name ?? '',
    value: value === undefined ? undefined : snapped(element, value, context),
    visible: !(booleanProperty(element, 'Hidden', properties) ?? false),
    distance: numberProperty(element, 'DistanceFromScale', properties) ?? 0,
    width: Math.max(0, numberProperty(element, 'Width', properties) ?? 0),
    markerShape: choiceProperty(element, 'MarkerStyle', MARK_SHAPES, properties) ?? 'None',
    markerLength: Math.max(0, numberProperty(element, 'MarkerLength', properties) ?? 0),
    barStart: choiceProperty(element, 'BarStart', ['ScaleStart', 'Zero'], properties) ?? 'ScaleStart',
    style: readShapeStyle(element, properties),
  };
}

/** A pointer that snaps stands at the nearest multiple of its interval. */
function snapped(element: RdlElement, value: number, { properties }: GaugeContext): number {
  const interval = numberProperty(element, 'SnappingInterval', properties) ?? 0;
  if (!(booleanProperty(element, 'SnappingEnabled', properties) ?? false) || interval <= 0) return value;
  return Math.round(value / interval) * interval;
}

function buildCap(element: RdlElement | undefined, { properties }: GaugeContext): CapModel {
  return {
    visible: !(booleanProperty(element, 'Hidden', properties) ?? false),
    onTop: booleanProperty(element, 'OnTop', properties) ?? false,
    reflection: booleanProperty(element, 'Reflection', properties) ?? false,
    style: choiceProperty(element, 'CapStyle', CAP_STYLES, properties) ?? 'RoundedDark',
    width: Math.max(0, numberProperty(element, 'Width', properties) ?? 26),
    fill: readShapeStyle(element, properties).fill,
  };
}

function buildThermometer(element: RdlElement | undefined, { properties }: GaugeContext): ThermometerModel {
  return {
    bulbOffset: numberProperty(element, 'BulbOffset', properties) ?? 5,
    bulbSize: numberProperty(element, 'BulbSize', properties) ?? 50,
    style: choiceProperty(element, 'ThermometerStyle', ['Standard', 'Flask'], properties) ?? 'Standard',
    back: readShapeStyle(element, properties).fill,
  };
}
