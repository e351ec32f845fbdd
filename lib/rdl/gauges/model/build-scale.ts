import { booleanProperty, numberProperty } from '../../drawing/properties.ts';
import { all, child, type RdlElement } from '../../reader/element.ts';
import { LINEAR_STEPS, stepsOfSweep } from '../scales/gauge-interval.ts';
import { scaleMarks } from '../scales/scale-marks.ts';
import {
  buildLabel,
  buildMark,
  buildPin,
  buildScaleLabels,
  buildTickMarks,
  readInterval,
} from './build-marks.ts';
import { buildLinearPointer, buildRadialPointer } from './build-pointer.ts';
import { buildRange } from './build-range.ts';
import type { GaugeContext } from './gauge-context.ts';
import type {
  CustomLabelModel,
  LinearScaleModel,
  RadialScaleModel,
  ScaleAxis,
  ScaleModel,
} from './gauge-model.ts';
import { inputValue } from './input-value.ts';
import { readShapeStyle } from './shape-style.ts';
import { writtenText } from './written-text.ts';

export function buildRadialScale(element: RdlElement, context: GaugeContext): RadialScaleModel {
  const { properties } = context;
  const sweepAngle = numberProperty(element, 'SweepAngle', properties) ?? 320;
  return {
    ...buildScale(element, stepsOfSweep(sweepAngle), context),
    radius: numberProperty(element, 'Radius', properties) ?? 37,
    startAngle: numberProperty(element, 'StartAngle', properties) ?? 20,
    sweepAngle,
    pointers: all(element, 'GaugePointers', 'RadialPointer').map((one) => buildRadialPointer(one, context)),
  };
}

export function buildLinearScale(element: RdlElement, context: GaugeContext): LinearScaleModel {
  const { properties } = context;
  return {
    ...buildScale(element, LINEAR_STEPS, context),
    position: numberProperty(element, 'Position', properties) ?? 50,
    startMargin: numberProperty(element, 'StartMargin', properties) ?? 8,
    endMargin: numberProperty(element, 'EndMargin', properties) ?? 8,
    pointers: all(element, 'GaugePointers', 'LinearPointer').map((one) => buildLinearPointer(one, context)),
  };
}

function buildScale(element: RdlElement, steps: number, context: GaugeContext): Omit<ScaleModel, 'pointers'> {
  const { properties, writer } = context;
  const axis = buildAxis(element, context);
  const scale = readInterval(element, properties);
  const labels = buildScaleLabels(child(element, 'ScaleLabels'), properties);
  const majorTicks = buildTickMarks(child(element, 'GaugeMajorTickMarks'), properties);
  const minorTicks = buildTickMarks(child(element, 'GaugeMinorTickMarks'), properties);
  const customLabels = all(element, 'CustomLabels', 'CustomLabel').flatMap(
    (one) => buildCustomLabel(one, axis, context) ?? [],
  );
  const multiplier = numberProperty(element, 'Multiplier', properties) ?? 1;
  const customValues = customLabels.filter(({ tick }) => tick.visible).map(({ value }) => value);
  return {
    ...axis,
    ...scale,
    name: element.attributes.Name ?? '',
    multiplier,
    visible: !(booleanProperty(element, 'Hidden', properties) ?? false),
    ticksOnTop: booleanProperty(element, 'TickMarksOnTop', properties) ?? false,
    width: Math.max(0, numberProperty(element, 'Width', properties) ?? 0),
    style: readShapeStyle(element, properties),
    labels,
    majorTicks,
    minorTicks,
    customLabels,
    minimumPin: buildPin(child(element, 'MinimumPin'), context),
    maximumPin: buildPin(child(element, 'MaximumPin'), context),
    ranges: all(element, 'ScaleRanges', 'ScaleRange').map((one) => buildRange(one, axis, context)),
    marks: scaleMarks(
      { axis, scale, major: majorTicks, minor: minorTicks, labels, multiplier, customValues, steps },
      writer,
    ),
  };
}

/** 0 to 100 where the definition gives no ends; a scale whose ends meet or cross runs 1 further. */
function buildAxis(element: RdlElement, context: GaugeContext): ScaleAxis {
  const { properties } = context;
  const given = inputValue(element, 'MinimumValue', context);
  const end = inputValue(element, 'MaximumValue', context) ?? 100;
  const logarithmicBase = numberProperty(element, 'LogarithmicBase', properties) ?? 10;
  const logarithmic = (booleanProperty(element, 'Logarithmic', properties) ?? false) && logarithmicBase > 1;
  const start = logarithmic && !(given !== undefined && given > 0) ? 1 : (given ?? 0);
  if (end < start) properties.warn(`The scale ${element.attributes.Name ?? ''} ends below its start.`);
  return {
    minimum: start,
    maximum: end > start ? end : start + 1,
    reversed: booleanProperty(element, 'Reversed', properties) ?? false,
    logarithmic,
    logarithmicBase,
  };
}

/** A label beyond the scale is not shown. */
function buildCustomLabel(
  element: RdlElement,
  axis: ScaleAxis,
  context: GaugeContext,
): CustomLabelModel | undefined {
  const { properties } = context;
  const value = numberProperty(element, 'Value', properties) ?? 0;
  if (value < axis.minimum || value > axis.maximum) return undefined;
  return {
    ...buildLabel(element, properties, 'RotateLabel'),
    name: element.attributes.Name ?? '',
    text: writtenText(element, 'Text', context),
    value,
    tick: buildMark(child(element, 'TickMarkStyle'), properties, { placement: 'Cross' }),
  };
}
