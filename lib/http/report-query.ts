import type { ReportParameters } from '../subscriptions/subscription.ts';

const NULL_MARK = ':isnull';

/**
 * Report parameters in an address: `p.Region=East`; repeated for a multi-value one; `p.Region:isnull=true` for null, as
 * report servers write it.
 */
export function parametersOfQuery(query: URLSearchParams): ReportParameters {
  const keys = [...new Set(query.keys())].filter((key) => key.startsWith('p.'));
  return Object.fromEntries(
    keys.map((key) => {
      if (key.endsWith(NULL_MARK)) return [key.slice(2, -NULL_MARK.length), null];
      const [first = '', ...rest] = query.getAll(key);
      return [key.slice(2), rest.length > 0 ? [first, ...rest] : first];
    }),
  );
}
