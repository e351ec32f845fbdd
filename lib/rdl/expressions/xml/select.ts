import { type PathExpression, parsePath, pathFault, type Step } from './path-syntax.ts';
import { descendants, type XmlNode } from './tree.ts';

type PathValue = readonly XmlNode[] | string | number | boolean;

type Focus = {
  readonly node: XmlNode;
  readonly position: number;
  readonly size: number;
  /** Called for every node that is looked at. */
  readonly charge: (steps: number) => void;
};

/** The nodes that a path finds from a node. @throws EvaluationFault XPathException */
export function selectNodes(
  node: XmlNode,
  path: string,
  charge: (steps: number) => void,
): readonly XmlNode[] {
  const value = evaluated(parsePath(path), { node, position: 1, size: 1, charge });
  if (!isNodes(value)) throw pathFault(path);
  return value;
}

function isNodes(value: PathValue): value is readonly XmlNode[] {
  return typeof value === 'object';
}

function evaluated(expression: PathExpression, focus: Focus): PathValue {
  switch (expression.kind) {
    case 'literal':
      return expression.value;
    case 'path':
      return followed(expression.steps, expression.isAbsolute ? focus.node.root : focus.node, focus);
    case 'call':
      return called(expression.name, expression.args, focus);
    case 'binary':
      return combined(expression.operator, expression.left, expression.right, focus);
  }
}

function followed(steps: readonly Step[], start: XmlNode, { charge }: Focus): readonly XmlNode[] {
  let nodes: readonly XmlNode[] = [start];
  for (const step of steps) {
    const found = new Set<XmlNode>();
    for (const node of nodes) for (const each of stepFrom(node, step, charge)) found.add(each);
    nodes = [...found];
  }
  return nodes;
}

function stepFrom(node: XmlNode, step: Step, charge: Focus['charge']): readonly XmlNode[] {
  let nodes = [...along(node, step)].filter((each) => passes(each, step));
  charge(nodes.length + 1);
  for (const predicate of step.predicates) {
    const size = nodes.length;
    nodes = nodes.filter((each, index) => {
      const value = evaluated(predicate, { node: each, position: index + 1, size, charge });
      return typeof value === 'number' ? value === index + 1 : toBoolean(value);
    });
  }
  return nodes;
}

function along(node: XmlNode, { axis }: Step): Iterable<XmlNode> {
  switch (axis) {
    case 'child':
      return node.children;
    case 'attribute':
      return node.attributes;
    case 'self':
      return [node];
    case 'parent':
      return node.parent === undefined ? [] : [node.parent];
    case 'descendant-or-self':
      return [node, ...descendants(node)];
  }
}

function passes(node: XmlNode, { axis, test }: Step): boolean {
  switch (test) {
    case 'node()':
      return true;
    case 'text()':
      return node.kind === 'text' || node.kind === 'cdata';
    case 'comment()':
      return node.kind === 'comment';
    default: {
      if (node.kind !== (axis === 'attribute' ? 'attribute' : 'element')) return false;
      if (axis === 'attribute' && /^xmlns(:|$)/.test(node.name)) return false;
      // A name without a prefix is one in no namespace.
      return test === '*' || (node.namespace === '' && node.name === test);
    }
  }
}

function combined(operator: string, left: PathExpression, right: PathExpression, focus: Focus): PathValue {
  if (operator === 'or') return toBoolean(evaluated(left, focus)) || toBoolean(evaluated(right, focus));
  if (operator === 'and') return toBoolean(evaluated(left, focus)) && toBoolean(evaluated(right, focus));
  const [a, b] = [evaluated(left, focus), evaluated(right, focus)];
  if (operator === '|') {
    if (!isNodes(a) || !isNodes(b)) throw pathFault('|');
    return [...new Set([...a, ...b])];
  }
  if (operator === '+') return toNumber(a) + toNumber(b);
  if (operator === '-') return toNumber(a) - toNumber(b);
  return compared(operator, a, b);
}

/** A set of nodes compares true where one of them does. */
function compared(operator: string, left: PathValue, right: PathValue): boolean {
  if (isNodes(left) && typeof right !== 'boolean')
    return left.some((node) => compared(operator, node.innerText, right));
  if (isNodes(right) && typeof left !== 'boolean')
    return right.some((node) => compared(operator, left, node.innerText));
  const isEquality = operator === '=' || operator === '!=';
  if (!isEquality || typeof left === 'number' || typeof right === 'number') {
    return inOrder(operator, toNumber(left), toNumber(right));
  }
  const isEqual =
    typeof left === 'boolean' || typeof right === 'boolean'
      ? toBoolean(left) === toBoolean(right)
      : toText(left) === toText(right);
  return isEqual === (operator === '=');
}

function inOrder(operator: string, left: number, right: number): boolean {
  switch (operator) {
    case '=':
      return left === right;
    case '!=':
      return left !== right;
    case '<':
      return left < right;
    case '<=':
      return left <= right;
    case '>':
      return left > right;
    default:
      return left >= right;
  }
}

function toBoolean(value: PathValue): boolean {
  return isNodes(value) ? value.length > 0 : Boolean(value);
}

function toText(value: PathValue): string {
  return isNodes(value) ? (value[0]?.innerText ?? '') : String(value);
}

function toNumber(value: PathValue): number {
  if (typeof value === 'number' || typeof value === 'boolean') return Number(value);
  const text = toText(value).trim();
  return /^-?(\d+(\.\d*)?|\.\d+)$/.test(text) ? Number(text) : Number.NaN;
}

const TEXT_FUNCTIONS: Readonly<Record<string, (first: string, second: string) => PathValue>> = {
  contains: (text, part) => text.includes(part),
  'starts-with': (text, part) => text.startsWith(part),
  'substring-before': (text, mark) => (text.includes(mark) ? text.slice(0, text.indexOf(mark)) : ''),
  'substring-after': (text, mark) =>
    text.includes(mark) ? text.slice(text.indexOf(mark) + mark.length) : '',
};

function called(name: string, args: readonly PathExpression[], focus: Focus): PathValue {
  const values = args.map((each) => evaluated(each, focus));
  const [first = [focus.node], second = ''] = values;
  const onTexts = TEXT_FUNCTIONS[name];
  if (onTexts !== undefined) return onTexts(toText(first), toText(second));
  switch (name) {
    case 'position':
      return focus.position;
    case 'last':
      return focus.size;
    case 'count':
      return isNodes(first) ? first.length : 0;
    case 'name':
      return isNodes(first) ? (first[0]?.name ?? '') : '';
    case 'local-name':
      return isNodes(first) ? (first[0]?.localName ?? '') : '';
    case 'not':
      return !toBoolean(first);
    case 'true':
    case 'false':
      return name === 'true';
    case 'string':
      return toText(first);
    case 'number':
      return toNumber(first);
    case 'concat':
      return values.map(toText).join('');
    case 'normalize-space':
      return toText(first).trim().replace(/\s+/g, ' ');
    case 'string-length':
      return toText(first).length;
    default:
      throw pathFault(name);
  }
}
