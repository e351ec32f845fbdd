import type { IncomingMessage, ServerResponse } from 'node:http';
import type { TypedData } from './core-types.ts';
import type { HostFunction } from './function-index.ts';
import type { FunctionRunner } from './function-runner.ts';
import { errorText } from './host-error.ts';
import { readBody } from './http-body.ts';
import { endWith, type RequestTarget } from './http-messages.ts';
import { type HostKeys, isAllowed, reachedLevel } from './keys.ts';
import { messageMetadata } from './queue-message.ts';
import type { ScheduleMonitor } from './schedule-status.ts';
import { timerData, timerName } from './timer-data.ts';

export type AdminOptions = {
  readonly functions: readonly HostFunction[];
  readonly runner: FunctionRunner;
  readonly monitor: ScheduleMonitor;
  readonly keys: HostKeys;
  readonly hostId: string;
  readonly url: string;
};

const INPUT_LIMIT = 1_000_000;
/** What a message sent through the admin endpoint has instead of storage's facts. */
const NO_RECEIPT = { messageId: '', popReceipt: '', dequeueCount: 0 };

/** Whether a path belongs to the host itself: no function is ever asked for it. */
export function isReservedPath(path: string): boolean {
  return /^\/(?:admin|runtime)(?:\/|$)/i.test(path);
}

/**
 * The host's own endpoints that tests and tools use, for the master key: status, the list of functions, and running one
 * now. `?wait=true` is an addition: the answer comes when the run has ended and says how.
 * Source: FunctionsController.cs and HostController.cs of azure-functions-host.
 */
export class AdminEndpoints {
  readonly #options: AdminOptions;

  constructor(options: AdminOptions) {
    this.#options = options;
  }

  async handle(request: IncomingMessage, response: ServerResponse, target: RequestTarget): Promise<void> {
    const path = target.path.replace(/\/$/, '').toLowerCase();
    if (path === '/admin/host/ping') return endWith(response, 200);
    const level = reachedLevel(this.#options.keys, '', request.headers, target.query);
    if (!isAllowed(level, 'admin')) return endWith(response, 401);
    const one = /^\/admin\/functions\/(?<name>[^/]+)$/.exec(path)?.groups?.name;
    if (request.method === 'GET' && path === '/admin/host/status') return json(response, 200, this.#status());
    if (request.method === 'GET' && path === '/admin/functions') return json(response, 200, this.#list());
    if (request.method === 'POST' && one !== undefined)
      return await this.#invoke(one, request, response, target);
    endWith(response, 404);
  }

  #status() {
    return { id: this.#options.hostId, state: 'Running', processUptime: Math.round(performance.now()) };
  }

  #list() {
    return this.#options.functions.map((fn) => ({
      name: fn.name,
      isDisabled: fn.disabled,
      language: 'node',
      config: { name: fn.name, bindings: Object.values(fn.registered.metadata.bindings) },
      ...(fn.kind === 'http'
        ? { invoke_url_template: `${this.#options.url}/${fn.route.template.text}` }
        : {}),
    }));
  }

  async #invoke(
    name: string,
    request: IncomingMessage,
    response: ServerResponse,
    target: RequestTarget,
  ): Promise<void> {
    const fn = this.#options.functions.find((candidate) => candidate.name.toLowerCase() === name);
    if (fn === undefined) return endWith(response, 404);
    if (!/^application\/json\b/i.test(request.headers['content-type'] ?? '')) return endWith(response, 415);
    const input = await readInput(request);
    if (input === undefined) return endWith(response, 400);
    if (fn.kind === 'http') {
      return json(response, 400, { error: 'call an HTTP function by its route' });
    }
    const run = this.#run(fn, input);
    if (target.query.get('wait') !== 'true') return endWith(response, 202);
    const result = await run;
    json(
      response,
      200,
      result.ok ? { succeeded: true } : { succeeded: false, error: errorText(result.error) },
    );
  }

  async #run(fn: Exclude<HostFunction, { kind: 'http' }>, input: string) {
    if (fn.kind === 'queue')
      return await this.#options.runner.run(fn, { ...queueInput(input), reason: 'admin' });
    // Like the host, it neither waits for the timer's lock nor counts as an occurrence.
    const status = fn.useMonitor
      ? await this.#options.monitor.read(timerName(fn)).catch(() => undefined)
      : undefined;
    return await this.#options.runner.run(fn, { data: timerData(fn, status, 'on time'), reason: 'admin' });
  }
}

function queueInput(text: string): { data: TypedData; triggerMetadata: Readonly<Record<string, TypedData>> } {
  const now = new Date();
  const facts = { ...NO_RECEIPT, insertedOn: now, expiresOn: now, nextVisibleOn: now };
  return { data: { string: text }, triggerMetadata: messageMetadata(facts, text) };
}

/** The `input` of the body; undefined for a body that is no JSON object. */
async function readInput(request: IncomingMessage): Promise<string | undefined> {
  const body = await readBody(request, INPUT_LIMIT);
  if (body.kind !== 'bytes') return undefined;
  try {
    const data: unknown = JSON.parse(body.bytes.toString('utf8'));
    if (typeof data !== 'object' || data === null) return undefined;
    const input: unknown = Reflect.get(data, 'input');
    return typeof input === 'string' ? input : input === undefined ? '' : JSON.stringify(input);
  } catch {
    return undefined; // no JSON: answered with 400
  }
}

function json(response: ServerResponse, status: number, value: unknown): void {
  response
    .writeHead(status, { 'content-type': 'application/json; charset=utf-8' })
    .end(JSON.stringify(value));
}
