import { useSearchParams } from 'react-router';
import type { ParameterValues, ReportParameter } from '../../api/types.ts';

const PREFIX = 'p.';

/** What the address of the report page says beside the report: parameters, and how far somebody is with a pin. */
export type ReportAddress = {
  readonly parameters: ParameterValues;
  /** The parameters as they stand in an address, alone. */
  readonly parameterQuery: string;
  /** P7: items are being chosen from. */
  readonly isSelecting: boolean;
  /** The item whose pin dialog is open. */
  readonly pinning: string | undefined;
  readonly setParameters: (values: ParameterValues) => void;
  readonly setSelecting: (isOn: boolean) => void;
  readonly setPinning: (itemName: string | undefined) => void;
};

export function useReportAddress(): ReportAddress {
  const [query, setQuery] = useSearchParams();
  const parameters = parametersOf(query);
  const change = (edit: (next: URLSearchParams) => void, replace: boolean) => {
    const next = new URLSearchParams(query);
    edit(next);
    setQuery(next, { replace, preventScrollReset: true });
  };
  return {
    parameters,
    parameterQuery: queryOf(parameters).toString(),
    isSelecting: query.has('select') || query.has('pin'),
    pinning: query.get('pin') ?? undefined,
    setParameters: (values) => setQuery(queryOf(values)),
    setSelecting: (isOn) =>
      change((next) => {
        next.delete('pin');
        next.delete('select');
        if (isOn) next.set('select', '');
      }, !isOn),
    setPinning: (itemName) =>
      change((next) => {
        next.delete('pin');
        if (itemName !== undefined) next.set('pin', itemName);
      }, itemName === undefined),
  };
}

/** Repeated names are the values of a multi-value parameter. */
export function parametersOf(query: URLSearchParams): ParameterValues {
  const values: Record<string, string | readonly string[]> = {};
  for (const key of new Set(query.keys())) {
    if (!key.startsWith(PREFIX)) continue;
    const [first = '', ...rest] = query.getAll(key);
    values[key.slice(PREFIX.length)] = rest.length > 0 ? [first, ...rest] : first;
  }
  return values;
}

export function queryOf(values: ParameterValues): URLSearchParams {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(values))
    for (const one of typeof value === 'string' ? [value] : value) query.append(`${PREFIX}${name}`, one);
  return query;
}

/** Names of the parameters that need a value and have none. */
export function missingParameters(
  parameters: readonly ReportParameter[],
  values: ParameterValues,
): readonly string[] {
  return parameters
    .filter(({ name, required }) => required && values[name] === undefined)
    .map(({ name }) => name);
}
