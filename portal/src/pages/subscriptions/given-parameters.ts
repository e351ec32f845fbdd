import type { ParameterValues, Subscription } from '../../api/types.ts';

/** Parameters of a subscription as an address can hold them: one that is null takes the report's own value. */
export function givenParameters(parameters: Subscription['parameters']): ParameterValues {
  const values: Record<string, string | readonly string[]> = {};
  for (const [name, value] of Object.entries(parameters)) {
    if (value === null) continue;
    values[name] = typeof value === 'string' ? value : value.filter((one) => one !== null);
  }
  return values;
}

/** The same for people: `Region: East, West`. */
export function parametersText(parameters: Subscription['parameters']): string {
  return Object.entries(givenParameters(parameters))
    .map(([name, value]) => `${name}: ${typeof value === 'string' ? value : value.join(', ')}`)
    .join('; ');
}
