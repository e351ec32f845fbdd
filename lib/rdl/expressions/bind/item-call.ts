import type { CallNode } from '../ast.ts';
import { type BindContext, compileError, type Meaning } from './context.ts';

/** `Fields("A")` and `Fields.Item("A")`: an item whose name is computed. Undefined where the call is another one. */
export function itemCallMeaning(node: CallNode, context: BindContext): Meaning | undefined {
  const { target } = node;
  const isItem = target.kind === 'member' && target.name.toLowerCase() === 'item';
  if (target.kind !== 'name' && !isItem) return undefined;
  if (target.kind === 'name' && context.scope.lookup(target.name, target)?.kind !== 'collection')
    return undefined;
  const meaning = context.meaning(target);
  if (meaning.kind !== 'collection') return undefined;
  const [argument] = node.arguments;
  if (argument?.value === undefined || node.arguments.length !== 1) {
    return compileError(`'${meaning.collection}' takes the name of one item.`, node);
  }
  return { kind: 'item', collection: meaning.collection, key: context.bind(argument.value) };
}
