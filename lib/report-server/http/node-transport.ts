import { Agent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { rootCertificates } from 'node:tls';
import type { AllowedHosts } from '../../data-sources/network/allowed-hosts.ts';
import { guardedLookup, requireAllowedHost } from '../../data-sources/network/guarded-lookup.ts';
import { DomainError } from '../../errors.ts';
import type { ServerAccount, ServerAddress } from '../server.ts';
import { CookieJar } from './cookie-jar.ts';
import { type RawRequest, StaleConnection } from './send-request.ts';
import type { ServerAnswer, ServerRequest, ServerTransport } from './server-transport.ts';
import { signInAs } from './sign-in/sign-in-as.ts';
import type { SignedInConnection } from './sign-in/signed-in-connection.ts';

/** `MaxActiveReqForOneUser` of a report server, when nobody changed it. */
export const MOST_AT_ONCE = 20;
const IDLE_MS = 60_000;
/** What would be readable on the way. */
const CLEAR = {
  basic: 'Basic authentication sends the password itself',
  forms: 'Signing in to custom security sends the password itself',
  'entra-proxy': 'The application proxy is sent an access token',
} as const;
/** A connection that lay idle may have been closed by the server at the same moment: that often another is tried. */
const CONNECTIONS_TRIED = 3;

type Connection = { readonly agent: Agent; readonly signedIn: SignedInConnection };

/**
 * Over node:http(s): a connection carries one request at a time, at most twenty of them, and those that find none wait
 * their turn. Hosts and addresses are held against the list of allowed hosts at every connection.
 * @throws DomainError DATA_SOURCE_NOT_ALLOWED, REPORT_SERVER_NOT_SUPPORTED (a password or token without TLS)
 */
export function nodeTransport(
  { portalUrl, auth, ca }: ServerAddress,
  account: ServerAccount,
  { allowed, nowMs }: { readonly allowed: AllowedHosts; readonly nowMs: () => number },
): ServerTransport {
  const url = new URL(portalUrl);
  const secure = url.protocol === 'https:';
  const host = url.hostname.replace(/^\[|\]$/g, '');
  requireAllowedHost(allowed, host, Number(url.port || (secure ? 443 : 80)));
  if (auth !== 'ntlm' && !secure && !isLoopback(host))
    throw new DomainError('REPORT_SERVER_NOT_SUPPORTED', {
      detail: `${CLEAR[auth]}: the address must begin with https.`,
    });
  const lookup = guardedLookup(allowed);
  const newSignIn = signInAs({ auth, portalUrl }, account, { nowMs });
  const jar = new CookieJar();
  const idle: Connection[] = [];
  const waiting: ((connection: Connection) => void)[] = [];
  let open = 0;

  function connect(): Connection {
    const options = { keepAlive: true, maxSockets: 1, timeout: IDLE_MS };
    const trusted = ca === undefined ? {} : { ca: [...rootCertificates, ca] };
    return {
      agent: secure ? new HttpsAgent({ ...options, ...trusted }) : new Agent(options),
      signedIn: newSignIn(),
    };
  }

  async function take(): Promise<Connection> {
    const free = idle.pop();
    if (free) return free;
    if (open < MOST_AT_ONCE) {
      open += 1;
      return connect();
    }
    return new Promise((resolve) => waiting.push(resolve));
  }

  function giveBack(connection: Connection): void {
    const next = waiting.shift();
    if (next) next(connection);
    else idle.push(connection);
  }

  async function sendOver(connection: Connection, request: ServerRequest): Promise<ServerAnswer> {
    const signal = AbortSignal.timeout(request.timeoutMs);
    const raw: RawRequest = {
      ...request,
      origin: url.origin,
      body: request.body,
      headers: {
        accept: '*/*',
        'user-agent': 'Report-Tiles',
        ...request.headers,
        ...cookiesFor(request, jar),
      },
      signal,
      agent: connection.agent,
      lookup,
    };
    for (let tried = 1; ; tried += 1) {
      try {
        const answer = await connection.signedIn.send(raw);
        jar.keep(answer.setCookies);
        return answer;
      } catch (error) {
        if (error instanceof StaleConnection && tried < CONNECTIONS_TRIED) continue;
        throw failureOf(error, url, signal);
      }
    }
  }

  return {
    async send(request) {
      const connection = await take();
      try {
        return await sendOver(connection, request);
      } finally {
        giveBack(connection);
      }
    },
    close() {
      for (const { agent } of idle) agent.destroy();
      idle.length = 0;
    },
  };
}

/**
 * Builds of up to 2021 refuse a change without the token of their cookie as a header; newer ones send a word instead of
 * one, or none.
 */
function cookiesFor({ method }: ServerRequest, jar: CookieJar): Readonly<Record<string, string>> {
  const token = jar.get('XSRF-TOKEN');
  return {
    ...jar.header(),
    ...(token !== undefined && method !== 'GET' && { 'x-xsrf-token': decoded(token) }),
  };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // Not percent-encoded after all: it is sent back as it came.
    return text;
  }
}

function isLoopback(host: string): boolean {
  return /^(localhost|127\.\d+\.\d+\.\d+|::1)$/.test(host);
}

/** What is wrong with a certificate, and who mends it. */
function certificateFault(host: string, code: string): string | undefined {
  if (code === 'CERT_HAS_EXPIRED')
    return `The certificate of ${host} has expired: renew it on the report server, or before it where TLS ends.`;
  if (code === 'CERT_NOT_YET_VALID')
    return `The certificate of ${host} is not valid yet: check the clock of the server that it was made on.`;
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID')
    return `The certificate is not for the name ${host}: enter the address with a name that the certificate has.`;
  return /CERT|TLS|SSL|SELF_SIGNED|UNABLE_TO_(VERIFY|GET_ISSUER)/.test(code)
    ? `The certificate of ${host} is not trusted (${code}). Add the certificate of the authority that issued it.`
    : undefined;
}

function failureOf(error: unknown, { host }: URL, signal: AbortSignal): DomainError {
  if (error instanceof DomainError) return error;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'EFORBIDDENADDRESS')
    return new DomainError('DATA_SOURCE_NOT_ALLOWED', {
      detail: error instanceof Error ? error.message : code,
      cause: error,
    });
  if (signal.aborted)
    return new DomainError('REPORT_SERVER_UNAVAILABLE', {
      detail: `${host} did not answer in time.`,
      cause: error,
    });
  const detail = certificateFault(host, code) ?? `${host} cannot be reached (${code || 'network failure'}).`;
  return new DomainError('REPORT_SERVER_UNAVAILABLE', { detail, cause: error });
}
