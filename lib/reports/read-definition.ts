import type { DefinitionCheck } from '../catalog/upload-item.ts';
import { DomainError } from '../errors.ts';
import { RdlError } from '../rdl/errors.ts';
import { readReport } from '../rdl/model/read-report.ts';
import { readSharedDataSet, readSharedDataSource } from '../rdl/model/read-shared.ts';
import type { Report } from '../rdl/model/report.ts';
import { DEFAULT_LIMITS } from '../rdl/reader/limits.ts';

/** @throws DomainError NOT_RDL (it is something else) or REPORT_UNREADABLE, with element and line. */
export function readDefinition(bytes: Uint8Array, maxBytes: number): Report {
  return translated(() => readReport(bytes, { ...DEFAULT_LIMITS, bytes: maxBytes }));
}

/** What an upload is checked with: the same reader that will draw it. */
export function definitionCheck(maxBytes: number): DefinitionCheck {
  const limits = { ...DEFAULT_LIMITS, bytes: maxBytes };
  return (kind, bytes) => {
    if (kind === 'report') translated(() => readReport(bytes, limits));
    else if (kind === 'data-source') translated(() => readSharedDataSource(bytes, limits));
    else translated(() => readSharedDataSet(bytes, limits));
  };
}

function translated<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof RdlError)) throw error;
    throw new DomainError(isSomethingElse(error) ? 'NOT_RDL' : 'REPORT_UNREADABLE', {
      detail: sentenceOf(error),
      cause: error,
    });
  }
}

const isSomethingElse = ({ code }: RdlError) => code === 'NOT_XML' || code === 'NOT_RDL';

/** The engine's words with the place they are about. */
export function sentenceOf({ message, element, line }: RdlError): string {
  const place = [element && `element ${element}`, line && `line ${line}`].filter(Boolean).join(', ');
  return place && !message.includes(place) ? `${message} (${place})` : message;
}
