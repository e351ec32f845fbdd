import { RdlError } from '../errors.ts';
import type { ReportGrammar } from '../model/report.ts';
import { decodeXml } from './decode.ts';
import type { RdlElement } from './element.ts';
import { grammarOf } from './grammar.ts';
import { DEFAULT_LIMITS, type ReaderLimits } from './limits.ts';
import { parseXml, type XmlDocument } from './parse-xml.ts';
import { upgradeDefinition } from './upgrade.ts';

/** A definition's tree in the 2016 shape, and the grammar that it was written in. */
export type Definition = { readonly grammar: ReportGrammar; readonly root: RdlElement };

/**
 * Reads a report definition of any grammar from 2003 to 2016.
 *
 * @throws RdlError NOT_XML, NOT_RDL, DOCTYPE_REFUSED, TOO_LARGE or TOO_DEEP.
 */
export function readDefinition(
  source: Uint8Array | string,
  limits: ReaderLimits = DEFAULT_LIMITS,
): Definition {
  const document = readXmlFile(source, limits);
  return { grammar: grammarOf(document), root: upgradeDefinition(document.root) };
}

/** Reads any XML file under the limits of the reader (shared data sources and datasets). */
export function readXmlFile(source: Uint8Array | string, limits: ReaderLimits = DEFAULT_LIMITS): XmlDocument {
  const size = typeof source === 'string' ? Buffer.byteLength(source) : source.byteLength;
  if (size > limits.bytes) {
    const message = `The file has ${size} bytes; definitions of at most ${limits.bytes} bytes are read.`;
    throw new RdlError('TOO_LARGE', message);
  }
  const text = typeof source === 'string' ? source.replace(/^\uFEFF/, '') : decodeXml(source);
  return parseXml(text, limits);
}
