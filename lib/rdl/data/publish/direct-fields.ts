import type { Node } from '../../expressions/ast.ts';
import { isLookup } from '../analysis/aggregates-in.ts';
import { argumentNodes, childNodes, collectionReferenceOf, reportFunctionOf } from '../analysis/walk.ts';

/** Whether an expression names a field outside all report functions; a lookup's first argument counts as outside. */
export function hasDirectField(node: Node): boolean {
  const name = reportFunctionOf(node);
  if (name !== undefined && node.kind === 'call') {
    const [source] = argumentNodes(node);
    return isLookup(name) && source !== undefined && hasDirectField(source);
  }
  if (collectionReferenceOf(node)?.collection === 'Fields') return true;
  return childNodes(node).some(hasDirectField);
}
