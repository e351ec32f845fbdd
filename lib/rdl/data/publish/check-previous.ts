import type { Node } from '../../expressions/ast.ts';
import { isAggregate } from '../analysis/aggregates-in.ts';
import { argumentNodes, constantTextOf, findNodes, reportFunctionOf } from '../analysis/walk.ts';
import type { ScopeShape } from '../scopes/shape.ts';
import { findShape, isWithin } from '../scopes/shape.ts';
import { hasDirectField } from './direct-fields.ts';
import type { NodeCheck, Surroundings } from './facts.ts';
import { PublishFault } from './facts.ts';
import { invalidCellScope, invalidScope } from './scope-arguments.ts';

/** Checks the arguments of Previous. @throws PublishFault */
export function checkPrevious(
  [value, scopeNode]: readonly Node[],
  around: Surroundings,
  check: NodeCheck,
): void {
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
