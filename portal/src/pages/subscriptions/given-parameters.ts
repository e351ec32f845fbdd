import type { ParameterValue, ParameterValues, Subscription } from '../../api/types.ts';
import { text } from '../../text/text.ts';

/** Parameters of a subscription as an address can hold them. */
export function givenParameters(parameters: Subscription['parameters']): ParameterValues {
  const values: Record<string, ParameterValue> = {};
  for (const [name, value] of Object.entries(parameters))
    values[name] = isList(value) ? value.filter((one) => one !== null) : value;
  return values;
}

/** The same for people: `Region: East, West`. */
export function parametersText(parameters: Subscription['parameters']): string {
  return Object.entries(givenParameters(parameters))
    .map(([name, value]) => `${name}: ${valueText(value)}`)
    .join('; ');
}

function valueText(value: ParameterValue): string {
  if (value === null) return text.subscriptions.noValue;
  return isList(value) ? value.join(', ') : value;
}

function isList<T>(value: string | null | readonly T[]): value is readonly T[] {
  return Array.isArray(value);
}
