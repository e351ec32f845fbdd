import type { IncomingMessage } from 'node:http';
import type { Reply } from '../../shared/http.ts';
import type { Person } from '../state.ts';
import { FormsDoor } from './forms-door.ts';
import { NtlmDoor } from './ntlm-door.ts';
import { personOf } from './person-of.ts';

/** Windows ones may be offered side by side; forms (custom security) and the application proxy stand alone. */
export type AuthScheme = 'NTLM' | 'Basic' | 'Forms' | 'EntraProxy';

/** Signed in, or what is answered instead. */
export type Admission = { readonly person: Person } | { readonly reply: Reply };

export type GateOptions = {
  readonly now: () => number;
  readonly schemes: readonly AuthScheme[];
  /** PEM of the certificate that NTLM sign-ins are bound to. */
  readonly certificate: string | undefined;
  /** The user name that a token is for, where the application proxy takes it: of its audience, and of a person. */
  readonly userOfToken: ((token: string) => string | undefined) | undefined;
};

/** Admits callers as Reporting Services does, which has no IIS in front, or as the application proxy before it. */
export class Gate {
  readonly #people: readonly Person[];
  readonly #options: GateOptions;
  readonly #ntlm: NtlmDoor;
  readonly forms: FormsDoor;

  constructor(people: readonly Person[], options: GateOptions) {
    this.#people = people;
    this.#options = options;
    this.#ntlm = new NtlmDoor(people, options);
    this.forms = new FormsDoor(people, options.now);
  }

  /** Every connection and every ticket has to sign in anew. */
  forget(): void {
    this.#ntlm.forget();
    this.forms.forget();
  }

  admit(request: IncomingMessage): Admission {
    const { schemes } = this.#options;
    if (schemes.includes('EntraProxy')) return this.#byToken(request);
    if (schemes.includes('Forms')) return this.#byTicket(request);
    const { headers, socket } = request;
    const [scheme = '', token = ''] = (headers.authorization ?? '').split(/\s+/, 2);
    if (/^basic$/i.test(scheme) && schemes.includes('Basic')) return this.#basic(token);
    if (/^ntlm$/i.test(scheme) && schemes.includes('NTLM')) {
      const opened = this.#ntlm.open(token, socket);
      if (opened && 'challenge' in opened) return this.#refuse([opened.challenge]);
      return opened ?? this.#refuse();
    }
    const person = this.#ntlm.knows(socket);
    return person ? { person } : this.#refuse();
  }

  #refuse(challenges?: readonly string[]): Admission {
    const offered: Partial<Record<AuthScheme, string>> = { NTLM: 'NTLM', Basic: 'Basic realm="reports"' };
    const lines = challenges ?? this.#options.schemes.flatMap((scheme) => offered[scheme] ?? []);
    return { reply: { status: 401, headers: { 'www-authenticate': lines }, body: '' } };
  }

  #basic(token: string): Admission {
    const text = Buffer.from(token, 'base64').toString('utf8');
    const at = text.indexOf(':');
    const person = personOf(this.#people, text.slice(0, at));
    return person && person.password === text.slice(at + 1) ? { person } : this.#refuse();
  }

  /** REST says that nobody is signed in; the web service leads to the page where people sign in. */
  #byTicket({ headers, url = '/' }: IncomingMessage): Admission {
    const person = this.forms.knows(headers.cookie);
    if (person) return { person };
    if (/^\/Reports\/api\//i.test(url)) return { reply: { status: 401, body: '' } };
    const location = `/ReportServer/logon.aspx?ReturnUrl=${encodeURIComponent(url)}`;
    return { reply: { status: 302, headers: { location }, body: '' } };
  }

  /** Without a token the proxy leads to Entra; a token of an app alone has nobody to sign in on the inside (KCD). */
  #byToken({ headers }: IncomingMessage): Admission {
    const [, token] = /^Bearer\s+(\S+)$/i.exec(headers.authorization ?? '') ?? [];
    if (token === undefined) {
      const location = 'https://login.microsoftonline.com/common/oauth2/authorize?client_id=proxy';
      return { reply: { status: 302, headers: { location }, body: '' } };
    }
    const user = this.#options.userOfToken?.(token);
    if (user === undefined) return this.#refuse(['Bearer error="invalid_token"']);
    const person = personOf(this.#people, user);
    return person ? { person } : { reply: { status: 403, body: "This corporate app can't be accessed." } };
  }
}
