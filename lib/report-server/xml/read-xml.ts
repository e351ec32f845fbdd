import { SaxesParser } from 'saxes';
import { DomainError } from '../../errors.ts';
import type { XmlNode } from './xml-node.ts';

const MOST_ELEMENTS = 250_000;
const MOST_DEPTH = 200;

type OpenNode = Omit<XmlNode, 'children'> & { readonly children: (XmlNode | string)[] };

/**
 * Parses XML of a report server under bounds; a document type is refused, so no entities beyond XML's own exist.
 * @throws DomainError REPORT_SERVER_ANSWER_INVALID
 */
export function readXml(text: string): XmlNode {
  const parser = new SaxesParser({ xmlns: true });
  const open: OpenNode[] = [];
  let root: XmlNode | undefined;
  let elements = 0;
  parser.on('doctype', () => invalid('it has a document type'));
  parser.on('error', (cause) => invalid('it is not well-formed', cause));
  parser.on('opentag', ({ name, local, uri, attributes }) => {
    elements += 1;
    if (elements > MOST_ELEMENTS) invalid(`it has more than ${MOST_ELEMENTS} elements`);
    if (open.length >= MOST_DEPTH) invalid(`it is nested more than ${MOST_DEPTH} deep`);
    const values = Object.values(attributes).map((one) => [one.name, one.value] as const);
    open.push({ name, local, uri, attributes: new Map(values), children: [] });
  });
  const addText = (piece: string) => {
    open.at(-1)?.children.push(piece);
  };
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.on('closetag', () => {
    const closed = open.pop();
    if (!closed) return;
    const parent = open.at(-1);
    if (parent) parent.children.push(closed);
    else root = closed;
  });
  parser.write(text).close();
  return root ?? invalid('it holds no element');
}

function invalid(why: string, cause?: unknown): never {
  throw new DomainError('REPORT_SERVER_ANSWER_INVALID', {
    detail: `The report server sent XML that cannot be used: ${why}.`,
    cause,
  });
}
