/**
 * A browser without JavaScript, as far as the stand-in's pages need one: it keeps cookies, follows redirects inside the
 * stand-in, and fills in forms. For tests, and for whoever walks through the local set-up without a screen.
 */
export class SandboxBrowser {
  readonly #cookies = new Map<string, { readonly value: string; readonly path: string }>();

  /** Follows redirects as long as they stay on the origin; the first that leaves it is answered, not followed. */
  async open(url: string | URL, form?: URLSearchParams): Promise<PageOrDeparture> {
    let target = new URL(url);
    const { origin } = target;
    let body = form;
    for (let hops = 0; hops < 20; hops += 1) {
      const response: Response = await fetch(target, {
        method: body === undefined ? 'GET' : 'POST',
        redirect: 'manual',
        headers: { accept: 'text/html', cookie: this.#cookiesFor(target) },
        ...(body !== undefined && { body }),
      });
      this.#keep(response);
      const location = response.headers.get('location');
      if (location === null) return { url: target, status: response.status, html: await response.text() };
      target = new URL(location, target);
      body = undefined;
      if (target.origin !== origin) return { departure: target };
    }
    throw new Error(`Too many redirects, last to ${target}.`);
  }

  #cookiesFor({ pathname }: URL): string {
    const fitting = [...this.#cookies].filter(([, { path }]) => pathname.startsWith(path));
    return fitting.map(([key, { value }]) => `${key.split(' ')[0]}=${value}`).join('; ');
  }

  #keep(response: Response): void {
    for (const line of response.headers.getSetCookie()) {
      const [pair = '', ...attributes] = line.split(';').map((part) => part.trim());
      const [name = '', value = ''] = pair.split('=');
      const path = attributes.find((attribute) => /^path=/i.test(attribute))?.slice(5) ?? '/';
      const expires = attributes.find((attribute) => /^expires=/i.test(attribute))?.slice(8);
      const key = `${name} ${path}`;
      if (value === '' || (expires !== undefined && Date.parse(expires) <= Date.now()))
        this.#cookies.delete(key);
      else this.#cookies.set(key, { value, path });
    }
  }
}

type Page = { readonly url: URL; readonly status: number; readonly html: string };
/** A page of the stand-in, or the address outside it that it sends the browser to. */
type PageOrDeparture = Page | { readonly departure: URL };

export type SignInOptions = {
  /** Object id of the person. */
  readonly account: string;
  /** Cookies of earlier sign-ins; a fresh browser when left out. */
  readonly browser?: SandboxBrowser;
  /** Declines where consent, or a device's sign-in, is to be confirmed. */
  readonly decline?: boolean;
};

/**
 * Opens an authorization request, signs the person in, consents where a page asks, and answers the address that the
 * browser is sent to: the redirect URI with `code` and `state`, or with `error`. A page that leads nowhere is thrown.
 */
export async function signIn(url: string | URL, options: SignInOptions): Promise<URL> {
  const browser = options.browser ?? new SandboxBrowser();
  let current = await browser.open(url);
  for (let pages = 0; pages < 6; pages += 1) {
    if ('departure' in current) return current.departure;
    const form = nextForm(current, options);
    if (form === undefined) throw new Error(textOf(current));
    current = await browser.open(form.action, form.fields);
  }
  throw new Error('The sign-in does not come to an end.');
}

/** Enters the code of a device on the page it names and signs the person in; resolves when the device may go on. */
export async function enterDeviceCode(
  verificationUri: string,
  options: SignInOptions & { readonly userCode: string },
): Promise<void> {
  const browser = options.browser ?? new SandboxBrowser();
  let current = await browser.open(verificationUri);
  for (let pages = 0; pages < 8; pages += 1) {
    if ('departure' in current) throw new Error(`The device code led to ${current.departure}.`);
    if (/You are signed in|You have declined to sign in/.test(current.html)) return;
    const form = nextForm(current, options);
    if (form === undefined) throw new Error(textOf(current));
    if (/name="user_code" placeholder/.test(current.html)) form.fields.set('user_code', options.userCode);
    current = await browser.open(form.action, form.fields);
  }
  throw new Error('The device code does not come to an end.');
}

type Form = { readonly action: URL; readonly fields: URLSearchParams };

function nextForm({ html, url, status }: Page, options: SignInOptions): Form | undefined {
  const tag = /<form[^>]*>/.exec(html)?.[0];
  if (tag === undefined || (status !== 200 && !html.includes('name="user_code"'))) return undefined;
  const fields = new URLSearchParams();
  for (const [input] of html.matchAll(/<input[^>]*type="hidden"[^>]*>/g)) {
    fields.set(attribute(input, 'name') ?? '', attribute(input, 'value') ?? '');
  }
  const [name, value] = buttonFor(html, options);
  if (name !== '') fields.set(name, value);
  return { action: new URL(attribute(tag, 'action') ?? '', url), fields };
}

/** Name and value of the button that a person who wants this presses. */
function buttonFor(html: string, { account, decline = false }: SignInOptions): readonly [string, string] {
  if (html.includes(`name="account" value="${account}"`)) return ['account', account];
  if (decline && html.includes('name="abort"')) return ['abort', 'yes'];
  const cannotAccept = html.includes('name="decline"') && !html.includes('name="accept"');
  if (cannotAccept || (decline && html.includes('name="decline"'))) return ['decline', 'yes'];
  return html.includes('name="accept"') ? ['accept', 'yes'] : ['', ''];
}

function attribute(tag: string, name: string): string | undefined {
  return new RegExp(`${name}="([^"]*)"`).exec(tag)?.[1];
}

function textOf({ html, status }: Page): string {
  const main = /<main>(.*)<\/main>/s.exec(html)?.[1] ?? html;
  const text = main
    .replace(/<[^>]+>/g, ' ')
    .replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)));
  return `The sign-in ended on a page (${status}): ${text.replace(/\s+/g, ' ').trim()}`;
}
