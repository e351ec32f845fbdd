import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { portalFile } from '../../../lib/http/portal-files.ts';
import {
  type Answers,
  AUDIT,
  OWNER_LEFT,
  PEOPLE,
  PICTURE,
  sampleAnswers,
  schedulePreview,
} from './sample-answers.ts';

/** One call the portal made. */
export type Call = {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage['headers'];
  readonly body: unknown;
};

/** What the mock answers; `drop` ends the connection without an answer. */
export type MockAnswer = { readonly status: number; readonly body?: unknown } | 'drop';

/** Answers by `METHOD /path`; `*` in the path stands for one segment. The newest that fits wins. */
export type MockRoutes = Readonly<Record<string, (call: Call) => MockAnswer>>;

export type MockPortal = {
  readonly url: string;
  /** Every call of the API since the last `reset`, in order. */
  readonly calls: readonly Call[];
  /** Adds answers before the present ones. */
  answer(routes: MockRoutes): void;
  /** Back to the sample answers, with some of the data changed. */
  reset(changes?: Partial<Answers>): void;
  close(): Promise<void>;
};

/**
 * The built portal, served with the headers the app serves it with, in front of an API that says what a test wants.
 * @param scripts what stands beside it for tests that add a script to a page: its source by its path
 */
export async function startMockPortal(scripts: Readonly<Record<string, string>> = {}): Promise<MockPortal> {
  let routes: MockRoutes[] = [];
  let calls: Call[] = [];
  const server = createServer((request, response) => {
    void serve(request, response);
  });

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://portal');
    const script = scripts[url.pathname];
    if (script !== undefined) return sendScript(response, script);
    if (!url.pathname.startsWith('/api/')) return sendFile(request, response, url);
    const call = await readCall(request, url);
    calls.push(call);
    const found = routes.map((set) => handlerOf(set, call)).find((handler) => handler !== undefined);
    const answer = found?.(call) ?? problem(404, 'NOT_FOUND', `The mock has no ${call.method} ${call.path}.`);
    if (answer === 'drop') {
      request.socket.destroy();
      return;
    }
    send(response, answer);
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const reset = (changes: Partial<Answers> = {}) => {
    routes = [sampleRoutes({ ...sampleAnswers(), ...changes })];
    calls = [];
  };
  reset();
  return {
    url: `http://127.0.0.1:${port}`,
    get calls() {
      return calls;
    },
    answer(added) {
      routes = [added, ...routes];
    },
    reset,
    close: () => closeServer(server),
  };
}

/** A refusal as the API words it. */
export function problem(status: number, code: string, detail: string): MockAnswer {
  const body = { type: `urn:report-tiles:problem:${code}`, title: detail, status, code, detail };
  return { status, body };
}

function sampleRoutes(answers: Answers): MockRoutes {
  const ok = (body: unknown) => () => ({ status: 200, body }) as const;
  const done = () => ({ status: 204 }) as const;
  return {
    'GET /api/me': ok(answers.me),
    'GET /api/notifications': ok({ value: answers.notifications }),
    'POST /api/notifications/*/read': done,
    'GET /api/registration': ok(answers.registration),
    'GET /api/audit': ok({ value: AUDIT }),
    'GET /api/auth/sign-everybody-out': ok({ state: 'none', people: 0, tokensRemoved: 0 }),
    'GET /api/template-kit': ok(answers.templateKit),
    'GET /api/catalog': ok({ value: answers.catalog }),
    'GET /api/reports/*': ok(answers.report),
    'GET /api/reports/*/parameters': ({ query }) => ({
      status: 200,
      body: { value: answers.parameters(query) },
    }),
    'GET /api/reports/*/data-sources': ok({ value: answers.dataSources }),
    'GET /api/data-sources/*': ok(answers.dataSources[0]),
    'GET /api/reports/*/items/*/picture': () => ({ status: 200, body: PICTURE }),
    'GET /api/power-bi/workspaces': ok({ value: answers.workspaces }),
    'GET /api/power-bi/workspaces/*/dashboards': ok({ value: answers.dashboards }),
    'GET /api/subscriptions': ok({ value: answers.subscriptions }),
    'GET /api/subscriptions/*/repair': ok({
      itemName: 'SalesTrends',
      missing: true,
      proposals: [
        { name: 'SalesTrend', kind: 'chart' },
        { name: 'RevenueMix', kind: 'chart' },
      ],
    }),
    'GET /api/subscriptions/*/picture': () => ({ status: 200, body: PICTURE }),
    'GET /api/shared-schedules': ok({ value: answers.sharedSchedules }),
    'GET /api/report-servers': ok({ value: answers.reportServers }),
    'GET /api/people': ok(PEOPLE),
    'GET /api/overview': ok(answers.overview),
    'GET /api/overview/subscriptions': ok({
      value: answers.subscriptions.map((one) => ({ ...one, owner: OWNER_LEFT })),
    }),
    'GET /api/notification-webhook': ok(answers.webhook),
    'GET /api/subscriptions/*/runs': ok({ value: answers.runs }),
    'POST /api/schedules/preview': ({ body }) => ({ status: 200, body: schedulePreview(body) }),
    'POST /api/auth/sign-out': done,
  };
}

function handlerOf(routes: MockRoutes, { method, path }: Call): ((call: Call) => MockAnswer) | undefined {
  const entry = Object.entries(routes).find(([key]) => {
    const pattern = key.replaceAll(/[.$^()+?]/g, '\\$&').replaceAll('*', '[^/]+');
    return new RegExp(`^${pattern}$`).test(`${method} ${path}`);
  });
  return entry?.[1];
}

async function readCall(request: IncomingMessage, url: URL): Promise<Call> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part);
  const text = Buffer.concat(parts).toString('utf8');
  const isJson = request.headers['content-type'] === 'application/json';
  return {
    method: request.method ?? 'GET',
    path: decodeURIComponent(url.pathname),
    query: url.searchParams,
    headers: request.headers,
    body: isJson ? JSON.parse(text) : text,
  };
}

/** Kept by the browser, which then also keeps it compiled. */
function sendScript(response: ServerResponse, source: string): void {
  response.writeHead(200, { 'content-type': 'text/javascript', 'cache-control': 'max-age=3600, immutable' });
  response.end(source);
}

function sendFile(request: IncomingMessage, response: ServerResponse, url: URL): void {
  const headers = new Headers({ 'accept-encoding': String(request.headers['accept-encoding'] ?? '') });
  const file = portalFile(url.pathname.slice(1), {
    method: 'GET',
    url: `http://portal${request.url}`,
    headers,
    params: {},
    arrayBuffer: async () => new ArrayBuffer(0),
  });
  response.writeHead(file.status, { ...file.headers, 'referrer-policy': 'no-referrer' });
  response.end(file.body);
}

function send(response: ServerResponse, { status, body }: Exclude<MockAnswer, 'drop'>): void {
  if (body === PICTURE) {
    response.writeHead(status, { 'content-type': 'image/svg+xml' }).end(PICTURE);
    return;
  }
  response.writeHead(status, {
    'content-type': status < 400 ? 'application/json' : 'application/problem+json',
  });
  response.end(body === undefined ? undefined : JSON.stringify(body));
}

async function closeServer(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise<void>((resolve) => server.close(() => resolve()));
}
