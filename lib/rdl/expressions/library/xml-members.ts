import { EvaluationFault } from '../../values/fault.ts';
import { NOTHING, type Value } from '../../values/value.ts';
import { argumentNull, indexOutOfRange } from '../faults.ts';
import { readXml } from '../xml/read.ts';
import { selectNodes } from '../xml/select.ts';
import { descendants, XmlNode } from '../xml/tree.ts';
import type { CallContext } from './call-context.ts';
import type { Enumerable } from './enumerate.ts';
import { instance, type Overload, settable, shared } from './signature.ts';
import { type TypeMembers, typeMembers } from './type-members.ts';

/** System.Xml as far as custom code reads documents with it. */

const CLASSES = {
  document: 'XmlDocument',
  element: 'XmlElement',
  attribute: 'XmlAttribute',
  text: 'XmlText',
  cdata: 'XmlCDataSection',
  comment: 'XmlComment',
} as const;

/** XmlDocument: what was loaded can be another tree later. */
class LoadedDocument {
  root = new XmlNode('document', '#document');
}

class NodeList implements Enumerable {
  readonly nodes: readonly XmlNode[];

  constructor(nodes: readonly XmlNode[]) {
    this.nodes = nodes;
  }

  enumerate(): readonly Value[] {
    return this.nodes.map(held);
  }
}

/** The document object of a tree, so that it stays the same one. */
const documents = new WeakMap<XmlNode, Value>();
const values = new WeakMap<XmlNode, Value>();

function held(node: XmlNode | undefined): Value {
  if (node === undefined) return NOTHING;
  const known = values.get(node) ?? documents.get(node);
  if (known !== undefined) return known;
  const value: Value = { type: 'Object', className: CLASSES[node.kind], value: node };
  values.set(node, value);
  return value;
}

function nodeOf(self: Value): XmlNode {
  if (self.type === 'Object') {
    if (self.value instanceof XmlNode) return self.value;
    if (self.value instanceof LoadedDocument) return self.value.root;
  }
  throw new TypeError('An XmlNode was expected.');
}

function nodesOf(self: Value): readonly XmlNode[] {
  if (self.type === 'Object' && self.value instanceof NodeList) return self.value.nodes;
  throw new TypeError('A list of nodes was expected.');
}

function listOf(nodes: readonly XmlNode[], className = 'XmlNodeList'): Value {
  return { type: 'Object', className, value: new NodeList(nodes) };
}

function selected(self: Value, path: string | undefined, { session }: CallContext): readonly XmlNode[] {
  return selectNodes(nodeOf(self), path ?? '', (steps) => session.charge(steps));
}

function attributeOf(self: Value, name: string | undefined): XmlNode | undefined {
  return nodeOf(self).attributes.find((each) => each.name === name);
}

function sibling(self: Value, offset: number): Value {
  const node = nodeOf(self);
  const among = node.parent?.children ?? [];
  const at = among.indexOf(node);
  return at < 0 ? NOTHING : held(among[at + offset]);
}

function invalidOperation(message: string): EvaluationFault {
  return new EvaluationFault('InvalidOperationException', message);
}

/** The text that a node itself holds; elements and documents hold none. */
function ownValue({ kind, value }: XmlNode): string | undefined {
  return kind === 'element' || kind === 'document' ? undefined : value;
}

function setText(self: Value, text: string): void {
  const node = nodeOf(self);
  if (node.kind === 'document') throw invalidOperation('The document has no text of its own.');
  if (node.kind !== 'element') {
    node.value = text;
    return;
  }
  node.children = [];
  if (text !== '') node.append(new XmlNode('text', '#text', text));
}

function assigned(value: Value): string {
  return value.type === 'String' ? value.value : '';
}

const nodeMembers: readonly Overload[] = [
  instance('XmlNode', 'Attributes As XmlAttributeCollection', (self) => {
    const node = nodeOf(self);
    return node.kind === 'element' ? listOf(node.attributes, 'XmlAttributeCollection') : NOTHING;
  }),
  instance('XmlNode', 'ChildNodes As XmlNodeList', (self) => listOf(nodeOf(self).children)),
  instance('XmlNode', 'FirstChild As XmlNode', (self) => held(nodeOf(self).children[0])),
  instance('XmlNode', 'HasChildNodes As Boolean', (self) => nodeOf(self).children.length > 0),
  settable(
    instance('XmlNode', 'InnerText As String', (self) => nodeOf(self).innerText),
    (self, _args, value) => setText(self, assigned(value)),
  ),
  instance('XmlNode', 'InnerXml As String', (self) => nodeOf(self).innerXml),
  instance('XmlNode', 'Item(name As String) As XmlElement', (self, name) =>
    held(nodeOf(self).children.find((each) => each.kind === 'element' && each.name === name)),
  ),
  instance('XmlNode', 'LastChild As XmlNode', (self) => held(nodeOf(self).children.at(-1))),
  instance('XmlNode', 'LocalName As String', (self) => nodeOf(self).localName),
  instance('XmlNode', 'Name As String', (self) => nodeOf(self).name),
  instance('XmlNode', 'NamespaceURI As String', (self) => nodeOf(self).namespace),
  instance('XmlNode', 'NextSibling As XmlNode', (self) => sibling(self, 1)),
  instance('XmlNode', 'OuterXml As String', (self) => nodeOf(self).outerXml),
  instance('XmlNode', 'OwnerDocument As XmlDocument', (self) =>
    nodeOf(self).kind === 'document' ? NOTHING : held(nodeOf(self).root),
  ),
  instance('XmlNode', 'ParentNode As XmlNode', (self) => {
    const node = nodeOf(self);
    return node.kind === 'attribute' ? NOTHING : held(node.parent);
  }),
  instance('XmlNode', 'PreviousSibling As XmlNode', (self) => sibling(self, -1)),
  instance('XmlNode', 'SelectNodes(xpath As String) As XmlNodeList', (self, path, context) =>
    listOf(selected(self, path, context)),
  ),
  instance('XmlNode', 'SelectSingleNode(xpath As String) As XmlNode', (self, path, context) =>
    held(selected(self, path, context)[0]),
  ),
  settable(
    instance('XmlNode', 'Value As String', (self) => ownValue(nodeOf(self))),
    (self, _args, value) => {
      if (ownValue(nodeOf(self)) === undefined) throw invalidOperation('Cannot set a value on node type.');
      setText(self, assigned(value));
    },
  ),
];

function byTagName(self: Value, name: string | undefined): Value {
  const below = [...descendants(nodeOf(self))].filter((each) => each.kind === 'element');
  return listOf(name === '*' ? below : below.filter((each) => each.name === name));
}

const elementMembers: readonly Overload[] = [
  ...nodeMembers,
  instance('XmlElement', 'GetAttribute(name As String) As String', (self, name) => {
    return attributeOf(self, name)?.value ?? '';
  }),
  instance('XmlElement', 'GetAttributeNode(name As String) As XmlAttribute', (self, name) =>
    held(attributeOf(self, name)),
  ),
  instance('XmlElement', 'GetElementsByTagName(name As String) As XmlNodeList', byTagName),
  instance(
    'XmlElement',
    'HasAttribute(name As String) As Boolean',
    (self, name) => attributeOf(self, name) !== undefined,
  ),
  instance('XmlElement', 'HasAttributes As Boolean', (self) => nodeOf(self).attributes.length > 0),
];

const documentMembers: readonly Overload[] = [
  ...nodeMembers,
  instance('XmlDocument', 'DocumentElement As XmlElement', (self) =>
    held(nodeOf(self).children.find((each) => each.kind === 'element')),
  ),
  instance('XmlDocument', 'GetElementsByTagName(name As String) As XmlNodeList', byTagName),
  instance('XmlDocument', 'LoadXml(xml As String) As Void', (self, text, { session }) => {
    if (self.type !== 'Object' || !(self.value instanceof LoadedDocument)) return undefined;
    if (text === undefined) throw argumentNull('s');
    self.value.root = readXml(text, (steps) => session.charge(steps));
    documents.set(self.value.root, self);
    return undefined;
  }),
];

const listMembers: readonly Overload[] = [
  instance('XmlNodeList', 'Count As Int32', (self) => nodesOf(self).length),
  instance('XmlNodeList', 'Item(index As Int32) As XmlNode', (self, index) => held(nodesOf(self)[index])),
  instance('XmlNodeList', 'ItemOf(index As Int32) As XmlNode', (self, index) => held(nodesOf(self)[index])),
];

function named(self: Value, name: string | undefined): Value {
  return held(nodesOf(self).find((each) => each.name === name));
}

const attributeListMembers: readonly Overload[] = [
  instance('XmlAttributeCollection', 'Count As Int32', (self) => nodesOf(self).length),
  instance('XmlAttributeCollection', 'GetNamedItem(name As String) As XmlNode', named),
  instance('XmlAttributeCollection', 'ItemOf(name As String) As XmlAttribute', named),
  instance('XmlAttributeCollection', 'ItemOf(i As Int32) As XmlAttribute', (self, index) => {
    const node = nodesOf(self)[index];
    if (node === undefined) throw indexOutOfRange();
    return held(node);
  }),
];

function node(type: string, members: readonly Overload[] = nodeMembers): () => TypeMembers {
  return () => typeMembers(type, { instance: members, defaultMember: 'Item' });
}

export const xmlTypes: Readonly<Record<string, () => TypeMembers>> = {
  XmlNode: node('XmlNode'),
  XmlElement: node('XmlElement', elementMembers),
  XmlAttribute: node('XmlAttribute'),
  XmlText: node('XmlText'),
  XmlCDataSection: node('XmlCDataSection'),
  XmlComment: node('XmlComment'),
  XmlDocument: () =>
    typeMembers('XmlDocument', {
      constructors: [
        shared('New() As XmlDocument', () => {
          const document = new LoadedDocument();
          const value: Value = { type: 'Object', className: 'XmlDocument', value: document };
          documents.set(document.root, value);
          return value;
        }),
      ],
      instance: documentMembers,
      defaultMember: 'Item',
    }),
  XmlNodeList: () => typeMembers('XmlNodeList', { instance: listMembers, defaultMember: 'ItemOf' }),
  XmlAttributeCollection: () =>
    typeMembers('XmlAttributeCollection', { instance: attributeListMembers, defaultMember: 'ItemOf' }),
};
