import { SaxesParser } from 'saxes';
import { RdlError } from '../../errors.ts';

/** An element of an XML data document, namespaces resolved. */
export type XmlNode = {
  readonly local: string;
  readonly uri: string;
  readonly attributes: readonly { readonly local: string; readonly uri: string; readonly value: string }[];
  readonly children: XmlNode[];
  text: string;
};

const MAX_DEPTH = 64;
const XMLNS = 'http://www.w3.org/2000/xmlns/';

/**
 * Reads a whole XML document.
 * @throws RdlError DATA_INVALID where it is not well-formed, has a DOCTYPE, or nests deeper than 64 elements
 */
export function parseXmlDocument(text: string, source: string): XmlNode {
  const parser = new SaxesParser({ xmlns: true });
  const open: XmlNode[] = [];
  let root: XmlNode | undefined;
  const refuse = (reason: string, cause?: unknown): never => {
    throw new RdlError('DATA_INVALID', `The XML data of ${source} cannot be read: ${reason}`, { cause });
  };
  parser.on('error', (error) => refuse(error.message, error));
  parser.on('doctype', () => refuse('it has a DOCTYPE.'));
  parser.on('opentag', (tag) => {
    const node: XmlNode = {
      local: tag.local,
      uri: tag.uri,
      attributes: Object.values(tag.attributes).filter((attribute) => attribute.uri !== XMLNS),
      children: [],
      text: '',
    };
    open.at(-1)?.children.push(node);
    root ??= node;
    if (open.push(node) > MAX_DEPTH) refuse(`it nests deeper than ${MAX_DEPTH} elements.`);
  });
  const addText = (piece: string): void => {
    const current = open.at(-1);
    if (current !== undefined) current.text += piece;
  };
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.on('closetag', () => {
    open.pop();
  });
  parser.write(text.replace(/^\uFEFF/, '')).close();
  return root ?? refuse('it is empty.');
}
