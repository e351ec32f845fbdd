import {
  type ClientRequest,
  request as httpRequest,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { TypedData } from './core-types.ts';
import { announcedLength } from './http-body.ts';
import { endWith, headerValues, queryValues, type RequestTarget } from './http-messages.ts';
import type { CallResult } from './invoker.ts';
import type { RouteValues } from './route-template.ts';

const INVOCATION_HEADER = 'x-ms-invocation-id';
/** The library ends its answer before the invocation ends, so that it is there at once or never comes. */
const ANSWER_PATIENCE_MS = 5000;

export type StreamCall = {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly target: RequestTarget;
  readonly params: RouteValues;
  readonly invocationId: string;
  /** Where the library listens: the HttpUri capability. */
  readonly uri: string;
  readonly bodyLimit: number;
  readonly run: (
    data: TypedData,
    triggerMetadata: Readonly<Record<string, TypedData>>,
  ) => Promise<CallResult>;
};

/**
 * Serves a request with streams: the live request goes to the library's own server, the invocation carries no body, and
 * the library's answer is piped back. Source: DefaultHttpProxyService of azure-functions-host and httpProxy.ts of the
 * library.
 */
export async function callWithStreams(call: StreamCall): Promise<void> {
  const length = announcedLength(call.request);
  if (length !== undefined && length > call.bodyLimit) {
    endWith(call.response, 413);
    return;
  }
  const upstream = openUpstream(call);
  const answer = pipeAnswer(upstream, call.response);
  const sending = pipeline(call.request, limiter(call), upstream).catch((error: unknown) => {
    // A client that goes, or a body that grows past the limit, ends the invocation's input.
    upstream.destroy(error instanceof Error ? error : undefined);
  });
  const result = await call.run({ http: emptyRequest(call) }, triggerMetadata(call));
  // A function that returns nothing leaves the library without an answer.
  if (!result.ok || !(await within(answer.begun, ANSWER_PATIENCE_MS))) {
    upstream.destroy();
    endWith(call.response, 500);
  }
  await Promise.all([sending, answer.ended]);
}

function emptyRequest(call: StreamCall) {
  const none = {};
  return {
    url: '',
    method: call.request.method ?? 'GET',
    nullableHeaders: none,
    nullableQuery: none,
    nullableParams: none,
  };
}

function triggerMetadata(call: StreamCall): Readonly<Record<string, TypedData>> {
  const params = Object.entries(call.params).map(([name, value]) => [name, { string: value }] as const);
  return {
    ...Object.fromEntries(params),
    Headers: { json: JSON.stringify(headerValues(call.request)) },
    Query: { json: JSON.stringify(queryValues(call.target.query)) },
  };
}

function openUpstream(call: StreamCall): ClientRequest {
  return httpRequest(new URL(call.target.path + call.target.search, call.uri), {
    method: call.request.method,
    headers: {
      ...headerValues(call.request),
      [INVOCATION_HEADER]: call.invocationId,
      'x-forwarded-host': call.request.headers.host ?? 'localhost',
      'x-forwarded-proto': 'http',
    },
  });
}

type Answer = {
  /** False when the connection broke before an answer came. */
  readonly begun: Promise<boolean>;
  readonly ended: Promise<void>;
};

function pipeAnswer(upstream: ClientRequest, response: ServerResponse): Answer {
  const begun = new Promise<IncomingMessage | undefined>((resolve) => {
    upstream.on('response', resolve);
    upstream.on('error', () => resolve(undefined));
    upstream.on('close', () => resolve(undefined));
  });
  const ended = begun.then(async (answer) => {
    if (answer === undefined) return;
    const { [INVOCATION_HEADER]: _, connection: __, 'keep-alive': ___, ...headers } = answer.headers;
    response.writeHead(answer.statusCode ?? 500, headers);
    await pipeline(answer, response).catch(() => response.destroy());
  });
  return { begun: begun.then((answer) => answer !== undefined), ended };
}

function limiter(call: StreamCall): Transform {
  let seen = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      seen += chunk.length;
      if (seen <= call.bodyLimit) return done(null, chunk);
      endWith(call.response, 413);
      done(new Error('the body is larger than the limit'));
    },
  });
}

async function within(work: Promise<boolean>, ms: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
