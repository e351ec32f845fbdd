import { SandboxBrowser, signIn } from '../entra/browser.ts';

/** A problem the portal answered with; its code and sentence name what to do. */
export class PortalProblem extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.name = 'PortalProblem';
    this.status = status;
    this.code = code;
  }
}

/** What a person's browser does at the portal: keeps cookies, says its origin, signs in at Entra. */
export class PortalClient {
  readonly #portal: string;
  readonly #account: string;
  readonly #cookies = new Map<string, string>();
  readonly #entra = new SandboxBrowser();

  constructor(portal: string, account: string) {
    this.#portal = portal;
    this.#account = account;
  }

  async json<T>(
    method: string,
    path: string,
    body?: unknown,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<T> {
    const answer = await this.send(method, path, {
      headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    if (!answer.ok) throw problemOf(answer.status, text);
    return (text === '' ? undefined : JSON.parse(text)) as T;
  }

  async send(method: string, path: string, init: RequestInit = {}): Promise<Response> {
    const answer = await fetch(new URL(path, this.#portal), {
      ...init,
      method,
      redirect: 'manual',
      headers: {
        cookie: [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        ...(method !== 'GET' && { origin: this.#portal, 'sec-fetch-site': 'same-origin' }),
        ...init.headers,
      },
    });
    for (const line of answer.headers.getSetCookie()) this.#keep(line);
    return answer;
  }

  /** Follows a sign-in of the portal through Entra and back; the address it ends on. */
  async signIn(path: '/api/auth/sign-in' | '/api/auth/power-bi', returnTo: string): Promise<string> {
    const begun = await this.send('GET', `${path}?returnTo=${encodeURIComponent(returnTo)}`);
    const entra = begun.headers.get('location');
    if (begun.status !== 302 || entra === null) throw problemOf(begun.status, await begun.text());
    const callback = await signIn(entra, { account: this.#account, browser: this.#entra });
    const done = await this.send('GET', `${callback.pathname}${callback.search}`);
    const location = done.headers.get('location');
    if (done.status !== 302 || location === null) throw problemOf(done.status, await done.text());
    return location;
  }

  #keep(line: string): void {
    const [pair = '', ...attributes] = line.split(';');
    const at = pair.indexOf('=');
    const [name, value] = [pair.slice(0, at).trim(), pair.slice(at + 1).trim()];
    const over = attributes.some((attribute) => /^\s*max-age=0\s*$/i.test(attribute));
    if (over || value === '') this.#cookies.delete(name);
    else this.#cookies.set(name, value);
  }
}

function problemOf(status: number, text: string): PortalProblem {
  let body: { code?: string; title?: string; detail?: string } = {};
  try {
    body = JSON.parse(text);
  } catch {
    return new PortalProblem(status, `HTTP_${status}`, text.slice(0, 300) || `HTTP ${status}`);
  }
  return new PortalProblem(
    status,
    body.code ?? `HTTP_${status}`,
    body.detail ?? body.title ?? `HTTP ${status}`,
  );
}
