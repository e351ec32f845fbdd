import { choiceProperty, colorProperty, numberProperty } from '../../drawing/properties.ts';
import { all, type RdlElement } from '../../reader/element.ts';
import type { GaugeContext } from './gauge-context.ts';
import type { ResizeMode, StateIndicatorModel, StateModel } from './gauge-model.ts';
import { INDICATOR_STYLES } from './indicator-styles.ts';
import { inputValue } from './input-value.ts';
import { readShapeStyle } from './shape-style.ts';

export const RESIZE_MODES: readonly ResizeMode[] = ['AutoFit', 'None'];

/** A `StateIndicator` and the state that its value is in. */
export function buildStateIndicator(element: RdlElement, context: GaugeContext): StateIndicatorModel {
  const { properties } = context;
  const transformation = choiceProperty(element, 'TransformationType', ['None', 'Percentage'], properties);
  const percentBased = transformation !== 'None';
  const value = inputValue(element, 'GaugeInputValue', context);
  const states = all(element, 'IndicatorStates', 'IndicatorState').map((state) => buildState(state, context));
  const minimum = percentBased ? inputValue(element, 'MinimumValue', context) : undefined;
  const maximum = percentBased ? inputValue(element, 'MaximumValue', context) : undefined;
  const bounds = { minimum: minimum ?? 0, maximum: maximum ?? 100 };
  return {
    value,
    percentBased,
    ...bounds,
    states,
    current: stateOf(value, states, percentBased ? bounds : undefined),
    style: choiceProperty(element, 'IndicatorStyle', INDICATOR_STYLES, properties) ?? 'Circle',
    shape: readShapeStyle(element, properties),
    scaleFactor: numberProperty(element, 'ScaleFactor', properties) ?? 1,
    angle: numberProperty(element, 'Angle', properties) ?? 0,
    resizeMode: choiceProperty(element, 'ResizeMode', RESIZE_MODES, properties) ?? 'AutoFit',
  };
}

/** An empty end of a state is open. */
function buildState(element: RdlElement, context: GaugeContext): StateModel {
  const { properties } = context;
  return {
    name: element.attributes.Name ?? '',
    start: inputValue(element, 'StartValue', context) ?? Number.NEGATIVE_INFINITY,
    end: inputValue(element, 'EndValue', context) ?? Number.POSITIVE_INFINITY,
    style: choiceProperty(element, 'IndicatorStyle', INDICATOR_STYLES, properties) ?? 'Circle',
    color: colorProperty(element, 'Color', properties),
    scaleFactor: numberProperty(element, 'ScaleFactor', properties) ?? 1,
  };
}

/**
 * The state that a value is in: from its start up to but without its end, or exactly at the end where no other state
 * begins. With bounds the value counts in percent of the way from the minimum to the maximum.
 */
export function stateOf(
  value: number | undefined,
  states: readonly StateModel[],
  bounds: { readonly minimum: number; readonly maximum: number } | undefined,
): StateModel | undefined {
  if (value === undefined) return undefined;
  const place = bounds ? (100 * (value - bounds.minimum)) / (bounds.maximum - bounds.minimum) : value;
  if (!Number.isFinite(place)) return undefined;
  const inside = states.find(
    ({ start, end }) => place >= start && (place < end || start === end) && place <= end,
  );
  return inside ?? states.find(({ start, end }) => place >= start && place <= end);
}
