import { SaxesParser } from 'saxes';
import { RdlError, type RdlErrorCode } from '../errors.ts';
import type { RdlElement } from './element.ts';
import { DEFAULT_LIMITS, type ReaderLimits } from './limits.ts';
import { TreeBuilder } from './tree-builder.ts';

/** What a document is before its grammar is looked at. */
export type XmlDocument = { readonly namespace: string; readonly root: RdlElement };

/**
 * Parses a definition into a tree. A document type declaration is refused, so no entities beyond XML's own five
 * exist.
 *
 * @throws RdlError NOT_XML, DOCTYPE_REFUSED, TOO_LARGE or TOO_DEEP, with the line.
 */
export function parseXml(text: string, limits: ReaderLimits = DEFAULT_LIMITS): XmlDocument {
  const parser = new SaxesParser({ xmlns: true, position: true });
  const builder = new TreeBuilder();
  const refuse = (code: RdlErrorCode, message: string, cause?: unknown): never => {
    const element = builder.current;
    throw new RdlError(code, message, { line: parser.line, cause, ...(element && { element }) });
  };
  parser.on('doctype', () =>
    refuse('DOCTYPE_REFUSED', 'The file has a document type declaration (DOCTYPE), which is not accepted.'),
  );
  parser.on('opentagstart', () => {
    builder.elements++;
    if (builder.elements > limits.elements) {
      refuse('TOO_LARGE', `The file has more than ${limits.elements} elements.`);
    }
    if (builder.depth >= limits.depth)
      refuse('TOO_DEEP', `Elements are nested more than ${limits.depth} deep.`);
  });
  parser.on('opentag', (tag) => builder.openTag(tag, parser.line));
  parser.on('text', (piece) => builder.addText(piece));
  parser.on('cdata', (piece) => builder.addText(piece));
  parser.on('closetag', () => builder.closeTag());
  parser.on('error', (cause) =>
    refuse('NOT_XML', `The file is not well-formed XML: ${cause.message.replace(/^\d+:\d+:\s*/, '')}`, cause),
  );
  parser.write(text).close();
  if (!builder.root) return refuse('NOT_XML', 'The file holds no element.');
  return { namespace: builder.namespace, root: builder.root };
}
