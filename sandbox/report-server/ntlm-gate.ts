import { randomBytes, timingSafeEqual, X509Certificate } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import {
  AV,
  challengeMessage,
  messageType,
  readAuthenticate,
  readAvPairs,
} from '../../lib/report-server/ntlm/messages.ts';
import {
  channelBindingHash,
  messageIntegrityCode,
  ntlmV2Key,
  ntlmV2Proof,
  utf16,
} from '../../lib/report-server/ntlm/ntlm-v2.ts';
import type { Person } from './state.ts';

export type AuthScheme = 'NTLM' | 'Basic';

/** Signed in, or the `WWW-Authenticate` lines of a 401. */
export type Admission = { readonly person: Person } | { readonly challenges: readonly string[] };

type Handshake = { readonly negotiate: Buffer; readonly challenge: Buffer; readonly serverChallenge: Buffer };

/** FILETIME of 1970-01-01. */
const EPOCH = 116_444_736_000_000_000n;
/** A client's clock may be off by so much (MS-NLMP: 36 hours). */
const MOST_SKEW = 36n * 3600n * 10_000_000n;

/** Admits callers as IIS-free Reporting Services do: NTLM signs a connection in, Basic each request. */
export class Gate {
  readonly #people: readonly Person[];
  readonly #now: () => number;
  readonly #binding: Buffer | undefined;
  #handshakes = new WeakMap<Socket, Handshake>();
  #signedIn = new WeakMap<Socket, Person>();
  schemes: readonly AuthScheme[];

  constructor(
    people: readonly Person[],
    options: {
      readonly now: () => number;
      readonly schemes: readonly AuthScheme[];
      /** PEM of the certificate that connections are bound to. */
      readonly certificate: string | undefined;
    },
  ) {
    const { certificate } = options;
    this.#people = people;
    this.#now = options.now;
    this.schemes = options.schemes;
    this.#binding =
      certificate === undefined ? undefined : channelBindingHash(new X509Certificate(certificate).raw);
  }

  /** Every connection has to sign in anew. */
  forget(): void {
    this.#handshakes = new WeakMap();
    this.#signedIn = new WeakMap();
  }

  admit({ headers, socket }: IncomingMessage): Admission {
    const [scheme = '', token = ''] = (headers.authorization ?? '').split(/\s+/, 2);
    if (/^basic$/i.test(scheme) && this.schemes.includes('Basic')) return this.#basic(token);
    if (/^ntlm$/i.test(scheme) && this.schemes.includes('NTLM')) return this.#ntlm(token, socket);
    const person = this.#signedIn.get(socket);
    return person ? { person } : this.#refuse();
  }

  #refuse(): Admission {
    const offered = { NTLM: 'NTLM', Basic: 'Basic realm="reports"' };
    return { challenges: this.schemes.map((scheme) => offered[scheme]) };
  }

  #basic(token: string): Admission {
    const text = Buffer.from(token, 'base64').toString('utf8');
    const at = text.indexOf(':');
    const person = this.#personOf(text.slice(0, at));
    return person && person.password === text.slice(at + 1) ? { person } : this.#refuse();
  }

  #ntlm(token: string, socket: Socket): Admission {
    const message = Buffer.from(token, 'base64');
    try {
      return messageType(message) === 1 ? this.#challenge(message, socket) : this.#verify(message, socket);
    } catch {
      // No NTLM message: whoever sent it is asked anew.
      return this.#refuse();
    }
  }

  #challenge(negotiate: Buffer, socket: Socket): Admission {
    const time = Buffer.alloc(8);
    time.writeBigUInt64LE(BigInt(this.#now()) * 10_000n + EPOCH);
    const serverChallenge = randomBytes(8);
    const targetInfo = new Map([
      [AV.domainName, utf16('CONTOSO')],
      [AV.computerName, utf16('REPORTS')],
      [AV.dnsComputerName, utf16('reports.contoso.example')],
      [AV.timestamp, time],
    ]);
    const challenge = challengeMessage({ serverChallenge, targetInfo });
    this.#handshakes.set(socket, { negotiate, challenge, serverChallenge });
    return { challenges: [`NTLM ${challenge.toString('base64')}`] };
  }

  /** Proof, time and signature, each as Windows checks it; a challenge is good for one answer on its connection. */
  #verify(message: Buffer, socket: Socket): Admission {
    const handshake = this.#handshakes.get(socket);
    this.#handshakes.delete(socket);
    const { user, domain, ntResponse, mic } = readAuthenticate(message);
    const person = this.#personOf(domain === '' ? user : `${domain}\\${user}`);
    if (!handshake || !person || ntResponse.length < 44 || mic === undefined) return this.#refuse();
    const blob = ntResponse.subarray(16);
    const key = ntlmV2Key({ user, domain }, person.password);
    const { proof, sessionBaseKey } = ntlmV2Proof(key, handshake.serverChallenge, blob);
    const unsigned = Buffer.concat([message.subarray(0, 72), Buffer.alloc(16), message.subarray(88)]);
    const expected = messageIntegrityCode(sessionBaseKey, [
      handshake.negotiate,
      handshake.challenge,
      unsigned,
    ]);
    const skew = blob.readBigUInt64LE(8) - (BigInt(this.#now()) * 10_000n + EPOCH);
    const pairs = readAvPairs(blob.subarray(28));
    const target = pairs.get(AV.targetName)?.toString('utf16le') ?? '';
    const bound =
      this.#binding === undefined || pairs.get(AV.channelBindings)?.equals(this.#binding) === true;
    const good =
      timingSafeEqual(proof, ntResponse.subarray(0, 16)) &&
      timingSafeEqual(expected, mic) &&
      (skew < 0n ? -skew : skew) < MOST_SKEW &&
      target.startsWith('HTTP/') &&
      bound;
    if (!good) return this.#refuse();
    this.#signedIn.set(socket, person);
    return { person };
  }

  #personOf(name: string): Person | undefined {
    const wanted = name.toLowerCase();
    return this.#people.find(({ account }) => account.toLowerCase() === wanted || upnOf(account) === wanted);
  }
}

/** `CONTOSO\bob` also signs in as `bob@contoso.example`. */
function upnOf(account: string): string {
  const [domain = '', user = ''] = account.toLowerCase().split('\\');
  return `${user}@${domain}.example`;
}
