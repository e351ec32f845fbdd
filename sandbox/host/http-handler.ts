import type { IncomingMessage, ServerResponse } from 'node:http';
import { type AdminEndpoints, isReservedPath } from './admin-endpoints.ts';
import type { HttpFunction } from './function-index.ts';
import type { FunctionRunner } from './function-runner.ts';
import { readBody } from './http-body.ts';
import { endWith, parseTarget, type RequestTarget, toRequestData, writeResponse } from './http-messages.ts';
import { callWithStreams } from './http-stream.ts';
import { type AuthLevel, type HostKeys, isAllowed, reachedLevel } from './keys.ts';
import type { HostLog } from './log.ts';
import { decodePath } from './request-path.ts';
import type { RouteValues } from './route-template.ts';
import { findRoute } from './routes.ts';

export type HttpHandlerOptions = {
  readonly functions: readonly HttpFunction[];
  readonly admin: AdminEndpoints;
  readonly runner: FunctionRunner;
  readonly keys: HostKeys;
  /** `off`: any caller reaches every function, as with Core Tools. */
  readonly auth: 'on' | 'off';
  readonly customHeaders: Readonly<Record<string, string>>;
  /** Bytes. */
  readonly bodyLimit: number;
  /** When a function that has not answered is given up on; milliseconds. */
  readonly answerTimeout: number;
  readonly homepageDisabled: boolean;
  /** Where the library takes requests when the app uses HTTP streams. */
  readonly streamUri: string | undefined;
  readonly log: HostLog;
};

type Exchange = {
  readonly fn: HttpFunction;
  readonly params: RouteValues;
  readonly target: RequestTarget;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
};

const HOMEPAGE = '<!doctype html><title>Functions</title><p>The functions host is running.</p>';

/** Answers HTTP requests: the host's own endpoints, then the functions by their routes. */
export class HttpHandler {
  readonly #options: HttpHandlerOptions;

  constructor(options: HttpHandlerOptions) {
    this.#options = options;
  }

  /** Answers one request. Rejects only for faults of the host itself. */
  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const target = parseTarget(request.url ?? '/');
    const path = decodePath(target.path);
    if (path === undefined) return endWith(response, 400);
    for (const [name, value] of Object.entries(this.#options.customHeaders)) response.setHeader(name, value);
    if (isReservedPath(path)) return await this.#options.admin.handle(request, response, target);
    const method = request.method ?? 'GET';
    const match = findRoute(
      this.#options.functions.map((fn) => fn.route),
      method,
      path,
    );
    const fn = this.#options.functions.find((candidate) => candidate.route === match?.route);
    if (match === undefined || fn === undefined) return this.#notFound(path, response);
    const level = this.#reached(fn, request, target);
    if (!isAllowed(level, fn.authLevel)) return endWith(response, 401);
    if (fn.disabled && level !== 'admin') return endWith(response, 404);
    await this.#call({ fn, params: match.params, target, request, response });
  }

  #notFound(path: string, response: ServerResponse): void {
    if (path !== '/') endWith(response, 404);
    else if (this.#options.homepageDisabled) endWith(response, 204);
    else response.writeHead(200, { 'content-type': 'text/html' }).end(HOMEPAGE);
  }

  #reached(fn: HttpFunction, request: IncomingMessage, target: RequestTarget): AuthLevel {
    const { auth, keys } = this.#options;
    return auth === 'off' ? 'admin' : reachedLevel(keys, fn.name, request.headers, target.query);
  }

  async #call(exchange: Exchange): Promise<void> {
    if (this.#options.streamUri === undefined) await this.#callBuffered(exchange);
    else await this.#callStreaming(exchange, this.#options.streamUri);
  }

  /** Gives a caller 504 whose function has not begun to answer in time; the function goes on all the same. */
  async #answered<T>({ fn, response }: Exchange, work: Promise<T>): Promise<T> {
    const { answerTimeout, log } = this.#options;
    const timer = setTimeout(() => {
      if (response.headersSent) return;
      const message = `has not answered within ${answerTimeout} ms: the caller gets 504`;
      log.write({ level: 'warning', event: 'http.timeout', function: fn.name, message });
      endWith(response, 504);
    }, answerTimeout);
    try {
      return await work;
    } finally {
      clearTimeout(timer);
    }
  }

  async #callBuffered(exchange: Exchange): Promise<void> {
    const { fn, params, target, request, response } = exchange;
    const body = await readBody(request, this.#options.bodyLimit);
    if (body.kind === 'aborted') return;
    if (body.kind === 'too-large') {
      response.setHeader('connection', 'close');
      return endWith(response, 413);
    }
    if (body.kind === 'none' && request.headers['transfer-encoding'] !== undefined) {
      const message = 'got a body without Content-Length, which the host hands on only with HTTP streams';
      this.#options.log.write({ level: 'warning', event: 'http.body-dropped', function: fn.name, message });
    }
    const bytes = body.kind === 'bytes' ? body.bytes : undefined;
    const running = this.#options.runner.run(fn, {
      data: { http: toRequestData(request, target, params, bytes) },
      reason: `http, ${request.method} ${target.path}`,
      traceParent: traceParent(request),
    });
    const result = await this.#answered(exchange, running);
    if (response.headersSent) return;
    if (result.ok) writeResponse(response, result.response);
    else endWith(response, 500);
  }

  async #callStreaming(exchange: Exchange, uri: string): Promise<void> {
    const { fn, ...rest } = exchange;
    const { runner, bodyLimit } = this.#options;
    const invocationId = runner.invoker.newId();
    await callWithStreams({
      ...rest,
      invocationId,
      uri,
      bodyLimit,
      run: (data, triggerMetadata) => {
        const running = runner.run(fn, {
          data,
          triggerMetadata,
          invocationId,
          reason: `http stream, ${exchange.request.method} ${exchange.target.path}`,
          traceParent: traceParent(exchange.request),
        });
        return this.#answered(exchange, running);
      },
    });
  }
}

function traceParent(request: IncomingMessage): string | undefined {
  const header = request.headers.traceparent;
  return typeof header === 'string' ? header : undefined;
}
