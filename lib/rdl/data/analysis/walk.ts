import type { CallNode, NameNode, Node } from '../../expressions/ast.ts';
import type { ReportFunction } from '../../expressions/environment.ts';
import { REPORT_FUNCTIONS } from '../../expressions/environment.ts';

/** The nodes directly inside a node, in the order of the source. */
export function childNodes(node: Node): readonly Node[] {
  switch (node.kind) {
    case 'literal':
    case 'name':
    case 'predefinedType':
    case 'getType':
      return [];
    case 'member':
    case 'bang':
      return node.target === undefined ? [] : [node.target];
    case 'call':
      return [node.target, ...argumentNodes(node)];
    case 'unary':
    case 'cast':
    case 'typeOf':
      return [node.operand];
    case 'binary':
      return [node.left, node.right];
    case 'parenthesized':
      return [node.inner];
    case 'if':
      return node.operands;
    case 'new':
      return [
        ...node.arguments.flatMap((argument) => (argument.value === undefined ? [] : [argument.value])),
        ...(node.items ?? []),
        ...(node.members ?? []).map((member) => member.value),
      ];
    case 'arrayLiteral':
      return node.items;
    case 'lambda':
      return [node.body];
    case 'addressOf':
      return [node.target];
  }
}

/** The arguments of a call that are there. */
export function argumentNodes(call: CallNode): readonly Node[] {
  return call.arguments.flatMap((argument) => (argument.value === undefined ? [] : [argument.value]));
}

const BY_LOWER_CASE: ReadonlyMap<string, ReportFunction> = new Map(
  REPORT_FUNCTIONS.map((name) => [name.toLowerCase(), name]),
);

/** The report function that a call names, in any case; undefined for every other node. */
export function reportFunctionOf(node: Node): ReportFunction | undefined {
  if (node.kind !== 'call' || node.target.kind !== 'name') return undefined;
  return BY_LOWER_CASE.get(node.target.name.toLowerCase());
}

/** Every node of a tree that the test accepts, outermost first; what it skips is not looked into. */
export function findNodes(
  root: Node,
  test: (node: Node) => boolean,
  skip: (node: Node) => boolean = () => false,
): readonly Node[] {
  const found: Node[] = [];
  const visit = (node: Node): void => {
    if (test(node)) found.push(node);
    if (!skip(node)) for (const inner of childNodes(node)) visit(inner);
  };
  visit(root);
  return found;
}

export type CollectionName =
  | 'Fields'
  | 'Parameters'
  | 'Globals'
  | 'User'
  | 'Variables'
  | 'ReportItems'
  | 'DataSets'
  | 'DataSources';

const COLLECTIONS: ReadonlyMap<string, CollectionName> = new Map(
  (
    [
      'Fields',
      'Parameters',
      'Globals',
      'User',
      'Variables',
      'ReportItems',
      'DataSets',
      'DataSources',
    ] as const
  ).map((name) => [name.toLowerCase(), name]),
);

/** A reference to an item of a collection: `Fields!A`, `Fields("A")`. */
export type CollectionReference = {
  readonly collection: CollectionName;
  /** Undefined where it is computed. */
  readonly name: string | undefined;
  /** Written with parentheses: whether there is such an item shows when it is evaluated. */
  readonly isDynamic: boolean;
};

export function collectionReferenceOf(node: Node): CollectionReference | undefined {
  if (node.kind === 'bang') {
    const collection = collectionOf(node.target);
    return collection === undefined ? undefined : { collection, name: node.name, isDynamic: false };
  }
  if (node.kind === 'member') {
    // Globals.ReportName and User.UserID are written with a point too.
    const collection = collectionOf(node.target);
    const isPlain = collection === 'Globals' || collection === 'User';
    return isPlain ? { collection, name: node.name, isDynamic: false } : undefined;
  }
  if (node.kind !== 'call') return undefined;
  const collection = collectionOf(node.target);
  if (collection === undefined) return undefined;
  const [key] = argumentNodes(node);
  return { collection, name: constantTextOf(key) ?? undefined, isDynamic: true };
}

function collectionOf(node: Node | undefined): CollectionName | undefined {
  return node?.kind === 'name' ? COLLECTIONS.get(node.name.toLowerCase()) : undefined;
}

/** The field that a node is the value of: `Fields!A.Value`, `Fields("A").Value`, in parentheses or not. */
export function fieldValueOf(node: Node): string | undefined {
  if (node.kind === 'parenthesized') return fieldValueOf(node.inner);
  if (node.kind !== 'member' || node.name.toLowerCase() !== 'value' || node.target === undefined)
    return undefined;
  const reference = collectionReferenceOf(node.target);
  return reference?.collection === 'Fields' ? reference.name : undefined;
}

/** The text of a string literal, null for `Nothing`, undefined for everything else. */
export function constantTextOf(node: Node | undefined): string | null | undefined {
  if (node?.kind !== 'literal') return undefined;
  if (node.value.type === 'Nothing') return null;
  return node.value.type === 'String' ? node.value.value : undefined;
}

/** The name that an argument is, as the `Sum` of RunningValue or the `Recursive` of an aggregate. */
export function nameOf(node: Node | undefined): NameNode['name'] | undefined {
  return node?.kind === 'name' ? node.name : undefined;
}
