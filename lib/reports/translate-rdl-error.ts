import { DomainError, type ErrorCode } from '../errors.ts';
import { RdlError, type RdlErrorCode } from '../rdl/errors.ts';

const DOMAIN_CODES = {
  NOT_XML: 'NOT_RDL',
  NOT_RDL: 'NOT_RDL',
  DOCTYPE_REFUSED: 'REPORT_UNREADABLE',
  TOO_LARGE: 'REPORT_UNREADABLE',
  TOO_DEEP: 'REPORT_UNREADABLE',
  ITEM_NOT_FOUND: 'ITEM_NOT_FOUND',
  ITEM_NOT_DRAWABLE: 'ITEM_NOT_DRAWABLE',
  PARAMETER_INVALID: 'PARAMETER_INVALID',
  DATA_INVALID: 'REPORT_UNREADABLE',
  DATA_UNAVAILABLE: 'DATA_SOURCE_FAILED',
  EXPRESSION_INVALID: 'REPORT_UNREADABLE',
  BUDGET_EXCEEDED: 'ITEM_NOT_DRAWABLE',
} as const satisfies Record<RdlErrorCode, ErrorCode>;

/** The engine's refusal as ours, with its words and place; anything else is passed on as it is. */
export function asDomainError(error: unknown): unknown {
  if (!(error instanceof RdlError)) return error;
  return new DomainError(DOMAIN_CODES[error.code], { detail: sentenceOf(error), cause: error });
}

function sentenceOf({ message, element, line }: RdlError): string {
  const place = [element && `element ${element}`, line && `line ${line}`].filter(Boolean).join(', ');
  return place && !message.includes(place) ? `${message} (${place})` : message;
}
