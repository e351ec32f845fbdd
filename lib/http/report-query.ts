import type { ReportParameters } from '../subscriptions/subscription.ts';

/** Report parameters in an address: `p.Region=East`; repeated for a multi-value one. */
export function parametersOfQuery(query: URLSearchParams): ReportParameters {
  const parameters: Record<string, string | readonly string[]> = {};
  for (const key of new Set(query.keys())) {
    if (!key.startsWith('p.')) continue;
    const [first, ...rest] = query.getAll(key);
    if (first !== undefined) parameters[key.slice(2)] = rest.length > 0 ? [first, ...rest] : first;
  }
  return parameters;
}
