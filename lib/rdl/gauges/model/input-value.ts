import type { Scope } from '../../data/scope.ts';
import { choiceProperty, numberProperty } from '../../drawing/properties.ts';
import { child, type RdlElement } from '../../reader/element.ts';
import { axisNumber, presentValue } from '../../values/axis-number.ts';
import { applyFormula, FORMULAS } from './formulas.ts';
import type { GaugeContext } from './gauge-context.ts';

/**
 * The number of a `GaugeInputValue`: evaluated in each instance of the panel's group, brought together by its formula
 * (the last one without a formula), then multiplied and shifted. Undefined where it is absent, `NaN` or no number.
 */
export function inputValue(
  element: RdlElement | undefined,
  name: string,
  context: GaugeContext,
): number | undefined {
  const input = child(element, name);
  const source = child(input, 'Value')?.text.trim() ?? '';
  if (source === '' || source === 'NaN') return undefined;
  const { properties } = context;
  const values = context.instances.flatMap((scope) => numberIn(scope, source, name, context) ?? []);
  const value = applyFormula(values, {
    formula: choiceProperty(input, 'Formula', FORMULAS, properties) ?? 'None',
    minPercent: numberProperty(input, 'MinPercent', properties) ?? 0,
    maxPercent: numberProperty(input, 'MaxPercent', properties) ?? 100,
  });
  if (value === undefined) return undefined;
  const multiplier = numberProperty(input, 'Multiplier', properties) ?? 1;
  return value * multiplier + (numberProperty(input, 'AddConstant', properties) ?? 0);
}

function numberIn(scope: Scope, source: string, what: string, context: GaugeContext): number | undefined {
  const evaluated = scope.evaluate(source);
  if (!evaluated.ok) {
    context.properties.warn(`${what} has no value: its expression fails (${evaluated.message}).`);
    return undefined;
  }
  const value = presentValue(evaluated);
  return value && axisNumber(value);
}
