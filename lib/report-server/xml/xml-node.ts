/**
 * One element as it was written: its name with prefix, its attributes with theirs, and what it holds in order. Nothing
 * is dropped, so that a document which is read and written again means the same.
 */
export type XmlNode = {
  readonly name: string;
  readonly local: string;
  readonly uri: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly (XmlNode | string)[];
};

export function elementsOf(node: XmlNode): readonly XmlNode[] {
  return node.children.filter((child): child is XmlNode => typeof child !== 'string');
}

/** The first child of a local name. */
export function childOf(node: XmlNode | undefined, local: string): XmlNode | undefined {
  return node && elementsOf(node).find((child) => child.local === local);
}

/** Elements at the end of a path of local names. */
export function nodesAt(node: XmlNode | undefined, ...path: readonly string[]): readonly XmlNode[] {
  let level: readonly XmlNode[] = node ? [node] : [];
  for (const name of path)
    level = level.flatMap((one) => elementsOf(one).filter(({ local }) => local === name));
  return level;
}

/** All text below a node, trimmed. */
export function textOf(node: XmlNode): string {
  return node.children
    .map((child) => (typeof child === 'string' ? child : textOf(child)))
    .join('')
    .trim();
}

/** Trimmed text at the end of a path; undefined where there is no such element. */
export function textAt(node: XmlNode | undefined, ...path: readonly string[]): string | undefined {
  const found = nodesAt(node, ...path)[0];
  return found && textOf(found);
}

/** Every element below a node, itself first. */
export function* descendantsOf(node: XmlNode): Generator<XmlNode> {
  yield node;
  for (const child of elementsOf(node)) yield* descendantsOf(child);
}

export function withChildren(node: XmlNode, children: XmlNode['children']): XmlNode {
  return { ...node, children };
}

/** An element of the same namespace, written with the same prefix. */
export function siblingOf(node: XmlNode, local: string, children: XmlNode['children']): XmlNode {
  const prefix = node.name.includes(':') ? `${node.name.slice(0, node.name.indexOf(':'))}:` : '';
  return { name: `${prefix}${local}`, local, uri: node.uri, attributes: new Map(), children };
}

export function writeXml(node: XmlNode): string {
  const attributes = [...node.attributes].map(([name, value]) => ` ${name}="${escapeXml(value)}"`).join('');
  const content = node.children.map((child) =>
    typeof child === 'string' ? escapeXml(child) : writeXml(child),
  );
  return content.length === 0
    ? `<${node.name}${attributes} />`
    : `<${node.name}${attributes}>${content.join('')}</${node.name}>`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  // A parser would turn these into blanks of an attribute, or drop them.
  '\r': '&#13;',
};

/** Text for an element or an attribute in double quotes; characters that XML cannot hold are left out. */
export function escapeXml(text: string): string {
  return text
    .toWellFormed()
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')
    .replace(/[&<>"\r]/g, (character) => ENTITIES[character] ?? character);
}
