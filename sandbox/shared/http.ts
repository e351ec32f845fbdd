import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { answerControl, type Control, isControlPath } from './control.ts';
import type { Fault, Traffic } from './traffic.ts';

export type Call = {
  readonly method: string;
  readonly url: URL;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  /** The named groups of the operation's path, percent-decoded. */
  readonly params: Readonly<Record<string, string>>;
};

/** Text and buffers are sent as they are, everything else as JSON. */
export type Reply = {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
  readonly body?: unknown;
};

export type Operation = {
  /** The name in counts and faults, such as `secrets.get`. */
  readonly name: string;
  readonly method: string;
  readonly path: RegExp;
  run(call: Call): Reply | Promise<Reply>;
};

/** Thrown anywhere below an operation: the call is answered with this reply. */
export class Refusal extends Error {
  readonly reply: Reply;

  constructor(reply: Reply) {
    super(`refused with ${reply.status}`);
    this.reply = reply;
  }
}

export type StandIn = {
  readonly operations: readonly Operation[];
  readonly traffic: Traffic;
  readonly control: Control;
  /** Sign-in, rights and limits, before the call is counted; throws a Refusal. */
  readonly admit?: (call: Call, operation: Operation) => void | Promise<void>;
  /** A fault as the real service would word it. */
  readonly answerFault: (fault: Fault, call: Call) => Reply;
  readonly answerUnknown: (call: Call) => Reply;
  /** Takes the calls that are none of the operations', with the body unread. */
  readonly fallback?: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
};

export type Listener = {
  /** `http://127.0.0.1:<port>` */
  readonly url: string;
  /** Answers calls from now on; those that came before have waited. */
  serve(standIn: StandIn): void;
  close(): Promise<void>;
};

/** Listens on 127.0.0.1. The address is known before anything is served: much of what is served has to name it. */
export async function listen(port = 0): Promise<Listener> {
  let serve: (standIn: StandIn) => void = () => {};
  const ready = new Promise<StandIn>((resolve) => {
    serve = resolve;
  });
  const server = createServer((request, response) => {
    ready
      .then((standIn) => answer(standIn, request, response))
      .catch((error: unknown) => {
        console.error(error);
        send(response, { status: 500, body: { error: { code: 'StandInBroken', message: String(error) } } });
      });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('No TCP address.');
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { url: `http://127.0.0.1:${address.port}`, serve, close };
}

async function answer(options: StandIn, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', `http://${request.headers.host ?? '127.0.0.1'}`);
  const method = request.method ?? 'GET';
  if (isControlPath(url.pathname)) {
    const call = { method, url, headers: request.headers, body: await readBody(request), params: {} };
    return send(response, await answerControl(options.control, call));
  }
  for (const operation of options.operations) {
    const match = operation.method === method ? operation.path.exec(url.pathname) : null;
    if (match === null) continue;
    const params = decodeParams(match.groups ?? {});
    const call = { method, url, headers: request.headers, body: await readBody(request), params };
    return answerOperation(options, operation, call, response);
  }
  if (options.fallback !== undefined) return options.fallback(request, response);
  const body = await readBody(request);
  send(response, options.answerUnknown({ method, url, headers: request.headers, body, params: {} }));
}

async function answerOperation(
  options: StandIn,
  operation: Operation,
  call: Call,
  response: ServerResponse,
): Promise<void> {
  try {
    await options.admit?.(call, operation);
    options.traffic.count(operation.name);
    const fault = options.traffic.take(operation.name);
    if (fault === undefined) return send(response, await operation.run(call));
    const failing = isFailure(fault);
    const reply = failing && fault.effect !== 'after' ? undefined : await operation.run(call);
    if (fault.delayMs !== undefined) await delay(fault.delayMs);
    if (fault.drop === true) return void response.destroy();
    send(response, failing || reply === undefined ? options.answerFault(fault, call) : reply);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    send(response, error.reply);
  }
}

/** A fault of nothing but a delay slows the call down and spoils nothing. */
export function isFailure(fault: Fault): boolean {
  return (
    fault.drop === true ||
    fault.status !== undefined ||
    fault.code !== undefined ||
    fault.delayMs === undefined
  );
}

export function send(response: ServerResponse, reply: Reply): void {
  if (response.headersSent || response.destroyed) return;
  for (const [name, value] of Object.entries(reply.headers ?? {})) response.setHeader(name, value);
  response.statusCode = reply.status;
  if (reply.body === undefined) return void response.end();
  if (typeof reply.body === 'string' || Buffer.isBuffer(reply.body)) return void response.end(reply.body);
  if (!response.hasHeader('content-type'))
    response.setHeader('content-type', 'application/json; charset=utf-8');
  response.end(JSON.stringify(reply.body));
}

const BODY_LIMIT = 4 * 1024 * 1024;

export async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > BODY_LIMIT) throw new Refusal({ status: 413 });
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function decodeParams(groups: Readonly<Record<string, string | undefined>>): Record<string, string> {
  const decoded: Record<string, string> = {};
  for (const [name, value] of Object.entries(groups)) {
    if (value !== undefined) decoded[name] = decodeURIComponent(value);
  }
  return decoded;
}
