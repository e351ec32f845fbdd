import type { Call, Reply } from './http.ts';

/** Methods that take one JSON value or nothing and answer with one. */
export type Control = Readonly<Record<string, (argument: never) => Promise<unknown>>>;

const PREFIX = '/__control';

export function isControlPath(pathname: string): boolean {
  return pathname === PREFIX || pathname.startsWith(`${PREFIX}/`);
}

/**
 * `GET /__control` lists the methods; `POST /__control/<method>` calls one with the JSON body as its argument and
 * answers `{"result": …}`, or 400 with `{"error": text}`. A request with an Origin is refused: no page that a browser
 * happens to have open may drive a stand-in.
 */
export async function answerControl(control: Control, call: Call): Promise<Reply> {
  if (call.headers.origin !== undefined) return { status: 403, body: { error: 'Not from a browser page.' } };
  const names = Object.keys(control).sort();
  if (call.method === 'GET' && call.url.pathname === PREFIX) return { status: 200, body: { methods: names } };
  const name = call.url.pathname.slice(PREFIX.length + 1);
  const method = names.includes(name) ? control[name] : undefined;
  if (call.method !== 'POST' || method === undefined) {
    return { status: 404, body: { error: `No control '${name}'. There are: ${names.join(', ')}.` } };
  }
  try {
    const argument: unknown = JSON.parse(call.body.toString('utf8') || '{}');
    return { status: 200, body: { result: (await method(argument as never)) ?? null } };
  } catch (error) {
    return { status: 400, body: { error: error instanceof Error ? error.message : String(error) } };
  }
}

/** The control of a stand-in that runs in another process; used exactly like the one `startX` returns. */
export function remoteControl<C extends object>(url: string): C {
  return new Proxy({} as C, {
    get: (_target, name) =>
      // A proxy that is awaited by mistake must not look like a promise.
      typeof name === 'string' && name !== 'then'
        ? (argument: unknown) => callControl(url, name, argument)
        : undefined,
  });
}

async function callControl(url: string, name: string, argument: unknown): Promise<unknown> {
  const response = await fetch(`${url}${PREFIX}/${name}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(argument ?? {}),
  });
  const answer: unknown = await response.json();
  if (typeof answer === 'object' && answer !== null) {
    if ('result' in answer) return answer.result ?? undefined;
    if ('error' in answer) throw new Error(String(answer.error));
  }
  throw new Error(`${url} answered ${response.status} to the control '${name}'.`);
}
