import { OPERATIONS, type Operations } from './api.ts';
import { Problem } from './problem.ts';

type Name = keyof Operations;

export type CallOptions<N extends Name> = {
  readonly ifMatch?: string;
  /** A file that is sent as it is. */
  readonly bytes?: Uint8Array<ArrayBuffer>;
} & (Operations[N]['path'] extends undefined ? unknown : { readonly path: Operations[N]['path'] }) &
  (Operations[N]['query'] extends undefined ? unknown : { readonly query?: Operations[N]['query'] }) &
  (Operations[N]['body'] extends undefined ? unknown : { readonly body: Operations[N]['body'] });

export type Client = {
  /** @throws Problem */
  call<N extends Name>(name: N, options: CallOptions<N>): Promise<Operations[N]['answer']>;
};

const DEADLINE_MS = 60_000;

/** The API at a portal; `token` is asked for before each call that needs one. */
export function createClient(options: {
  readonly portal: string;
  readonly token: () => Promise<string | undefined>;
  readonly send?: typeof fetch;
}): Client {
  const { portal, token, send = fetch } = options;
  return {
    async call(name, given) {
      const { method, path } = OPERATIONS[name];
      const all: Loose = given;
      const url = new URL(fillPath(path, all.path ?? {}), portal);
      for (const [key, value] of Object.entries(all.query ?? {}))
        if (value !== undefined) url.searchParams.set(key, String(value));
      const bearer = await token();
      const headers = new Headers();
      if (bearer !== undefined) headers.set('authorization', `Bearer ${bearer}`);
      if (all.ifMatch !== undefined) headers.set('if-match', `"${all.ifMatch}"`);
      if (all.bytes) headers.set('content-type', 'application/octet-stream');
      else if (all.body !== undefined) headers.set('content-type', 'application/json');
      const body = all.bytes ?? (all.body === undefined ? null : JSON.stringify(all.body));
      const answer = await send(url, {
        method,
        headers,
        body,
        signal: AbortSignal.timeout(DEADLINE_MS),
      }).catch((error: unknown) => {
        throw new Problem(
          0,
          'OFFLINE',
          `${url.origin} does not answer: ${error instanceof Error ? error.message : error}`,
        );
      });
      return await contentOf(answer);
    },
  };
}

type Loose = {
  readonly path?: Readonly<Record<string, unknown>>;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
  readonly bytes?: Uint8Array<ArrayBuffer>;
  readonly ifMatch?: string;
};

/** A catalog path keeps its slashes. */
function fillPath(path: string, values: Readonly<Record<string, unknown>>): string {
  return path.replace(/\{(\w+)\}/g, (_, name: string) =>
    String(values[name] ?? '')
      .split('/')
      .map(encodeURIComponent)
      .join('/'),
  );
}

async function contentOf(answer: Response) {
  const text = await answer.text();
  if (answer.ok) return text === '' ? undefined : JSON.parse(text);
  let problem: { code?: string; detail?: string; title?: string } = {};
  try {
    problem = JSON.parse(text);
  } catch {
    // Something between us and the portal answered: its status is all there is.
  }
  const detail = problem.detail ?? problem.title ?? `The portal answered ${answer.status}.`;
  throw new Problem(answer.status, problem.code ?? `HTTP_${answer.status}`, detail);
}
