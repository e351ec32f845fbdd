import type { CallNode, Node } from '../../expressions/ast.ts';
import type { ReportFunction } from '../../expressions/environment.ts';
import { AGGREGATES } from '../aggregates/create-accumulator.ts';
import { argumentNodes, constantTextOf, findNodes, nameOf, reportFunctionOf } from '../analysis/walk.ts';
import type { ScopeShape } from '../scopes/shape.ts';
import { findShape, isWithin } from '../scopes/shape.ts';
import { hasDirectField } from './direct-fields.ts';
import type { AggregateScope, Surroundings } from './facts.ts';
import { PublishFault } from './facts.ts';
import { aggregateScope, invalidCellScope, invalidScope, runningScope } from './scope-arguments.ts';

/** Checks a node and all below it in other surroundings. */
export type NodeCheck = (node: Node, around: Surroundings) => void;

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

/** What may not stand inside what. */
function checkPlace(name: ReportFunction, { inside }: Surroundings): void {
  const isPositional = name === 'RunningValue' || name === 'RowNumber' || name === 'Previous';
  const isOrdered = isPositional || name === 'First' || name === 'Last';
  if ((inside === 'aggregate' && isOrdered) || (inside === 'running-value' && isOrdered)) {
    throw new PublishFault('rsAggregateofAggregate', `${name} cannot stand inside another aggregate.`);
  }
  if (inside === 'previous') {
    const code = {
      Previous: 'rsPreviousInPreviousAggregate',
      RowNumber: 'rsRowNumberInPreviousAggregate',
      InScope: 'rsInScopeOrLevelInPreviousAggregate',
      Level: 'rsInScopeOrLevelInPreviousAggregate',
    }[name as string];
    if (code !== undefined) throw new PublishFault(code, `${name} cannot stand inside Previous.`);
  }
  if (inside === 'lookup-target' && !name.endsWith('Lookup') && name !== 'LookupSet') {
    throw new PublishFault(
      'rsAggregateInLookupDestinationOrResult',
      `${name} cannot stand in the second or third argument of a lookup.`,
    );
  }
}

function checkAggregate(
  name: ReportFunction,
  value: Node | undefined,
  [scopeNode, flag]: readonly Node[],
  around: Surroundings,
  check: NodeCheck,
): void {
  checkRecursion(name, flag);
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

function checkRecursion(name: ReportFunction, flag: Node | undefined): void {
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

function checkPrevious([value, scopeNode]: readonly Node[], around: Surroundings, check: NodeCheck): void {
  const { shape, facts } = around;
  if (value === undefined) return;
  // What is inside is refused for what it is before the scope is looked at.
  check(value, { ...around, inside: 'previous', outer: undefined });
  if (shape.kind === 'body') throw invalidScope(constantTextOf(scopeNode));
  const scope = previousScope(scopeNode, shape, facts.dataSets.has.bind(facts.dataSets));
  if (hasDirectField(value)) {
    if (shape.kind === 'cell') {
      throw new PublishFault(
        'rsInvalidPreviousAggregateInTablixCell',
        'In a cell where row and column groups meet, Previous needs an aggregate.',
      );
    }
    if (shape.kind === 'group') throw invalidScope(shape.name);
  }
  checkInnerScopes(value, scope, shape);
}

/** The shape that Previous goes back by; undefined for a dataset, which has no previous instance. */
function previousScope(
  argument: Node | undefined,
  shape: ScopeShape,
  isDataSet: (name: string) => boolean,
): ScopeShape | undefined {
  if (argument === undefined) return shape;
  const name = constantTextOf(argument);
  if (typeof name !== 'string') throw invalidScope(name);
  const found = findShape(shape, name);
  if (found !== undefined) return found;
  if (shape.kind === 'cell') throw invalidCellScope(name);
  if (isDataSet(name)) return undefined;
  throw invalidScope(name);
}

/** An aggregate inside Previous covers the scope that Previous goes back by, or less. */
function checkInnerScopes(value: Node, scope: ScopeShape | undefined, shape: ScopeShape): void {
  if (scope === undefined) return;
  for (const node of findNodes(value, (one) => reportFunctionOf(one) !== undefined)) {
    const name = reportFunctionOf(node);
    if (node.kind !== 'call' || name === undefined || !isAggregate(name)) continue;
    const text = constantTextOf(argumentNodes(node)[name === 'CountRows' ? 0 : 1]);
    if (typeof text !== 'string') continue;
    const inner = findShape(shape, text);
    if (inner === undefined || !isWithin(inner, scope)) {
      throw new PublishFault(
        'rsInvalidScopeInInnerAggregateOfPreviousAggregate',
        `The scope '${text}' of an aggregate inside Previous is not within the scope of Previous.`,
      );
    }
  }
}

function isAggregate(name: ReportFunction): boolean {
  return name === 'CountRows' || AGGREGATES.some((one) => one === name);
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
