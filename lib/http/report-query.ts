import type { ReportParameters } from '../subscriptions/subscription.ts';

/** Report parameters in an address: `p.Region=East`; repeated for a multi-value one. */
export function parametersOfQuery(query: URLSearchParams): ReportParameters {
  const keys = [...new Set(query.keys())].filter((key) => key.startsWith('p.'));
  return Object.fromEntries(
    keys.map((key) => {
      const [first = '', ...rest] = query.getAll(key);
      return [key.slice(2), rest.length > 0 ? [first, ...rest] : first];
    }),
  );
}
