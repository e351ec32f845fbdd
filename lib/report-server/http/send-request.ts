import { type Agent, request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { LookupFunction, Socket } from 'node:net';
import { DomainError } from '../../errors.ts';
import type { ServerAnswer } from './server-transport.ts';

export type RawRequest = {
  readonly origin: string;
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
  readonly maxBytes: number;
  readonly signal: AbortSignal;
  readonly agent: Agent;
  readonly lookup: LookupFunction;
};

export type RawAnswer = ServerAnswer & {
  readonly setCookies: readonly string[];
  /** `WWW-Authenticate`, one entry a line. */
  readonly challenges: readonly string[];
  /** The connection it came over: an NTLM sign-in holds for that one alone. */
  readonly socket: Socket;
};

/** The connection was kept alive and the server had closed it: nothing was done, another one may be tried. */
export class StaleConnection extends Error {}

/** Sends once and reads the answer whole. @throws StaleConnection, and the errors of the network as they are */
export function sendRequest(options: RawRequest): Promise<RawAnswer> {
  const { origin, method, path, headers, body, signal, agent, lookup } = options;
  const request = origin.startsWith('https:') ? httpsRequest : httpRequest;
  const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
  return new Promise((resolve, reject) => {
    const sent = request(`${origin}${path}`, {
      method,
      agent,
      lookup,
      signal,
      headers: { ...headers, ...length },
    });
    sent.on('error', (error) => {
      const reset = 'code' in error && (error.code === 'ECONNRESET' || error.code === 'EPIPE');
      reject(sent.reusedSocket && reset ? new StaleConnection(error.message, { cause: error }) : error);
    });
    sent.on('response', (response) => {
      const { socket } = response;
      readWhole(response, options.maxBytes).then(
        (bytes) => resolve({ ...answerOf(response), bytes, socket }),
        reject,
      );
    });
    sent.end(body);
  });
}

function answerOf({ statusCode, headers }: IncomingMessage): Omit<RawAnswer, 'bytes' | 'socket'> {
  const plain = Object.entries(headers).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, Array.isArray(value) ? value.join(', ') : value] as const],
  );
  return {
    status: statusCode ?? 0,
    headers: Object.fromEntries(plain),
    setCookies: headers['set-cookie'] ?? [],
    challenges: (headers['www-authenticate'] ?? '').split(/,\s*(?=[A-Za-z]+(?:\s|$))/),
  };
}

async function readWhole(response: IncomingMessage, maxBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response) {
    size += chunk.length;
    if (size > maxBytes) {
      response.destroy();
      throw new DomainError('REPORT_SERVER_ANSWER_INVALID', {
        detail: `The report server sent more than ${Math.ceil(maxBytes / 1024)} KB where less was expected.`,
      });
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
