import { useSearchParams } from 'react-router';
import type { ParameterValue, ParameterValues } from '../../api/types.ts';

const PREFIX = 'p.';
const NULL_MARK = ':isnull';

/** What the address of the report page says beside the report: parameters, and how far somebody is with a pin. */
export type ReportAddress = {
  readonly parameters: ParameterValues;
  /** The parameters as they stand in an address, alone. */
  readonly parameterQuery: string;
  /** P7: items are being chosen from. */
  readonly isSelecting: boolean;
  /** The items whose pin dialog is open. */
  readonly pinning: readonly string[];
  readonly setParameters: (values: ParameterValues) => void;
  readonly setSelecting: (isOn: boolean) => void;
  readonly setPinning: (itemNames: readonly string[]) => void;
};

/** @param known names of the report's parameters: an old link may hold one that the report has no more. */
export function useReportAddress(known: readonly string[]): ReportAddress {
  const [query, setQuery] = useSearchParams();
  const parameters = Object.fromEntries(
    Object.entries(parametersOf(query)).filter(([name]) => known.includes(name)),
  );
  const change = (edit: (next: URLSearchParams) => void, replace: boolean) => {
    const next = new URLSearchParams(query);
    edit(next);
    setQuery(next, { replace, preventScrollReset: true });
  };
  return {
    parameters,
    parameterQuery: queryOf(parameters).toString(),
    isSelecting: query.has('select') || query.has('pin'),
    pinning: query.getAll('pin'),
    setParameters: (values) => setQuery(queryOf(values)),
    setSelecting: (isOn) =>
      change((next) => {
        next.delete('pin');
        next.delete('select');
        if (isOn) next.set('select', '');
      }, !isOn),
    setPinning: (itemNames) =>
      change((next) => {
        next.delete('pin');
        for (const name of itemNames) next.append('pin', name);
      }, itemNames.length === 0),
  };
}

/** The pin dialog of some items as an address: a sign-in comes back to it (U3). */
export function pinAddress(reportId: string, itemNames: readonly string[], query: string): string {
  const pins = new URLSearchParams(itemNames.map((name) => ['pin', name])).toString();
  return `/reports/${reportId}?${pins}${query === '' ? '' : `&${query}`}`;
}

/** Repeated names are the values of a multi-value parameter; `p.Region:isnull=true` is none at all. */
export function parametersOf(query: URLSearchParams): ParameterValues {
  const values: Record<string, ParameterValue> = {};
  for (const key of new Set(query.keys())) {
    if (!key.startsWith(PREFIX)) continue;
    const [first = '', ...rest] = query.getAll(key);
    if (key.endsWith(NULL_MARK)) values[key.slice(PREFIX.length, -NULL_MARK.length)] = null;
    else values[key.slice(PREFIX.length)] = rest.length > 0 ? [first, ...rest] : first;
  }
  return values;
}

export function queryOf(values: ParameterValues): URLSearchParams {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) {
    if (value === null) query.append(`${PREFIX}${name}${NULL_MARK}`, 'true');
    else for (const one of typeof value === 'string' ? [value] : value) query.append(`${PREFIX}${name}`, one);
  }
  return query;
}
