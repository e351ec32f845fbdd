import { RdlError } from '../errors.ts';

/**
 * The text of an XML file: UTF-8 with or without a byte order mark, UTF-16 with one (or without, by its first
 * characters), or the encoding that the XML declaration names.
 */
export function decodeXml(bytes: Uint8Array): string {
  const encoding = encodingOf(bytes);
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new RdlError('NOT_XML', `The file is not the text in ${encoding} that it says it is.`, {
      line: 1,
      cause,
    });
  }
}

function encodingOf(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  if (first === 0x3c && second === 0) return 'utf-16le';
  if (first === 0 && second === 0x3c) return 'utf-16be';
  const start = String.fromCharCode(...bytes.subarray(0, 200));
  const declared = /^(?:\xEF\xBB\xBF)?<\?xml[^>]*\bencoding\s*=\s*["']([\w.:-]+)["']/.exec(start)?.[1];
  // A file that was read and written again as UTF-8 often still claims UTF-16 in its declaration.
  return declared === undefined || /^utf-?(?:8|16)/i.test(declared) ? 'utf-8' : declared;
}
