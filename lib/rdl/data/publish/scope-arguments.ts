import type { Node } from '../../expressions/ast.ts';
import { constantTextOf } from '../analysis/walk.ts';
import type { ScopeShape } from '../scopes/shape.ts';
import { findShape, groupingsDownTo, isWithin } from '../scopes/shape.ts';
import type { AggregateScope, Surroundings } from './facts.ts';
import { PublishFault } from './facts.ts';

/**
 * The scope of an aggregate: without one, where the expression stands; else a string literal that names a dataset
 * or something around the place. Inside another aggregate also what is below, within the outer one's scope.
 * @throws PublishFault
 */
export function aggregateScope(argument: Node | undefined, around: Surroundings): AggregateScope {
  const scope = argument === undefined ? defaultScope(around) : namedScope(argument, around);
  if (around.outer !== undefined) checkNesting(scope, around.outer, around.shape);
  return scope;
}

function defaultScope({ shape, facts }: Surroundings): AggregateScope {
  if (shape.kind !== 'body' && shape.dataSetName !== undefined) return { kind: 'around', shape };
  if (shape.dataSetName !== undefined) return { kind: 'dataset', name: shape.dataSetName };
  throw new PublishFault(
    'rsMissingAggregateScope',
    `An aggregate that no dataset stands around, of a report with ${facts.dataSets.size} datasets, needs a scope.`,
  );
}

function namedScope(argument: Node, { shape, facts, outer }: Surroundings): AggregateScope {
  const name = constantTextOf(argument);
  if (typeof name === 'string') {
    const found = findShape(shape, name);
    if (found !== undefined) return { kind: 'around', shape: found };
    if (facts.dataSets.has(name)) return { kind: 'dataset', name };
    if (outer !== undefined) return { kind: 'below', name };
  }
  throw invalidScope(name);
}

export function invalidScope(name: string | null | undefined): PublishFault {
  const what = name === undefined ? 'that is no constant' : `'${name ?? 'Nothing'}'`;
  return new PublishFault(
    'rsInvalidAggregateScope',
    `The scope ${what} is neither a dataset nor a data region or group around the expression.`,
  );
}

function checkNesting(inner: AggregateScope, outer: AggregateScope, shape: ScopeShape): void {
  if (outer.kind === 'dataset') {
    throw new PublishFault(
      'rsDataSetAggregateOfAggregates',
      `An aggregate over the dataset '${outer.name}' cannot hold another aggregate.`,
    );
  }
  if (!isInside(inner, outer, shape)) {
    throw new PublishFault(
      'rsInvalidNestedAggregateScope',
      'The scope of an inner aggregate is not within the one of the aggregate around it.',
    );
  }
}

function isInside(inner: AggregateScope, outer: AggregateScope, shape: ScopeShape): boolean {
  if (inner.kind === 'dataset' || outer.kind === 'dataset') return false;
  if (inner.kind === 'around') return outer.kind === 'around' && isWithin(inner.shape, outer.shape);
  const chain = groupingsDownTo(regionOf(shape), inner.name);
  if (chain === undefined) return false;
  if (outer.kind === 'below') return chain.some((grouping) => grouping.name === outer.name);
  return outer.shape.kind !== 'cell' && groupingsDownTo(outer.shape, inner.name) !== undefined;
}

function regionOf(shape: ScopeShape): ScopeShape {
  const outer = shape.parent ?? shape.row;
  return outer === undefined ? shape : regionOf(outer);
}

/**
 * The scope over which RunningValue and RowNumber run: `Nothing` (null) for the outermost, or a name around the place.
 * Where row and column groups meet it is the region or one of those groups, not the dataset.
 * @throws PublishFault
 */
export function runningScope(argument: Node | undefined, around: Surroundings): string | null {
  const { shape, facts } = around;
  const name = constantTextOf(argument);
  if (name === undefined) throw invalidScope(name);
  if (shape.kind === 'body') {
    if (name !== null && facts.dataSets.has(name)) return name;
    throw invalidScope(name);
  }
  if (name === null || findShape(shape, name) !== undefined) return name;
  if (shape.kind === 'cell') throw invalidCellScope(name);
  if (name === shape.dataSetName) return name;
  throw invalidScope(name);
}

export function invalidCellScope(name: string): PublishFault {
  return new PublishFault(
    'rsInvalidScopeInTablix',
    `In a cell where row and column groups meet, the scope '${name}' is neither one of them nor the data region.`,
  );
}
