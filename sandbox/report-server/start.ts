import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import type { Engine } from '../../lib/rdl/engine.ts';
import type { SandboxClock } from '../shared/clock.ts';
import { answerControl, isControlPath } from '../shared/control.ts';
import { type Call, isFailure, type Operation, Refusal, type Reply, readBody, send } from '../shared/http.ts';
import { type BaseControl, baseControl, type Fault, Traffic } from '../shared/traffic.ts';
import { type AuthScheme, Gate, type GateOptions } from './gate/gate.ts';
import { logOnReply } from './gate/log-on.ts';
import { odataRefusal, soapFault } from './replies.ts';
import { restOperations } from './rest.ts';
import { sampleServer } from './seed.ts';
import { ServerContext } from './server-context.ts';
import { managementOperations, soapActionOf, soapOperations } from './soap.ts';
import type { Item, Person, ReportServerSeed, ServerRole, ServerState } from './state.ts';
import { urlOperations } from './url-access.ts';

export type ReportServerOptions = {
  readonly clock: SandboxClock;
  /** A free port when left out. */
  readonly port?: number;
  readonly seed?: ReportServerSeed;
  readonly schemes?: readonly AuthScheme[];
  /** Behind the application proxy: whom a token is for, where the proxy takes it. */
  readonly userOfToken?: GateOptions['userOfToken'];
  /** A gateway in front lets no request for the web services through. */
  readonly closedWebService?: boolean;
  /** As builds of up to 2021 do. */
  readonly guardsForgery?: boolean;
  /** Over TLS with this key and certificate (PEM); NTLM sign-ins must then be bound to it (Extended Protection). */
  readonly tls?: { readonly key: string; readonly cert: string };
  /** Sees every request of REST and SOAP with its answer. */
  readonly onExchange?: (exchange: Exchange) => void;
};

export type Exchange = {
  readonly operation: string;
  readonly method: string;
  readonly path: string;
  readonly requestBody: Buffer;
  readonly status: number;
  readonly responseBody: unknown;
};

export type ReportServerControl = BaseControl & {
  /** Every connection has to sign in anew at its next request. */
  forgetSignIns(): Promise<void>;
  expireExecutions(): Promise<void>;
  /** All connections and executions are gone at once. */
  restart(): Promise<void>;
  /** The most requests that one account had in hand at once, and how many were refused for it. */
  load(): Promise<{ readonly peak: number; readonly refused: number }>;
  putItem(item: Item): Promise<void>;
  removeItem(options: { readonly path: string }): Promise<void>;
  /** Replaces who has which role from a path downwards. */
  putPolicy(options: {
    readonly path: string;
    readonly roles: Readonly<Record<string, readonly ServerRole[]>>;
  }): Promise<void>;
  /** Requests that one account may have in hand; 20 at first. */
  setQuota(options: { readonly requests: number }): Promise<void>;
};

export type ReportServerStandIn = {
  readonly url: string;
  /** The web portal: what an administrator enters. */
  readonly portalUrl: string;
  readonly control: ReportServerControl;
  readonly people: readonly Person[];
  close(): Promise<void>;
};

/**
 * A report server on loopback: REST v2.0, the execution web service, Basic and NTLM; it draws with the item engine and
 * refuses what the real one refuses.
 */
export async function startReportServer(options: ReportServerOptions): Promise<ReportServerStandIn> {
  const { clock, seed = sampleServer(), guardsForgery = false } = options;
  const state: ServerState = {
    ...seed,
    items: [...seed.items],
    subscriptions: [...seed.subscriptions],
    executions: new Map(),
  };
  const traffic = new Traffic();
  const gate = new Gate(seed.people, {
    now: () => clock.now(),
    schemes: options.schemes ?? ['NTLM', 'Basic'],
    certificate: options.tls?.cert,
    userOfToken: options.userOfToken,
  });
  const load = new Load();
  let engine: Engine | undefined;
  const sockets = new Set<Socket>();
  let handle: (request: IncomingMessage, response: ServerResponse) => Promise<void> = async () => undefined;
  const serve = (request: IncomingMessage, response: ServerResponse) => {
    handle(request, response).catch((error: unknown) => {
      console.error(error);
      send(response, { status: 500, body: String(error) });
    });
  };
  const { tls } = options;
  const server = tls === undefined ? createServer(serve) : createTlsServer(tls, serve);
  server.keepAliveTimeout = 60_000;
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('No TCP address.');
  const url = `${tls === undefined ? 'http' : 'https'}://127.0.0.1:${address.port}`;
  const context = new ServerContext({
    state,
    clock,
    traffic,
    url,
    guardsForgery,
    engine: async () => {
      const [{ createEngine }, { RENDERERS }] = await Promise.all([
        import('../../lib/rdl/engine.ts'),
        import('../../lib/rdl/renderers.ts'),
      ]);
      engine ??= createEngine({ renderers: RENDERERS });
      return engine;
    },
  });
  const operations = [
    ...restOperations(context),
    ...soapOperations(context),
    ...managementOperations(context),
    ...urlOperations(context),
  ];
  const control: ReportServerControl = {
    ...baseControl(traffic, clock),
    forgetSignIns: async () => gate.forget(),
    expireExecutions: async () => state.executions.clear(),
    async restart() {
      state.executions.clear();
      gate.forget();
      for (const socket of sockets) socket.destroy();
    },
    load: async () => ({ peak: load.peak, refused: load.refused }),
    async putItem(item) {
      state.items = [...state.items.filter(({ path, id }) => path !== item.path && id !== item.id), item];
    },
    async removeItem({ path }) {
      state.items = state.items.filter((one) => one.path !== path);
    },
    async putPolicy({ path, roles }) {
      state.policies = { ...state.policies, [path]: roles };
    },
    setQuota: async ({ requests }) => {
      load.quota = requests;
    },
  };

  handle = async (request, response) => {
    const target = new URL(request.url ?? '/', url);
    if (isControlPath(target.pathname)) {
      const call = { method: request.method ?? 'GET', url: target, headers: request.headers, params: {} };
      return send(response, await answerControl(control, { ...call, body: await readBody(request) }));
    }
    const body = await readBody(request);
    if (guardsForgery && !/XSRF-TOKEN=/.test(request.headers.cookie ?? ''))
      response.setHeader('set-cookie', 'XSRF-TOKEN=a%2Bsecret%3D; path=/');
    const call: Call = {
      method: request.method ?? 'GET',
      url: target,
      headers: request.headers,
      body,
      params: {},
    };
    if (options.closedWebService && /\.asmx$/i.test(target.pathname))
      return send(response, { status: 404, body: 'Not found.' });
    const loggedOn = options.schemes?.includes('Forms') ? logOnReply(gate.forms, call) : undefined;
    if (loggedOn) return send(response, loggedOn);
    const admission = gate.admit(request);
    if ('reply' in admission) return send(response, admission.reply);
    const { person } = admission;
    const leave = load.enter(person.account);
    if (!leave) {
      const detail = 'The server has reached the limit of concurrent requests by the same user.';
      return send(response, { status: 503, headers: { 'retry-after': '5' }, body: detail });
    }
    try {
      await answer(call, person, response);
    } finally {
      leave();
    }
  };

  async function answer(call: Call, person: Person, response: ServerResponse): Promise<void> {
    const matched = match(operations, call);
    const operation = matched?.operation.name ?? 'unknown';
    traffic.count(operation);
    const fault = traffic.take(operation);
    const run = async (): Promise<Reply> => {
      if (!matched) return unknown(call);
      context.admitted(matched.call, person);
      try {
        return await matched.operation.run(matched.call);
      } catch (error) {
        if (error instanceof Refusal) return error.reply;
        throw error;
      }
    };
    const failing = fault !== undefined && isFailure(fault);
    const reply = failing && fault.effect !== 'after' ? undefined : await run();
    if (fault?.delayMs !== undefined) await delay(fault.delayMs);
    if (fault?.drop === true) {
      response.destroy();
      return;
    }
    const sent = failing || reply === undefined ? faultReply(call, fault ?? {}) : reply;
    if (sent.status === 401) gate.forget();
    options.onExchange?.({
      operation,
      method: call.method,
      path: `${call.url.pathname}${call.url.search}`,
      requestBody: call.body,
      status: sent.status,
      responseBody: sent.body,
    });
    send(response, sent);
  }

  return {
    url,
    portalUrl: `${url}/Reports`,
    control,
    people: seed.people,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

function match(
  operations: readonly Operation[],
  call: Call,
): { readonly operation: Operation; readonly call: Call } | undefined {
  const action = `soap.${soapActionOf(call)}`;
  for (const operation of operations) {
    if (operation.method !== call.method) continue;
    if (operation.name.startsWith('soap.') && operation.name !== action) continue;
    const groups = operation.path.exec(decodeURIComponent(call.url.pathname))?.groups;
    const found = operation.path.test(decodeURIComponent(call.url.pathname));
    if (found) return { operation, call: { ...call, params: { ...groups } } };
  }
  return undefined;
}

function unknown({ url }: Call): Reply {
  if (url.pathname.endsWith('.asmx'))
    return soapFault('rsOperationNotSupported', 'The SOAPAction is unknown.').reply;
  return odataRefusal(404, '', `No HTTP resource was found that matches the request URI '${url.pathname}'.`)
    .reply;
}

/** As the service words it: 401 asks for a sign-in anew, the web service names `code`. */
function faultReply({ url }: Call, { status = 500, code, message }: Fault): Reply {
  if (status === 401) return { status, headers: { 'www-authenticate': ['NTLM'] }, body: '' };
  const text = message ?? 'The report server cannot open a connection to the report server database.';
  if (status !== 500) return { status, headers: { 'retry-after': '1' }, body: text };
  if (!url.pathname.endsWith('.asmx')) return odataRefusal(status, code ?? '', text).reply;
  return soapFault(code ?? 'rsReportServerDatabaseUnavailable', text).reply;
}

/** How many requests each account has in hand (MaxActiveReqForOneUser). */
class Load {
  readonly #active = new Map<string, number>();
  peak = 0;
  refused = 0;
  quota = 20;

  /** Undefined where the account has as many as it may. */
  enter(account: string): (() => void) | undefined {
    const now = (this.#active.get(account) ?? 0) + 1;
    if (now > this.quota) {
      this.refused += 1;
      return undefined;
    }
    this.#active.set(account, now);
    this.peak = Math.max(this.peak, now);
    return () => this.#active.set(account, (this.#active.get(account) ?? 1) - 1);
  }
}
