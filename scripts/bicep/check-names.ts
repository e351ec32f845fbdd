import type { Node } from 'web-tree-sitter';
import { DECORATORS, returnKind } from './functions.ts';
import type { Problem, Rule } from './problem.ts';
import { type Declaration, lineOf, type Template } from './template.ts';
import { loopOf } from './value.ts';

/** Every name leads to a declaration, every function exists, nothing is declared twice or for nothing. */
export function checkNames(template: Template): readonly Problem[] {
  const problems: Problem[] = [];
  const say = (node: Node, rule: Rule, text: string) =>
    problems.push({ file: template.file, line: lineOf(node), rule, text });
  const used = new Set<string>();
  const symbols = template.declarations.filter(({ kind }) => kind !== 'output');
  const names = new Set(symbols.map(({ name }) => name));

  const visit = (node: Node): void => {
    if (node.type === 'type') return;
    if (node.type === 'call_expression') {
      const name = node.namedChildren[0]?.text ?? '';
      const known = node.parent?.type === 'decorator' ? DECORATORS.has(name) : returnKind(name) !== undefined;
      if (!known) say(node, 'unknown-function', name);
    }
    if (node.type === 'identifier' && isReference(node)) {
      used.add(node.text);
      if (!names.has(node.text) && !loopOf(node) && !isLambdaVariable(node))
        say(node, 'unknown-name', node.text);
    }
    for (const child of node.namedChildren) visit(child);
  };
  visit(template.root);

  for (const [index, { name, node, kind }] of template.declarations.entries()) {
    const sameSpace = (other: Declaration) =>
      other.name === name && (other.kind === 'output') === (kind === 'output');
    if (template.declarations.slice(0, index).some(sameSpace)) say(node, 'declared-twice', name);
  }
  for (const { name, kind, node, decorators } of template.declarations) {
    if ((kind === 'param' || kind === 'var') && !used.has(name)) say(node, 'never-used', `${kind} ${name}`);
    if (kind === 'param' && !decorators.has('description')) say(node, 'not-described', `param ${name}`);
  }
  checkProperties(template.root, say);
  return problems;
}

/** An identifier that stands for a value: no declaration's name, no key, no function, no loop's variable. */
function isReference(node: Node): boolean {
  const parent = node.parent;
  if (!parent) return false;
  const first = parent.namedChildren.find((child) => child.type !== 'comment')?.id === node.id;
  if (!first) return parent.type !== 'lambda_expression' || parent.namedChildren.at(-1)?.id === node.id;
  return !(
    parent.type.endsWith('_declaration') ||
    ['object_property', 'call_expression', 'for_statement', 'lambda_expression', 'assignment'].includes(
      parent.type,
    )
  );
}

function isLambdaVariable(node: Node): boolean {
  for (let at = node.parent; at; at = at.parent)
    if (at.type === 'lambda_expression' && at.namedChildren[0]?.text === node.text) return true;
  return false;
}

/** The same key twice in one object. */
function checkProperties(root: Node, say: (node: Node, rule: Rule, text: string) => void): void {
  for (const object of root.descendantsOfType('object')) {
    const seen = new Set<string>();
    for (const property of object?.namedChildren ?? []) {
      const key = property.type === 'object_property' ? property.namedChildren[0]?.text : undefined;
      if (key === undefined) continue;
      if (seen.has(key)) say(property, 'declared-twice', `property ${key}`);
      seen.add(key);
    }
  }
}
