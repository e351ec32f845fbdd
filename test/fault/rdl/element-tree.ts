import { escapeXml } from '../../../lib/rdl/drawing/svg-values.ts';
import type { RdlElement } from '../../../lib/rdl/reader/element.ts';
import { parseXml } from '../../../lib/rdl/reader/parse-xml.ts';

/** A tree that can be changed, and written again. */
export type Tree = { name: string; attributes: Record<string, string>; children: Tree[]; text: string };

export type Definition = { readonly namespace: string; readonly root: Tree };

/** @throws RdlError for what is no XML */
export function readTree(text: string): Definition {
  const { namespace, root } = parseXml(text);
  return { namespace, root: treeOf(root) };
}

function treeOf({ name, attributes, children, text }: RdlElement): Tree {
  return { name, attributes: { ...attributes }, children: children.map(treeOf), text };
}

export function copyOf(tree: Tree): Tree {
  return { ...tree, attributes: { ...tree.attributes }, children: tree.children.map(copyOf) };
}

/** Every element of a tree with the one that holds it. */
export function placesIn(root: Tree): readonly { readonly parent: Tree; readonly index: number }[] {
  const places: { readonly parent: Tree; readonly index: number }[] = [];
  const visit = (parent: Tree) => {
    parent.children.forEach((child, index) => {
      places.push({ parent, index });
      visit(child);
    });
  };
  visit(root);
  return places;
}

export function writeTree({ namespace, root }: Definition): string {
  const parts: string[] = [];
  const write = ({ name, attributes, children, text }: Tree, declared: string) => {
    const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${escapeXml(value)}"`);
    parts.push(`<${name}${declared}${written.join('')}>`, escapeXml(text));
    for (const child of children) write(child, '');
    parts.push(`</${name}>`);
  };
  const designer = 'xmlns:rd="http://schemas.microsoft.com/SQLServer/reporting/reportdesigner"';
  write(root, ` xmlns="${escapeXml(namespace)}" ${designer}`);
  return parts.join('');
}
