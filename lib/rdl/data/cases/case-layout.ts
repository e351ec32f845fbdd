import type { FilterDefinition, SortDefinition, VariableDefinition } from '../../model/report.ts';
import type { Grouping, GroupingNode, RegionGroupings } from '../scope.ts';
import type { ReportFunctionCase } from './case-file.ts';

/** Where the text box of a case stands in its data region. */
export type CaseLayout =
  | { readonly kind: 'body' }
  | { readonly kind: 'rows'; readonly chain: readonly Grouping[]; readonly groupings: RegionGroupings }
  | {
      readonly kind: 'matrix';
      readonly row: Grouping;
      readonly column: Grouping;
      readonly totals: boolean;
      readonly groupings: RegionGroupings;
    };

/** Reads `group:A/B/detail`, `matrix:A/B` and the like. Groups are `Group1`, `Group2`, … from the outside. */
export function layoutOf(one: ReportFunctionCase): CaseLayout {
  if (one.scope === 'body') return { kind: 'body' };
  const [kind, path] = split(one.scope);
  if (kind === 'matrix' || kind === 'matrixTotals') {
    const [rows, columns] = path.split('/');
    const row = groupingOf(one, 'Group1', rows ?? '');
    const column = groupingOf(one, 'Column1', columns ?? '');
    return {
      kind: 'matrix',
      row,
      column,
      totals: kind === 'matrixTotals',
      groupings: { rows: [{ grouping: row, inner: [] }], columns: [{ grouping: column, inner: [] }] },
    };
  }
  const chain = chainOf(one, namesOf(kind, path), 0);
  const inner = chainOf(one, one.inner === undefined ? [] : namesOf('group', one.inner), chain.length);
  return { kind: 'rows', chain, groupings: { rows: nest([...chain, ...inner]), columns: [] } };
}

function split(scope: string): readonly [string, string] {
  const colon = scope.indexOf(':');
  return colon < 0 ? [scope, ''] : [scope.slice(0, colon), scope.slice(colon + 1)];
}

function namesOf(kind: string, path: string): readonly string[] {
  if (kind === 'detail') return ['detail'];
  if (kind !== 'group') return [];
  return path.startsWith('=') ? [path] : path.split('/');
}

function chainOf(one: ReportFunctionCase, keys: readonly string[], before: number): readonly Grouping[] {
  return keys.map((key, index) =>
    key === 'detail'
      ? groupingOf(one, 'Details', undefined)
      : groupingOf(one, `Group${before + index + 1}`, key),
  );
}

function nest([first, ...rest]: readonly Grouping[]): readonly GroupingNode[] {
  return first === undefined ? [] : [{ grouping: first, inner: nest(rest) }];
}

/** `Id^Boss` is a recursive group by Id below Boss; without a key it is the details. */
function groupingOf(one: ReportFunctionCase, name: string, key: string | undefined): Grouping {
  const [own, boss] = key === undefined || key.startsWith('=') ? [key, undefined] : key.split('^');
  return {
    name,
    expressions: own === undefined ? [] : [expressionOf(own)],
    filters: filtersOn(one, name),
    sorts: sortsOn(one, name),
    parent: boss === undefined ? undefined : expressionOf(boss),
    variables: variablesOf(one, name),
  };
}

function expressionOf(key: string): string {
  return key.startsWith('=') ? key : `=Fields!${key}.Value`;
}

export function filtersOn(one: ReportFunctionCase, name: string): readonly FilterDefinition[] {
  return (one.filters ?? [])
    .filter((filter) => filter.on === name)
    .map(({ expression, operator, values }) => ({
      expression,
      operator,
      values: values.map((text) => ({ text, dataType: undefined })),
    }));
}

export function sortsOn(one: ReportFunctionCase, name: string): readonly SortDefinition[] {
  return (one.sorts ?? []).filter((sort) => sort.on === name);
}

export function variablesOf(one: ReportFunctionCase, owner: string): readonly VariableDefinition[] {
  return Object.entries(one.variables?.[owner] ?? {}).map(([name, value]) => ({
    name,
    value,
    writable: false,
  }));
}
