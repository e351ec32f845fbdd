import { createRequire } from 'node:module';
import { Language, type Node, Parser } from 'web-tree-sitter';
import type { Problem } from './problem.ts';

export type Declaration = {
  readonly kind: 'param' | 'var' | 'resource' | 'module' | 'output';
  readonly name: string;
  readonly node: Node;
  /** Text of the declared type; of params and outputs. */
  readonly type: string;
  /** A resource's `Type@version`, a module's path. */
  readonly target: string;
  /** The default of a param, the value of a var or an output, the body of a resource or a module with its loop and condition. */
  readonly value: Node | undefined;
  readonly existing: boolean;
  /** The resource a nested one stands in. */
  readonly parent: Declaration | undefined;
  readonly decorators: ReadonlyMap<string, Node | undefined>;
};

export type Template = {
  readonly file: string;
  readonly root: Node;
  readonly declarations: readonly Declaration[];
  readonly targetScope: string;
};

export type BicepParser = (file: string, text: string) => Template;

const require = createRequire(import.meta.url);

const KINDS: Readonly<Record<string, Declaration['kind']>> = {
  parameter_declaration: 'param',
  variable_declaration: 'var',
  resource_declaration: 'resource',
  module_declaration: 'module',
  output_declaration: 'output',
};

/** Loads the grammar once; the parser is then synchronous. */
export async function loadBicepParser(): Promise<BicepParser> {
  await Parser.init();
  const parser = new Parser();
  const grammar = require.resolve('tree-sitter-bicep/tree-sitter-bicep.wasm');
  parser.setLanguage(await Language.load(grammar));
  return (file, text) => {
    const tree = parser.parse(text);
    if (!tree) throw new Error(`${file} could not be parsed.`);
    const root = tree.rootNode;
    return { file, root, declarations: declarationsIn(root, undefined), targetScope: scopeOf(root) };
  };
}

function declarationsIn(container: Node, parent: Declaration | undefined): readonly Declaration[] {
  const found: Declaration[] = [];
  let decorators: ReadonlyMap<string, Node | undefined> = new Map();
  // The grammar wraps a nested resource as if it were a property.
  const nodes = container.namedChildren.flatMap((node) =>
    node.namedChildren[0]?.type === 'resource_declaration' ? node.namedChildren : [node],
  );
  for (const node of nodes) {
    if (node.type === 'decorators') {
      decorators = decoratorsOf(node);
      continue;
    }
    const kind = KINDS[node.type];
    if (kind) {
      const declaration = declare({ kind, node, parent, decorators });
      found.push(declaration);
      const body = kind === 'resource' ? bodyOf(declaration.value) : undefined;
      if (body) found.push(...declarationsIn(body, declaration));
    }
    if (node.type !== 'comment') decorators = new Map();
  }
  return found;
}

function declare(input: Pick<Declaration, 'kind' | 'node' | 'parent' | 'decorators'>): Declaration {
  const [name, ...rest] = input.node.namedChildren.filter((child) => child.type !== 'comment');
  const named = input.kind === 'resource' || input.kind === 'module';
  const typed = input.kind === 'param' || input.kind === 'output';
  const type = typed ? rest.shift() : undefined;
  const target = named ? rest.shift() : undefined;
  return {
    ...input,
    name: name?.text ?? '',
    type: type?.text ?? '',
    target: target ? target.text.slice(1, -1) : '',
    value: rest.at(-1),
    existing: named && input.node.children.some((child) => child.text === 'existing'),
  };
}

/** The object of a resource or module, inside its loop and condition. */
export function bodyOf(value: Node | undefined): Node | undefined {
  if (value?.type === 'for_statement' || value?.type === 'if_statement')
    return bodyOf(value.namedChildren.at(-1));
  return value?.type === 'object' ? value : undefined;
}

function decoratorsOf(node: Node): ReadonlyMap<string, Node | undefined> {
  const calls = node.namedChildren.map((decorator) => decorator.namedChildren[0]);
  return new Map(
    calls.map((call) => [call?.namedChildren[0]?.text ?? '', call?.namedChildren[1]?.namedChildren[0]]),
  );
}

function scopeOf(root: Node): string {
  return /targetScope\s*=\s*'(\w+)'/.exec(root.text)?.[1] ?? 'resourceGroup';
}

export function lineOf(node: Node): number {
  return node.startPosition.row + 1;
}

/** What the grammar could not read. */
export function syntaxProblems({ file, root }: Template): readonly Problem[] {
  const problems: Problem[] = [];
  const visit = (node: Node): void => {
    if (node.isError || node.isMissing) {
      const text = node.isMissing ? `a ${node.type} is missing` : `cannot be read: ${node.text.slice(0, 60)}`;
      problems.push({ file, line: lineOf(node), rule: 'syntax', text });
    } else if (node.hasError) node.children.forEach(visit);
  };
  visit(root);
  return problems;
}
