import { SaxesParser } from 'saxes';
import { EvaluationFault } from '../../values/fault.ts';
import { XmlNode } from './tree.ts';

/** Elements within elements; real documents have a dozen. */
const MAX_DEPTH = 200;

function xmlFault(message: string): EvaluationFault {
  return new EvaluationFault('XmlException', message);
}

/**
 * Reads a document as XmlDocument.LoadXml does: white space between elements is dropped. A DOCTYPE is refused, so
 * that no entity can be declared. @throws EvaluationFault XmlException
 */
export function readXml(text: string, charge: (steps: number) => void): XmlNode {
  charge(text.length);
  const root = new XmlNode('document', '#document');
  let current = root;
  let depth = 0;
  const parser = new SaxesParser({ xmlns: true });
  const refuse = (message: string): never => {
    throw xmlFault(message);
  };
  parser.on('error', (error) => refuse(error.message));
  parser.on('doctype', () => refuse('For security reasons DTD is prohibited in this XML document.'));
  parser.on('opentag', (tag) => {
    depth += 1;
    if (depth > MAX_DEPTH) refuse('The document is nested too deeply.');
    const element = new XmlNode('element', tag.name, '', tag.uri);
    for (const { name, value, uri } of Object.values(tag.attributes)) {
      element.append(new XmlNode('attribute', name, value, uri));
    }
    current.append(element);
    current = element;
  });
  parser.on('closetag', () => {
    depth -= 1;
    current = current.parent ?? root;
  });
  parser.on('text', (value) => {
    if (current !== root && value.trim() !== '') current.append(new XmlNode('text', '#text', value));
  });
  parser.on('cdata', (value) => current.append(new XmlNode('cdata', '#cdata-section', value)));
  parser.on('comment', (value) => current.append(new XmlNode('comment', '#comment', value)));
  if (text === '') refuse('Root element is missing.');
  parser.write(text).close();
  return root;
}
