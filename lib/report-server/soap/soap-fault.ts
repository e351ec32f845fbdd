import { DomainError, type ErrorCode } from '../../errors.ts';
import { descendantsOf, textAt, textOf, type XmlNode } from '../xml/xml-node.ts';

/** A refusal of the web service with its own codes, the outermost first. */
export class SoapFault extends DomainError {
  readonly serverCodes: readonly string[];

  constructor(code: ErrorCode, detail: string, serverCodes: readonly string[]) {
    super(code, { detail });
    this.name = 'SoapFault';
    this.serverCodes = serverCodes;
  }
}

/** The server's codes by what they mean to us; the most telling one of a fault counts, in this order. */
const MEANINGS: readonly (readonly [ErrorCode, readonly string[]])[] = [
  [
    'CREDENTIALS_NOT_STORED',
    ['rsInvalidDataSourceCredentialSetting', 'rsCredentialsNotSpecified', 'rsDataSourceCredentialsNotStored'],
  ],
  [
    'DATA_SOURCE_REFUSED',
    ['rsLogonFailed', 'rsInvalidDataSourceCredential', 'rsWindowsIntegratedSecurityDisabled'],
  ],
  [
    'PARAMETER_INVALID',
    [
      ...['rsParameterTypeMismatch', 'rsReportParameterTypeMismatch', 'rsUnknownReportParameter'],
      ...['rsReportParameterValueNotSet', 'rsParametersNotSpecified', 'rsInvalidReportParameterValue'],
      ...[
        'rsReadOnlyReportParameter',
        'rsReportParameterProcessingError',
        'rsInvalidReportParameterDependency',
      ],
      ...['rsHasUserProfileDependencies'],
    ],
  ],
  ['DATA_QUERY_REFUSED', ['rsErrorExecutingCommand']],
  ['DATA_SOURCE_FAILED', ['rsErrorOpeningConnection', 'rsDataSourceDisabled', 'rsDataSourceNotFound']],
  ['REPORT_SERVER_FORBIDDEN', ['rsAccessDenied', 'rsAccessedDenied']],
  ['NOT_FOUND', ['rsItemNotFound', 'rsReportNotReady', 'rsStreamNotFound']],
  ['REPORT_SERVER_BUSY', ['rsServerBusy', 'rsMaxActiveRequestsExceeded']],
  [
    'REPORT_SERVER_UNAVAILABLE',
    [
      ...['rsExecutionNotFound', 'rsReportServerDatabaseUnavailable', 'rsReportServerDatabaseLogonFailed'],
      ...['rsReportServerServiceUnavailable', 'rsReportServerDisabled', 'rsServerConfigurationError'],
      ...['rsInternalError', 'rsReportTimeoutExpired', 'rsJobWasCanceled', 'rsNotEnoughMemory'],
    ],
  ],
];

export function faultOf(fault: XmlNode): SoapFault {
  const codes = codesOf(fault);
  const message = textAt(fault, 'detail', 'Message') ?? textAt(fault, 'faultstring') ?? 'no words';
  const plain = message
    .replace(/^.*?Exception:\s*/s, '')
    .replace(/\s*--->.*$/s, '')
    .trim();
  return faultByCodes(plain, codes);
}

/** A refusal in the server's words, which means what the most telling of its codes does. */
export function faultByCodes(words: string, codes: readonly string[]): SoapFault {
  const [outermost] = codes;
  const named = outermost === undefined || words.includes(outermost) ? '' : ` (${outermost})`;
  const detail = `${words.slice(0, 1000)}${named}`;
  const meaning = MEANINGS.find(([, known]) => known.some((code) => codes.includes(code)))?.[0];
  return new SoapFault(meaning ?? 'REPORT_SERVER_ANSWER_INVALID', detail, codes);
}

/** The detail's own code and those of the errors inside it; older builds have them in the faultstring alone. */
function codesOf(fault: XmlNode): readonly string[] {
  const codes: string[] = [];
  for (const node of descendantsOf(fault)) {
    if (node.local === 'ErrorCode') codes.push(textOf(node));
    for (const [name, value] of node.attributes) if (/(^|:)ErrorCode$/.test(name)) codes.push(value);
  }
  const spoken = (textAt(fault, 'faultstring') ?? '').match(/\brs[A-Z]\w{3,60}\b/g) ?? [];
  return [...new Set([...codes, ...spoken])];
}
