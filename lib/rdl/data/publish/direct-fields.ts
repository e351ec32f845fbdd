import type { CallNode, Node } from '../../expressions/ast.ts';
import { collectionReferenceOf, findNodes, reportFunctionOf } from '../analysis/walk.ts';

/** Whether an expression names a field outside all aggregates and lookup targets. */
export function hasDirectField(root: Node): boolean {
  const isField = (node: Node): boolean => collectionReferenceOf(node)?.collection === 'Fields';
  const isClosed = (node: Node): boolean => {
    const name = reportFunctionOf(node);
    return name !== undefined && !name.endsWith('Lookup') && name !== 'LookupSet';
  };
  const lookups = findNodes(root, (node) => node.kind === 'call' && isLookup(node));
  const targets = new Set(lookups.flatMap((node) => (node.kind === 'call' ? lookupTargets(node) : [])));
  return findNodes(root, isField, (node) => isClosed(node) || targets.has(node)).some(
    (node) => !targets.has(node),
  );
}

function isLookup(node: CallNode): boolean {
  const name = reportFunctionOf(node);
  return name === 'Lookup' || name === 'LookupSet' || name === 'MultiLookup';
}

/** The arguments that are evaluated in the rows of the other dataset. */
function lookupTargets(call: CallNode): readonly Node[] {
  return call.arguments
    .slice(1, 3)
    .flatMap((argument) => (argument.value === undefined ? [] : [argument.value]));
}
