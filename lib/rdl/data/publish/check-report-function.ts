import type { CallNode, Node } from '../../expressions/ast.ts';
import type { ReportFunction } from '../../expressions/environment.ts';
import { AGGREGATES } from '../aggregates/create-accumulator.ts';
import { isLookup } from '../analysis/aggregates-in.ts';
import { argumentNodes, constantTextOf, fieldValueOf, nameOf } from '../analysis/walk.ts';
import type { ScopeShape } from '../scopes/shape.ts';
import { findShape } from '../scopes/shape.ts';
import { checkPrevious } from './check-previous.ts';
import type { AggregateScope, NodeCheck, Surroundings } from './facts.ts';
import { PublishFault } from './facts.ts';
import { aggregateScope, runningScope } from './scope-arguments.ts';

/** Fewest and most arguments. */
const ARITY: Readonly<Record<ReportFunction, readonly [number, number]>> = {
  Sum: [1, 3],
  Avg: [1, 3],
  Max: [1, 3],
  Min: [1, 3],
  First: [1, 3],
  Last: [1, 3],
  Count: [1, 3],
  CountDistinct: [1, 3],
  StDev: [1, 3],
  StDevP: [1, 3],
  Var: [1, 3],
  VarP: [1, 3],
  Aggregate: [1, 2],
  Union: [1, 3],
  CountRows: [0, 2],
  RowNumber: [1, 1],
  RunningValue: [3, 3],
  Previous: [1, 2],
  InScope: [1, 1],
  Level: [0, 1],
  Lookup: [4, 4],
  LookupSet: [4, 4],
  MultiLookup: [4, 4],
};

/** Checks a call of a report function and its arguments. @throws PublishFault */
export function checkReportFunction(
  name: ReportFunction,
  call: CallNode,
  around: Surroundings,
  check: NodeCheck,
): void {
  const [least, most] = ARITY[name];
  const count = call.arguments.length;
  if (count < least || count > most || argumentNodes(call).length !== count) {
    throw new PublishFault('rsWrongNumberOfParameters', `${name} does not take ${count} arguments.`);
  }
  checkPlace(name, around);
  switch (name) {
    case 'RunningValue':
      checkRunningValue(argumentNodes(call), around, check);
      return;
    case 'RowNumber':
      runningScope(call.arguments[0]?.value, around);
      return;
    case 'Previous':
      checkPrevious(argumentNodes(call), around, check);
      return;
    case 'Lookup':
    case 'LookupSet':
    case 'MultiLookup':
      checkLookup(name, argumentNodes(call), around, check);
      return;
    case 'InScope':
    case 'Level':
      return;
    case 'CountRows':
      checkAggregate(name, undefined, argumentNodes(call), around, check);
      return;
    default: {
      const [value, ...rest] = argumentNodes(call);
      checkAggregate(name, value, rest, around, check);
      return;
    }
  }
}

const INSIDE_PREVIOUS: Readonly<Partial<Record<ReportFunction, string>>> = {
  Previous: 'rsPreviousInPreviousAggregate',
  RowNumber: 'rsRowNumberInPreviousAggregate',
  InScope: 'rsInScopeOrLevelInPreviousAggregate',
  Level: 'rsInScopeOrLevelInPreviousAggregate',
};

const INSIDE_LOOKUP_TARGET: Readonly<Partial<Record<ReportFunction, string>>> = {
  Previous: 'rsPreviousInLookupDestinationOrResult',
  RowNumber: 'rsRowNumberInLookupDestinationOrResult',
};

/** What may not stand inside what. @throws PublishFault */
function checkPlace(name: ReportFunction, { inside }: Surroundings): void {
  const code = refusalInside(name, inside);
  if (code !== undefined) {
    throw new PublishFault(code, `${name} cannot stand inside another report function that way.`);
  }
}

function refusalInside(name: ReportFunction, inside: Surroundings['inside']): string | undefined {
  const isRunning = name === 'RunningValue' || name === 'RowNumber' || name === 'Previous';
  switch (inside) {
    case 'nothing':
      return undefined;
    case 'aggregate':
    case 'running-value':
      if (name === 'Aggregate') return 'rsNestedCustomAggregate';
      return isRunning ? 'rsAggregateofAggregate' : undefined;
    case 'previous':
      return INSIDE_PREVIOUS[name];
    case 'lookup-target':
      if (isLookup(name) || name === 'InScope' || name === 'Level') return undefined;
      return INSIDE_LOOKUP_TARGET[name] ?? 'rsAggregateInLookupDestinationOrResult';
  }
}

function checkAggregate(
  name: ReportFunction,
  value: Node | undefined,
  [scopeNode, flag]: readonly Node[],
  around: Surroundings,
  check: NodeCheck,
): void {
  checkRecursion(name, flag, around);
  if (name === 'Aggregate' && (value === undefined || fieldValueOf(value) === undefined)) {
    throw new PublishFault('rsInvalidCustomAggregateExpression', 'Aggregate takes a field alone.');
  }
  const scope = aggregateScope(scopeNode, around);
  if (value === undefined) return;
  check(value, {
    ...around,
    inside: 'aggregate',
    outer: scope,
    fieldsOf: dataSetOf(scope, around.shape),
  });
}

function dataSetOf(scope: AggregateScope, shape: ScopeShape): string | undefined {
  return scope.kind === 'dataset' ? scope.name : shape.dataSetName;
}

function checkRecursion(name: ReportFunction, flag: Node | undefined, { outer }: Surroundings): void {
  if (flag === undefined) return;
  const word = nameOf(flag)?.toLowerCase();
  if (word !== 'recursive' && word !== 'simple') {
    throw new PublishFault(
      'rsInvalidAggregateRecursiveFlag',
      `The third argument of ${name} is not Recursive.`,
    );
  }
  if (word === 'recursive' && (name === 'First' || name === 'Last')) {
    throw new PublishFault('rsInvalidRecursiveAggregate', `${name} cannot be recursive.`);
  }
  if (word === 'recursive' && outer !== undefined) {
    throw new PublishFault('rsInvalidNestedRecursiveAggregate', 'An inner aggregate cannot be recursive.');
  }
}

function checkRunningValue(
  [value, functionNode, scopeNode]: readonly (Node | undefined)[],
  around: Surroundings,
  check: NodeCheck,
): void {
  const aggregate = nameOf(functionNode)?.toLowerCase();
  if (!AGGREGATES.some((one) => one.toLowerCase() === aggregate)) {
    throw new PublishFault(
      'rsInvalidRunningValueAggregate',
      'The function of a RunningValue is no aggregate.',
    );
  }
  const name = runningScope(scopeNode, around);
  if (value === undefined) return;
  const { shape } = around;
  const outer: AggregateScope | undefined =
    shape.kind === 'body'
      ? { kind: 'dataset', name: name ?? '' }
      : { kind: 'around', shape: (name === null ? undefined : findShape(shape, name)) ?? regionOf(shape) };
  check(value, { ...around, inside: 'running-value', outer });
}

function regionOf(shape: ScopeShape): ScopeShape {
  const outer = shape.parent ?? shape.row;
  return outer === undefined ? shape : regionOf(outer);
}

function checkLookup(
  name: ReportFunction,
  nodes: readonly Node[],
  around: Surroundings,
  check: NodeCheck,
): void {
  if (around.inLookup)
    throw new PublishFault('rsNestedLookups', `${name} cannot stand inside another lookup.`);
  const [source, destination, result, scopeNode] = nodes;
  const dataSet = constantTextOf(scopeNode);
  if (typeof dataSet !== 'string' || !around.facts.dataSets.has(dataSet)) {
    throw new PublishFault('rsInvalidLookupScope', `The scope of ${name} is no dataset.`);
  }
  const source0 = { ...around, inLookup: true, fieldsOf: around.shape.dataSetName };
  if (source !== undefined) check(source, source0);
  for (const node of [destination, result]) {
    if (node !== undefined) check(node, { ...source0, inside: 'lookup-target', fieldsOf: dataSet });
  }
}
