import type { Node } from '../expressions/ast.ts';
import type { EnumSyntax } from './syntax.ts';

/**
 * The members of an enumeration of custom code with their numbers, each one more than the one before where it has no
 * value; undefined where a value is more than literals, earlier members and operators on whole numbers.
 */
export function enumValues({ members }: EnumSyntax): Readonly<Record<string, number>> | undefined {
  const values = new Map<string, number>();
  const named: [string, number][] = [];
  let next = 0;
  for (const { name, value } of members) {
    const number = value === undefined ? next : constantOf(value, values);
    if (number === undefined || !Number.isInteger(number)) return undefined;
    values.set(name.toLowerCase(), number);
    named.push([name, number]);
    next = number + 1;
  }
  return Object.fromEntries(named);
}

function constantOf(node: Node, values: ReadonlyMap<string, number>): number | undefined {
  switch (node.kind) {
    case 'literal':
      return literalOf(node);
    case 'name':
      return values.get(node.name.toLowerCase());
    case 'parenthesized':
      return constantOf(node.inner, values);
    case 'unary': {
      const operand = constantOf(node.operand, values);
      return operand === undefined || node.operator === 'Not'
        ? undefined
        : node.operator === '-'
          ? -operand
          : operand;
    }
    case 'binary': {
      const left = constantOf(node.left, values);
      const right = constantOf(node.right, values);
      return left === undefined || right === undefined ? undefined : compute(node.operator, left, right);
    }
    default:
      return undefined;
  }
}

function literalOf(node: Extract<Node, { kind: 'literal' }>): number | undefined {
  const { value } = node;
  return 'value' in value && typeof value.value === 'number' ? value.value : undefined;
}

function compute(operator: string, left: number, right: number): number | undefined {
  switch (operator) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case 'Or':
      return left | right;
    case 'And':
      return left & right;
    case 'Xor':
      return left ^ right;
    case '<<':
      return left << right;
    default:
      return undefined;
  }
}
