/** A document as System.Xml holds it: elements, attributes, texts and comments in a tree. */

export type XmlKind = 'document' | 'element' | 'attribute' | 'text' | 'cdata' | 'comment';

/** One node; what a kind does not have is empty. */
export class XmlNode {
  readonly kind: XmlKind;
  /** With its prefix, as it is written. */
  readonly name: string;
  readonly namespace: string;
  /** The text of an attribute, a text or a comment. */
  value: string;
  parent: XmlNode | undefined;
  children: XmlNode[] = [];
  readonly attributes: XmlNode[] = [];

  constructor(kind: XmlKind, name: string, value = '', namespace = '') {
    this.kind = kind;
    this.name = name;
    this.value = value;
    this.namespace = namespace;
  }

  get localName(): string {
    return this.name.slice(this.name.indexOf(':') + 1);
  }

  append(child: XmlNode): void {
    child.parent = this;
    if (child.kind === 'attribute') this.attributes.push(child);
    else this.children.push(child);
  }

  get root(): XmlNode {
    let node: XmlNode = this;
    while (node.parent !== undefined) node = node.parent;
    return node;
  }

  /** The texts below, in a row; comments do not count. */
  get innerText(): string {
    if (this.kind !== 'document' && this.kind !== 'element') return this.value;
    return this.children.map((child) => (child.kind === 'comment' ? '' : child.innerText)).join('');
  }

  get innerXml(): string {
    if (this.kind === 'attribute') return escaped(this.value, /[&<>"]/g);
    return this.children.map((child) => child.outerXml).join('');
  }

  get outerXml(): string {
    switch (this.kind) {
      case 'document':
        return this.innerXml;
      case 'attribute':
        return `${this.name}="${this.innerXml}"`;
      case 'text':
        return escaped(this.value, /[&<>]/g);
      case 'cdata':
        return `<![CDATA[${this.value}]]>`;
      case 'comment':
        return `<!--${this.value}-->`;
      default: {
        const start = [this.name, ...this.attributes.map((each) => each.outerXml)].join(' ');
        return this.children.length === 0 ? `<${start} />` : `<${start}>${this.innerXml}</${this.name}>`;
      }
    }
  }
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escaped(text: string, marks: RegExp): string {
  return text.replace(marks, (mark) => ENTITIES[mark] ?? mark);
}

/** The elements, texts and comments below a node, in the order of the document. */
export function* descendants(node: XmlNode): Iterable<XmlNode> {
  for (const child of node.children) {
    yield child;
    yield* descendants(child);
  }
}
