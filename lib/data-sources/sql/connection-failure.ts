import { DomainError, type ErrorCode } from '../../errors.ts';
import { targetText } from '../connection/database-target.ts';
import type { DatabaseConnection } from './database.ts';

type Words = (server: string) => string;

/** Failures of the network and of TLS by their codes, the same for all drivers. */
const FAILURES: Readonly<Record<string, readonly [ErrorCode, Words]>> = {
  ENOTFOUND: ['DATA_SOURCE_FAILED', (server) => `The host of ${server} is not known in DNS.`],
  EAI_AGAIN: ['DATA_SOURCE_FAILED', (server) => `The host of ${server} cannot be looked up in DNS just now.`],
  ECONNREFUSED: [
    'DATA_SOURCE_FAILED',
    (server) => `${server} refused the connection: nothing listens there.`,
  ],
  EHOSTUNREACH: ['DATA_SOURCE_FAILED', (server) => `${server} cannot be reached over the network.`],
  ENETUNREACH: ['DATA_SOURCE_FAILED', (server) => `${server} cannot be reached over the network.`],
  ETIMEDOUT: ['DATA_SOURCE_FAILED', (server) => `${server} did not answer in time.`],
  ECONNRESET: ['DATA_SOURCE_FAILED', (server) => `${server} broke the connection.`],
  EPIPE: ['DATA_SOURCE_FAILED', (server) => `${server} broke the connection.`],
  EFORBIDDENADDRESS: [
    'DATA_SOURCE_NOT_ALLOWED',
    (server) => `${server} leads to an address of this machine, its network link or a metadata service.`,
  ],
  CERT_HAS_EXPIRED: ['DATA_SOURCE_INVALID', (server) => `The certificate of ${server} has expired.`],
  ERR_TLS_CERT_ALTNAME_INVALID: [
    'DATA_SOURCE_INVALID',
    (server) => `The certificate of ${server} is for another host. ${TRUST}`,
  ],
};

const TRUST = 'Put the name of its certificate into the connection string, or Trust Server Certificate=True.';
const UNTRUSTED: ReadonlySet<string> = new Set([
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_GET_ISSUER_CERT',
]);

/**
 * A failure of the network or of TLS as ours; undefined for what a server said itself.
 * @param error as a driver threw it: the code may stand in a cause
 */
export function connectionFailure(
  { target, signal }: DatabaseConnection,
  error: unknown,
): DomainError | undefined {
  const server = targetText(target);
  if (signal.aborted)
    return new DomainError('DATA_SOURCE_FAILED', { detail: `${server} did not answer in time.` });
  for (const code of codesOf(error)) {
    const known = FAILURES[code];
    if (known) return new DomainError(known[0], { detail: known[1](server) });
    if (UNTRUSTED.has(code))
      return new DomainError('DATA_SOURCE_INVALID', {
        detail: `The certificate of ${server} is not trusted. Give the server one of a known authority, or set Trust Server Certificate=True.`,
      });
  }
  return undefined;
}

/** The codes of an error, its causes and its parts. */
function codesOf(error: unknown, depth = 0): readonly string[] {
  if (!(error instanceof Error) || depth > 4) return [];
  const own = 'code' in error && typeof error.code === 'string' ? [error.code] : [];
  const parts: readonly unknown[] = error instanceof AggregateError ? error.errors : [];
  return [...own, ...parts.flatMap((part) => codesOf(part, depth + 1)), ...codesOf(error.cause, depth + 1)];
}

const LONGEST_MESSAGE = 300;

/** What a server said, for people: one line, of a sane length, without the password should it ever be in it. */
export function serverWords(
  error: unknown,
  { credentials }: Pick<DatabaseConnection, 'credentials'>,
): string {
  const message = error instanceof Error ? error.message : String(error);
  const password = credentials?.password ?? '';
  const clean = (password === '' ? message : message.replaceAll(password, '***')).replace(/\s+/g, ' ').trim();
  const words = clean.length > LONGEST_MESSAGE ? `${clean.slice(0, LONGEST_MESSAGE)} …` : clean;
  return /[.!?…]$/.test(words) ? words : `${words}.`;
}
