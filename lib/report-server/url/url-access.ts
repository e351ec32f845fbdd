import type { ServerAnswer, ServerRequest, ServerTransport } from '../http/server-transport.ts';
import { refusalOf } from '../rest/rest-refusal.ts';
import type { ParameterValue } from '../soap/execution-client.ts';
import { faultByCodes } from '../soap/soap-fault.ts';

const TIMEOUT_MS = 150_000;
const MOST_BYTES = 48 * 1024 * 1024;
/** What a page says stands at its beginning; more of it is not searched. */
const MOST_PAGE_BYTES = 20_000;
/** Gateways refuse longer addresses: what is longer is sent as a form. */
const LONGEST_ADDRESS = 2000;

export type UrlAccess = ReturnType<typeof urlAccess>;

/**
 * URL access: a report rendered by one request, without an execution to go on with. For servers whose web service cannot
 * be reached.
 * @param servicePath `/ReportServer`
 */
export function urlAccess(transport: Pick<ServerTransport, 'send'>, servicePath: string) {
  return {
    /** @throws DomainError by the codes of the page that the server answers instead */
    async render(
      report: string,
      options: {
        readonly format: string;
        readonly deviceInfo: Readonly<Record<string, string>>;
        readonly parameters: readonly ParameterValue[];
      },
    ): Promise<Buffer> {
      const answer = await transport.send(requestFor(servicePath, report, fieldsOf(options)));
      const isPage = /^text\/html\b/i.test(answer.headers['content-type'] ?? '');
      if (answer.status === 200 && !isPage) return answer.bytes;
      throw pageRefusal(answer);
    },
  };
}

type Field = readonly [name: string, value: string];

/** Always fresh: a session of an earlier request would show its data once more. */
function fieldsOf({
  format,
  deviceInfo,
  parameters,
}: {
  readonly format: string;
  readonly deviceInfo: Readonly<Record<string, string>>;
  readonly parameters: readonly ParameterValue[];
}): readonly Field[] {
  return [
    ['rs:Command', 'Render'],
    ['rs:Format', format],
    ['rs:ClearSession', 'true'],
    ...Object.entries(deviceInfo).map(([name, value]): Field => [`rc:${name}`, value]),
    ...parameters.map(
      ({ name, value }): Field => (value === null ? [`${name}:isnull`, 'true'] : [name, value]),
    ),
  ];
}

function requestFor(servicePath: string, report: string, fields: readonly Field[]): ServerRequest {
  const encoded = fields.map((field) => field.map(encodeURIComponent).join('=')).join('&');
  const path = `${servicePath}?${encodeURIComponent(report)}`;
  const limits = { maxBytes: MOST_BYTES, timeoutMs: TIMEOUT_MS };
  if (path.length + encoded.length <= LONGEST_ADDRESS)
    return { method: 'GET', path: `${path}&${encoded}`, ...limits };
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  return { method: 'POST', path, headers, body: encoded, ...limits };
}

/** The page that people would see: its text names the codes in brackets. */
function pageRefusal(answer: ServerAnswer): Error {
  const text = answer.bytes
    .subarray(0, MOST_PAGE_BYTES)
    .toString('utf8')
    .replace(/<(style|script|title)\b[\s\S]*?<\/\1>/gi, ' ')
    .replace(/<[^>]*>/g, ' ')
    .replace(/&nbsp;|\s+/g, ' ')
    .trim();
  const codes = [...text.matchAll(/\((rs[A-Z]\w{3,60})\)/g)].map(([, code]) => code ?? '');
  return codes.length === 0 ? refusalOf(answer) : faultByCodes(text, codes);
}
