import { DomainError } from '../../../errors.ts';
import type { PasswordAccount } from '../../server.ts';
import { envelopeOf } from '../../soap/envelope.ts';
import { MANAGEMENT_NAMESPACE } from '../../soap/management-client.ts';
import { CookieJar } from '../cookie-jar.ts';
import { type RawAnswer, type RawRequest, sendRequest } from '../send-request.ts';
import { refused, type SignedInConnection } from './signed-in-connection.ts';

/** The web portal and the web service sign in each by themselves; their tickets may be the same, and need not be. */
type Side = { readonly jar: CookieJar; signedIn: Promise<void> | undefined };

/**
 * Custom security (forms): a ticket in a cookie, got by `POST /Session` for REST and by LogonUser for the web service.
 * All connections of an account share it. One that is over is got anew, once a request.
 */
export class FormsSession implements SignedInConnection {
  readonly #account: PasswordAccount;
  readonly #portalPath: string;
  readonly #portal: Side = { jar: new CookieJar(), signedIn: undefined };
  readonly #service: Side = { jar: new CookieJar(), signedIn: undefined };

  /** @param portalUrl `https://server/Reports` */
  constructor(account: PasswordAccount, portalUrl: string) {
    this.#account = account;
    this.#portalPath = new URL(portalUrl).pathname.replace(/\/+$/, '');
  }

  async send(request: RawRequest): Promise<RawAnswer> {
    const isPortal = request.path.startsWith(`${this.#portalPath}/`);
    const side = isPortal ? this.#portal : this.#service;
    const signIn = () => (isPortal ? this.#openSession(request) : this.#logOn(request));
    for (let tried = 1; ; tried += 1) {
      side.signedIn ??= signIn();
      const ticket = side.signedIn;
      try {
        await ticket;
      } catch (error) {
        if (side.signedIn === ticket) side.signedIn = undefined;
        throw error;
      }
      const answer = await sendRequest({ ...request, headers: withCookies(request.headers, side.jar) });
      side.jar.keep(answer.setCookies);
      if (!asksToSignIn(answer)) return answer;
      if (tried === 2) throw refused(this.#account.account);
      if (side.signedIn === ticket) side.signedIn = undefined;
    }
  }

  async #openSession(request: RawRequest): Promise<void> {
    const { user, domain } = this.#parts();
    const answer = await sendRequest({
      ...request,
      method: 'POST',
      path: `${this.#portalPath}/api/v2.0/Session`,
      headers: { ...request.headers, 'content-type': 'application/json' },
      body: JSON.stringify({ UserName: user, Password: this.#account.password, Domain: domain }),
    });
    const isWindows = answer.challenges.some((line) => /^(NTLM|Negotiate|Basic)\b/i.test(line));
    if (!isWindows && (answer.status === 401 || answer.status === 400)) throw refused(this.#account.account);
    this.#keep(this.#portal, answer, answer.status === 201 || answer.status === 200);
  }

  async #logOn(request: RawRequest): Promise<void> {
    const { user, domain } = this.#parts();
    const answer = await sendRequest({
      ...request,
      method: 'POST',
      path: `${serviceOf(request.path)}/ReportService2010.asmx`,
      headers: {
        ...request.headers,
        'content-type': 'text/xml; charset=utf-8',
        soapaction: `"${MANAGEMENT_NAMESPACE}/LogonUser"`,
      },
      body: envelopeOf({
        namespace: MANAGEMENT_NAMESPACE,
        operation: 'LogonUser',
        body: [
          ['userName', user],
          ['password', this.#account.password],
          ['authority', domain],
        ],
      }),
    });
    // The server words a refusal as it likes: extensions throw, or answer that nobody is logged on.
    if (answer.status === 500 && /Fault/.test(answer.bytes.toString('utf8')))
      throw refused(this.#account.account);
    this.#keep(this.#service, answer, answer.status === 200);
  }

  #keep(side: Side, { status, setCookies }: RawAnswer, isDone: boolean): void {
    if (!isDone || setCookies.length === 0)
      throw new DomainError('REPORT_SERVER_SIGN_IN_REFUSED', {
        detail: `The report server answered ${status} to the sign-in and gave no ticket. Forms is for servers with custom security; choose NTLM or Basic for the others.`,
      });
    side.jar.keep(setCookies);
  }

  #parts(): { readonly user: string; readonly domain: string | undefined } {
    const [first = '', ...rest] = this.#account.account.split('\\');
    return rest.length === 0 ? { user: first, domain: undefined } : { user: rest.join('\\'), domain: first };
  }
}

/** REST says 401; what ASP.NET guards leads to the page where people sign in. */
function asksToSignIn({ status, headers }: RawAnswer): boolean {
  return status === 401 || (status === 302 && /logon|login/i.test(headers.location ?? ''));
}

/** `/ReportServer` of `/ReportServer/ReportExecution2005.asmx` and of `/ReportServer?/Sales&rs:Command=Render`. */
function serviceOf(path: string): string {
  return path.replace(/\?.*$/s, '').replace(/\/[^/]+\.asmx$/, '');
}

function withCookies(headers: RawRequest['headers'], jar: CookieJar): RawRequest['headers'] {
  const { cookie } = jar.header();
  if (cookie === undefined) return headers;
  return { ...headers, cookie: headers.cookie === undefined ? cookie : `${headers.cookie}; ${cookie}` };
}
