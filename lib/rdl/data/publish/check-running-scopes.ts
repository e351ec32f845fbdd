import type { Node } from '../../expressions/ast.ts';
import { argumentNodes, constantTextOf, findNodes, reportFunctionOf } from '../analysis/walk.ts';
import type { ScopeShape } from '../scopes/shape.ts';
import { findShape } from '../scopes/shape.ts';
import { PublishFault } from './facts.ts';

/** In one expression of a cell, running values go along the rows or along the columns, not both. @throws PublishFault */
export function checkRunningScopes(root: Node, { row, column }: ScopeShape): void {
  if (row === undefined || column === undefined) return;
  const names = findNodes(root, isRunning).map((node) =>
    node.kind === 'call' ? constantTextOf(argumentNodes(node).at(-1)) : undefined,
  );
  const isGroupOf = (shape: ScopeShape) => (name: string | null | undefined) =>
    typeof name === 'string' && findShape(shape, name)?.kind === 'group';
  if (names.some(isGroupOf(row)) && names.some(isGroupOf(column))) {
    throw new PublishFault(
      'rsConflictingRunningValueScopesInTablix',
      'Running values of one cell have scopes of both the row and the column groups.',
    );
  }
}

function isRunning(node: Node): boolean {
  const name = reportFunctionOf(node);
  return name === 'RunningValue' || name === 'RowNumber';
}
