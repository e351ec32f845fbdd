import type { Answer } from '../../lib/http/route.ts';
import { SandboxBrowser, signIn } from '../../sandbox/entra/browser.ts';

export const PORTAL = 'http://127.0.0.1:7071';

type Served = { answer(request: Request): Promise<Answer> };

export type Problem = { readonly status: number; readonly code: string | undefined; readonly detail: string };

/** A person's browser at a portal that runs in the test's own process: keeps cookies, says its origin, signs in. */
export class InProcessPerson {
  readonly cookies = new Map<string, string>();
  readonly entra: SandboxBrowser;
  readonly account: string;
  /** The address of the portal that the browser is at. */
  portal = PORTAL;
  readonly #served: Served;

  constructor(served: Served, account: string, browser = new SandboxBrowser()) {
    this.#served = served;
    this.account = account;
    this.entra = browser;
  }

  async send(
    method: string,
    path: string,
    options: { readonly body?: unknown; readonly headers?: Readonly<Record<string, string>> } = {},
  ): Promise<Answer> {
    const { body, headers } = options;
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const request = new Request(new URL(path, this.portal), {
      method,
      headers: {
        ...(cookie !== '' && { cookie }),
        ...(method !== 'GET' && { origin: this.portal, 'sec-fetch-site': 'same-origin' }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const answer = await this.#served.answer(request);
    for (const { name, value, maxAgeSeconds } of answer.cookies ?? []) {
      if (maxAgeSeconds === 0) this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
    return answer;
  }

  /** The body of an answer that must be good. */
  async json<T>(method: string, path: string, body?: unknown): Promise<T> {
    const answer = await this.send(method, path, body === undefined ? {} : { body });
    if (answer.status >= 400) throw new Error(JSON.stringify(answer.body));
    return answer.body as T;
  }

  async problem(method: string, path: string, body?: unknown): Promise<Problem> {
    return problemOf(await this.send(method, path, body === undefined ? {} : { body }));
  }

  /** Follows a way through Entra and back; the answer of the callback. */
  async through(path: string): Promise<Answer> {
    const begun = await this.send('GET', path);
    const location = begun.headers?.location;
    if (begun.status !== 302 || location === undefined) return begun;
    const back = await signIn(location, { account: this.account, browser: this.entra });
    return this.send('GET', `${back.pathname}${back.search}`);
  }

  /** Registers with an app made by hand; the answer of the callback. */
  async verifyApp(appId: string, returnTo: string): Promise<Answer> {
    const { location } = await this.json<{ location: string }>('POST', '/api/registration/verify-app', {
      appId,
      returnTo,
    });
    const back = await signIn(location, { account: this.account, browser: this.entra });
    return this.send('GET', `${back.pathname}${back.search}`);
  }

  /** Signs in to the portal; the address it ends on. */
  async signIn(returnTo = '/', options: { readonly fresh?: true } = {}): Promise<string> {
    const fresh = options.fresh ? '&fresh=true' : '';
    return landing(await this.through(`/api/auth/sign-in?returnTo=${encodeURIComponent(returnTo)}${fresh}`));
  }

  async signInToPowerBi(returnTo = '/'): Promise<string> {
    return landing(await this.through(`/api/auth/power-bi?returnTo=${encodeURIComponent(returnTo)}`));
  }
}

function landing(answer: Answer): string {
  if (answer.status !== 302) throw new Error(JSON.stringify(answer.body));
  return answer.headers?.location ?? '';
}

export function problemOf(answer: Answer): Problem {
  const body = (answer.body ?? {}) as { code?: string; detail?: string; title?: string };
  return { status: answer.status, code: body.code, detail: body.detail ?? body.title ?? '' };
}
