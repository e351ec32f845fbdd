import { booleanProperty, choiceProperty, colorProperty, numberProperty } from '../../drawing/properties.ts';
import type { RdlElement } from '../../reader/element.ts';
import { PLACEMENTS } from './build-marks.ts';
import type { GaugeContext } from './gauge-context.ts';
import { RANGE_GRADIENTS, type RangeModel, type ScaleAxis } from './gauge-model.ts';
import { inputValue } from './input-value.ts';
import { readShapeStyle } from './shape-style.ts';

/** A range without a start begins at the scale's minimum, one without an end reaches its maximum. */
export function buildRange(element: RdlElement, axis: ScaleAxis, context: GaugeContext): RangeModel {
  const { properties } = context;
  return {
    name: element.attributes.Name ?? '',
    start: inputValue(element, 'StartValue', context) ?? axis.minimum,
    end: inputValue(element, 'EndValue', context) ?? axis.maximum,
    startWidth: Math.max(0, numberProperty(element, 'StartWidth', properties) ?? 0),
    endWidth: Math.max(0, numberProperty(element, 'EndWidth', properties) ?? 0),
    distance: numberProperty(element, 'DistanceFromScale', properties) ?? 0,
    placement: choiceProperty(element, 'Placement', PLACEMENTS, properties) ?? 'Inside',
    visible: !(booleanProperty(element, 'Hidden', properties) ?? false),
    style: readShapeStyle(element, properties),
    gradient: choiceProperty(element, 'BackgroundGradientType', RANGE_GRADIENTS, properties) ?? 'StartToEnd',
    barColor: colorProperty(element, 'InRangeBarPointerColor', properties),
    labelColor: colorProperty(element, 'InRangeLabelColor', properties),
    tickColor: colorProperty(element, 'InRangeTickMarksColor', properties),
  };
}
