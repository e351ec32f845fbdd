import type { Node } from 'web-tree-sitter';
import { returnKind } from './functions.ts';
import { bodyOf, type Declaration, type Template } from './template.ts';

/** What is known of an expression before it runs. */
export type Value =
  | {
      readonly kind: 'object';
      readonly node: Node;
      readonly properties: readonly Property[];
      readonly whole: boolean;
    }
  | { readonly kind: 'array'; readonly node: Node; readonly items: readonly Value[] }
  | {
      readonly kind: 'string' | 'number' | 'boolean';
      readonly node: Node;
      readonly literal: string | undefined;
    }
  | { readonly kind: 'choice'; readonly node: Node; readonly options: readonly Value[] }
  | { readonly kind: 'null' | 'unknown'; readonly node: Node };

export type Property = { readonly name: string; readonly node: Node; readonly value: Value };

export type Scope = {
  readonly template: Template;
  readonly modules: ReadonlyMap<string, Template>;
};

/** Follows parameters, variables, loops and module outputs as far as they are written down. */
export function readValue(node: Node, scope: Scope): Value {
  switch (node.type) {
    case 'object':
      return { kind: 'object', node, properties: propertiesOf(node, scope), whole: true };
    case 'array':
      return {
        kind: 'array',
        node,
        items: node.namedChildren.filter(isCode).map((item) => readValue(item, scope)),
      };
    case 'for_statement': {
      const body = node.namedChildren.at(-1);
      return { kind: 'array', node, items: body ? [readValue(body, scope)] : [] };
    }
    case 'if_statement':
      return readValue(node.namedChildren.at(-1) ?? node, scope);
    case 'string':
      return { kind: 'string', node, literal: literalOf(node) };
    case 'number':
    case 'boolean':
      return { kind: node.type, node, literal: node.text };
    case 'null':
      return { kind: 'null', node };
    case 'parenthesized_expression':
      return readValue(node.namedChildren[0] ?? node, scope);
    case 'ternary_expression':
      return choice(
        node,
        node.namedChildren.slice(1).map((option) => readValue(option, scope)),
      );
    case 'binary_expression':
      return ofBinary(node, scope);
    case 'unary_expression':
      return { kind: node.text.startsWith('!') ? 'boolean' : 'number', node, literal: undefined };
    case 'call_expression':
      return ofCall(node, scope);
    case 'identifier':
      return ofName(node, scope);
    case 'member_expression':
      return ofMember(node, scope);
    default:
      return { kind: 'unknown', node };
  }
}

function isCode(node: Node): boolean {
  return node.type !== 'comment';
}

function choice(node: Node, options: readonly Value[]): Value {
  return { kind: 'choice', node, options };
}

/** The text of a string without interpolation. */
export function literalOf(node: Node): string | undefined {
  if (node.type !== 'string' || node.namedChildren.some((part) => part.type === 'interpolation'))
    return undefined;
  const text = node.text.startsWith("'''") ? node.text.slice(3, -3) : node.text.slice(1, -1);
  return text.replaceAll("\\'", "'").replaceAll('\\\\', '\\');
}

export function propertiesOf(object: Node, scope: Scope): readonly Property[] {
  return object.namedChildren
    .filter((child) => child.type === 'object_property')
    .flatMap((child) => {
      const [key, value] = child.namedChildren.filter(isCode);
      if (!key || !value) return [];
      return [
        {
          name: key.type === 'string' ? key.text.slice(1, -1) : key.text,
          node: child,
          value: readValue(value, scope),
        },
      ];
    });
}

function ofBinary(node: Node, scope: Scope): Value {
  const operator = node.children[1]?.text ?? '';
  if (operator === '??')
    return choice(
      node,
      node.namedChildren.map((side) => readValue(side, scope)),
    );
  return { kind: /^[-+*/%]$/.test(operator) ? 'number' : 'boolean', node, literal: undefined };
}

function ofCall(node: Node, scope: Scope): Value {
  const name = node.namedChildren[0]?.text ?? '';
  const args = (node.namedChildren[1]?.namedChildren ?? []).filter(isCode);
  if (name === 'union' || name === 'concat')
    return merged(
      node,
      args.map((arg) => readValue(arg, scope)),
    );
  const kind = returnKind(name);
  if (kind === 'string' || kind === 'number' || kind === 'boolean') return { kind, node, literal: undefined };
  return { kind: 'unknown', node };
}

/** Properties of every part; what of them is there in the end is not known where one is a choice. */
function merged(node: Node, parts: readonly Value[]): Value {
  const objects = parts.flatMap((part) => (part.kind === 'choice' ? part.options : [part]));
  if (objects.every((part) => part.kind === 'array'))
    return { kind: 'array', node, items: objects.flatMap((part) => part.items) };
  const known = objects.filter((part) => part.kind === 'object');
  const whole = known.length === objects.length && parts.every((part) => part.kind === 'object');
  return { kind: 'object', node, properties: known.flatMap((part) => part.properties), whole };
}

function ofName(node: Node, scope: Scope): Value {
  const looped = loopOf(node);
  if (looped?.counts) return { kind: 'number', node, literal: undefined };
  if (looped) return itemOf(node, readValue(looped.list, scope));
  const declaration = scope.template.declarations.find(
    ({ name, kind }) => name === node.text && kind !== 'output',
  );
  if (declaration?.kind === 'var' && declaration.value) return readValue(declaration.value, scope);
  if (declaration?.kind === 'param') return ofParam(node, declaration, scope);
  return { kind: 'unknown', node };
}

function ofParam(node: Node, declaration: Declaration, scope: Scope): Value {
  const allowed = declaration.decorators.get('allowed');
  if (allowed && !declaration.type.endsWith('[]'))
    return choice(
      node,
      allowed.namedChildren.map((item) => readValue(item, scope)),
    );
  return ofType(node, declaration.type);
}

function ofType(node: Node, type: string): Value {
  if (type.endsWith('[]')) return { kind: 'array', node, items: [ofType(node, type.slice(0, -2))] };
  const kinds: Readonly<Record<string, 'string' | 'number' | 'boolean'>> = {
    string: 'string',
    int: 'number',
    bool: 'boolean',
  };
  const kind = kinds[type];
  return kind ? { kind, node, literal: undefined } : { kind: 'unknown', node };
}

/** The list that a loop's variable walks through, where the name is one; `counts` where it is the position in it. */
export function loopOf(node: Node): { readonly list: Node; readonly counts: boolean } | undefined {
  for (let at = node.parent; at; at = at.parent) {
    if (at.type !== 'for_statement') continue;
    const [variable, list] = at.namedChildren;
    const names = variable?.type === 'for_loop_parameters' ? variable.namedChildren : [variable];
    const position = names.findIndex((name) => name?.text === node.text);
    if (list && position >= 0) return { list, counts: position === 1 };
  }
  return undefined;
}

function itemOf(node: Node, list: Value): Value {
  return list.kind === 'array' && list.items.length > 0
    ? choice(node, list.items)
    : { kind: 'unknown', node };
}

function ofMember(node: Node, scope: Scope): Value {
  const [object, member] = node.namedChildren;
  if (!object || !member) return { kind: 'unknown', node };
  if (object.type === 'identifier') {
    const symbol = scope.template.declarations.find(({ name }) => name === object.text);
    if (symbol?.kind === 'resource' && ['id', 'name', 'type'].includes(member.text))
      return { kind: 'string', node, literal: undefined };
  }
  const output = moduleOutput(object, member.text, scope);
  if (output) return ofType(node, output.type);
  return memberOf(node, readValue(object, scope), member.text);
}

function memberOf(node: Node, value: Value, name: string): Value {
  if (value.kind === 'choice')
    return choice(
      node,
      value.options.map((option) => memberOf(node, option, name)),
    );
  const property = value.kind === 'object' && value.properties.find((candidate) => candidate.name === name);
  return property ? property.value : { kind: 'unknown', node };
}

/** The output that `module.outputs.name` means. */
function moduleOutput(object: Node, name: string, { template, modules }: Scope): Declaration | undefined {
  const [symbol, outputs] = object.namedChildren;
  if (object.type !== 'member_expression' || outputs?.text !== 'outputs') return undefined;
  const module = template.declarations.find((item) => item.kind === 'module' && item.name === symbol?.text);
  const target = module && modules.get(module.target);
  return target?.declarations.find((item) => item.kind === 'output' && item.name === name);
}

/** The object of a resource or module with what is known of its properties. */
export function bodyProperties(declaration: Declaration, scope: Scope): readonly Property[] {
  const body = bodyOf(declaration.value);
  return body ? propertiesOf(body, scope) : [];
}
