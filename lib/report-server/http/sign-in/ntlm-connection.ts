import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import { DomainError } from '../../../errors.ts';
import { NtlmFormatError } from '../../ntlm/messages.ts';
import { NtlmSignIn } from '../../ntlm/sign-in.ts';
import type { PasswordAccount } from '../../server.ts';
import { type RawAnswer, type RawRequest, StaleConnection, sendRequest } from '../send-request.ts';
import { refused, type SignedInConnection } from './signed-in-connection.ts';

/** A handshake is begun anew where its connection went away in the middle. */
const HANDSHAKES = 3;

/** Signs one connection in by NTLM: the sign-in holds for the connection, so its agent has one socket. */
export class NtlmConnection implements SignedInConnection {
  readonly #account: PasswordAccount;
  readonly #nowMs: () => number;
  #signedIn: Socket | undefined;

  constructor(account: PasswordAccount, nowMs: () => number) {
    this.#account = account;
    this.#nowMs = nowMs;
  }

  /** @throws DomainError REPORT_SERVER_SIGN_IN_REFUSED; StaleConnection and the network's errors */
  async send(request: RawRequest): Promise<RawAnswer> {
    if (this.#signedIn !== undefined && !this.#signedIn.destroyed) {
      const answer = await sendRequest(request);
      if (answer.status !== 401) return answer;
    }
    this.#signedIn = undefined;
    for (let handshake = 1; ; handshake += 1) {
      const answer = await this.#handshake(request);
      if (answer !== undefined) return answer;
      if (handshake === HANDSHAKES)
        throw new StaleConnection('The connection was closed in each of three handshakes.');
    }
  }

  /** Undefined where the connection changed between the messages: the server has forgotten its challenge. */
  async #handshake(request: RawRequest): Promise<RawAnswer | undefined> {
    const signIn = new NtlmSignIn();
    const begun = await sendRequest({
      ...request,
      body: request.body === undefined ? undefined : '',
      headers: { ...request.headers, authorization: `NTLM ${signIn.negotiate.toString('base64')}` },
    });
    // A server that asks for nothing any more has answered the request itself, where that had no body.
    if (begun.status !== 401) return request.body === undefined ? begun : sendRequest(request);
    const message = this.#authenticate(signIn, begun, request.origin);
    const answer = await sendRequest({ ...request, headers: { ...request.headers, authorization: message } });
    if (answer.status === 401) {
      if (answer.socket !== begun.socket) return undefined;
      throw refused(this.#account.account);
    }
    this.#signedIn = answer.socket;
    return answer;
  }

  #authenticate(signIn: NtlmSignIn, { challenges, socket }: RawAnswer, origin: string): string {
    const challenge = challenges.map((line) => /^NTLM\s+([A-Za-z0-9+/=]+)$/i.exec(line)?.[1]).find(Boolean);
    if (challenge === undefined)
      throw new DomainError('REPORT_SERVER_SIGN_IN_REFUSED', {
        detail: challenges.some((line) => /^NTLM\b/i.test(line))
          ? 'The report server does not take NTLM to its end.'
          : 'The report server does not offer NTLM. Enable RSWindowsNTLM there, or choose Basic, or forms where it has custom security.',
      });
    const certificate = socket instanceof TLSSocket ? socket.getPeerCertificate().raw : undefined;
    try {
      const message = signIn.authenticate(Buffer.from(challenge, 'base64'), {
        ...this.#account,
        host: new URL(origin).hostname,
        certificate,
        nowMs: this.#nowMs(),
      });
      return `NTLM ${message.toString('base64')}`;
    } catch (error) {
      if (!(error instanceof NtlmFormatError)) throw error;
      throw new DomainError('REPORT_SERVER_ANSWER_INVALID', {
        detail: `The report server's NTLM challenge cannot be read: ${error.message}`,
        cause: error,
      });
    }
  }
}
