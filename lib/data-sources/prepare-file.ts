import type { FileKind, PreparedFile } from '../catalog/upload-item.ts';
import { DomainError } from '../errors.ts';
import { parseCsv } from '../rdl/data/sources/csv.ts';
import { parseXmlDocument } from '../rdl/data/sources/xml-document.ts';
import { RdlError } from '../rdl/errors.ts';
import { readImageInfo } from '../rdl/images/image-format.ts';
import type { ReportEngine } from '../reports/report-engine.ts';
import { textOf } from './catalog-documents.ts';
import { type FoundPassword, takePasswords } from './take-passwords.ts';

type Reader = Pick<ReportEngine, 'read' | 'readDataSource' | 'readDataSet'>;

/**
 * Checks that a file can be used, and takes the passwords out of its connection strings.
 * @throws DomainError NOT_RDL, REPORT_UNREADABLE, DATA_SOURCE_INVALID
 */
export function prepareFile(
  reader: Reader,
  kind: FileKind,
  bytes: Uint8Array,
  extension: string,
): PreparedFile<FoundPassword> {
  switch (kind) {
    case 'report': {
      const taken = takePasswords(bytes, reader.read(bytes).dataSources);
      return checked(taken, () => reader.read(taken.bytes));
    }
    case 'data-source': {
      const taken = takePasswords(bytes, [reader.readDataSource(bytes)]);
      return checked(taken, () => reader.readDataSource(taken.bytes));
    }
    case 'dataset':
      reader.readDataSet(bytes);
      return { bytes, passwords: [] };
    case 'document':
      requireDocument(bytes, extension);
      return { bytes, passwords: [] };
  }
}

/** What passwords were taken out of must still be what it was. */
function checked(taken: ReturnType<typeof takePasswords>, read: () => unknown): PreparedFile<FoundPassword> {
  if (taken.found.length > 0) read();
  return { bytes: taken.bytes, passwords: taken.found };
}

function requireDocument(bytes: Uint8Array, extension: string): void {
  const text = () => textOf({ bytes, contentType: '' });
  try {
    if (extension === 'xml') parseXmlDocument(text(), 'the document');
    else if (extension === 'csv') parseCsv(text(), 'the document');
    else if (extension === 'json') JSON.parse(text());
    else {
      const info = readImageInfo(bytes);
      if (typeof info === 'string') throw new DomainError('DATA_SOURCE_INVALID', { detail: info });
    }
  } catch (error) {
    if (error instanceof RdlError)
      throw new DomainError('DATA_SOURCE_INVALID', { detail: error.message, cause: error });
    if (error instanceof SyntaxError)
      throw new DomainError('DATA_SOURCE_INVALID', { detail: 'The document is not JSON.', cause: error });
    throw error;
  }
}
