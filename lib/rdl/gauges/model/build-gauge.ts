import { booleanProperty, choiceProperty, numberProperty } from '../../drawing/properties.ts';
import { all, type RdlElement } from '../../reader/element.ts';
import { buildFrame } from './build-frame.ts';
import { buildLinearScale, buildRadialScale } from './build-scale.ts';
import type { GaugeContext } from './gauge-context.ts';
import type { LinearGaugeModel, RadialGaugeModel } from './gauge-model.ts';

export function buildRadialGauge(element: RdlElement, context: GaugeContext): RadialGaugeModel {
  const { properties } = context;
  return {
    ...commonParts(element, context),
    pivot: [
      numberProperty(element, 'PivotX', properties) ?? 50,
      numberProperty(element, 'PivotY', properties) ?? 50,
    ],
    scales: all(element, 'GaugeScales', 'RadialScale').map((scale) => buildRadialScale(scale, context)),
  };
}

export function buildLinearGauge(element: RdlElement, context: GaugeContext): LinearGaugeModel {
  const { properties } = context;
  return {
    ...commonParts(element, context),
    orientation:
      choiceProperty(element, 'Orientation', ['Auto', 'Horizontal', 'Vertical'], properties) ?? 'Auto',
    scales: all(element, 'GaugeScales', 'LinearScale').map((scale) => buildLinearScale(scale, context)),
  };
}

function commonParts(element: RdlElement, { properties }: GaugeContext) {
  const ratio = numberProperty(element, 'AspectRatio', properties);
  return {
    frame: buildFrame(element, properties),
    clipContent: booleanProperty(element, 'ClipContent', properties) ?? false,
    aspectRatio: ratio !== undefined && ratio > 0 ? ratio : undefined,
  };
}
