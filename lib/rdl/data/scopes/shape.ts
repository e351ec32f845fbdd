import type { VariableDefinition } from '../../model/report.ts';
import type { Grouping, GroupingNode, RegionGroupings } from '../scope.ts';

/**
 * What is known of a scope without its data: all instances of a group share one shape. What an expression may refer
 * to depends on it alone.
 */
export type ScopeShape = {
  readonly kind: 'body' | 'region' | 'group' | 'detail' | 'cell';
  /** The region's or group's name; of the body none. */
  readonly name: string | undefined;
  /** The dataset whose rows it holds; undefined in a body or region of a report that has not just one. */
  readonly dataSetName: string | undefined;
  /** The scope around a group: another group or the region. */
  readonly parent: ScopeShape | undefined;
  /** Of a cell, the row group and the column group that meet in it. */
  readonly row: ScopeShape | undefined;
  readonly column: ScopeShape | undefined;
  /** The groupings below it, as the region's definition nests them. */
  readonly groupings: RegionGroupings;
  readonly variables: readonly VariableDefinition[];
};

const NO_GROUPINGS: RegionGroupings = { rows: [], columns: [] };

export function bodyShape(dataSetName: string | undefined): ScopeShape {
  return {
    kind: 'body',
    name: undefined,
    dataSetName,
    parent: undefined,
    row: undefined,
    column: undefined,
    groupings: NO_GROUPINGS,
    variables: [],
  };
}

export function regionShape(
  name: string,
  dataSetName: string | undefined,
  groupings: RegionGroupings,
): ScopeShape {
  return { ...bodyShape(dataSetName), kind: 'region', name, groupings };
}

export function groupShape(parent: ScopeShape, grouping: Grouping): ScopeShape {
  const inner = (nodes: readonly GroupingNode[]): readonly GroupingNode[] =>
    nodes.find((node) => isSameGrouping(node.grouping, grouping))?.inner ?? [];
  return {
    kind: grouping.expressions.length === 0 ? 'detail' : 'group',
    name: grouping.name,
    dataSetName: parent.dataSetName,
    parent,
    row: undefined,
    column: undefined,
    groupings: { rows: inner(parent.groupings.rows), columns: inner(parent.groupings.columns) },
    variables: grouping.variables ?? [],
  };
}

export function cellShape(row: ScopeShape, column: ScopeShape): ScopeShape {
  return { ...bodyShape(row.dataSetName), kind: 'cell', row, column };
}

/** Groupings of one region are the same where their names are; without names only where they are one object. */
export function isSameGrouping(left: Grouping, right: Grouping): boolean {
  return left === right || (left.name !== undefined && left.name === right.name);
}

/** The shapes around a place and its own, outermost first; of a cell the rows' path before the columns'. */
export function pathOf(shape: ScopeShape): readonly ScopeShape[] {
  if (shape.row !== undefined && shape.column !== undefined) {
    const rows = pathOf(shape.row);
    return [...rows, ...pathOf(shape.column).filter((one) => !rows.includes(one)), shape];
  }
  return shape.parent === undefined ? [shape] : [...pathOf(shape.parent), shape];
}

/** The region or group of that name around a place (or the place itself); names are exact. */
export function findShape(shape: ScopeShape, name: string): ScopeShape | undefined {
  return pathOf(shape).find((one) => one.kind !== 'body' && one.name === name);
}

/** Whether `inner` is `outer` or stands inside it. */
export function isWithin(inner: ScopeShape, outer: ScopeShape): boolean {
  return pathOf(inner).includes(outer);
}

/** The groupings from a scope down to the one of that name, outermost first; undefined where it is not below. */
export function groupingsDownTo(shape: ScopeShape, name: string): readonly Grouping[] | undefined {
  return chainTo(shape.groupings.rows, name) ?? chainTo(shape.groupings.columns, name);
}

function chainTo(nodes: readonly GroupingNode[], name: string): readonly Grouping[] | undefined {
  for (const node of nodes) {
    if (node.grouping.name === name) return [node.grouping];
    const below = chainTo(node.inner, name);
    if (below !== undefined) return [node.grouping, ...below];
  }
  return undefined;
}
