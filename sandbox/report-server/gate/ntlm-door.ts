import { randomBytes, timingSafeEqual, X509Certificate } from 'node:crypto';
import type { Socket } from 'node:net';
import {
  AV,
  challengeMessage,
  messageType,
  readAuthenticate,
  readAvPairs,
} from '../../../lib/report-server/ntlm/messages.ts';
import {
  channelBindingHash,
  messageIntegrityCode,
  ntlmV2Key,
  ntlmV2Proof,
  utf16,
} from '../../../lib/report-server/ntlm/ntlm-v2.ts';
import type { Person } from '../state.ts';
import { personOf } from './person-of.ts';

type Handshake = { readonly negotiate: Buffer; readonly challenge: Buffer; readonly serverChallenge: Buffer };

/** FILETIME of 1970-01-01. */
const EPOCH = 116_444_736_000_000_000n;
/** A client's clock may be off by so much (MS-NLMP: 36 hours). */
const MOST_SKEW = 36n * 3600n * 10_000_000n;

/** Signs connections in by NTLM, and knows them from then on. */
export class NtlmDoor {
  readonly #people: readonly Person[];
  readonly #now: () => number;
  readonly #binding: Buffer | undefined;
  #handshakes = new WeakMap<Socket, Handshake>();
  #signedIn = new WeakMap<Socket, Person>();

  constructor(
    people: readonly Person[],
    options: {
      readonly now: () => number;
      /** PEM of the certificate that connections are bound to. */
      readonly certificate: string | undefined;
    },
  ) {
    const { certificate } = options;
    this.#people = people;
    this.#now = options.now;
    this.#binding =
      certificate === undefined ? undefined : channelBindingHash(new X509Certificate(certificate).raw);
  }

  /** Every connection has to sign in anew. */
  forget(): void {
    this.#handshakes = new WeakMap();
    this.#signedIn = new WeakMap();
  }

  knows(socket: Socket): Person | undefined {
    return this.#signedIn.get(socket);
  }

  /** Who has signed in, the challenge to answer, or undefined: it begins anew. */
  open(
    token: string,
    socket: Socket,
  ): { readonly person: Person } | { readonly challenge: string } | undefined {
    const message = Buffer.from(token, 'base64');
    try {
      return messageType(message) === 1 ? this.#challenge(message, socket) : this.#verify(message, socket);
    } catch {
      // No NTLM message: whoever sent it is asked anew.
      return undefined;
    }
  }

  #challenge(negotiate: Buffer, socket: Socket): { readonly challenge: string } {
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
    return { challenge: `NTLM ${challenge.toString('base64')}` };
  }

  /** Proof, time and signature, each as Windows checks it; a challenge is good for one answer on its connection. */
  #verify(message: Buffer, socket: Socket): { readonly person: Person } | undefined {
    const handshake = this.#handshakes.get(socket);
    this.#handshakes.delete(socket);
    const { user, domain, ntResponse, mic } = readAuthenticate(message);
    const person = personOf(this.#people, domain === '' ? user : `${domain}\\${user}`);
    if (!handshake || !person || ntResponse.length < 44 || mic === undefined) return undefined;
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
    if (!good) return undefined;
    this.#signedIn.set(socket, person);
    return { person };
  }
}
