import { DomainError } from '../../errors.ts';
import { leadsElsewhere } from '../http/leads-elsewhere.ts';
import type { ServerAnswer, ServerTransport } from '../http/server-transport.ts';
import { readXml } from '../xml/read-xml.ts';
import { childOf, elementsOf, escapeXml, type XmlNode } from '../xml/xml-node.ts';
import { faultOf } from './soap-fault.ts';

/** Not even asked: a gateway leads to the web portal alone, say. What it does may be reached in another way. */
export class WebServiceClosed extends DomainError {
  readonly status: number;

  constructor(status: number, detail: string) {
    super(status === 403 ? 'REPORT_SERVER_FORBIDDEN' : 'REPORT_SERVER_NOT_SUPPORTED', { detail });
    this.name = 'WebServiceClosed';
    this.status = status;
  }
}

const ENVELOPE = 'http://schemas.xmlsoap.org/soap/envelope/';

/** An argument of an operation: text, or elements by name in the order of the contract; undefined ones are left out. */
export type Argument = string | readonly Field[];
export type Field = readonly [name: string, value: Argument | undefined];

export type SoapAnswer = { readonly header: XmlNode | undefined; readonly body: XmlNode };

export type SoapCall = {
  readonly path: string;
  readonly namespace: string;
  readonly operation: string;
  readonly header?: Argument;
  readonly body: Argument;
  readonly maxBytes: number;
  readonly timeoutMs: number;
};

/**
 * Calls one operation of SOAP 1.1.
 * @throws DomainError as the transport and `faultOf` do, REPORT_SERVER_ANSWER_INVALID for what is no answer to it
 */
export async function callSoap(
  transport: Pick<ServerTransport, 'send'>,
  call: SoapCall,
): Promise<SoapAnswer> {
  const answer = await transport.send({
    method: 'POST',
    path: call.path,
    headers: {
      'content-type': 'text/xml; charset=utf-8',
      soapaction: `"${call.namespace}/${call.operation}"`,
    },
    body: envelopeOf(call),
    maxBytes: call.maxBytes,
    timeoutMs: call.timeoutMs,
  });
  return readAnswer(answer, call);
}

export function envelopeOf({
  namespace,
  operation,
  header,
  body,
}: Pick<SoapCall, 'namespace' | 'operation' | 'header' | 'body'>): string {
  const headerXml = header === undefined ? '' : `<s:Header>${argumentXml(header)}</s:Header>`;
  return `<?xml version="1.0" encoding="utf-8"?><s:Envelope xmlns:s="${ENVELOPE}" xmlns="${namespace}">${headerXml}<s:Body><${operation}>${argumentXml(body)}</${operation}></s:Body></s:Envelope>`;
}

function argumentXml(argument: Argument): string {
  if (typeof argument === 'string') return escapeXml(argument);
  return argument
    .map(([name, value]) => (value === undefined ? '' : `<${name}>${argumentXml(value)}</${name}>`))
    .join('');
}

function readAnswer(answer: ServerAnswer, { operation }: SoapCall): SoapAnswer {
  const text = answer.bytes.toString('utf8').replace(/^\uFEFF/, '');
  if (answer.status !== 200 && !/<([\w-]+:)?Envelope[\s>]/.test(text.slice(0, 2000)))
    throw statusRefusal(answer);
  const root = readXml(text);
  const body = childOf(root, 'Body');
  const fault = childOf(body, 'Fault');
  if (fault) throw faultOf(fault);
  const [response] = body ? elementsOf(body) : [];
  if (root.local !== 'Envelope' || root.uri !== ENVELOPE || response?.local !== `${operation}Response`)
    throw new DomainError('REPORT_SERVER_ANSWER_INVALID', {
      detail: `The report server answered ${operation} with ${response?.local ?? root.local}.`,
    });
  return { header: childOf(root, 'Header'), body: response };
}

function statusRefusal(answer: ServerAnswer): DomainError {
  const { status, headers } = answer;
  const elsewhere = leadsElsewhere(answer);
  if (elsewhere) return elsewhere;
  const detail = `The report server's web service answered ${status}.`;
  if (status === 403 || status === 404 || status === 405) return new WebServiceClosed(status, detail);
  if (status === 429 || (status === 503 && headers['retry-after'] !== undefined))
    return new DomainError('REPORT_SERVER_BUSY', { detail });
  if (status >= 500) return new DomainError('REPORT_SERVER_UNAVAILABLE', { detail });
  return new DomainError('REPORT_SERVER_ANSWER_INVALID', { detail });
}
